import { createHmac } from 'node:crypto';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { RequestId } from '../../domain/request/visitor-request';
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

  /** Only one can insert the name; whether its hash may be there already is the caller's to say. */
  async function insert(username: string, request: RequestId, hash: TransactionAction): Promise<boolean> {
    const name: TransactionAction = ['create', { partitionKey, rowKey: nameKey(username), request }];
    if ((await transact(table, [name, hash], takeMilliseconds)) === 'committed') return true;
    return (await readRow(table, partitionKey, nameKey(username)))?.request === request;
  }

  return {
    take: (username, request) => insert(username, request, ['create', hashRow(username)]),
    takeOver: (username, request) => insert(username, request, ['upsert', hashRow(username), 'Replace']),
    async holder(username) {
      const named = await readRow(table, partitionKey, nameKey(username));
      if (named) return { request: String(named.request) };
      return (await readRow(table, partitionKey, hashRow(username).rowKey)) && {};
    },
    async reserve(username) {
      return (await insertRow(table, hashRow(username))) !== undefined;
    },
    async retire(username) {
      const named = await readRow(table, partitionKey, nameKey(username));
      if (!named) return;
      // The hash exists since allocation, except under an older key, so it is written before the username is erased.
      await putRow(table, hashRow(username));
      await deleteRow(table, partitionKey, nameKey(username));
    },
  };
}
