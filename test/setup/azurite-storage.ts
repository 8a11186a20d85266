import { randomBytes } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { openStorage, type Storage } from '../../bot/adapters/azure/storage';
import type { StorageLimits } from '../../bot/adapters/azure/storage-limits';
import { StoryClock } from '../fakes/story-clock';

export const testBotId = '3e7d5a10-64c2-4f8b-9d21-7b5c0e9a1f05';

/** Connection string of this run's emulator. */
export function testConnection(): string {
  const connection = process.env.TEST_STORAGE_CONNECTION;
  if (!connection) throw new Error('the test run has started no storage');
  return connection;
}

/** Connection string of the emulator's second account, which holds backups. */
export function backupConnection(): string {
  const connection = process.env.TEST_BACKUP_CONNECTION;
  if (!connection) throw new Error('the test run has started no storage');
  return connection;
}

/** Opens tables, a container and a queue of their own, so that suites may run in parallel. */
export async function openTestStorage(
  clock = new StoryClock(),
  limits?: StorageLimits,
): Promise<{ storage: Storage; prefix: string; rawTable: (name: string) => TableClient; again: () => Storage }> {
  const prefix = `t${randomBytes(8).toString('hex')}`;
  const open = (): Storage =>
    openStorage({ connectionString: testConnection() }, { clock, prefix, botId: testBotId, ...(limits && { limits }) });
  const storage = open();
  await storage.ensure();
  return {
    storage,
    prefix,
    rawTable: (name) => TableClient.fromConnectionString(testConnection(), prefix + name, { allowInsecureConnection: true }),
    again: open,
  };
}

/** Opens the same account at another address, such as a proxy's. */
export function openStorageAt(address: string, options: { limits?: StorageLimits; prefix?: string } = {}): Storage {
  const connectionString = testConnection().replaceAll(/http:\/\/[^/]+\//g, `${address}/`);
  return openStorage({ connectionString }, { clock: new StoryClock(), botId: testBotId, ...options });
}
