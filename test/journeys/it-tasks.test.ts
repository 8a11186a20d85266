import { GraphFault } from '../../bot/adapters/graph/graph-fault';
import { itQueue, withPeople } from '../../bot/adapters/it-queue';
import type { ItTask, KeptAccount } from '../../bot/domain/request/directory-record';
import { viewRows } from '../../bot/outbox/sync-views';
import type { AccountPorts } from '../../bot/outbox/work-ports';
import { type DirectoryServer, presentUser, startDirectory } from '../fakes/directory-server';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import { problemOf, type TabPerson } from '../fakes/tab-person';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { makeCommit, makeRequest } from '../make';
import { eventsOf, makesRequest, messagesLike, requestIn, type Story, seenBy } from './steps';

const began = /account .*has started/;
const domain = 'bantshire.example';

let world: World;
let clock: StoryClock;
let usernames: InMemoryUsernames;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let colleague: TabPerson;
let admin: TabPerson;

async function begin(accounts: AccountPorts['directory']): Promise<void> {
  usernames = new InMemoryUsernames();
  world = await startWorld({ clock, accounts: { directory: accounts, usernames } });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  colleague = world.tab({ id: samplePeople.find(({ role }) => role === 'itservice')?.id ?? '' });
  admin = world.tab(await world.somebody('admin'));
}
const byHand = () => itQueue({ domain, keepsSponsor: false, clock });
beforeEach(() => {
  clock = new StoryClock();
});
afterEach(() => world.stop());

async function approved(story?: Story): Promise<void> {
  await makesRequest(world, sponsor, story);
  await head.presses('Approve');
  await world.work();
}
const fromToday: Story = { dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } };
const minutes = (count: number) => world.work(count * 60);
const tasks = async () => (await colleague.itTasks()).items;
const only = async () => {
  const [task, another] = await tasks();
  if (!task || another) throw new Error('there is not one task');
  return task;
};
const done = async (userName?: string) => {
  const { request, since } = await only();
  await colleague.answersTask(request, 'it-done', { since, ...(userName !== undefined && { userName }) });
  await world.work();
};
const keptAccount: KeptAccount = {
  userName: `ofairweather@${domain}`,
  displayName: 'Ottoline Fairweather',
  level: 'staff-like',
  lastDay: '2027-08-31',
  isEnabled: false,
};
const attention = () => (world.stores.views as InMemoryViewStore).attention;
const account = () => requestIn(world).account?.directory;

