import { itQueue } from '../../bot/adapters/it-queue';
import type { DirectoryAccount, ItTask, KeptAccount } from '../../bot/domain/request/directory-record';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { viewRows } from '../../bot/outbox/sync-views';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import { samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import type { TabPerson } from '../fakes/tab-person';
import { startWorld, type World } from '../fakes/world';
import { makeCommit, makeRequest } from '../make';
import { makesRequest, requestIn } from './steps';

const domain = 'bantshire.example';
const names = { 'staff-like': 'GG-Visitors-Staff', 'student-like': 'GG-Visitors-Student' };
const kept: KeptAccount = {
  userName: `ofairweather@${domain}`,
  displayName: 'Ottoline Fairweather',
  level: 'staff-like',
  lastDay: '2027-08-31',
  isEnabled: true,
};

let world: World;
let clock: StoryClock;
let colleague: TabPerson;
async function begin(groupNames?: { 'staff-like': string; 'student-like': string }): Promise<void> {
  clock = new StoryClock();
  const directory = itQueue({ domain, keepsSponsor: false, clock });
  const accounts = { directory, usernames: new InMemoryUsernames(), ...(groupNames && { groupNames }) };
  world = await startWorld({ clock, accounts });
  colleague = world.tab({ id: samplePeople.find(({ role }) => role === 'itservice')?.id ?? '' });
}
afterEach(() => world.stop());

const tasks = async () => (await colleague.itTasks()).items;

/** A request with a task, as the worker leaves it. */
async function has(id: string, directory: Partial<DirectoryAccount>, more: Partial<VisitorRequest> = {}): Promise<void> {
  const account = { ...more.account, directory: { userName: kept.userName, ...directory } };
  const request = makeRequest({ id, status: 'active', ...more, account });
  await world.stores.requests.commit(makeCommit({ request, todos: [] }));
  for (const row of viewRows(request)) await world.stores.views.put(row);
}
const task = (due: string, steps: ItTask['steps'], target = kept): ItTask => ({ since: due, due, steps, target });

describe('the list of people in IT', () => {
  it('should have an account that was ended early at its top on the day, after those that are late, and say why', async () => {
    await begin();
    const over = { ...kept, level: 'none' as const, isEnabled: false };
    const end = { end: { by: 'sponsor', at: '2027-01-18T10:00:00Z', channel: 'tab' as const } };
    await has('VR-00000001', { kept, task: task('2027-01-18', ['disable', 'leave-group'], over) });
    await has('VR-00000002', { kept, task: task('2027-01-18', ['disable', 'leave-group'], over) }, { status: 'ended', account: end });
    await has('VR-00000003', { kept, task: task('2027-01-17', ['disable'], over) });
    await has('VR-00000004', { task: task('2027-01-10', ['make']) });
    await has('VR-00000005', { task: task('2027-01-18', ['make']) });
    const listed = await tasks();
    expect(listed.map(({ request, isOverdue, isDueToday, isUrgent }) => [request.slice(-1), isOverdue, isDueToday, isUrgent])).toEqual([
      ['3', true, false, false],
      ['2', false, true, true],
      ['1', false, true, false],
      ['4', true, false, false],
      ['5', false, true, false],
    ]);
    expect(listed[1]?.reason).toBe('This account was ended before its last day, so it should stop working today.');
    expect(listed[2]?.reason).toBeUndefined();
    const days = listed.map(({ facts }) =>
      facts
        .filter(({ label }) => /last day|ended/i.test(label))
        .map(({ label }) => label)
        .join(),
    );
    expect(days).toEqual(['Last day', 'Ended on', 'Last day', 'Last day', 'Last day']);
    expect(listed[1]?.facts).toContainEqual({ label: 'Ended on', text: 'Mon 18 Jan 2027' });
  });

  it('should say of an early end that is late that it should have been done already', async () => {
    await begin();
    const over = { ...kept, level: 'none' as const, isEnabled: false };
    const end = { end: { by: 'sponsor', at: '2027-01-17T10:00:00Z', channel: 'tab' as const } };
    await has('VR-00000001', { kept, task: task('2027-01-17', ['disable'], over) }, { status: 'ended', account: end });
    const [late] = await tasks();
    expect(late?.reason).toBe('This account was ended before its last day, so it should already have stopped working.');
    expect(late?.facts).toContainEqual({ label: 'Ended on', text: 'Sun 17 Jan 2027' });
  });

  it.each([
    ['sponsor', '2027-01-18'],
    ['admin', '2027-01-18'],
  ] as const)('should have an early end by the %s due on that day, whenever it would have ended', async (role, due) => {
    await begin(names);
    const sponsor = await world.somebody('sponsor');
    const head = await world.somebody('head');
    await makesRequest(world, sponsor, { dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
    await head.presses('Approve');
    await world.work(660);
    const [first] = await tasks();
    expect(first?.steps[0]).toBe('Make the account, with its employee ID, and put it into the group “GG-Visitors-Staff”.');
    await colleague.answersTask(first!.request, 'it-done', { since: first!.since });
    await world.work();
    await world.tab(role === 'sponsor' ? sponsor : await world.somebody('admin')).does('end', requestIn(world).id);
    await world.work();
    expect(await tasks()).toMatchObject([
      {
        due,
        isEnding: true,
        isUrgent: true,
        isDueToday: true,
        steps: ['Disable it, and end its sign-ins.', 'Take it out of the group “GG-Visitors-Staff”.'],
      },
    ]);
    const timeline = JSON.stringify((await world.tab(sponsor).opens(requestIn(world).id)).timeline);
    expect(timeline).toContain('Reported done: account started');
  });

  it.each([
    ['by their names', names, 'Move it from the group “GG-Visitors-Staff” to the group “GG-Visitors-Student”.'],
    ['by their levels', undefined, 'Move it from the group for Staff-like access to the group for Student-like access.'],
  ])('should name both groups of a move, %s', async (_how, groupNames, sentence) => {
    await begin(groupNames);
    await has('VR-00000001', { kept, state: 'enabled', task: task('2027-01-18', ['change-group'], { ...kept, level: 'student-like' }) });
    expect((await tasks())[0]?.steps).toEqual([sentence]);
  });

  it('should name no group that nobody knows', async () => {
    await begin(names);
    const over = { ...kept, level: 'none' as const, isEnabled: false };
    await has('VR-00000001', { state: 'enabled', task: task('2027-01-18', ['disable', 'leave-group'], over) });
    expect((await tasks())[0]?.steps[1]).toBe('Take it out of its access group.');
  });

  it('should be searched by visitor, username and reference, past a page of others', async () => {
    await begin();
    const of = (firstName: string, lastName: string) => ({ answers: { ...makeRequest().answers, firstName, lastName } });
    for (let place = 100; place < 160; place += 1) await has(`VR-00000${place}`, { task: task('2027-01-20', ['rename']) });
    const own = { userName: `zito7@${domain}`, task: task('2027-02-20', ['make']) };
    await has('VR-7K3M9QXA', own, of('Zoë', 'Ito'));
    const found = async (search: string) => (await colleague.itTasks({ filter: { search } })).items.map(({ request }) => request);
    for (const search of ['ito', 'ZOE', 'zito7', ' VR 7K3M9QXA ', 'vr-7k3m9qxa'])
      expect([search, await found(search)]).toEqual([search, ['VR-7K3M9QXA']]);
    expect([await found('nobody'), await found('<b>'), await found('VR-99999999')]).toEqual([[], [], []]);
    expect(await found('ottoline')).toHaveLength(50);
    expect(await found('')).toHaveLength(50);
  });

  it('should tell who did what and when in the history of the request', async () => {
    await begin();
    const { answers: asked, validTo } = makeRequest();
    const answers = { ...asked, itAccess: 'staff-like' as const };
    const displayName = answers.preferredName ?? `${answers.firstName} ${answers.lastName}`;
    const target = { ...kept, displayName, level: answers.itAccess, lastDay: validTo };
    const known = { state: 'enabled', stateAt: '2027-01-18T00:03:00Z', begun: { at: '2027-01-18T00:03:00Z' }, kept } as const;
    await has('VR-00000001', { ...known, task: task('2027-01-18', ['last-day'], target) }, { validFrom: '2027-01-18', answers });
    const { since } = (await tasks())[0]!;
    await colleague.answersTask('VR-00000001', 'it-done', { since });
    const admin = world.tab(await world.somebody('admin'));
    const { timeline } = await admin.opens('VR-00000001');
    expect(JSON.stringify(timeline)).toContain('Reported done: account updated');
    expect(JSON.stringify(timeline)).toContain('Delphine Marchetti-Boone');
  });
});
