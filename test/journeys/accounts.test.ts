import { type DirectoryServer, employee, levelGroups, startDirectory } from '../fakes/directory-server';
import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import { InMemoryUsernames } from '../fakes/in-memory-usernames';
import type { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { StoryClock } from '../fakes/story-clock';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { eventsOf, makesRequest, messagesLike, requestIn, type Story, seenBy } from './steps';

const began = /the account has started/;

let world: World;
let server: DirectoryServer;
let usernames: InMemoryUsernames;
let sponsor: TeamsPerson;
let head: TeamsPerson;
let mailer: FakeMailer;
beforeEach(async () => {
  const clock = new StoryClock();
  server = await startDirectory(clock);
  usernames = new InMemoryUsernames();
  mailer = new FakeMailer();
  world = await startWorld({ clock, mail: channelOf(mailer), accounts: { directory: server.accounts, usernames } });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
});
afterEach(async () => {
  await world.stop();
  await server.stop();
});

const account = () => {
  const [one, another] = server.directory.users();
  if (another) throw new Error('there is more than one account');
  return one;
};
const attention = () => (world.stores.views as InMemoryViewStore).attention;
async function approved(story?: Story): Promise<void> {
  await makesRequest(world, sponsor, story);
  await head.presses('Approve');
  await world.work();
}
const minutes = (count: number) => world.work(count * 60);

describe('the account of a visitor', () => {
  it('should be made once the approval can no longer be taken back, work from the first day to the last, and then end', async () => {
    await approved();
    await minutes(9);
    expect([account(), usernames.taken.size, server.calls]).toEqual([undefined, 0, []]);
    await minutes(2);
    expect(account()).toMatchObject({ userPrincipalName: 'ogfairweather@bantshire.example', accountEnabled: false });
    expect(seenBy(sponsor)).toContain('ogfairweather@bantshire.example');
    expect(messagesLike(sponsor, began)).toBe(0);

    await world.passTo('2027-02-01T09:00');
    expect(account()).toMatchObject({ accountEnabled: true, employeeLeaveDateTime: '2027-06-30T22:59:59Z' });
    expect(messagesLike(sponsor, began)).toBe(1);
    expect(seenBy(sponsor)).toContain(
      'Username: ogfairweather@bantshire.example\nPlease give your visitor this username. They choose a password at https://passwordreset',
    );
    expect(seenBy(sponsor)).toContain('does not include library resources or Learn');
    expect(messagesLike(head, began)).toBe(0);

    await world.passTo('2027-07-01T00:30');
    expect(account()).toMatchObject({ accountEnabled: false, deletedDateTime: null });
    expect(server.directory.groups().flatMap(({ members }) => members)).toEqual([]);
    expect(await eventsOf(world)).toEqual([
      'request',
      'approve',
      'account-named',
      'account-made',
      'activate',
      'account-begun',
      'expire',
      'account-disabled',
    ]);
    expect([server.creates(), attention()]).toEqual([1, []]);
  });

  it('should stand in the history of the tab, with the username', async () => {
    await approved({ dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
    await minutes(11);
    const view = JSON.stringify(await world.tab(sponsor).opens(requestIn(world).id));
    for (const words of ['Username given', 'Account started', '"label":"Username","text":"ogfairweather@bantshire.example"', 'Works since'])
      expect(view).toContain(words);
  });

  it('should be told by mail, with what to pass on, where Teams does not reach the sponsor', async () => {
    await approved({ dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
    world.teams.fail({ when: 'post', status: 403, code: 'ForbiddenOperationException', times: 5 });
    await minutes(11);
    const mail = mailer.arrived.find(({ to, subject }) => to.person === sponsor.id && began.test(subject));
    for (const words of [
      'ogfairweather@bantshire.example',
      'Please give your visitor this username. They choose a password at',
      'does not include library resources',
    ])
      expect(mail?.html).toContain(words);
    expect(mail?.subject).not.toContain('Fairweather');
  });

  it('should be told with the service desk in place of the reset page where no personal email was given', async () => {
    await approved({ dates: { validFrom: '2027-01-18', validTo: '2027-06-30' }, more: { middleNames: 'Grace' } });
    await minutes(11);
    expect(seenBy(sponsor)).toContain('ask them to contact the IT Service Desk');
    expect(seenBy(sponsor)).not.toContain('passwordreset');
  });

  it('should stand in lists by its username, with how it stands', async () => {
    await approved();
    await minutes(11);
    const { rows } = await world.tab(await world.somebody('admin')).lists('requests');
    expect(rows).toMatchObject([{ request: requestIn(world).id, userName: 'ogfairweather@bantshire.example', account: 'account made' }]);
    await world.passTo('2027-02-01T09:00');
    expect((await world.tab(sponsor).lists('mine')).rows).toMatchObject([{ account: 'account enabled' }]);
    await world.passTo('2027-07-01T00:30');
    expect((await world.tab(sponsor).lists('mine')).rows).toMatchObject([{ account: 'account disabled' }]);
  });

  it('should leave directory and visitor alone for the ten minutes in which it can be undone, though it is active at once', async () => {
    await approved({ dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
    expect(requestIn(world).status).toBe('active');
    await minutes(9);
    const { personalEmail } = requestIn(world).answers;
    const writtenTo = mailer.arrived.flatMap(({ to: { person, address } }) => [person, address]);
    expect([account(), usernames.taken.size, server.calls]).toEqual([undefined, 0, []]);
    expect(writtenTo).toEqual(expect.arrayContaining([head.id]));
    expect(writtenTo).not.toContain(personalEmail);
    expect(messagesLike(sponsor, began)).toBe(0);
    await minutes(2);
    expect(account()?.accountEnabled).toBe(true);
    expect(messagesLike(sponsor, began)).toBe(1);
  });

  it('should never begin where the approval is taken back', async () => {
    await approved();
    await minutes(9);
    await world.tab(head).does('recall', requestIn(world).id);
    await minutes(60);
    expect(requestIn(world).status).toBe('pending');
    expect([account(), usernames.taken.size]).toEqual([undefined, 0]);
  });

  it('should end when it is ended', async () => {
    await approved({ dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
    await minutes(11);
    expect(account()?.accountEnabled).toBe(true);
    await sponsor.presses('End the account now');
    await sponsor.presses('End the account now');
    await world.work();
    expect(requestIn(world).status).toBe('ended');
    expect(account()?.accountEnabled).toBe(false);
  });

  it('should not make stale what its sponsor was shown just before it was made, but for what people did', async () => {
    await approved({ dates: { validFrom: '2027-01-18', validTo: '2027-01-31' } });
    const { id, revision } = requestIn(world);
    await minutes(11);
    expect(requestIn(world).revision).toBeGreaterThan(revision);
    const reapproves = (seen: number, until: string) => world.tab(sponsor).does('reapprove', id, { revision: seen, until });
    await expect(reapproves(revision - 1, '2027-03-31')).rejects.toThrow('moved-on');
    await reapproves(revision, '2027-03-31');
    await expect(reapproves(revision, '2027-04-30')).rejects.toThrow('moved-on');
    expect(requestIn(world).validTo).toBe('2027-03-31');
  });

  it('should be extended by a reapproval', async () => {
    await approved({ dates: { validFrom: '2027-01-18', validTo: '2027-03-31' } });
    await minutes(11);
    await world.passTo('2027-03-10T09:00');
    const { id, revision } = requestIn(world);
    await world.tab(sponsor).does('reapprove', id, { revision, until: '2027-05-31' });
    await world.work();
    expect(account()).toMatchObject({ accountEnabled: true, employeeLeaveDateTime: '2027-05-31T22:59:59Z' });
  });

  it('should follow a preferred name that is corrected, under the same username', async () => {
    await approved();
    await minutes(11);
    const { id, revision } = requestIn(world);
    await world.tab(await world.somebody('admin')).does('correct', id, { revision, field: 'preferredName', value: 'Otti' });
    await world.work();
    expect(account()).toMatchObject({ displayName: 'Otti', userPrincipalName: 'ogfairweather@bantshire.example' });
    expect(server.creates()).toBe(1);
  });

  it('should not be made without IT access', async () => {
    await approved({ access: { itAccess: 'none', idCard: 'yes' } });
    await world.passTo('2027-02-02T09:00');
    expect([requestIn(world).status, usernames.taken.size, server.calls]).toEqual(['active', 0, []]);
  });

  it('should have another username where somebody else has the first in the directory, whose account stays as it is', async () => {
    server.directory.add(employee);
    await approved();
    await minutes(11);
    const [first, second] = server.directory.users();
    expect(first).toMatchObject(employee);
    expect(second).toMatchObject({ userPrincipalName: 'ogfairweather2@bantshire.example', employeeId: requestIn(world).id });
    // Neither is given again.
    expect([...usernames.taken]).toEqual([
      ['ogfairweather', undefined],
      ['ogfairweather2', requestIn(world).id],
    ]);
  });

  it('should be put before admins where the directory refuses, and be made once it does not', async () => {
    server.directory.fault = { kind: 'refusing' };
    await approved({ dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
    await minutes(11);
    expect(attention()).toEqual([{ kind: 'account-hand', request: requestIn(world).id, code: 'Authorization_RequestDenied' }]);
    expect(seenBy(sponsor)).toContain('Needs attention from IT');
    expect((await world.tab(sponsor).lists('mine')).rows).toMatchObject([{ account: 'account needs attention' }]);
    server.directory.fault = undefined;
    await minutes(60);
    expect(account()?.accountEnabled).toBe(true);
    expect([attention(), seenBy(sponsor).includes('Needs attention')]).toEqual([[], false]);
  });

  it('should be tried for as long as the directory is away, which admins see at once', async () => {
    server.directory.fault = { kind: 'away' };
    await approved({ dates: { validFrom: '2027-01-18', validTo: '2027-06-30' } });
    await minutes(11);
    expect(attention()).toMatchObject([{ kind: 'account-start', code: 'ServiceUnavailable' }]);
    // Longer than anything else is tried.
    await minutes(30 * 60);
    server.directory.fault = undefined;
    await minutes(6);
    expect([account()?.accountEnabled, attention()]).toEqual([true, []]);
  });

  it('should be in the group of its level', async () => {
    await approved({ access: { itAccess: 'student-like', idCard: 'no' } });
    await minutes(11);
    expect(server.directory.groups().map(({ id, members }) => [id, members.length])).toEqual([
      [levelGroups['staff-like'], 0],
      [levelGroups['student-like'], 1],
    ]);
  });
});
