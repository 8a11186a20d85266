import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { checkedRequestId } from '../../domain/request/visitor-request';
import { attentionKey, type WorkMessage } from '../../ports/queue';
import type { AttentionRow, CountedMatters, JobRun, ViewKey, ViewRow, ViewStore, Wake } from '../../ports/views';
import { cardClaims } from './card-claims';
import {
  deleteRow,
  encodeKey,
  mostKeyCharacters,
  packJson,
  putRow,
  queryRows,
  type ReadRow,
  type Row,
  readRow,
  transact,
  unpackJson,
} from './table-client';

const attention = 'attention:';
const runs = 'runs';

// The service's own limit of rows a call, less the one that tells whether there are more.
const mostRowsOfPage = 999;

// The service's own limit of rows a transaction.
const mostRowsAtOnce = 100;
const callsAtOnce = 32;
const writeMilliseconds = 30_000;

/**
 * Table `Views`: the lists and the index of time. A list of one person has a partition of its own; those of one department
 * share `department:<id>`, and those of the university `lists`, with `<list>!` before each row, as one transaction writes
 * rows of one partition. The wake-up of a request is at partition `wake:<local date>T<hh>`, what admins have to look at in
 * `attention:<kind>`, both by its id; when a job last ran to its end in `runs`, by the job; the offers that somebody made on their last day of offering at `offers:<person>`, by
 * date, id and revision. Card numbers that are being given are in {@link cardClaims}.
 */
export function viewTable(table: TableClient): ViewStore {
  return {
    ...cardClaims(table),
    async put(row) {
      await putRow(table, storedRow(row));
    },
    async putAll(rows, left = []) {
      const [stored, gone] = [rows.map(storedRow), left.map(storedKeys)];
      const written = new Set(stored.map(({ partitionKey }) => partitionKey));
      const besides = (partition: string) => gone.filter(({ partitionKey }) => partitionKey === partition);
      await byTransaction(stored, (group, isLast) => putGroup(table, group, isLast ? besides(group[0]!.partitionKey) : []));
      const elsewhere = gone.filter(({ partitionKey }) => !written.has(partitionKey));
      await byTransaction(elsewhere, (group) => deleteGroup(table, group));
    },
    async read(key) {
      const { partitionKey, rowKey } = storedKeys(key);
      const row = await readRow(table, partitionKey, rowKey);
      return row && unpackJson<ViewRow>(row);
    },
    async *rowsIn({ from, before }) {
      const filter = odata`PartitionKey ge ${encodeKey(from)} and PartitionKey lt ${encodeKey(before)}`;
      // A wake-up, or a matter for admins, has none.
      for await (const row of queryRows(table, filter)) if (row.json !== undefined) yield unpackJson<ViewRow>(row);
    },
    async delete(key) {
      const { partitionKey, rowKey } = storedKeys(key);
      await deleteRow(table, partitionKey, rowKey);
    },
    count: (partition, most, within) => countKeys(table, partition, most, within),
    list: (partition, most, next, within) => readPage(table, partition, Math.min(most, mostRowsOfPage), next, within),
    async putWake(at, request) {
      await putRow(table, wakeRow({ at, request }));
    },
    async putWakes(wakes) {
      await byTransaction(wakes.map(wakeRow), (group) => putGroup(table, group));
    },
    async hasWake(at, request) {
      return (await readRow(table, wakePartition(at), checkedRequestId(request))) !== undefined;
    },
    async *wakesUntil(at) {
      const filter = odata`PartitionKey ge ${'wake:'} and PartitionKey le ${wakePartition(at)}`;
      for await (const row of queryRows(table, filter)) {
        yield { at: row.partitionKey.slice('wake:'.length), request: row.rowKey };
      }
    },
    async deleteWakes(wakes) {
      await byTransaction(wakes.map(wakeRow), (group) => deleteGroup(table, group));
    },
    async putAttention(kind, request, code, since, message) {
      const rowKey = encodeKey(attentionKey(checkedRequestId(request), message));
      const sent = message && { message: JSON.stringify(message) };
      await putRow(table, { partitionKey: encodeKey(`${attention}${kind}`), rowKey, request, code, since, ...sent });
    },
    async readAttention(kind, key) {
      const row = await readRow(table, encodeKey(`${attention}${kind}`), encodeKey(key));
      return row && attentionRow(row);
    },
    countAttention: (most) => attentionCounts(table, most),
    listAttention: (most, next, without) => attentionPage(table, most, next, without),
    async clearAttention(kind, key) {
      await deleteRow(table, encodeKey(`${attention}${kind}`), encodeKey(key));
    },
    async putRun(job, at) {
      await putRow(table, { partitionKey: runs, rowKey: job, at });
    },
    async lastRuns() {
      const last: Partial<Record<JobRun, string>> = {};
      for await (const { rowKey, at } of queryRows(table, odata`PartitionKey eq ${runs}`)) last[rowKey as JobRun] = String(at);
      return last;
    },
    async noteOffer(by, date, request, revision) {
      const partitionKey = encodeKey(`offers:${by}`);
      await putRow(table, { partitionKey, rowKey: `${date}:${checkedRequestId(request)}:${revision}` });
      const noted: string[] = [];
      for await (const { rowKey } of queryRows(table, odata`PartitionKey eq ${partitionKey}`)) {
        if (rowKey.startsWith(`${date}:`)) noted.push(rowKey);
        // Offers of an earlier day no longer count.
        else await deleteRow(table, partitionKey, rowKey);
      }
      return { ofRequest: noted.filter((key) => key.startsWith(`${date}:${request}:`)).length, inAll: noted.length };
    },
  };
}