describe('an account that people in IT keep by hand', () => {
  beforeEach(() => begin(byHand()));

  it('should be made, enabled and ended by them, by the day of each, with the sponsor told when it starts', async () => {
    await approved();
    expect(await tasks()).toEqual([]);
    await minutes(11);
    expect(await only()).toMatchObject({
      due: '2027-02-01',
      isEnding: false,
      isOverdue: false,
      userName: 'ogfairweather',
      steps: ['Make the account, with its employee ID, disabled until its first day, and put it into the group for Staff-like access.'],
      facts: expect.arrayContaining([
        { label: 'Username', text: 'ogfairweather@bantshire.example' },
        { label: 'Employee ID', text: requestIn(world).id },
      ]),
    });
    expect(seenBy(sponsor)).toContain('Being made by IT');
    await done();
    expect([await tasks(), account()?.state]).toEqual([[], 'made']);
    expect(messagesLike(sponsor, began)).toBe(0);

    await world.passTo('2027-02-01T09:00');
    expect(await only()).toMatchObject({ steps: ['Enable it.'], due: '2027-02-01', isOverdue: false });
    await world.passTo('2027-02-02T09:00');
    expect(await only()).toMatchObject({ isOverdue: true });
    await done();
    expect(messagesLike(sponsor, began)).toBe(1);

    await world.passTo('2027-07-01T00:30');
    expect(await only()).toMatchObject({
      isEnding: true,
      due: '2027-07-01',
      steps: ['Disable it, and end its sign-ins.', 'Take it out of the group for Staff-like access.'],
    });
    await done();
    expect([await tasks(), account()?.state, attention()]).toEqual([[], 'disabled', []]);
    expect(await eventsOf(world)).toEqual([
      'request',
      'approve',
      'account-named',
      'account-queued',
      'account-made',
      'activate',
      'account-queued',
      'account-begun',
      'expire',
      'account-queued',
      'account-disabled',
    ]);
  });

  it('should have the username that they chose, unless anybody ever had it, in the words of an IT service', async () => {
    await usernames.reserve('from.before');
    await usernames.take('given', 'VR-00000001');
    await approved(fromToday);
    await minutes(11);
    const { request, since } = await only();
    const gives = (userName: string) => problemOf(colleague.answersTask(request, 'it-done', { since, userName }));
    for (const taken of ['from.before', 'GIVEN@bantshire.example'])
      expect(await gives(taken)).toMatchObject({
        status: 422,
        field: 'userName',
        title: expect.stringContaining('once belonged to someone else'),
      });
    for (const wrong of ['', 'a b', 'x'.repeat(21), '.dot', 'me@elsewhere.example', "o'neill"])
      expect(await gives(wrong)).toMatchObject({
        status: 422,
        field: 'userName',
        title: expect.stringContaining('Enter at most 20 letters'),
      });
    await done(' V048213@Bantshire.Example ');
    expect(account()).toMatchObject({ userName: 'v048213@bantshire.example', state: 'enabled' });
    // Neither is given again.
    expect([usernames.taken.get('v048213'), usernames.taken.has('ogfairweather'), usernames.taken.get('ogfairweather')]).toEqual([
      request,
      true,
      undefined,
    ]);
    const history = JSON.stringify((await world.tab(sponsor).opens(request)).timeline);
    for (const words of ['Reported done: account started', 'Delphine Marchetti-Boone', 'v048213@bantshire.example'])
      expect(history).toContain(words);
    await minutes(60);
    expect(account()?.userName).toBe('v048213@bantshire.example');
  });

  it('should not be confirmed as it was asked for once it is wanted otherwise, nor twice', async () => {
    await approved(fromToday);
    await minutes(11);
    const { request, since } = await only();
    await world.tab(sponsor).does('end', request);
    // Before the worker has come to it.
    const stale = await problemOf(colleague.answersTask(request, 'it-done', { since, userName: 'another' }));
    expect(stale).toMatchObject({ status: 409, code: 'moved-on', title: expect.stringContaining('has changed since') });
    expect([account()?.state, usernames.taken.has('another')]).toEqual([undefined, false]);
    await world.work();
    expect(await tasks()).toEqual([]);
    expect(await problemOf(colleague.answersTask(request, 'it-done', { since }))).toMatchObject({ status: 409 });
    expect((await eventsOf(world)).filter((verb) => verb === 'account-not-made')).toHaveLength(1);
  });

  it('should be extended, renamed and shortened by a task each, of which the last one counts', async () => {
    await approved({ dates: { validFrom: '2027-01-18', validTo: '2027-03-31' } });
    await minutes(11);
    await done();
    await world.passTo('2027-03-10T09:00');
    await world.tab(sponsor).does('reapprove', requestIn(world).id, { until: '2027-05-31' });
    await world.work();
    const first = await only();
    expect(first).toMatchObject({ steps: ['Set its last day to Mon 31 May 2027.'], due: '2027-03-31' });
    await admin.does('correct', requestIn(world).id, { field: 'preferredName', value: 'Otti' });
    await world.work();
    expect((await only()).steps).toEqual(['Set its last day to Mon 31 May 2027.', 'Change its display name to “Otti”.']);
    expect(await problemOf(colleague.answersTask(first.request, 'it-done', { since: first.since }))).toMatchObject({ status: 409 });
    await done();
    expect([await tasks(), account()?.kept]).toMatchObject([[], { lastDay: '2027-05-31', displayName: 'Otti', isByHand: true }]);
  });

  it('should be the admins’ matter where it cannot be done, with the reason, until they have seen to it', async () => {
    await approved(fromToday);
    await minutes(11);
    const { request, since } = await only();
    expect(await problemOf(colleague.answersTask(request, 'it-not-done', { since, words: ' ' }))).toMatchObject({
      status: 422,
      field: 'words',
    });
    await colleague.answersTask(request, 'it-not-done', { since, words: 'No licence is free.' });
    await world.work();
    expect(await tasks()).toEqual([]);
    expect(attention()).toEqual([{ kind: 'account-not-done', request, code: 'NotDone' }]);
    expect((await admin.attention()).items[0]?.sentence).toContain('“No licence is free.”');
    expect(JSON.stringify((await admin.opens(request)).timeline)).toContain('No licence is free.');
    const seenByHead = JSON.stringify((await world.tab(head).opens(request)).timeline);
    expect([seenByHead.includes('IT could not do this'), seenByHead.includes('No licence')]).toEqual([true, false]);
    expect(seenBy(sponsor)).toContain('IT could not make the account; the administrators are dealing with it');
    expect(seenBy(sponsor)).toContain('IT gave this reason: “No licence is free.”');
    await minutes(3 * 24 * 60);
    expect([await tasks(), attention().length]).toEqual([[], 1]);
    await admin.mends({ how: 'again', items: [{ kind: 'account-not-done', key: request }] });
    await world.work();
    expect([(await only()).since === since, attention()]).toEqual([false, []]);
    await done();
    expect(account()?.state).toBe('enabled');
  });

  it('should be seen and answered by the group of the IT service, and by nobody else: not admins, not who sponsors it', async () => {
    await approved(fromToday);
    await minutes(11);
    const { request, since } = await only();
    for (const other of [admin, world.tab(sponsor), world.tab(head)]) {
      expect(await problemOf(other.itTasks())).toMatchObject({ status: 403 });
      for (const how of ['it-done', 'it-not-done'] as const)
        expect(await problemOf(other.answersTask(request, how, { since, ...(how === 'it-not-done' && { words: 'x' }) }))).toMatchObject({
          status: 403,
        });
    }
    // The request itself is none of theirs.
    expect(await problemOf(colleague.opens(request))).toMatchObject({ status: 403 });
    expect(JSON.stringify(await only())).not.toMatch(/01632|@gmail|photo/i);
    expect(await colleague.me()).toMatchObject({ isItService: true, isAdmin: false });
    expect(await problemOf(colleague.answersTask('VR-00000009', 'it-done', { since }))).toMatchObject({ status: 403 });
  });

  it('should have ends before beginnings on the list, then the day, and one page after the other', async () => {
    const { requests, views } = world.stores;
    const task = (since: string, due: string, steps: ItTask['steps']) => ({ since, due, steps, target: keptAccount });
    const of = async (id: string, one: ItTask) => {
      const request = makeRequest({ id, status: 'active', account: { directory: { userName: keptAccount.userName, task: one } } });
      await requests.commit(makeCommit({ request, todos: ['views'] }));
      for (const row of viewRows(request)) await views.put(row);
    };
    const all: [string, ItTask][] = [
      ['VR-00000001', task('a', '2027-01-10', ['make'])],
      ['VR-00000002', task('b', '2027-02-10', ['disable'])],
      ['VR-00000003', task('c', '2027-01-20', ['leave-group'])],
      ['VR-00000004', task('d', '2027-01-09', ['enable'])],
      ['VR-00000005', { ...task('e', '2027-01-01', ['disable']), isRefused: true }],
    ];
    for (const [id, one] of all) await of(id, one);
    const listed = (await tasks()).map(({ request, isOverdue }) => [request.slice(-1), isOverdue]);
    expect(listed).toEqual([
      ['3', false],
      ['2', false],
      ['4', true],
      ['1', true],
    ]);
    for (let at = 10; at < 65; at += 1) await of(`VR-000000${at}`, task('f', '2027-03-01', ['rename']));
    const { items, cursor } = await colleague.itTasks();
    expect([items.length, (await colleague.itTasks({ cursor: cursor! })).items.length]).toEqual([50, 9]);
  });
});

