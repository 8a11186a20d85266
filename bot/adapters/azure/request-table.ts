import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import { Temporal } from 'temporal-polyfill';
import { messageKey } from '../../domain/messages/message';
import type { EventDetail, RequestEvent } from '../../domain/request/records';
import type { Schemas } from '../../domain/request/request-schema';
import { placesOf } from '../../domain/request/views';
import { checkedRequestId, type RequestId, requestIdPattern, type VisitorRequest } from '../../domain/request/visitor-request';
import type { Log } from '../../ports/log-fields';
import type { Aggregate, Commit, Copy, Lease, RequestStore, Settled, Todo, TodoTarget } from '../../ports/requests';
import type { Stored } from '../../ports/stored';
import type { ViewKey } from '../../ports/views';
import { freeLease, leaseIn, leaseRow, placesRow, viewKeysIn, viewsRow } from './request-notes';
import { requestStates } from './request-state';
import {
  deleteRow,
  encodeKeyPart,
  insertRow,
  packJson,
  putRow,
  queryRows,
  type ReadRow,
  type Row,
  readRow,
  replaceRow,
  transact,
  unpackJson,
} from './table-client';

// A commit must be settled before its message, visible after a second, is looked at for the last time 15 s later.
const commitMilliseconds = 10_000;
// Nobody looks at what is taken over or invented until it is there, so the client may repeat it.
const historyMilliseconds = 60_000;
const mostRowsOfPage = 1000;
const notified = 'told:';

/** A request with all that has been recorded of it so far, oldest first. */
export interface History {
  commitId: string;
  request: VisitorRequest;
  events: RequestEvent[];
  /** The values beside each event, at the same place. */
  details: EventDetail[];
  viewKeys: ViewKey[];
}

export interface RequestTable extends RequestStore {
  /** One transaction; nothing is left to do about it. `lost`: there is such a request already, and it stays as it is. For sample data, and what is taken over. */
  putHistory(history: History): Promise<'committed' | 'lost'>;
}

/**
 * Table `Requests`: one partition a request, so that all of it changes in one transaction. Rows: `request` the state,
 * `event:<n>` what happened without personal values, `detail:<n>` the values beside it, `todo:<target>`,
 * `copy:<channel>:<person>:<message>`, `told:<kind>` what admins were told of, `views` the view keys that may be written,
 * `lease`, which stays when it is released. The last five are the worker's: they have rows of their own so that its notes never
 * change the tag of the state.
 * The state carries the version of its schema; reading one of an unknown version throws `UnknownSchema`.
 *
 * @param log gets an error for each state of an unknown version.
 * @param schemas those of this release unless given.
 */
