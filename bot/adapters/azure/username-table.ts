import { createHmac } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import type { UsernameRegister } from '../../ports/username-register';
import { deleteRow, encodeKeyPart, insertRow, putRow, type Row, readRow, transact } from './table-client';

const partitionKey = 'usernames';
const takeMilliseconds = 10_000;
const keyBytes = 32;

/**
 * Table `Usernames`: for each a row `name:<username>` with its request, and a row `hash:<HMAC-SHA-256>`, inserted in one transaction.
 * A retired one has its hash alone.
 */
export function usernameTable(table: TableClient, key: Uint8Array): UsernameRegister {
  if (key.byteLength < keyBytes) throw new RangeError(`the key of the usernames has less than ${keyBytes} bytes`);
  const nameKey = (username: string) => `name:${encodeKeyPart(username)}`;
  const hashRow = (username: string): Row => ({ partitionKey, rowKey: `hash:${createHmac('sha256', key).update(username).digest('hex')}` });

  return {
    async take(username, request) {
      const name = { partitionKey, rowKey: nameKey(username), request };
      const rows: [['create', Row], ['create', Row]] = [
        ['create', name],
        ['create', hashRow(username)],
      ];
      if ((await transact(table, rows, takeMilliseconds)) === 'committed') return true;
      return (await readRow(table, partitionKey, nameKey(username)))?.request === request;
    },
    async reserve(username) {
      return (await insertRow(table, hashRow(username))) !== undefined;
    },
    async retire(username) {
      const named = await readRow(table, partitionKey, nameKey(username));
      if (!named) return;
      // The hash is there since it was taken, unless under another key: it is written before the name goes.
      await putRow(table, hashRow(username));
      await deleteRow(table, partitionKey, nameKey(username));
    },
  };
}
