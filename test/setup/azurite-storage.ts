import { randomBytes } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { openStorage, type Storage } from '../../bot/adapters/azure/storage';
import type { StorageLimits } from '../../bot/adapters/azure/storage-limits';
import { StoryClock } from '../fakes/story-clock';

export const testBotId = '3e7d5a10-64c2-4f8b-9d21-7b5c0e9a1f05';

/** Where the emulator of this test run listens. */
export function testConnection(): string {
  const connection = process.env.TEST_STORAGE_CONNECTION;
  if (!connection) throw new Error('the test run has started no storage');
  return connection;
}

/** The same, of its second account, which holds backups. */
export function backupConnection(): string {
  const connection = process.env.TEST_BACKUP_CONNECTION;
  if (!connection) throw new Error('the test run has started no storage');
  return connection;
}

/** Tables, container and queue of their own, so that suites may run side by side. */
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

/** Storage at an address of the test's own making, over the same account. */
export function openStorageAt(address: string, options: { limits?: StorageLimits; prefix?: string } = {}): Storage {
  const connectionString = testConnection().replaceAll(/http:\/\/[^/]+\//g, `${address}/`);
  return openStorage({ connectionString }, { clock: new StoryClock(), botId: testBotId, ...options });
}
