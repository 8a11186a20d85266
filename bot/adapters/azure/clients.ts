import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import type { StorageAccount, TableAccount } from './storage-account';
import { type StorageLimits, storageRetries, tableLimits } from './storage-limits';
import type { TableName } from './tables';

/** Throws on what cannot begin the name of a table, of the container and of the queues. */
export function checkedPrefix({ prefix = '' }: { prefix?: string }): string {
  if (!/^([A-Za-z][A-Za-z0-9]{0,30})?$/.test(prefix)) throw new RangeError('a prefix is a letter, then letters and digits');
  return prefix;
}

/** A table of the product. */
export function openTable(account: TableAccount, prefix: string, name: TableName, limits: StorageLimits): TableClient {
  return openNamed(account, prefix + name, limits);
}

/** A table of any name. */
export function openNamed(account: TableAccount, name: string, limits: StorageLimits): TableClient {
  const options = tableLimits(limits);
  if ('credential' in account) return new TableClient(account.tables, name, account.credential, options);
  return TableClient.fromConnectionString(account.connectionString, name, {
    ...options,
    allowInsecureConnection: /TableEndpoint=http:/.test(account.connectionString),
  });
}

export function openQueue(account: StorageAccount, name: string, limits: StorageLimits): QueueClient {
  if ('credential' in account) {
    return new QueueClient(`${account.queues.replace(/\/$/, '')}/${name}`, account.credential, storageRetries(limits));
  }
  return new QueueClient(account.connectionString, name, storageRetries(limits));
}

/** The account of the queue of accounts. */
export function accountQueuesOf(account: StorageAccount): StorageAccount {
  return 'credential' in account && account.accountQueues !== undefined ? { ...account, queues: account.accountQueues } : account;
}

/** Of the queue and its poison queue, in this order, each by what takes its messages. */
export const queueNames = { work: ['work', 'work-poison'], accounts: ['accounts', 'accounts-poison'] } as const;
