import { Temporal } from 'temporal-polyfill';
import { openStorage } from '../../bot/adapters/azure/storage';
import { listAttention } from '../../bot/channels/tab/attention';
import { wake } from '../../bot/domain/request/clock';
import { nights } from '../../bot/domain/request/nightly-parts';
import { requestSchema, UnknownSchema, type VisitorRequest } from '../../bot/domain/request/visitor-request';
import { reconcile } from '../../bot/jobs/night/reconcile';
import { sweep, wouldSweep } from '../../bot/jobs/sweep';
import { work } from '../../bot/jobs/work';
import { passOn } from '../../bot/outbox/reopen-digest';
import { viewRows } from '../../bot/outbox/sync-views';
import type { Digest } from '../../bot/ports/digests';
import { rowsOfList } from '../../bot/shown/digest-rows';
import { changeRequest, createRequest } from '../../bot/verbs/perform';
import { makePorts } from '../fakes/ports';
import { StoryClock } from '../fakes/story-clock';
import { makeCommit, makePerson, makePolicy, makeRequest, sponsorId } from '../make';
import { openTestStorage, testBotId, testConnection } from '../setup/azurite-storage';
import { idOf, nightPorts } from './night-story';

const refusedLine = 'a request of a schema version that is not known was left as it is';
const wakesAt = '2090-09-01T00';
const active = { status: 'active', revision: 2, validFrom: '2090-02-01', validTo: '2090-08-31' } as const;
/** Two that cannot be read, and one that can; over since midnight, all three. */
const later = makeRequest({ ...active, id: 'VR-0000000A' });
const unmarked = makeRequest({ ...active, id: 'VR-0000000B' });
const other = makeRequest({ ...active, id: 'VR-0000000C' });
const unreadable = [later, unmarked];
const key = { person: sponsorId, kind: 'sponsor', date: '2090-09-01' } as const;
const versions = { [later.id]: String(requestSchema + 1), [unmarked.id]: 'none' };

/** A store with all three, in their lists and in the index of the clock, whose tables a test can look into. */
async function openStory() {
  const { prefix, rawTable } = await openTestStorage();
  const ports = makePorts();
  ports.clock.set('2090-09-01T08:05');
  const options = { clock: new StoryClock(), prefix, botId: testBotId, log: ports.log };
  const { requests, views, digests, queue, drafts, photos } = openStorage({ connectionString: testConnection() }, options);
  await ports.people.save(makePerson({ id: sponsorId }));
  for (const request of [later, unmarked, other]) {
    await requests.commit(makeCommit({ request, todos: ['views'] }));
    for (const row of viewRows(request)) await views.put(row);
    await views.putWake(wakesAt, request.id);
  }
  const table = rawTable('Requests');
  const { schema: _none, ...rest } = await table.getEntity(unmarked.id, 'request');
  await table.updateEntity({ ...rest, partitionKey: unmarked.id, rowKey: 'request' }, 'Replace');
  await table.updateEntity({ partitionKey: later.id, rowKey: 'request', schema: requestSchema + 1 }, 'Merge');
  const stored = async () => {
    const states = await Promise.all(unreadable.map(({ id }) => table.getEntity(id, 'request')));
    const lists = await Promise.all(unreadable.flatMap((request) => viewRows(request)).map((row) => views.read(row)));
    const wakes = await Promise.all(unreadable.map(({ id }) => views.hasWake(wakesAt, id)));
    return { states, lists, wakes };
  };
  return { ports: { ...ports, requests, views, digests, queue, drafts, photos }, stored, table };
}

type Story = Awaited<ReturnType<typeof openStory>>['ports'];

const expired = (now: Temporal.ZonedDateTime) => (current: VisitorRequest) =>
  wake(current, now, makePolicy()) ?? { refused: 'moved-on' as const };