export function requestTable(table: TableClient, log?: Pick<Log, 'error'>, schemas?: Schemas): RequestTable {
  const states = requestStates(log, schemas);
  const storedRequest = states.read;
  return {
    async read(id) {
      const row = await readRow(table, checkedRequestId(id), 'request');
      return row && { ...storedRequest(row), commitId: String(row.commitId) };
    },
    async readAll(id, newest) {
      if (newest === undefined) return aggregate(await rowsWhere(table, odata`PartitionKey eq ${checkedRequestId(id)}`), storedRequest);
      // `detail:` and `event:` have no other rows between them; `;` is the character after `:`.
      const rest = odata`PartitionKey eq ${checkedRequestId(id)} and (RowKey lt ${'detail:'} or RowKey ge ${'event;'})`;
      const found = aggregate(await rowsWhere(table, rest), storedRequest);
      if (!found || newest < 1) return found;
      return { ...found, ...(await eventsBefore(table, id, found.request.value.events, newest)) };
    },
    readEvents: (id, before, most) => eventsBefore(table, id, before, most),
    async commit(commit) {
      return transact(table, commitActions(commit, states.row(commit)), commitMilliseconds);
    },
    async putHistory(history) {
      return transact(table, historyActions(history, states.row(history)), historyMilliseconds);
    },
    async takeLease(id, now, seconds, read) {
      const { lease } = read ?? leaseIn(await readRow(table, checkedRequestId(id), 'lease'));
      if (lease && Temporal.Instant.compare(lease.until, now) > 0) return undefined;
      const row = leaseRow(checkedRequestId(id), now.add({ seconds }));
      const etag = lease ? await replaceRow(table, row, lease.etag) : await insertRow(table, row);
      return etag === undefined ? undefined : { id, etag };
    },
    async releaseLease({ id, etag }) {
      await replaceRow(table, freeLease(checkedRequestId(id)), etag);
    },
    async noteCopies(id, copies) {
      const rows = copyRows(checkedRequestId(id), copies);
      // Deliveries are independent of each other: a transaction here only saves calls.
      for (let from = 0; from < rows.length; from += 100) {
        await transact(table, rows.slice(from, from + 100).map(upsert), commitMilliseconds);
      }
    },
    async noteNotified(id, kind, isNotified) {
      const rowKey = `${notified}${encodeKeyPart(kind)}`;
      if (isNotified) await putRow(table, { partitionKey: checkedRequestId(id), rowKey, kind });
      else await deleteRow(table, checkedRequestId(id), rowKey);
    },
    async noteViews(id, keys, viewsEtag) {
      const row = viewsRow(checkedRequestId(id), keys);
      return viewsEtag === undefined ? insertRow(table, row) : replaceRow(table, row, viewsEtag);
    },
    async settle(lease, settled) {
      return (await transact(table, settleActions(lease, settled), commitMilliseconds)) === 'committed';
    },
    async *idsIn({ from, before }) {
      const filter = odata`PartitionKey ge ${from} and PartitionKey lt ${before}`;
      for await (const { partitionKey, rowKey } of queryRows(table, filter, mostRowsOfPage, ['PartitionKey', 'RowKey'])) {
        if (rowKey === 'request' && requestIdPattern.test(partitionKey)) yield partitionKey;
      }
    },
  };
}

function commitActions(commit: Commit, state: Row): TransactionAction[] {
  const partitionKey = checkedRequestId(commit.request.id);
  if (commit.request.events < 1) throw new RangeError('a committed request counts its own event');
  const number = commit.request.events - 1;
  return [
    commit.etag === undefined ? ['create', state] : ['update', state, 'Replace', { etag: commit.etag }],
    ...eventActions(partitionKey, number, commit),
    ...[...new Set(commit.todos)].map((target) => upsert(todoRow(partitionKey, target))),
    ...copyRows(partitionKey, commit.copies ?? []).map(upsert),
    ['upsert', placesRow(partitionKey, placesOf(commit.request)), 'Merge'],
  ];
}

/** Todos are deleted without an ETag, because a transaction accepts none here; the ETag of the views note guards all of them. */
function settleActions({ id, etag }: Lease, { viewsEtag, viewKeys, done, postponed }: Settled): TransactionAction[] {
  const partitionKey = checkedRequestId(id);
  const note = viewsRow(partitionKey, viewKeys);
  return [
    viewsEtag === undefined ? ['create', note] : ['update', note, 'Replace', { etag: viewsEtag }],
    ['update', freeLease(partitionKey), 'Replace', { etag }],
    ...done.map(({ value }): TransactionAction => ['delete', { partitionKey, rowKey: todoKey(value.target) }]),
    ...postponed.map(({ value, etag: read }): TransactionAction => {
      return ['update', { partitionKey, rowKey: todoKey(value.target), ...packJson(value) }, 'Replace', { etag: read }];
    }),
  ];
}

function historyActions({ request, events, details, viewKeys }: History, state: Row): TransactionAction[] {
  const partitionKey = checkedRequestId(request.id);
  if (request.events !== events.length || events.length !== details.length) throw new RangeError('a request counts its events');
  return [
    ['create', state],
    ...events.flatMap((event, number) => eventActions(partitionKey, number, { event, detail: details[number]! })),
    ['create', viewsRow(partitionKey, viewKeys)],
  ];
}

