import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { KeyRange } from '../../domain/request/nightly-parts';
import { queryRows, type ReadRow, type Row, transact } from './table-client';

/** The property of a copied row that holds when the row that it was copied from was last written. */
const stampProperty = 'sourceStamp';
const keys = ['PartitionKey', 'RowKey'];

// The service's own limits of a transaction: 100 rows and 4 MiB, in which a character may take six bytes as JSON.
const mostRows = 100;
const mostCharacters = 600_000;
const writeMilliseconds = 60_000;
/** Partitions that are written at the same time. */
const atOnce = 16;

/** The rows of one partition in two tables, each in key order; either may have none. */
export interface Pair {
  partition: string;
  source: ReadRow[];
  copy: ReadRow[];
}

/** Rows with all their values, or with `stamps` their keys and when they were last written. */
export function sourceRows(table: TableClient, range: KeyRange | undefined, what: 'values' | 'stamps'): AsyncIterable<ReadRow> {
  return queryRows(table, rangeFilter(range), undefined, what === 'values' ? undefined : [...keys, 'Timestamp']);
}

/** One partition in one query: its rows as they belong together. */
export async function partitionRows(table: TableClient, partition: string): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of queryRows(table, odata`PartitionKey eq ${partition}`)) rows.push(row);
  return rows;
}

/** Keys of copied rows, with what they are copies of. */
export function copiedKeys(table: TableClient, range?: KeyRange): AsyncIterable<ReadRow> {
  return queryRows(table, rangeFilter(range), undefined, [...keys, stampProperty]);
}

function rangeFilter(range: KeyRange | undefined): string {
  return range ? odata`PartitionKey ge ${range.from} and PartitionKey lt ${range.before}` : odata`PartitionKey ge ${''}`;
}

/** Partition by partition, in the order of keys, which both have. */
export async function* pairs(source: AsyncIterable<ReadRow>, copy: AsyncIterable<ReadRow>): AsyncGenerator<Pair> {
  const [left, right] = [partitionsIn(source), partitionsIn(copy)];
  let [one, other] = [await left.next(), await right.next()];
  while (!one.done || !other.done) {
    const isFirst = !one.done && (other.done === true || one.value.partition <= other.value.partition);
    const isBoth = isFirst && !other.done && !one.done && one.value.partition === other.value.partition;
    const partition = isFirst ? one.value!.partition : other.value!.partition;
    yield { partition, source: isFirst ? one.value!.rows : [], copy: !isFirst || isBoth ? other.value!.rows : [] };
    if (isFirst) one = await left.next();
    if (!isFirst || isBoth) other = await right.next();
  }
}

async function* partitionsIn(rows: AsyncIterable<ReadRow>): AsyncGenerator<{ partition: string; rows: ReadRow[] }, undefined> {
  let group: { partition: string; rows: ReadRow[] } | undefined;
  for await (const row of rows) {
    if (group && group.partition > row.partitionKey) throw new Error('a table does not come in the order of its keys');
    if (group?.partition !== row.partitionKey) {
      if (group) yield group;
      group = { partition: row.partitionKey, rows: [] };
    }
    group.rows.push(row);
  }
  if (group) yield group;
  return undefined;
}

/** Rows of the source that the copy has not, or has as they were before. */
export function changedIn({ source, copy }: Pair): ReadRow[] {
  const copied = new Map(copy.map((row) => [row.rowKey, row[stampProperty]]));
  return source.filter((row) => copied.get(row.rowKey) !== row.timestamp);
}

/** Rows of the copy that the source has no more. */
export function goneFrom({ source, copy }: Pair): ReadRow[] {
  const there = new Set(source.map(({ rowKey }) => rowKey));
  return copy.filter(({ rowKey }) => !there.has(rowKey));
}

/** The row as it is copied: with the stamp of its source, by which the next run knows that it has not changed. */
export function stamped(row: ReadRow): Row {
  return { ...unstamped(row), [stampProperty]: String(row.timestamp) };
}

/** The row as the product wrote it. */
export function unstamped({ etag: _etag, timestamp: _timestamp, [stampProperty]: _stamp, ...row }: ReadRow): Row {
  const own = Object.entries(row).filter(([name]) => !name.startsWith('odata.'));
  return Object.fromEntries(own) as Row;
}

/** Puts and deletes rows of one partition, as few transactions as they take: one for a hundred rows or fewer. */
export async function rewrite(
  table: TableClient,
  puts: readonly Row[],
  deletes: readonly Pick<Row, 'partitionKey' | 'rowKey'>[],
): Promise<void> {
  const actions = [
    ...puts.map((row): TransactionAction => ['upsert', row, 'Replace']),
    ...deletes.map(({ partitionKey, rowKey }): TransactionAction => ['delete', { partitionKey, rowKey }]),
  ];
  for (const part of inTransactions(actions)) {
    // Only a delete can be lost: to a second run at the same time. The next one looks again.
    if ((await transact(table, part, writeMilliseconds)) === 'lost') throw new Error('a copied row was gone already');
  }
}

function inTransactions(actions: readonly TransactionAction[]): TransactionAction[][] {
  const parts: TransactionAction[][] = [];
  let characters = 0;
  for (const action of actions) {
    const size = JSON.stringify(action[1]).length;
    const part = parts.at(-1);
    if (!part || part.length === mostRows || characters + size > mostCharacters) {
      parts.push([action]);
      characters = size;
    } else {
      part.push(action);
      characters += size;
    }
  }
  return parts;
}

/** Runs a job for each, some at once, until `isOver`. False where it stopped before the end. */
export async function forEachOf<T>(all: AsyncIterable<T>, isOver: () => boolean, job: (one: T) => Promise<void>): Promise<boolean> {
  let running: Promise<void>[] = [];
  for await (const one of all) {
    if (isOver()) {
      await Promise.all(running);
      return false;
    }
    const started = job(one);
    // Awaited below; until then a fault of it must not end the process.
    started.catch(() => undefined);
    running.push(started);
    if (running.length === atOnce) {
      await Promise.all(running);
      running = [];
    }
  }
  await Promise.all(running);
  return true;
}
