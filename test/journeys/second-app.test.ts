import { composeAccounts } from '../../bot/compose';
import type { Product } from '../../bot/jobs/product';
import type { WorkMessage } from '../../bot/ports/queue';
import { type DirectoryServer, presentUser, startDirectory } from '../fakes/directory-server';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { StoryClock } from '../fakes/story-clock';
import type { TeamsPerson } from '../fakes/teams-client';
import { StoryQueue, startWorld, type World } from '../fakes/world';
import { makeCommit, makeRequest } from '../make';
import { eventsOf, makesRequest, messagesLike, requestIn, seenBy } from './steps';

/** Messages of accounts go to a queue of their own, as deployed. */
class TwoQueues extends StoryQueue {
  readonly accounts: { message: WorkMessage; delaySeconds: number }[] = [];

  override async enqueue(message: WorkMessage, delaySeconds: number): Promise<void> {
    if (message.kind === 'accounts') this.accounts.push({ message, delaySeconds });
    else await super.enqueue(message, delaySeconds);
  }
}

let clock: StoryClock;
let queue: TwoQueues;
let server: DirectoryServer;
let world: World;
let second: Product;
let sponsor: TeamsPerson;
beforeEach(async () => {
  clock = new StoryClock();
  queue = new TwoQueues(clock);
  server = await startDirectory(clock);
  const usernames = new InMemoryUsernames();
  // The public app has no way into a directory: what it is given here fails the test.
  const none = async () => {
    throw new Error('the public app asked the directory');
  };
  const here = { domain: server.accounts.domain, keepsSponsor: false, sync: none };
  world = await startWorld({ clock, queue, accounts: { directory: here, usernames }, accountsElsewhere: true });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  second = composeAccounts({
    stores: { ...world.stores, queue },
    accounts: { directory: server.accounts, usernames },
    policy: world.policy,
    clock,
    random: { bytes: (count) => new Uint8Array(count) },
    log,
  });
  sponsor = await world.somebody('sponsor');
  const head = await world.somebody('head');
  await makesRequest(world, sponsor, { dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
  await head.presses('Approve');
  await world.work();
});
afterEach(async () => {
  await world.stop();
  await server.stop();
});

const take = async () => {
  for (const { message } of queue.accounts.splice(0)) await second.accounts(message);
};

describe('an app that makes accounts, beside the one that people reach', () => {
  it('should be handed what the other cannot do, when nobody can undo it any more, and tell the other what came of it', async () => {
    expect(queue.accounts.map(({ delaySeconds }) => delaySeconds > 590 && delaySeconds <= 600)).toEqual([true]);
    clock.pass({ minutes: 10 });
    await take();
    expect(server.directory.users()).toMatchObject([{ accountEnabled: true, employeeId: requestIn(world).id }]);
    expect(messagesLike(sponsor, /account .*has started/)).toBe(0);
    // Cards and mails are the other’s.
    await world.work(10);
    expect(messagesLike(sponsor, /account .*has started/)).toBe(1);
    expect(seenBy(sponsor)).toContain('ogfairweather@bantshire.example');
    expect(queue.accounts).toEqual([]);
  });

  it('should look again by itself at what it could not do', async () => {
    server.directory.fault = { kind: 'away' };
    clock.pass({ minutes: 10 });
    await take();
    expect(queue.accounts).toEqual([{ message: { kind: 'accounts', id: requestIn(world).id }, delaySeconds: 300 }]);
    await world.work(60);
    expect(queue.accounts).toHaveLength(1);
    server.directory.fault = undefined;
    clock.pass({ minutes: 5 });
    await take();
    expect(server.directory.users()).toHaveLength(1);
  });

  it('should do nothing else, whatever it is sent', async () => {
    for (const message of [{ kind: 'request', id: requestIn(world).id, commitId: '' }, { kind: 'accounts', id: '../x' }, 'x', undefined])
      await second.accounts(message);
    expect(server.calls).toEqual([]);
    const call = new Request('https://alms.bantshire.example/api/health');
    const others: (() => unknown)[] = [() => second.fetch(call), () => second.work({}), () => second.sweep(), () => second.reconcile()];
    for (const other of others) await expect((async () => await other())()).rejects.toThrow('makes accounts, and nothing else');
  });

  it('should leave the public app with nothing to do where such a message gets there', async () => {
    clock.pass({ minutes: 10 });
    await world.product.work({ kind: 'accounts', id: requestIn(world).id });
    await world.product.accounts({ kind: 'accounts', id: requestIn(world).id });
    expect(world.lines.filter(({ what }) => what === 'this process can make no accounts')).toHaveLength(2);
    await take();
    expect(server.directory.users()).toHaveLength(1);
  });
});

/** Lets the queue of accounts deliver for so many hours, a minute at a time. */
async function pass(hours: number): Promise<void> {
  const waiting: { message: WorkMessage; due: number }[] = [];
  for (let minute = 0; minute <= hours * 60; minute += 1) {
    const now = clock.now().epochMilliseconds;
    for (const { message, delaySeconds } of queue.accounts.splice(0)) waiting.push({ message, due: now + delaySeconds * 1_000 });
    for (const one of waiting.filter(({ due }) => due <= now)) {
      waiting.splice(waiting.indexOf(one), 1);
      await second.accounts(one.message);
    }
    clock.pass({ minutes: 1 });
  }
  for (const { message, due } of waiting) queue.accounts.push({ message, delaySeconds: (due - clock.now().epochMilliseconds) / 1_000 });
}
const creates = () => server.creates();
const attention = () => (world.stores.views as InMemoryViewStore).attention.map(({ kind, code }) => `${kind} ${code}`);

describe('each answer of the directory to the app that makes accounts', () => {
  it.each<[string, () => void, { creates: number; names?: string[] }]>([
    ['nothing wrong', () => undefined, { creates: 1 }],
    [
      'a create whose answer is lost',
      () => void (server.directory.fault = { kind: 'lost', when: 'POST /users', times: 1 }),
      { creates: 1 },
    ],
    ['all answers lost for a while', () => void (server.directory.fault = { kind: 'lost', times: 9 }), { creates: 1 }],
    ['an account that cannot be read for a minute', () => void (server.directory.fault = { kind: 'late' }), { creates: 1 }],
    // Refused before anything is done, so each may be sent again.
    [
      'too many requests, three times',
      () => void (server.directory.fault = { kind: 'busy', when: 'POST /users', times: 3 }),
      { creates: 4 },
    ],
    [
      'the name of somebody else',
      () => void server.directory.add({ ...presentUser, userPrincipalName: 'ogfairweather@bantshire.example', employeeType: 'Employee' }),
      { creates: 1, names: ['ogfairweather@bantshire.example', 'ogfairweather2@bantshire.example'] },
    ],
  ])('should come to one account, and touch no other: %s', async (_what, prepare, expected) => {
    prepare();
    const before = server.directory.users().map((one) => ({ ...one }));
    await pass(3);
    const users = server.directory.users();
    expect(users.slice(0, before.length)).toEqual(before);
    expect(users.slice(before.length)).toMatchObject([{ employeeId: requestIn(world).id, accountEnabled: true }]);
    expect(creates()).toBe(expected.creates);
    if (expected.names) expect(users.map(({ userPrincipalName }) => userPrincipalName)).toEqual(expected.names);
    expect([attention(), queue.accounts]).toEqual([[], []]);
  });

  it('should be waited for as long as it asks, and no request be sent meanwhile', async () => {
    server.directory.fault = { kind: 'busy' };
    clock.pass({ minutes: 10 });
    await take();
    expect(queue.accounts[0]?.delaySeconds).toBeGreaterThanOrEqual(300);
    const asked = server.calls.length;
    await pass(0);
    expect(server.calls).toHaveLength(asked);
    expect(attention()).toEqual(['account-start Throttled']);
  });

  it('should be before admins where it refuses, be asked every half hour, and come to one account once it does not', async () => {
    server.directory.fault = { kind: 'refusing' };
    await pass(2);
    expect([server.directory.users(), attention()]).toEqual([[], ['account-hand Authorization_RequestDenied']]);
    expect(creates()).toBeLessThanOrEqual(5);
    server.directory.fault = undefined;
    await pass(1);
    expect([server.directory.users().length, attention()]).toEqual([1, []]);
  });
});

describe('a message that somebody has put into the queue of accounts', () => {
  const accountsOf = (id: unknown, more: object = {}) => ({ kind: 'accounts', id, ...more });

  it('should change nothing that is not due: of what is unknown, undecided, rejected, or done long ago, a hundred times', async () => {
    const { requests } = world.stores;
    const { id } = requestIn(world);
    const others = (['pending', 'rejected', 'withdrawn', 'lapsed'] as const).map((status, place) =>
      makeRequest({ id: `VR-0000000${place + 1}`, status, answers: { ...makeRequest().answers, itAccess: 'staff-like' } }),
    );
    for (const request of others) await requests.commit(makeCommit({ request, todos: [] }));
    await pass(1);
    const [user] = server.directory.users();
    const [calls, events] = [server.calls.length, await eventsOf(world, id)];
    for (const forged of [...others.map((one) => one.id), 'VR-99999999', id])
      for (let times = 0; times < 20; times += 1) await second.accounts(accountsOf(forged));
    expect(server.calls).toHaveLength(calls);
    expect(server.directory.users()).toEqual([user]);
    expect([await eventsOf(world, id), queue.accounts]).toEqual([events, []]);
  });

  it('should make nothing before the ten minutes are over, whoever sends it', async () => {
    for (let times = 0; times < 20; times += 1) await second.accounts(accountsOf(requestIn(world).id));
    expect([server.calls, server.directory.users()]).toEqual([[], []]);
  });

  it('should say nothing of what is to be done: that the request says', async () => {
    clock.pass({ minutes: 10 });
    const forged = {
      isEnabled: false,
      userName: 'admin@bantshire.example',
      level: 'none',
      wanted: { isOver: true },
      __proto__: { id: 'x' },
    };
    await second.accounts(accountsOf(requestIn(world).id, forged));
    expect(server.directory.users()).toMatchObject([{ userPrincipalName: 'ogfairweather@bantshire.example', accountEnabled: true }]);
  });

  it.each([
    ['another kind', { kind: 'request', id: 'VR-00000001' }],
    ['a list', [accountsOf('VR-00000001')]],
    ['an id that is a path', accountsOf('VR-00000001/../../x')],
    ['an id that is a list', accountsOf(['VR-00000001'])],
    ['an id that is very long', accountsOf(`VR-${'0'.repeat(100_000)}`)],
    ['an id in small letters', accountsOf('vr-00000001')],
    ['nothing', null],
  ])('should be dropped where it is %s', async (_what, message) => {
    await second.accounts(message);
    expect([server.calls, queue.accounts.length]).toEqual([[], 1]);
  });
});
