import { randomBytes } from 'node:crypto';
import { openStorage, type Storage } from '../../bot/adapters/azure/storage';
import type { StorageLimits } from '../../bot/adapters/azure/storage-limits';
import { placesOf } from '../../bot/domain/request/views';
import { accountSentences } from '../../bot/domain/words/account-words';
import { sentences } from '../../bot/domain/words/words';
import { inParallel } from '../../bot/outbox/in-parallel';
import { type FaultProxy, type StorageCall, startFaultProxy, type Trouble } from '../fakes/fault-proxy';
import { sampleDepartments, samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import { appId } from '../fakes/teams-bot';
import { StoryQueue, startWorld, type World } from '../fakes/world';
import { forges } from '../journeys/steps';
import { headId, makeDraft, makeEvent, makeRequest, sponsorId } from '../make';
import { testConnection } from '../setup/azurite-storage';
import { someOf, tried } from '../torture/tries';
import { outOfLine, requestsOf } from './crash-check';

const id = 'VR-7K3M9QXA';
const photo = '0123456789abcdef0123456789abcdef';
const answers = { ...makeRequest().answers, validFrom: '2027-02-03', validTo: '2027-08-31' };
const review = makeDraft({ revision: 5, step: 'review', answers });

interface TurnCase {
  role: 'sponsor' | 'head';
  verb: string;
  data: Record<string, unknown>;
  prepare(storage: Storage): Promise<void>;
  /** The events of the request once the turn has been taken. */
  events?: string[];
  drafts?: number;
  /** A photo that could not be deleted with its draft stays, named in the log, for the sweep of such photos. */
  leavesForSweep?: boolean;
}

const draftAt = (step: 'who' | 'review') => async (storage: Storage) => {
  await storage.photos.put(photo, Uint8Array.of(1));
  await storage.drafts.save({ ...review, step });
};
const pending = async (storage: Storage): Promise<void> => {
  const request = makeRequest({ answers });
  await storage.photos.put(photo, Uint8Array.of(1));
  await storage.requests.commit({ commitId: 'first', request, event: makeEvent(), detail: {}, todos: [] });
  const row = {
    request: id,
    revision: 1,
    status: request.status,
    visitor: 'Ottoline Fairweather',
    department: 'computer-science',
    sponsor: sponsorId,
    validFrom: request.validFrom,
    validTo: request.validTo,
    since: request.changedAt,
  };
  await Promise.all(placesOf(request).map((place) => storage.views.put({ ...place, ...row })));
  await storage.views.putWake('2027-01-20T08', id);
};

const turns: [string, TurnCase][] = [
  ['starting a draft', { role: 'sponsor', verb: 'new-visitor', data: {}, prepare: async () => undefined, drafts: 1 }],
  [
    'filling in a step',
    {
      role: 'sponsor',
      verb: 'next-step',
      data: { draft: id, step: 'who', revision: 5, firstName: 'Octavia', lastName: 'Vale' },
      prepare: draftAt('who'),
      drafts: 1,
    },
  ],
  [
    'discarding a draft',
    { role: 'sponsor', verb: 'discard-draft', data: { draft: id }, prepare: draftAt('review'), drafts: 0, leavesForSweep: true },
  ],
  [
    'making a request',
    { role: 'sponsor', verb: 'make-request', data: { draft: id, revision: 5 }, prepare: draftAt('review'), events: ['request'], drafts: 0 },
  ],
  ['listing visitors', { role: 'sponsor', verb: 'my-visitors', data: {}, prepare: pending, events: ['request'] }],
  [
    'withdrawing',
    { role: 'sponsor', verb: 'withdraw', data: { request: id, revision: 1 }, prepare: pending, events: ['request', 'withdraw'] },
  ],
  ['listing what waits', { role: 'head', verb: 'waiting-for-me', data: {}, prepare: pending, events: ['request'] }],
  ['opening a request', { role: 'head', verb: 'show-request', data: { request: id }, prepare: pending, events: ['request'] }],
  ['approving', { role: 'head', verb: 'approve', data: { request: id, revision: 1 }, prepare: pending, events: ['request', 'approve'] }],
  [
    'rejecting',
    {
      role: 'head',
      verb: 'reject',
      data: { request: id, revision: 1, words: 'No desk is free.' },
      prepare: pending,
      events: ['request', 'reject'],
    },
  ],
];

/** A turn has five seconds of the wall clock, which a machine that plays all scenes at once may not have. */
const atOnce = 3;

interface Scene {
  world: World;
  proxy: FaultProxy;
  prefix: string;
  /** Past the proxy. */
  direct: Storage;
  press(): Promise<{ card?: object; text: string }>;
}

const begun: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(begun.splice(0).map((stop) => stop()));
});