describe('a directory that has deleted accounts under every name, with people beside it', () => {
  it('should have them choose one after some, and try no further ones meanwhile', async () => {
    const isTaken = new GraphFault('Request_BadRequest', 400, undefined, ['ObjectConflict']);
    const server = await startDirectory(clock, {
      through: (graph) => ({ ...graph, ask: (path, ...more) => (path === '/users' ? Promise.reject(isTaken) : graph.ask(path, ...more)) }),
    });
    await begin(withPeople(server.accounts, byHand(), { clock }));
    await approved(fromToday);
    await minutes(40);
    expect(await only()).toMatchObject({ reason: expect.stringContaining('please choose one') });
    const tried = usernames.taken.size;
    expect(tried).toBeLessThan(8);
    await minutes(6 * 60);
    expect([usernames.taken.size, (await tasks()).length]).toEqual([tried, 1]);
    server.makesByHand(`chosen.name@${domain}`, requestIn(world).id, 'staff-like');
    await done('chosen.name');
    expect(account()).toMatchObject({ userName: `chosen.name@${domain}`, state: 'enabled' });
    await server.stop();
  });
});

describe('a directory that refuses, with people beside it', () => {
  let server: DirectoryServer;
  beforeEach(async () => {
    server = await startDirectory(clock);
    await begin(withPeople(server.accounts, byHand(), { clock }));
  });
  afterEach(() => server.stop());
  const users = () => server.directory.users();

  it('should have them make what it may not, ask it again every hour, and do without them once it may', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved(fromToday);
    await minutes(11);
    expect(await only()).toMatchObject({
      reason: expect.stringContaining('Authorization_RequestDenied'),
      steps: [expect.stringContaining('Make the account'), 'Enable it.'],
    });
    expect(attention().map(({ kind }) => kind)).toEqual(['account-refused']);
    server.directory.fault = undefined;
    await minutes(61);
    expect([attention(), await tasks(), users().map(({ accountEnabled }) => accountEnabled), account()?.state]).toEqual([
      [],
      [],
      [true],
      'enabled',
    ]);
  });

  it('should do without them once it may, also where somebody else turns out to have the name that they were asked to make', async () => {
    server.directory.add({ ...presentUser, userPrincipalName: `ogfairweather@${domain}`, employeeType: 'Employee' });
    clock.pass({ minutes: 1 });
    server.directory.fault = { kind: 'refusing' };
    await approved(fromToday);
    await minutes(11);
    expect(await only()).toMatchObject({ userName: 'ogfairweather2' });
    server.directory.fault = undefined;
    await minutes(61);
    expect(users().map(({ userPrincipalName, employeeId, accountEnabled }) => [userPrincipalName, employeeId, accountEnabled])).toEqual([
      [`ogfairweather@${domain}`, null, true],
      [`ogfairweather2@${domain}`, requestIn(world).id, true],
    ]);
    expect([await tasks(), account()?.state, attention()]).toEqual([[], 'enabled', []]);
  });

  it.each([
    ['under its name, and marks it last', { userPrincipalName: `ogfairweather@${domain}`, isMarked: false }],
    ['under a name of their own', { userPrincipalName: `chosen.name@${domain}`, isMarked: true }],
  ])('should make no second one while one of them makes it %s', async (_how, { userPrincipalName, isMarked }) => {
    server.directory.fault = { kind: 'refusing' };
    await approved(fromToday);
    await minutes(11);
    const { request } = await only();
    clock.pass({ minutes: 5 });
    const { id } = server.makesByHand(userPrincipalName, isMarked ? request : null, 'staff-like');
    server.directory.fault = undefined;
    await minutes(180);
    expect([users().length, (await tasks()).length]).toEqual([1, 1]);
    server.directory.change(id, { employeeId: request });
    await done(userPrincipalName);
    expect([await tasks(), account()?.userName, account()?.state]).toEqual([[], userPrincipalName, 'enabled']);
    await minutes(180);
    expect(users().length).toBe(1);
  });

  it('should end what one of them has made and not said, once it is over', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved(fromToday);
    await minutes(11);
    const { request } = await only();
    server.directory.add({ ...presentUser, userPrincipalName: `chosen.name@${domain}`, employeeId: request });
    server.directory.fault = undefined;
    await world.tab(sponsor).does('end', request);
    await minutes(10);
    expect([users().map(({ accountEnabled }) => accountEnabled), await tasks(), account()?.state]).toEqual([[false], [], 'disabled']);
  });

  it('should have them choose a name where it takes none of many', async () => {
    server.directory.fault = { kind: 'taken' };
    await approved(fromToday);
    await minutes(11);
    expect(await only()).toMatchObject({ reason: expect.stringContaining('please choose one'), userName: expect.any(String) });
    server.directory.fault = undefined;
  });

  it('should leave with the admins what somebody did to an account by hand', async () => {
    await approved(fromToday);
    await minutes(11);
    server.directory.change(users()[0]?.id ?? '', { accountEnabled: false });
    await admin.does('correct', requestIn(world).id, { field: 'preferredName', value: 'Otti' });
    await world.work();
    expect([await tasks(), attention().map(({ code }) => code)]).toEqual([[], ['DisabledByHand']]);
    // Enabled again by hand, and told so.
    server.directory.change(users()[0]?.id ?? '', { accountEnabled: true });
    await admin.mends({ how: 'again', items: [{ kind: 'account-hand', key: requestIn(world).id }] });
    await world.work();
    expect([users()[0]?.displayName, attention()]).toEqual(['Otti', []]);
  });
});