// `;` is the character after `:`.
const allAttention = odata`PartitionKey ge ${attention} and PartitionKey lt ${'attention;'}`;

function attentionRow({ partitionKey, rowKey, request, code, since, timestamp, message }: ReadRow): AttentionRow {
  return {
    kind: partitionKey.slice(attention.length),
    key: rowKey,
    request: String(request ?? rowKey),
    code: String(code),
    // A row written before `since` was has storage's own time.
    since: String(since ?? timestamp),
    ...(typeof message === 'string' && { message: JSON.parse(message) as WorkMessage }),
  };
}

/** A thousand a call. */
async function attentionCounts(table: TableClient, most: number): Promise<Record<string, CountedMatters>> {
  const counts: Record<string, CountedMatters> = {};
  let all = 0;
  for await (const row of queryRows(table, allAttention, Math.min(most, 1_000), ['PartitionKey', 'Timestamp', 'since'])) {
    const { kind, since } = attentionRow(row);
    const { count, since: oldest } = counts[kind] ?? { count: 0, since };
    counts[kind] = { count: count + 1, since: since < oldest ? since : oldest };
    all += 1;
    if (all === most) break;
  }
  return counts;
}

/** `next` is the last row shown, as below: whatever somebody makes of it, it names a place among these matters. */
async function attentionPage(
  table: TableClient,
  most: number,
  next?: string,
  without: readonly string[] = [],
): Promise<{ items: AttentionRow[]; next?: string }> {
  const [kind = '', key = ''] = next === undefined ? [] : Buffer.from(next, 'base64url').toString().split(' ');
  const partition = `${attention}${kind}`;
  const rest = odata`(PartitionKey gt ${partition} or (PartitionKey eq ${partition} and RowKey gt ${key}))`;
  const items: AttentionRow[] = [];
  const others = without.map((one) => odata`PartitionKey ne ${encodeKey(`${attention}${one}`)}`);
  const filter = [allAttention, ...(next === undefined ? [] : [rest]), ...others].join(' and ');
  for await (const row of queryRows(table, filter, most + 1)) {
    const last = items.at(-1);
    if (items.length === most && last) return { items, next: Buffer.from(`${last.kind} ${last.key}`).toString('base64url') };
    items.push(attentionRow(row));
  }
  return { items };
}

/**
 * `next` is the last row shown, not the service's continuation token: whatever somebody makes of it, it can only name a
 * place in the same partition, and it stays right when that row is deleted meanwhile.
 */
async function readPage(
  table: TableClient,
  partition: string,
  most: number,
  next?: string,
  within?: { from: string; to: string },
): Promise<{ rows: ViewRow[]; next?: string }> {
  const after = next === undefined ? '' : Buffer.from(next, 'base64url').toString();
  const { filter, prefix } = rowsFilter(partition, after, within);
  const rows: ViewRow[] = [];
  let last = '';
  for await (const row of queryRows(table, filter, most + 1)) {
    if (rows.length === most) return { rows, next: Buffer.from(last).toString('base64url') };
    rows.push(unpackJson<ViewRow>(row));
    last = row.rowKey.slice(prefix.length);
  }
  return { rows };
}

/** Keys alone, a thousand a call. */
async function countKeys(table: TableClient, partition: string, most: number, within?: { from: string; to: string }): Promise<number> {
  let count = 0;
  for await (const _row of queryRows(table, rowsFilter(partition, '', within).filter, Math.min(most, 1_000), ['PartitionKey'])) {
    count += 1;
    if (count === most) break;
  }
  return count;
}

