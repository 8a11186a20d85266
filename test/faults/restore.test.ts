import { TableClient } from '@azure/data-tables';
import { openBackup } from '../../bot/adapters/azure/backup';
import { openRestore } from '../../bot/adapters/azure/restore';
import type { Storage } from '../../bot/adapters/azure/storage';
import { jobLimits } from '../../bot/adapters/azure/storage-limits';
import { tableNames } from '../../bot/adapters/azure/tables';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { type Status, statuses } from '../../bot/domain/statuses/table';
import { restoring } from '../../functions/cli/recoveries';
import { runRecovery } from '../../functions/cli/recovery-command';
import { startWorld, type World } from '../fakes/world';
import { approval, headId, makeCommit, makeDraft, makeEvent, makePerson, makeRequest, newRequestId, sponsorId } from '../make';
import { backupConnection, openTestStorage, testConnection } from '../setup/azurite-storage';

type Stores = Pick<Storage, 'requests' | 'drafts' | 'views' | 'digests' | 'photos'>;

/** Stores that can be exchanged below a running product. */
function exchangeable(first: Stores): { stores: Stores; use(other: Stores): void } {
  let current = first;
  const through = (name: keyof Stores) => new Proxy({}, { get: (_, method) => Reflect.get(current[name], method) as unknown });
  const names = Object.keys(first) as (keyof Stores)[];
  return {
    stores: Object.fromEntries(names.map((name) => [name, through(name)])) as unknown as Stores,
    use: (other) => void (current = other),
  };
}
const storesOf = ({ requests, drafts, views, digests, photos }: Storage): Stores => ({ requests, drafts, views, digests, photos });

const over = { validFrom: '2026-09-01', validTo: '2026-12-31', decision: approval };
const overrides: Record<Status, Partial<VisitorRequest>> = {
  pending: {},
  returned: { decision: { verb: 'return', by: headId, at: '2027-01-18T10:16:00Z', channel: 'teams', words: 'Until when?' } as never },
  approved: { decision: approval },
  active: { validFrom: '2027-01-11', decision: approval },
  expired: over,
  ended: over,
  rejected: { decision: { verb: 'reject', by: headId, at: '2027-01-18T10:16:00Z', channel: 'teams', words: 'No.' } as never },
  withdrawn: {},
  lapsed: { ...over, validTo: '2026-10-31' },
};

let world: World;
afterEach(() => world.stop());

