import { itQueue, withPeople } from '../../bot/adapters/it-queue';
import { type DirectoryServer, levelGroups, startDirectory } from '../fakes/directory-server';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import { samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import { problemOf, type TabPerson } from '../fakes/tab-person';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { eventsOf, makesRequest, requestIn, seenBy } from './steps';

const domain = 'bantshire.example';

let world: World;
let server: DirectoryServer;
let clock: StoryClock;
let usernames: InMemoryUsernames;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let colleague: TabPerson;
beforeEach(async () => {
  clock = new StoryClock();
  server = await startDirectory(clock);
  usernames = new InMemoryUsernames();
  const directory = withPeople(server.accounts, itQueue({ domain, keepsSponsor: false, clock }), { clock });
  world = await startWorld({ clock, accounts: { directory, usernames } });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  colleague = world.tab({ id: samplePeople.find(({ role }) => role === 'itservice')?.id ?? '' });
});
afterEach(async () => {
  await world.stop();
  await server.stop();
});

const minutes = (count: number) => world.work(count * 60);
async function approved(): Promise<void> {
  await makesRequest(world, sponsor, { dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
  await head.presses('Approve');
  await world.work();
  await minutes(11);
}
const tasks = async () => (await colleague.itTasks()).items;
const task = async () => (await tasks())[0]!;
const done = async (userName?: string) => {
  const { request, since } = await task();
  await colleague.answersTask(request, 'it-done', { since, ...(userName !== undefined && { userName }) });
  await minutes(1);
};
const account = () => requestIn(world).account?.directory;
const user = () => server.directory.users()[0]!;

describe('a task that is reported done where the directory can be asked', () => {
  it('should stay open for as long as the directory shows the account enabled, with what it shows, and close once it does not', async () => {
    await approved();
    server.directory.fault = { kind: 'refusing' };
    await world.tab(sponsor).does('end', requestIn(world).id);
    await world.work();
    await done();
    expect((await task()).report).toEqual({
      isChecking: false,
      sentence:
        'Reported done by Delphine Marchetti-Boone, but the directory still shows the account enabled and still shows the account in an access group. This closes by itself as soon as the directory shows it.',
    });
    expect([account()?.state, user().accountEnabled]).toEqual(['enabled', true]);
    expect((await world.tab(sponsor).opens(requestIn(world).id)).statusLabel).toBe('Ended – account not disabled yet');
    expect(await eventsOf(world)).not.toContain('account-disabled');
    // Half of it is not all of it.
    server.directory.change(user().id, { accountEnabled: false });
    await done();
    expect((await task()).report?.sentence).toContain('but the directory still shows the account in an access group.');
    server.directory.setMember(levelGroups['staff-like'], user().id, false);
    await minutes(12);
    expect([await tasks(), account()?.state, account()?.saidBy]).toEqual([[], 'disabled', undefined]);
    expect((await world.tab(sponsor).opens(requestIn(world).id)).statusLabel).toBe('Ended');
    expect(await eventsOf(world)).toEqual(expect.arrayContaining(['account-reported', 'account-disabled']));
  });

  it('should be done by the directory itself once it may, though it was reported', async () => {
    await approved();
    server.directory.fault = { kind: 'refusing' };
    await world.tab(sponsor).does('end', requestIn(world).id);
    await world.work();
    await done();
    server.directory.fault = undefined;
    await minutes(12);
    expect([await tasks(), account()?.state, user().accountEnabled]).toEqual([[], 'disabled', false]);
  });

  it('should not believe an account that nobody made, nor one without its mark or under another name, and make none beside it', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved();
    await done('chosen.name');
    server.directory.fault = undefined;
    const { request, userName } = await task();
    // A name that was wrong is not proposed again.
    expect([userName, account()?.userName]).toEqual(['ogfairweather', `ogfairweather@${domain}`]);
    expect((await task()).report?.sentence).toContain(`the directory does not have an account with the employee ID ${request}`);
    await minutes(130);
    expect([server.directory.users(), (await tasks()).length, account()?.state]).toEqual([[], 1, undefined]);

    const { id } = server.makesByHand(`other.name@${domain}`, null, 'staff-like');
    server.directory.change(id, { userPrincipalName: `chosen.name@${domain}` });
    await minutes(11);
    expect((await task()).report?.sentence).toContain('does not have the employee ID');
    server.directory.change(id, { userPrincipalName: `other.name@${domain}`, employeeId: request });
    await minutes(11);
    expect((await task()).report?.sentence).toContain(`calls this account other.name@${domain}`);
    await done('other.name');
    expect([await tasks(), account()?.userName, account()?.objectId]).toEqual([[], `other.name@${domain}`, id]);
    // Neither the first name nor the one that nobody used is this visitor's, and neither is given again.
    expect([...usernames.taken].filter(([, holder]) => holder !== undefined)).toEqual([['other.name', request]]);
    expect(usernames.taken.has('chosen.name')).toBe(true);
  });

  it('should stay open, with the reason, where two accounts have its mark, of which none is changed', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved();
    const { id: request } = requestIn(world);
    server.makesByHand(`by.hand@${domain}`, request, 'staff-like');
    const { id: other } = server.makesByHand(`by.slip@${domain}`, request, 'staff-like');
    server.directory.fault = undefined;
    await done('by.hand');
    const before = structuredClone(server.directory.users());
    await minutes(12);
    expect((await task()).report?.sentence).toContain(`has more than one account with the employee ID ${request} (remove it from the one`);
    expect([server.directory.users(), account()?.objectId]).toEqual([before, undefined]);
    server.directory.change(other, { employeeId: null });
    await minutes(12);
    expect([await tasks(), account()?.state, account()?.userName]).toEqual([[], 'enabled', `by.hand@${domain}`]);
  });

  it('should not be taken with the username of a member of staff, which stays nobody’s in the register', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved();
    const { mail } = samplePeople.find(({ role }) => role === 'deputy')!;
    const { request, since } = await task();
    expect(await problemOf(colleague.answersTask(request, 'it-done', { since, userName: mail }))).toMatchObject({
      field: 'userName',
      title: 'This is the username of a member of staff, so it cannot be the visitor’s. Please enter the visitor’s.',
    });
    expect([account()?.task?.reported, usernames.taken.has(mail.split('@')[0]!)]).toEqual([undefined, false]);
  });

  it('should be made by the directory itself where nobody has made it four hours after it was reported, once', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved();
    await done();
    server.directory.fault = undefined;
    await minutes(230);
    expect(server.directory.users()).toEqual([]);
    await minutes(25);
    expect([await tasks(), account()?.state, server.directory.users().length]).toEqual([[], 'enabled', 1]);
  });

  it('should be put right by the directory where it was made otherwise than asked for, with its mark', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved();
    const { id } = server.makesByHand(`by.hand@${domain}`, requestIn(world).id, 'student-like');
    await done('by.hand');
    expect((await task()).report?.sentence).toContain('does not show the account in the group for Staff-like access alone');
    server.directory.fault = undefined;
    await minutes(12);
    expect([await tasks(), account()?.state, account()?.userName, account()?.objectId]).toEqual([[], 'enabled', `by.hand@${domain}`, id]);
    const members = (level: keyof typeof levelGroups) =>
      server.directory.groups().find((group) => group.id === levelGroups[level])?.members ?? [];
    expect([members('staff-like'), members('student-like')]).toEqual([[id], []]);
    expect(user()).toMatchObject({ displayName: 'Ottoline Fairweather', department: 'School of Computer Science' });
  });

  it('should stay open where the directory cannot be read, and be looked at again', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved();
    server.makesByHand(`ogfairweather@${domain}`, requestIn(world).id, 'staff-like');
    server.directory.fault = { kind: 'away' };
    await done();
    expect((await task()).report?.sentence).toContain('the directory cannot be read at the moment');
    server.directory.fault = undefined;
    await minutes(12);
    expect([await tasks(), account()?.state]).toEqual([[], 'enabled']);
  });

  it('should count for nothing where the request has changed since, or by whoever is not in IT', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved();
    const { request, since } = await task();
    expect(await problemOf(world.tab(sponsor).answersTask(request, 'it-done', { since }))).toMatchObject({ status: 403 });
    await done();
    await world.tab(sponsor).does('end', request);
    await minutes(15);
    expect([await tasks(), account()?.state]).toEqual([[], 'disabled']);
    expect(await problemOf(colleague.answersTask(request, 'it-done', { since }))).toMatchObject({ status: 409 });
    expect(seenBy(sponsor)).not.toContain('Works since');
  });
});

describe('a task that is reported done where no directory can be asked', () => {
  it('should be said by whom, everywhere', async () => {
    await world.stop();
    world = await startWorld({ clock, accounts: { directory: itQueue({ domain, keepsSponsor: false, clock }), usernames } });
    [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    colleague = world.tab({ id: samplePeople.find(({ role }) => role === 'itservice')?.id ?? '' });
    await approved();
    expect((await world.tab(sponsor).opens(requestIn(world).id)).statusLabel).toBe('Active – account being made');
    await done();
    expect(seenBy(sponsor)).toContain('Enabled, reported done by Delphine Marchetti-Boone on');
    const opened = await world.tab(sponsor).opens(requestIn(world).id);
    expect(opened.statusLabel).toBe('Active');
    expect(JSON.stringify(opened.timeline)).toContain('Reported done: account started');
    expect((await world.tab(sponsor).lists('mine')).rows[0]?.account).toBe('account enabled, reported by IT');
  });
});
