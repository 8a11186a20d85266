import { itQueue, withPeople } from '../../bot/adapters/it-queue';
import type { Accounts } from '../../bot/ports/accounts';
import { answerDone, type TaskAnswered } from '../../bot/verbs/it-task';
import { type DirectoryServer, startDirectory } from '../fakes/directory-server';
import { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import { samplePeople } from '../fakes/sample';
import { StoreWithoutTags } from '../fakes/store-without-tags';
import { StoryClock } from '../fakes/story-clock';
import { problemOf, type TabPerson } from '../fakes/tab-person';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { eventsOf, makesRequest, requestIn, requestsIn } from './steps';

const domain = 'bantshire.example';
const itId = samplePeople.find(({ role }) => role === 'itservice')?.id ?? '';

let world: World;
let clock: StoryClock;
let usernames: InMemoryUsernames;
let server: DirectoryServer | undefined;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let colleague: TabPerson;
afterEach(async () => {
  await world.stop();
  await server?.stop();
  server = undefined;
});

async function begin(accounts: (clock: StoryClock) => Promise<Accounts> | Accounts, requests = new InMemoryRequestStore()): Promise<void> {
  clock = new StoryClock();
  usernames = new InMemoryUsernames();
  world = await startWorld({ clock, stores: { requests }, accounts: { directory: await accounts(clock), usernames } });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  colleague = world.tab({ id: itId });
}
const byHand =
  (keepsSponsor = false) =>
  (of: StoryClock) =>
    itQueue({ domain, keepsSponsor, clock: of });
const beside = async (of: StoryClock) => {
  server = await startDirectory(of);
  server.directory.fault = { kind: 'refusing' };
  return withPeople(server.accounts, itQueue({ domain, keepsSponsor: false, clock: of }), { clock: of });
};
const minutes = (count: number) => world.work(count * 60);
const task = async () => (await colleague.itTasks()).items[0]!;
const account = () => requestIn(world).account?.directory;
/** Who has which username, whatever it is. */
const held = () => [...usernames.taken].filter(([, holder]) => holder !== undefined);

async function approved(validTo = '2027-06-30'): Promise<string> {
  await makesRequest(world, sponsor, { dates: { validFrom: '2027-01-18', validTo } });
  await head.presses('Approve');
  await world.work();
  await minutes(11);
  return requestIn(world).id;
}

/** Lets so many commits through once all of them stand before theirs: one after the other, each with time to be done. */
function meet(awaited: number): void {
  const waiting: (() => void)[] = [];
  let isOpen = false;
  requestsIn(world).beforeCommit = async () => {
    if (isOpen) return;
    await new Promise<void>((go) => {
      waiting.push(go);
      if (waiting.length === awaited) void letThrough(waiting);
    });
  };
  const letThrough = async (going: (() => void)[]) => {
    isOpen = true;
    for (const go of going) {
      go();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
}

const presses = async (names: (string | undefined)[]) => {
  const { request, since } = await task();
  meet(names.length);
  const answers = await Promise.all(
    names.map((userName) =>
      problemOf(colleague.answersTask(request, 'it-done', { since, ...(userName !== undefined && { userName }) })).catch(() => 'done'),
    ),
  );
  delete requestsIn(world).beforeCommit;
  await minutes(1);
  return answers;
};
const isOver = { status: 409, title: 'This has already been answered, or is no longer needed, so nothing was done.' };
const reports = (events: string[]) => events.filter((verb) => ['account-begun', 'account-made', 'account-reported'].includes(verb));

describe('two people in IT who select Done of one task at the same moment', () => {
  it.each([
    ['each with another username', ['first.name', 'second.name']],
    ['one with the username that was proposed', [undefined, 'second.name']],
    ['with the same username', ['first.name', 'first.name']],
  ])('should have one answer counted and the other told, and one username kept: %s', async (_how, names) => {
    await begin(byHand());
    const id = await approved();
    const answers = await presses(names);
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(answers.find((answer) => answer !== 'done')).toMatchObject(isOver);
    expect(reports(await eventsOf(world))).toEqual(['account-begun']);
    const userName = account()?.userName ?? '';
    expect(held()).toEqual([[userName.split('@')[0], id]]);
    // None of the others is given to anybody.
    for (const name of ['ogfairweather', ...names]) if (name !== undefined) expect(usernames.taken.has(name)).toBe(true);
  });

  it('should each have their answer counted where the store ignores tags: the negative control', async () => {
    await begin(byHand(), new StoreWithoutTags());
    await approved();
    expect(await presses(['first.name', 'second.name'])).toEqual(['done', 'done']);
  });

  it('should have one report checked in the directory, and the account of whoever made it believed', async () => {
    await begin(beside);
    const id = await approved();
    server!.makesByHand(`first.name@${domain}`, id, 'staff-like');
    const answers = await presses(['first.name', undefined]);
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(answers.find((answer) => answer !== 'done')).toMatchObject(isOver);
    expect(reports(await eventsOf(world)).filter((verb) => verb === 'account-reported')).toHaveLength(1);
    // Whoever was first may have given the wrong one; then the directory's is asked for.
    if (account()?.state === undefined) await presses(['first.name']);
    expect([account()?.state, account()?.userName, server!.directory.users().length]).toEqual(['enabled', `first.name@${domain}`, 1]);
    expect(held()).toEqual([['first.name', id]]);
  });
});

describe('a username that was reported, then another', () => {
  it('should be taken after all where the directory shows the account under it, and by nobody else', async () => {
    await begin(beside);
    const id = await approved();
    await presses(['first.name']);
    expect((await task()).report?.sentence).toContain('does not have an account');
    await presses(['second.name']);
    expect([held().map(([name]) => name), usernames.taken.has('first.name')]).toEqual([['ogfairweather', 'second.name'], true]);
    server!.makesByHand(`first.name@${domain}`, id, 'staff-like');
    await minutes(11);
    expect((await task()).report?.sentence).toContain(`calls this account first.name@${domain}`);
    expect(await presses(['first.name'])).toEqual(['done']);
    expect([account()?.state, account()?.userName, held()]).toEqual(['enabled', `first.name@${domain}`, [['first.name', id]]]);
  });

  it('should not be that of another visitor, though the directory shows it', async () => {
    await begin(beside);
    const id = await approved();
    await usernames.take('first.name', 'VR-00000001');
    server!.makesByHand(`first.name@${domain}`, id, 'staff-like');
    await presses([undefined]);
    expect((await task()).report?.sentence).toContain(`calls this account first.name@${domain}`);
    expect(await presses(['first.name'])).toMatchObject([{ status: 422, field: 'userName' }]);
    expect([account()?.state, usernames.taken.get('first.name')]).toEqual([undefined, 'VR-00000001']);
  });
});

describe('a task that was drawn before something else happened', () => {
  const hands = async (id: string) => {
    const successor = await world.somebody('stranger');
    await world.tab(sponsor).does('offer-handover', id, { to: successor.id });
    await world.tab(successor).does('accept-handover', id);
  };
  it.each<[string, string, (id: string) => Promise<unknown>, boolean]>([
    ['handed over, where the directory shows sponsors', '2027-06-30', hands, true],
    ['extended', '2027-02-10', (id) => world.tab(sponsor).does('reapprove', id, { until: '2027-05-31' }), false],
    ['shortened', '2027-06-30', (id) => world.tab(sponsor).does('shorten', id, { until: '2027-03-01' }), false],
    ['ended', '2027-06-30', (id) => world.tab(sponsor).does('end', id), false],
  ])('should not count once it was %s, whether the worker has seen that or not', async (_what, validTo, happens, keepsSponsor) => {
    await begin(byHand(keepsSponsor));
    const id = await approved(validTo);
    const drawn = await task();
    await happens(id);
    const late = () => problemOf(colleague.answersTask(id, 'it-done', { since: drawn.since, userName: 'late.name' }));
    expect(await late()).toMatchObject({ status: 409 });
    await world.work();
    expect(await late()).toMatchObject({ status: 409 });
    expect([account()?.state === 'enabled', usernames.taken.has('late.name')]).toEqual([false, false]);
    expect(await eventsOf(world)).not.toContain('account-begun');
  });

  it('should count after a handover that the directory does not show, as nothing else is to be done', async () => {
    await begin(byHand());
    const id = await approved();
    const { since } = await task();
    await hands(id);
    await colleague.answersTask(id, 'it-done', { since });
    expect(account()?.state).toBe('enabled');
  });

  it('should not be there while the approval can be undone, and then never', async () => {
    await begin(byHand());
    await makesRequest(world, sponsor, { dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
    await head.presses('Approve');
    await world.work();
    expect((await colleague.itTasks()).items).toEqual([]);
    await world.tab(head).does('recall', requestIn(world).id);
    await minutes(30);
    expect([(await colleague.itTasks()).items, account(), usernames.taken.size]).toEqual([[], undefined, 0]);
  });
});

describe('Done, sent by a program', () => {
  const asked = (body: object) => colleague.calls('POST', `/requests/${requestIn(world).id}/it-done`, body);

  it.each([
    'Robert"); DROP TABLE--',
    '<img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x")',
    'a\u0000b',
    'ад.мин',
    'a\u202Eb',
    '../../x',
    '{{7*7}}',
    '%s%n',
    `x@${domain}@${domain}`,
    'x'.repeat(321),
    '.',
    '-',
  ])('should take no username such as %j', async (userName) => {
    await begin(byHand());
    await approved();
    const { since } = await task();
    const answer = await asked({ since, userName });
    const text = await answer.text();
    expect([400, 422]).toContain(answer.status);
    if (userName.length > 2) expect(text).not.toContain(userName);
    expect([account()?.state, held().map(([name]) => name)]).toEqual([undefined, ['ogfairweather']]);
  });

  it('should count once, however often it is sent, and name nobody else as whoever did it', async () => {
    await begin(byHand());
    await approved();
    const { since } = await task();
    expect((await asked({ since, by: sponsor.id })).status).toBe(400);
    const answers = await Promise.all(Array.from({ length: 20 }, () => asked({ since })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    expect(reports(await eventsOf(world))).toEqual(['account-begun']);
    expect(account()?.saidBy?.by).toBe(itId);
  });

  it('should count for nobody who has left the group since the page was opened', async () => {
    await begin(byHand());
    const id = await approved();
    const { since } = await task();
    const person = await world.stores.people.person(itId);
    const people = { ...world.stores.people, person: async () => ({ ...person!, isItService: false }) };
    const ports = { ...world.stores, people, random: { bytes: (count: number) => new Uint8Array(count) }, clock, policy: world.policy };
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const answered: TaskAnswered = await answerDone(
      { id: itId, channel: 'tab' },
      { request: id, since },
      { ...ports, log, usernames, keepsAccounts: 'people' },
    );
    expect(answered).toMatchObject({ kind: 'refused', refusal: { refused: 'not-yours' } });
    expect(account()?.state).toBeUndefined();
  });
});