/** Of the product’s own proportions and one try less: what hangs is waited for. A busy machine answers a good call in time. */
const quick: StorageLimits = { retries: 1, perTry: 1_500, inAll: 3_000 };
/** Where a call fails at once, no time is waited for, and none may run out. */
const patient: StorageLimits = { retries: 1, perTry: 10_000, inAll: 20_000 };

async function scene(turn: TurnCase, limits?: StorageLimits): Promise<Scene> {
  const [proxy, clock, prefix] = [await startFaultProxy(testConnection()), new StoryClock(), `t${randomBytes(8).toString('hex')}`];
  const options = { clock, prefix, botId: appId };
  const direct = openStorage({ connectionString: testConnection() }, { ...options, limits: patient });
  await direct.ensure();
  for (const one of sampleDepartments.filter((department) => department.id === 'computer-science')) await direct.departments.save(one);
  for (const one of samplePeople.filter((person) => [sponsorId, headId].includes(person.id))) await direct.people.save(one);
  await turn.prepare(direct);
  const stores = openStorage({ connectionString: proxy.connection }, { ...options, ...(limits && { limits }) });
  const queue = new StoryQueue(clock);
  queue.beforeEnqueue = (message) => stores.queue.enqueue(message, 1);
  const world = await startWorld({ stores, clock, queue, callers: 'none' });
  begun.push(world.stop, proxy.stop);
  const person = world.teams.person({ id: turn.role === 'head' ? headId : sponsorId, name: 'Somebody' });
  return {
    world,
    proxy,
    prefix,
    direct,
    press: () => forges(world, person, turn.verb, turn.data),
  };
}

/** The same call of another run: other tables, other references. */
function kindOf({ kind, method, path }: StorageCall): string {
  return `${kind} ${method} ${path
    .replace(/\bt[0-9a-f]{16}/g, '')
    .replaceAll(/VR-[0-9A-Z]{8}/g, 'VR')
    .replaceAll(/[0-9a-f]{32}/g, 'blob')}`;
}

async function callsOf(turn: TurnCase): Promise<string[]> {
  const { press, proxy } = await scene(turn);
  expect((await press()).card).toBeDefined();
  const calls = [...new Set(proxy.calls.map(kindOf))];
  return calls;
}

const faultPattern = new RegExp(
  sentences
    .fault('WORD')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace('WORD', '[0-9A-F]{10}'),
);
const honest = (text: string) =>
  faultPattern.test(text) ||
  [sentences.stillBusy, sentences.slow, sentences.directoryAway, sentences.decisionWaits, accountSentences.nothingChanged].some(
    (one) => one === text,
  );

async function stateOf({ direct }: Scene): Promise<string> {
  const request = await direct.requests.readAll(id);
  return JSON.stringify([request?.request.value, request?.events, await direct.drafts.list(sponsorId, 5)]);
}