it('should bring back a request in every status as it was, tell nobody twice, and let an old card decide', async () => {
  const [main, other] = [await openTestStorage(undefined, jobLimits), await openTestStorage(undefined, jobLimits)];
  const { stores, use } = exchangeable(storesOf(main.storage));
  world = await startWorld({ stores });
  const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  const requests = statuses.map((status) => makeRequest({ id: newRequestId(), status, ...overrides[status] }));
  const blob = requests[0]!.answers.photo!.blob;
  await main.storage.photos.put(blob, new Uint8Array([0xff, 0xd8, 0xff]), { request: requests[0]!.id, sponsor: sponsorId });
  for (const request of requests) {
    const isAsked = request.status === 'pending';
    await main.storage.requests.commit(makeCommit({ request, todos: isAsked ? ['views', 'cards'] : ['views'] }));
    await world.queue.enqueue({ kind: 'request', id: request.id, commitId: '', attempt: 1 }, 0);
    await main.storage.views.putWake('2027-01-18T09', request.id);
  }
  await main.storage.drafts.save(makeDraft());
  await main.storage.people.save(makePerson());
  await main.storage.usernames(new Uint8Array(32)).take('fairweo1', requests[2]!.id);
  await main.storage.views.putAttention('poison', requests[0]!.id, 'request', '2027-01-18T10:15:00Z');
  await main.storage.digests.save({ person: sponsorId, kind: 'sponsor', date: '2027-01-18', items: [], state: 'sent' });
  await world.work();
  await world.product.sweep();
  await world.work(600);
  expect(head.buttons()).toContain('Approve');
  const posts = () => [sponsor, head].map((person) => person.messages().length);
  const told = posts();
  // Delivered, and not yet noted as done: the notes of deliveries alone keep it from being told again.
  const cards = { partitionKey: requests[0]!.id, rowKey: 'todo:cards', json: JSON.stringify({ target: 'cards', attempts: 0 }) };
  await main.rawTable('Requests').createEntity(cards);
  // Committed, and its message is lost with the queue.
  const waiting = makeRequest({ id: newRequestId() });
  await main.storage.requests.commit(makeCommit({ request: waiting, todos: ['views'], event: makeEvent() }));

  const accounts = [{ connectionString: testConnection() }, { connectionString: backupConnection() }] as const;
  const limits = jobLimits;
  await openBackup(...accounts, { limits, prefix: main.prefix, copyPrefix: main.prefix }).copy(world.clock.now().toInstant(), () => false);
  world.queue.messages.length = 0;
  const restore = openRestore(accounts[1], accounts[0], { limits, prefix: other.prefix, copyPrefix: main.prefix });
  // Names as the lists have them are those that the product knows by now.
  const ports = { ...world.stores, ...storesOf(other.storage), queue: world.queue, policy: world.policy, clock: world.clock, log: quiet };
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const code = await runRecovery('restore', args, {
      open: () => restoring(restore, 'the new account', ports),
      print: say,
      complain: say,
      ask: async () => false,
    });
    return { code, said: said.join('') };
  };

  // It says what it will do and, asked, does not do it.
  expect(await run()).toMatchObject({ code: 0, said: expect.stringContaining('10 requests, 1 photo') });
  expect(await run('--apply')).toMatchObject({ said: expect.stringContaining('Nothing was changed.') });
  expect(await dump(other)).toEqual(Object.fromEntries(compared.map((name) => [name, []])));
  // One that was killed before its end goes on.
  await restore.copy();
  await other.rawTable('Requests').deleteEntity(requests[1]!.id, 'event:000000');
  expect(await run('--apply', '--yes')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/Would go on restoring[^]*Restored: 1 row, 0 photos\./),
  });
  const again = await run('--apply', '--yes');
  expect(again).toMatchObject({
    code: 1,
    said: expect.stringContaining('holds data already (Requests, Drafts, Digests, Usernames, photos)'),
  });

  use(storesOf(other.storage));
  await world.work(600);
  await main.rawTable('Requests').deleteEntity(cards.partitionKey, cards.rowKey);
  const before = await dump(main);
  const after = await dump(other);
  for (const name of compared)
    expect([name, withoutRequest(after[name]!, waiting.id)]).toEqual([name, withoutRequest(before[name]!, waiting.id)]);
  expect(before.Requests!.length).toBeGreaterThan(40);
  expect(await other.storage.photos.get(blob)).toEqual(await main.storage.photos.get(blob));
  // The work that was open is done now.
  expect(await other.storage.requests.readAll(waiting.id)).toMatchObject({ todos: [] });

  expect(await world.product.sweep()).toMatchObject({ changed: 0, digests: 0, failed: 0 });
  await world.work(600);
  expect(posts()).toEqual(told);
  await head.presses('Approve');
  await world.work();
  expect((await other.storage.requests.read(requests[0]!.id))?.value.status).toBe('approved');
  expect((await main.storage.requests.read(requests[0]!.id))?.value.status).toBe('pending');
  expect(posts()).toEqual([told[0]! + 1, told[1]]);
});

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const compared = tableNames.filter((name) => name !== 'Pace');

/** Every row of every table, without what says when it was written, and without the notes of the clock's runs. */
async function dump({ rawTable }: { rawTable(name: string): TableClient }): Promise<Record<string, string[]>> {
  const tables = await Promise.all(
    compared.map(async (name) => {
      const rows: string[] = [];
      for await (const { etag: _etag, timestamp: _timestamp, ...row } of rawTable(name).listEntities())
        if (row.partitionKey !== 'runs') rows.push(JSON.stringify(Object.entries(row).sort()));
      return [name, rows] as const;
    }),
  );
  return Object.fromEntries(tables);
}

const withoutRequest = (rows: readonly string[], id: string) => rows.filter((row) => !row.includes(id));