/** The rows of one list after a key, or of a part of it; `prefix` is what the keys of its rows begin with. */
function rowsFilter(partition: string, after: string, within?: { from: string; to: string }): { filter: string; prefix: string } {
  const { partitionKey, prefix } = storedAt(partition);
  const rest = odata`PartitionKey eq ${partitionKey} and RowKey gt ${prefix + after}`;
  const inList = prefix === '' ? rest : `${rest} and ${odata`RowKey lt ${afterAll(prefix)}`}`;
  if (!within) return { filter: inList, prefix };
  const [from, to] = [rowKeyIn(prefix, within.from), rowKeyIn(prefix, within.to)];
  return { filter: `${inList} and ${odata`RowKey ge ${from} and RowKey lt ${to}`}`, prefix };
}

function storedRow(row: ViewRow): Row {
  return { ...storedKeys(row), request: row.request, ...packJson(row) };
}

/** Does it for groups of rows that may go in one transaction each: of one partition, each place once, the last row of a place. */
async function byTransaction(rows: readonly Row[], write: (group: readonly Row[], isLast: boolean) => Promise<void>): Promise<void> {
  const partitions = new Map<string, Map<string, Row>>();
  for (const row of rows) {
    const group = partitions.get(row.partitionKey) ?? new Map<string, Row>();
    partitions.set(row.partitionKey, group.set(row.rowKey, row));
  }
  const groups = [...partitions.values()].flatMap((group) => {
    const parts = inParts([...group.values()], mostRowsAtOnce);
    return parts.map((part, at): [Row[], boolean] => [part, at === parts.length - 1]);
  });
  for (const some of inParts(groups, callsAtOnce)) await Promise.all(some.map(([group, isLast]) => write(group, isLast)));
}

function inParts<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most));
}

/** Replaces the rows of one partition, in one transaction if they fit. */
async function putGroup(table: TableClient, rows: readonly Row[], left: readonly Row[] = []): Promise<void> {
  const puts = rows.map((row): TransactionAction => ['upsert', row, 'Replace']);
  const actions = [...puts, ...deletesOf(left)];
  if (left.length > 0 && actions.length <= mostRowsAtOnce && (await transact(table, actions, writeMilliseconds)) === 'committed') return;
  const [first] = rows;
  if (first && rows.length === 1) await putRow(table, first);
  else await transact(table, puts, writeMilliseconds);
  await byTransaction(left, (group) => deleteGroup(table, group));
}

async function deleteGroup(table: TableClient, rows: readonly Row[]): Promise<void> {
  if (rows.length > 1 && (await transact(table, deletesOf(rows), writeMilliseconds)) === 'committed') return;
  // Deleting a missing row would fail the whole transaction.
  await Promise.all(rows.map(({ partitionKey, rowKey }) => deleteRow(table, partitionKey, rowKey)));
}

function deletesOf(rows: readonly Row[]): TransactionAction[] {
  return rows.map((row): TransactionAction => ['delete', row]);
}

function storedKeys({ partition, row }: ViewKey): { partitionKey: string; rowKey: string } {
  const { partitionKey, prefix } = storedAt(partition);
  return { partitionKey, rowKey: rowKeyIn(prefix, row) };
}

/** The lists in which every request of the university, or of one department, may be. */
const ofUniversity = /^(?:(?:all|cards|ends|starts|surname|waiting)$|(?:status|name|email|decided|reason|card):)/;
const ofDepartment = /^(?:department|ending|pending|named):([^:]*)/;

/** Where a list is stored, and what its rows begin with there: `!` sorts before all that a key is made of. */
function storedAt(list: string): { partitionKey: string; prefix: string } {
  const department = ofDepartment.exec(list)?.[1];
  if (department !== undefined) return { partitionKey: encodeKey(`department:${department}`), prefix: `${encodeKey(list, mostOfPrefix)}!` };
  if (ofUniversity.test(list)) return { partitionKey: 'lists', prefix: `${encodeKey(list, mostOfPrefix)}!` };
  return { partitionKey: encodeKey(list), prefix: '' };
}

const mostOfPrefix = 150;

function rowKeyIn(prefix: string, row: string): string {
  return prefix + encodeKey(row, mostKeyCharacters - prefix.length);
}

/** The first key after all that begin with this prefix: `"` is the character after `!`. */
function afterAll(prefix: string): string {
  return `${prefix.slice(0, -1)}"`;
}

function wakeRow({ at, request }: Wake): Row {
  return { partitionKey: wakePartition(at), rowKey: checkedRequestId(request) };
}

/** Throws on anything but `2027-02-03T08`: the range of the sweep compares these as text. */
function wakePartition(at: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}$/.test(at)) throw new RangeError('a wake-up is a local date and hour');
  return `wake:${at}`;
}