/** Presses while one kind of call fails, then again without a fault; what was answered in between, and what is wrong. */
async function through(turn: TurnCase, call: string, trouble: Trouble, times?: number): Promise<{ isCard: boolean; wrong: string[] }> {
  const here = await scene(turn, trouble.what === 'hang' ? quick : patient);
  const { proxy, press, world, direct, prefix } = here;
  const before = await stateOf(here);
  proxy.fail({ hits: (one) => kindOf(one) === call, trouble, ...(times && { times }) });
  const answer = await press();
  const wrong: string[] = [];
  if (!answer.card && !honest(answer.text)) wrong.push(`answered “${answer.text}”`);
  if (/nothing was done/.test(answer.text) && (await stateOf(here)) !== before) wrong.push('said that nothing was done, and it was');
  proxy.reset();
  const again = await press();
  if (!again.card || /"text":"(?:Something went wrong|This takes longer)/.test(JSON.stringify(again.card)))
    wrong.push(`pressed again: “${again.text}”`);
  await world.work(30);
  const place = { connection: testConnection(), prefix };
  const out = await outOfLine(place, { storage: direct, ports: { clock: world.clock } });
  wrong.push(...out.filter((one) => !(turn.leavesForSweep && one === 'a photo that nothing names')));
  const events = (await direct.requests.readAll(id))?.events.map(({ verb }) => verb);
  if (JSON.stringify(events) !== JSON.stringify(turn.events)) wrong.push(`events ${JSON.stringify(events)}`);
  if ((await requestsOf(place)).length !== (turn.events ? 1 : 0)) wrong.push('not one request');
  const drafts = (await direct.drafts.list(sponsorId, 5)).length;
  if (turn.drafts !== undefined && drafts !== turn.drafts) wrong.push(`${drafts} drafts`);
  return { isCard: answer.card !== undefined, wrong };
}

describe.each(turns)('%s while storage is in trouble', (_what, turn) => {
  it('should be answered with one honest sentence or done all the same, whichever call fails, and work at the next press', async () => {
    const calls = await callsOf(turn);
    const trouble: Trouble = { what: 'status', status: 503 };
    const drawn = new Set([...calls.filter((call) => /Departments/.test(call)), ...someOf(calls, 4)]);
    const found = await inParallel([...drawn], atOnce, async (call) => [call, await through(turn, call, trouble)] as const);
    expect(found.filter(([, { wrong }]) => wrong.length > 0)).toEqual([]);
    // No turn can do without its departments; else nothing was tested here.
    expect(found.filter(([, { isCard }]) => !isCard).length).toBeGreaterThan(0);
    tried('storage in trouble', { failed: found.length });
  });

  it('should survive the loss of the answer to any write', async () => {
    const writes = (await callsOf(turn)).filter((call) => !/ GET /.test(call));
    const losses = writes.flatMap((call) => [1, undefined].map((times) => ({ call, times })));
    const drawn = someOf(losses, 4);
    const found = await inParallel(drawn, atOnce, async ({ call, times }) => {
      const { wrong } = await through(turn, call, { what: 'drop-after' }, times);
      return [call, times ?? 'always', wrong] as const;
    });
    expect(found.filter(([, , wrong]) => wrong.length > 0)).toEqual([]);
    tried('storage in trouble', { 'answers lost': drawn.length });
  });
});

describe.each(turns.filter(([what]) => what === 'making a request' || what === 'approving'))('%s', (_what, turn) => {
  it.each<[string, Trouble]>([
    ['answers 500', { what: 'status', status: 500, code: 'InternalError' }],
    ['cuts the connection', { what: 'drop' }],
    ['never answers', { what: 'hang' }],
  ])('should end well, whichever call of storage %s', async (_trouble, trouble) => {
    const calls = someOf(await callsOf(turn), 3);
    const found = await inParallel(calls, atOnce, async (call) => [call, (await through(turn, call, trouble)).wrong] as const);
    expect(found.filter(([, wrong]) => wrong.length > 0)).toEqual([]);
  });

  it.each(['/$batch', '/queue'])('should be done, late, when its only trouble is that %s is slow', async (path) => {
    const trouble: Trouble = { what: 'delay', milliseconds: 150 };
    const calls = (await callsOf(turn)).filter((call) => call.includes(path === '/queue' ? 'queue POST' : path));
    expect(calls).toHaveLength(1);
    expect(await through(turn, calls[0] ?? '', trouble)).toEqual({ isCard: true, wrong: [] });
  });
});

describe('a turn that storage lets hang', () => {
  it.each<[string, (call: StorageCall) => boolean]>([
    ['every call', () => true],
    ['the directory, then the commit', ({ method, path }) => path === '/$batch' || (method === 'GET' && /People\(/.test(path))],
  ])('should be answered before Teams gives up, by the limits of the product itself: %s', async (_what, hits) => {
    const { proxy, press } = await scene(turnOf('approving'));
    proxy.fail({ hits, trouble: { what: 'hang' } });
    expect(honest((await press()).text)).toBe(true);
    proxy.reset();
    expect((await press()).text).toContain('Approved by');
  });
});

describe('a storm of other writers', () => {
  const storm = { what: 'status', status: 412, code: 'UpdateConditionNotSatisfied' } as const;
  const batch = ({ path }: StorageCall) => path === '/$batch';
  const draft = ({ method, path }: StorageCall) => method === 'PUT' && path.includes('Drafts(');

  it.each([
    ['approving', batch],
    ['withdrawing', batch],
    ['filling in a step', draft],
  ])('should end %s with a sentence that says so, and nothing done', async (what, hits) => {
    const here = await scene(turnOf(what), patient);
    const before = await stateOf(here);
    here.proxy.fail({ hits, trouble: storm });
    expect(await here.press()).toEqual({ text: sentences.stillBusy });
    expect(here.proxy.calls.filter(hits).length).toBeGreaterThanOrEqual(3);
    expect(await stateOf(here)).toBe(before);
    here.proxy.reset();
    expect((await here.press()).card).toBeDefined();
    expect(await stateOf(here)).not.toBe(before);
  });

  it('should be outlasted by the fourth try of a decision', async () => {
    const here = await scene(turnOf('approving'), patient);
    here.proxy.fail({ hits: batch, trouble: storm, times: 3 });
    expect((await here.press()).text).toContain('Approved by');
    expect((await here.direct.requests.readAll(id))?.events.map(({ verb }) => verb)).toEqual(['request', 'approve']);
  });
});

function turnOf(what: string): TurnCase {
  const found = turns.find(([name]) => name === what)?.[1];
  if (!found) throw new Error(`no turn ${what}`);
  return found;
}