/** Whoever reads a request; each answers for the one that can be read. */
const readers: Record<string, { one?: (id: string, ports: Story) => Promise<unknown>; all?: (ports: Story) => Promise<unknown> }> = {
  'a card': { one: (id, { requests }) => requests.read(id) },
  'a page': { one: (id, { requests }) => requests.readAll(id) },
  'a long page': { one: (id, { requests }) => requests.readAll(id, 50) },
  'a verb': { one: (id, ports) => changeRequest(id, expired(ports.clock.now()), ports) },
  'a worker': { one: (id, ports) => work({ kind: 'request', id, commitId: '', attempt: 1 }, ports) },
  'a new request under its id': {
    one: async (id, ports) => {
      const made = await createRequest({ ...makeCommit({ request: { ...other, id } }) }, [], ports);
      if (made.kind === 'done') throw new Error('nothing may be written');
    },
  },
  'the sweep': {
    all: async (ports) => {
      expect(await sweep(ports)).toMatchObject({ due: 3, changed: 1, failed: 2 });
      expect((await ports.requests.read(other.id))?.value.status).toBe('expired');
    },
  },
  'a look ahead at the sweep': {
    all: async (ports) => {
      const dues: string[] = [];
      for await (const { request } of wouldSweep(ports)) dues.push(request);
      expect(dues).toEqual([other.id]);
    },
  },
  'a list of the clock': {
    all: async (ports) => {
      const digest: Digest = { ...key, items: [later.id, unmarked.id, other.id], state: 'open' };
      await passOn(digest, new Set(), ports);
      await ports.digests.save(digest);
      const rows = await rowsOfList({ digest: 'sponsor', date: key.date }, sponsorId, ports);
      expect(rows?.map(({ request }) => request.id)).toEqual([other.id]);
    },
  },
  'the list of the admins': {
    all: async (ports) => {
      for (const { id } of [later, unmarked, other]) await ports.views.putAttention('unanswered', id, 'stage-3', '2090-09-01T08:00:00Z');
      const answer = await listAttention(makePerson({ isAdmin: true }), {}, { ...ports, chatUrl: () => '' });
      expect(JSON.stringify(answer)).toContain(later.id);
    },
  },
  'every night': {
    all: async (ports) => {
      const start = Temporal.PlainDate.from('2090-09-02');
      let read = 0;
      for (let day = 0; day < nights; day += 1) {
        ports.clock.set(`${start.add({ days: day }).toString()}T03:00`);
        read += (await reconcile(ports)).requests;
      }
      expect(read).toBe(1);
    },
  },
};

describe.each(Object.entries(readers))('%s', (_name, { one, all }) => {
  it('should leave a request of an unknown schema version as it is, say so in the log, and serve the others', async () => {
    const { ports, stored } = await openStory();
    const before = await stored();
    if (all) await all(ports);
    if (one) {
      for (const { id } of unreadable) await expect(one(id, ports)).rejects.toThrow('schema version');
      await one(other.id, ports);
    }
    expect(await stored()).toEqual(before);
    const said = ports.lines.filter(({ what }) => what === refusedLine);
    expect(new Set(said.map(({ level, fields }) => JSON.stringify([level, fields])))).toEqual(
      new Set(unreadable.map(({ id }) => JSON.stringify(['error', { request: id, version: versions[id] }]))),
    );
  });
});

it('would be read if it carried the version that is known', async () => {
  const { ports, table } = await openStory();
  await table.updateEntity({ partitionKey: later.id, rowKey: 'request', schema: requestSchema }, 'Merge');
  expect((await ports.requests.read(later.id))?.value).toEqual(later);
});

it('should not be taken by the night for storage that is away, however many of them there are', async () => {
  const ports = nightPorts();
  const ids = Array.from({ length: 25 }, (_, place) => idOf(String(place).padStart(3, '0')));
  for (const id of ids) await ports.requests.commit(makeCommit({ request: makeRequest({ id }), todos: [] }));
  const others = ids.slice(0, -1);
  const readAll = ports.requests.readAll.bind(ports.requests);
  const readingWith = (fault: Error) => {
    ports.requests.readAll = async (id, newest) => {
      if (others.includes(id)) throw fault;
      return readAll(id, newest);
    };
    return ports;
  };
  expect(await reconcile(readingWith(new UnknownSchema()))).toMatchObject({ requests: 1, faults: others.length });
  // Any other fault, so often in a row, is storage that is away.
  expect(await reconcile(readingWith(new Error()))).toMatchObject({ requests: 0 });
});
