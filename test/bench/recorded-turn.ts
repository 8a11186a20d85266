import { AsyncLocalStorage } from 'node:async_hooks';
import { TableClient, type TransactionAction } from '@azure/data-tables';
import { QueueClient, type QueueSendMessageOptions } from '@azure/storage-queue';
import { type TemplateName, templates } from '../../cards/templates';

/** A call to storage as the product made it. */
export interface RecordedCall {
  client: TableClient | QueueClient;
  method: string;
  given: unknown[];
  /** What came of it. */
  result: unknown;
}

/** What a turn of the product did beyond its own work. */
export interface RecordedTurn {
  /** Of the request or the draft that was pressed on. */
  id: string;
  /** The press as Teams sent it. */
  body: string;
  calls: RecordedCall[];
  /** The template of the answer, and what it was filled with. */
  template: TemplateName;
  data: object;
}

type Method = (this: object, ...given: unknown[]) => unknown;
const tableMethods = ['getEntity', 'createEntity', 'updateEntity', 'upsertEntity', 'submitTransaction'];
const watched: [object, string][] = [
  ...tableMethods.map((method): [object, string] => [TableClient.prototype, method]),
  [QueueClient.prototype, 'sendMessage'],
];

/** Runs a turn of the product and keeps what it asked of storage and what it drew. */
export async function recordTurn({ id, body, run }: { id: string; body: string; run: () => Promise<unknown> }): Promise<RecordedTurn> {
  const calls: RecordedCall[] = [];
  // A transaction is put together by calls of the same names, which go nowhere.
  const inside = new AsyncLocalStorage<true>();
  let drawn: { template: TemplateName; data: object } | undefined;
  const restore = watched.map(([owner, method]) =>
    wrap(
      owner,
      method,
      (own) =>
        async function (this: object, ...given) {
          if (inside.getStore()) return own.apply(this, given);
          const call: RecordedCall = { client: this as TableClient, method, given, result: undefined };
          calls.push(call);
          call.result = await inside.run(true, () => own.apply(this, given));
          return call.result;
        },
    ),
  );
  for (const template of Object.keys(templates) as TemplateName[]) {
    restore.push(
      wrap(
        templates,
        template,
        (own) =>
          function (this: object, ...given) {
            drawn = { template, data: given[0] as object };
            return own.apply(this, given);
          },
      ),
    );
  }
  try {
    await run();
  } finally {
    for (const one of restore) one();
  }
  if (!drawn) throw new Error('the turn drew no card');
  return { id, body, calls, ...drawn };
}

function wrap(owner: object, method: string, around: (own: Method) => Method): () => void {
  const own = Reflect.get(owner, method) as Method;
  Reflect.set(owner, method, around(own));
  return () => void Reflect.set(owner, method, own);
}

let made = 0;

/** The same press on something of its own, and the rows that it will read. */
export async function pressAgain(turn: RecordedTurn): Promise<{ id: string; body: string }> {
  made += 1;
  const id = `VR-${String(made).padStart(8, '0')}`;
  for (const { client, method, result } of turn.calls) {
    if (method !== 'getEntity') continue;
    const row = Object.entries(result as object).filter(([name]) => !/^(etag|timestamp|odata\..*)$/.test(name));
    const copy = Object.fromEntries(row.map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll(turn.id, id) : value]));
    await (client as TableClient).upsertEntity(copy as { partitionKey: string; rowKey: string }, 'Replace');
  }
  return { id, body: turn.body.replaceAll(turn.id, id).replace(/"id":"f:[^"]+"/, `"id":"f:bench-${made}"`) };
}

type Row = Record<string, unknown>;
type Again = (id: string, tags: Map<string, string>) => Promise<unknown>;

/**
 * The same calls for another id, by the same clients: what is read is parsed and what is written is made into JSON, as any program
 * has to. Nothing else is done.
 */
export function callsAgain(turn: RecordedTurn): (id: string) => Promise<void> {
  const again = turn.calls.map((call) => callAgain(call, turn.id));
  return async (id) => {
    const tags = new Map<string, string>();
    for (const call of again) await call(id, tags);
  };
}

function callAgain({ client, method, given }: RecordedCall, recorded: string): Again {
  if (client instanceof QueueClient) {
    const [message, { abortSignal: _ofItsTurn, ...options }] = given as [string, QueueSendMessageOptions];
    const value = JSON.parse(message) as object;
    return (id) => client.sendMessage(JSON.stringify({ ...value, id }), options);
  }
  if (method === 'getEntity') {
    const [partition, row] = given as [string, string];
    return async (id, tags) => {
      const read = await client.getEntity<{ json?: string }>(keyOf(partition, recorded, id), keyOf(row, recorded, id));
      if (read.json !== undefined) JSON.parse(read.json);
      tags.set(row === recorded ? id : row, read.etag);
    };
  }
  if (method === 'submitTransaction') {
    const actions = (given[0] as [string, Row, string?, object?][]).map(([kind, row, mode, options]) => ({
      kind,
      row: rowAgain(row, recorded),
      rest: mode === undefined ? [] : [mode],
      isGuarded: options !== undefined,
    }));
    return (id, tags) =>
      client.submitTransaction(
        actions.map(({ kind, row, rest, isGuarded }) => {
          const made = row(id);
          return [kind, made, ...rest, ...(isGuarded ? [{ etag: tags.get(String(made['rowKey'])) }] : [])] as unknown as TransactionAction;
        }),
      );
  }
  const [row, mode] = given as [Row, 'Replace'];
  const made = rowAgain(row, recorded);
  return async (id, tags) => {
    const entity = made(id) as { partitionKey: string; rowKey: string };
    if (method === 'createEntity') await client.createEntity(entity);
    else if (method === 'upsertEntity') await client.upsertEntity(entity, mode);
    else await client.updateEntity(entity, mode, { etag: tags.get(entity.rowKey) ?? '*' });
  };
}

function rowAgain(row: Row, recorded: string): (id: string) => Row {
  const { partitionKey, rowKey, json, ...rest } = row;
  const value = typeof json === 'string' ? (JSON.parse(json) as object) : undefined;
  return (id) => ({
    partitionKey: keyOf(String(partitionKey), recorded, id),
    rowKey: keyOf(String(rowKey), recorded, id),
    ...rest,
    ...(value && { json: JSON.stringify('id' in value ? { ...value, id } : value) }),
  });
}

function keyOf(key: string, recorded: string, id: string): string {
  return key === recorded ? id : key;
}