function eventActions(partitionKey: string, place: number, { event, detail }: Pick<Commit, 'event' | 'detail'>): TransactionAction[] {
  const number = numbered(place);
  return [
    ['create', { partitionKey, rowKey: `event:${number}`, ...packJson(event) }],
    ['create', { partitionKey, rowKey: `detail:${number}`, ...packJson(detail) }],
  ];
}

/** Written even if an equal todo exists: the new ETag tells a worker that there is more to do. */
function todoRow(partitionKey: string, target: TodoTarget): Row {
  const todo: Todo = { target, attempts: 0 };
  return { partitionKey, rowKey: todoKey(target), ...packJson(todo) };
}

function todoKey(target: TodoTarget): string {
  return `todo:${target}`;
}

/** One row a copy; the service refuses a transaction that names a row twice, so the last word on it counts. */
function copyRows(partitionKey: string, copies: Copy[]): Row[] {
  const rows = new Map<string, Row>();
  for (const copy of copies) {
    const rowKey = ['copy', ...[copy.channel, copy.person, messageKey(copy.message)].map(encodeKeyPart)].join(':');
    rows.set(rowKey, { partitionKey, rowKey, ...packJson(copy) });
  }
  return [...rows.values()];
}

function upsert(row: Row): TransactionAction {
  return ['upsert', row, 'Replace'];
}

/** Undefined where no state is stored: a lease alone makes no request. */
function aggregate(rows: ReadRow[], storedRequest: (state: ReadRow) => Stored<VisitorRequest>): Aggregate | undefined {
  const state = rows.find((row) => row.rowKey === 'request');
  if (!state) return undefined;
  const views = rows.find((row) => row.rowKey === 'views');
  return {
    request: storedRequest(state),
    commitId: String(state.commitId),
    todos: of(rows, 'todo:').map((row): Stored<Todo> => ({ value: unpackJson<Todo>(row), etag: row.etag })),
    copies: of(rows, 'copy:').map((row) => unpackJson<Copy>(row)),
    notified: of(rows, notified).map(({ kind }) => String(kind)),
    viewKeys: views ? viewKeysIn(views) : [],
    ...(views && { viewsEtag: views.etag }),
    ...leaseIn(rows.find((row) => row.rowKey === 'lease')),
    ...historyOf(rows),
  };
}

function historyOf(rows: ReadRow[]): Pick<Aggregate, 'events' | 'details'> {
  const events = of(rows, 'event:');
  const details = new Map(of(rows, 'detail:').map((row) => [row.rowKey.slice('detail:'.length), unpackJson<EventDetail>(row)]));
  return {
    events: events.map((row) => unpackJson<RequestEvent>(row)),
    details: events.map(({ rowKey }) => details.get(rowKey.slice('event:'.length))),
  };
}

async function eventsBefore(
  table: TableClient,
  id: RequestId,
  before: number,
  most: number,
): Promise<Pick<Aggregate, 'events' | 'details'>> {
  const [from, to] = [numbered(Math.max(0, before - most)), numbered(before)];
  const within = (kind: string) => odata`(RowKey ge ${`${kind}:${from}`} and RowKey lt ${`${kind}:${to}`})`;
  const either = `(${within('event')} or ${within('detail')})`;
  return historyOf(await rowsWhere(table, `${odata`PartitionKey eq ${checkedRequestId(id)}`} and ${either}`));
}

async function rowsWhere(table: TableClient, filter: string): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of queryRows(table, filter)) rows.push(row);
  return rows;
}

/** As row keys have it, so that text sorts as numbers do. */
function numbered(place: number): string {
  return String(place).padStart(6, '0');
}

function of(rows: ReadRow[], prefix: string): ReadRow[] {
  return rows.filter((row) => row.rowKey.startsWith(prefix));
}
