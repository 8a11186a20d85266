import { createHash } from 'node:crypto';
import { RestError, type TableClient, type TableEntity, type TransactionAction } from '@azure/data-tables';
import { stopAfter } from './storage-limits';

/** One row as stored: its keys and flat properties. */
export type Row = TableEntity<Record<string, string | number | boolean>>;

/** One row as read. */
export type ReadRow = Record<string, unknown> & { etag: string; partitionKey: string; rowKey: string };

// What the service refuses, with room to spare: 32,768 characters, 1 MiB, 252 properties, 100 rows. Azurite accepts
// more than the service does, so without these guards a row too large would be found only in production.
const mostCharacters = 30_000;
const mostBytes = 900 * 1024;
const mostProperties = 200;
const mostRows = 100;

/** A key may have a kilobyte, and its characters two bytes each. */
export const mostKeyCharacters = 512;

/**
 * Makes any text safe as a PartitionKey or RowKey, a different key for every text. Letters, digits and `: . _ -` stay
 * as they are; every other UTF-16 unit becomes `~` and four hexadecimal digits; a text too long for a key becomes its
 * SHA-256. `encodeKey('a/b')` is `a~002fb`. `most`: how many characters the key may have, at least 66.
 */
export function encodeKey(text: string, most = mostKeyCharacters): string {
  if (text === '') return '~';
  const encoded = text.replace(/[^A-Za-z0-9:._-]/g, (unit) => `~${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return encoded.length <= most ? encoded : `~~${createHash('sha256').update(encoded).digest('hex')}`;
}

/** One part of a key that is joined with `:`. */
export function encodeKeyPart(text: string): string {
  return encodeKey(text).replaceAll(':', '~003a');
}

/** Throws, naming the property and never its value, when the service would refuse the row. */
function guard(row: Row): void {
  const properties = Object.entries(row);
  if (properties.length > mostProperties) throw new Error(`a row has more than ${mostProperties} properties`);
  let bytes = 0;
  for (const [name, value] of properties) {
    const size = typeof value === 'string' ? value.length : 4;
    if (typeof value === 'string' && size > mostCharacters) {
      throw new Error(`property ${name} has more than ${mostCharacters} characters`);
    }
    // The service counts two bytes a character, of the name too.
    bytes += 2 * (name.length + size);
  }
  if (bytes > mostBytes) throw new Error(`a row is larger than ${mostBytes} bytes`);
}

/** Writes a row that must not exist yet; undefined when it does. */
export async function insertRow(table: TableClient, row: Row): Promise<string | undefined> {
  guard(row);
  return unlessLost(async () => (await table.createEntity(row)).etag ?? '');
}

/** Replaces a row with optimistic concurrency; undefined when it has changed or was deleted since the read. */
export async function replaceRow(table: TableClient, row: Row, etag: string): Promise<string | undefined> {
  guard(row);
  return unlessLost(async () => (await table.updateEntity(row, 'Replace', { etag })).etag ?? '');
}

/** Writes a row, whatever was there. */
export async function putRow(table: TableClient, row: Row): Promise<void> {
  guard(row);
  await table.upsertEntity(row, 'Replace');
}

/** Deletes a row, with `etag` only the version that was read; false when it has changed or was deleted since. */
export async function deleteRow(table: TableClient, partition: string, row: string, etag = '*'): Promise<boolean> {
  return (await unlessLost(() => table.deleteEntity(partition, row, { etag }))) !== undefined;
}

/** One point read. */
export async function readRow(table: TableClient, partition: string, row: string): Promise<ReadRow | undefined> {
  return unlessLost(async () => (await table.getEntity(partition, row)) as ReadRow);
}

/**
 * Every row that matches, in key order, `pageSize` a call. Goes on through empty pages: the service may answer one with
 * a continuation token, Azurite never does. With `select`, those properties only.
 */
export async function* queryRows(table: TableClient, filter: string, pageSize = 1000, select?: string[]): AsyncGenerator<ReadRow> {
  const queryOptions = { filter, ...(select && { select }) };
  const pages = table.listEntities({ queryOptions }).byPage({ maxPageSize: pageSize });
  for await (const page of pages) yield* page as unknown as ReadRow[];
}

/** One entity-group transaction: all or nothing. `lost` when a condition of it did not hold; fails with ETIMEDOUT after that time. */
export async function transact(table: TableClient, actions: TransactionAction[], mostMilliseconds: number): Promise<'committed' | 'lost'> {
  if (actions.length > mostRows) throw new Error(`a transaction has more than ${mostRows} rows`);
  for (const [, row] of actions) guard(row as Row);
  const limit = stopAfter(mostMilliseconds);
  try {
    const done = await unlessLost(() => table.submitTransaction(actions, { abortSignal: limit.signal }));
    return done === undefined ? 'lost' : 'committed';
  } catch (error) {
    // As any other call that storage did not answer in time.
    throw limit.signal.aborted ? new RestError('storage did not answer in time', { code: 'ETIMEDOUT' }) : error;
  } finally {
    limit.clear();
  }
}

/** Packs a value into the one property that holds it. */
export function packJson(value: unknown): { json: string } {
  return { json: JSON.stringify(value) };
}

/** The value of a row written with `packJson`. Throws on a row that was not. */
export function unpackJson<T>(row: ReadRow): T {
  if (typeof row.json !== 'string') throw new Error('a row has no property json');
  return JSON.parse(row.json) as T;
}

/** The result, or undefined if another process wrote, created or deleted the row first. */
async function unlessLost<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
}

/** A missing table and one that is being deleted answer with the same numbers, and are faults. */
function isLost(error: unknown): boolean {
  if (!(error instanceof RestError)) return false;
  const code = odataCode(error);
  if (error.statusCode === 412) return true;
  if (error.statusCode === 409) return code === 'EntityAlreadyExists';
  return error.statusCode === 404 && code === 'ResourceNotFound';
}

/** No table of this name was made, or not yet. */
export function isNoTable(error: unknown): boolean {
  return error instanceof RestError && error.statusCode === 404 && odataCode(error) === 'TableNotFound';
}

/** A single call puts the code into `details`, a transaction on the error itself. */
function odataCode(error: RestError): string | undefined {
  const details = error.details as { odataError?: { code?: string } } | undefined;
  return details?.odataError?.code ?? error.code;
}
