import { type KnownAccount, keptOf, type WantedAccount } from '../../../../bot/domain/account/directory-account';
import type { AccountSync } from '../../../../bot/ports/accounts';
import { type DirectoryServer, employee, levelGroups, startDirectory } from '../../../fakes/directory-server';
import { StoryClock } from '../../../fakes/story-clock';
import { wantedAccount } from '../../../fakes/wanted-account';

const wanted: WantedAccount = { ...wantedAccount, company: 'Fenwick Instruments Ltd' };
const enabled = { ...wanted, isEnabled: true };
const over = { ...wanted, isOver: true };

let clock: StoryClock;
let server: DirectoryServer;
async function begin(replicates = 0): Promise<void> {
  clock = new StoryClock();
  server = await startDirectory(clock, { replicates });
}
beforeEach(async () => await begin());
afterEach(async () => await server.stop());

const bring = (what: WantedAccount, known: KnownAccount = {}) => server.accounts.sync(what, known);
const members = (level: keyof typeof levelGroups) => server.directory.groups().find(({ id }) => id === levelGroups[level])?.members;
const only = () => {
  const [one, another] = server.directory.users();
  if (!one || another) throw new Error('there is not one account');
  return one;
};
function idOf(brought: AccountSync): string {
  if (brought.outcome !== 'confirmed' || brought.id === undefined) throw new Error(`not confirmed: ${JSON.stringify(brought)}`);
  return brought.id;
}
async function made(): Promise<KnownAccount> {
  return { objectId: idOf(await bring(enabled)), state: 'enabled' };
}
function somebodyElse(): void {
  server.directory.add({ ...employee, userPrincipalName: wanted.userName });
}

describe('an account by Graph', () => {
  it('should be made disabled before its first day, with its marker, dates and group', async () => {
    expect(await bring(wanted)).toEqual({ outcome: 'confirmed', id: only().id, isEnabled: false });
    expect(only()).toMatchObject({
      userPrincipalName: 'ogfairweather@bantshire.example',
      mailNickname: 'ogfairweather',
      displayName: 'Otti Fairweather',
      accountEnabled: false,
      employeeId: 'VR-7K3M9QXA',
      employeeType: 'Visitor',
      department: 'School of Computer Science',
      companyName: 'Fenwick Instruments Ltd',
      usageLocation: 'GB',
      employeeHireDate: '2027-02-01T00:00:00Z',
      // British Summer Time ends the day an hour earlier.
      employeeLeaveDateTime: '2027-06-30T22:59:59Z',
    });
    expect([members('staff-like'), members('student-like')]).toEqual([[only().id], []]);
  });

  it('should be enabled, extended, renamed and moved to another level by the same call, which then changes nothing', async () => {
    const known = await made();
    expect(only().accountEnabled).toBe(true);
    await bring({ ...enabled, lastDay: '2027-12-31', displayName: 'Ottoline Fairweather', level: 'student-like' }, known);
    expect(only()).toMatchObject({ displayName: 'Ottoline Fairweather', employeeLeaveDateTime: '2027-12-31T23:59:59Z' });
    expect([members('staff-like'), members('student-like')]).toEqual([[], [only().id]]);
    server.calls.length = 0;
    await bring({ ...enabled, lastDay: '2027-12-31', displayName: 'Ottoline Fairweather', level: 'student-like' }, known);
    expect(server.calls.map((call) => call.split(' ')[0])).toEqual(['GET', 'GET', 'GET', 'GET']);
  });

  it('should be disabled at its end, signed out and in no group, and stay: out of a group is not out of the directory', async () => {
    const known = await made();
    const { signInSessionsValidFromDateTime: before } = only();
    expect(await bring(over, known)).toEqual({ outcome: 'confirmed', id: only().id, isEnabled: false });
    expect(only()).toMatchObject({ accountEnabled: false, deletedDateTime: null });
    expect(only().signInSessionsValidFromDateTime).not.toBe(before);
    expect([members('staff-like'), members('student-like')]).toEqual([[], []]);
    expect(server.calls.filter((call) => call.startsWith('DELETE'))).toEqual([
      `DELETE /groups/${levelGroups['staff-like']}/members/${only().id}/$ref`,
    ]);
  });

  it('should be signed out also where whoever disabled it was stopped before that', async () => {
    const known = await made();
    server.directory.change(only().id, { accountEnabled: false });
    await bring(over, known);
    expect(server.calls.filter((call) => call.endsWith('/revokeSignInSessions'))).toHaveLength(1);
  });

  it('should not be made where it is over before it began', async () => {
    expect(await bring(over)).toMatchObject({ outcome: 'asked' });
    const since = clock.now().toInstant().toString();
    clock.pass({ minutes: 3 });
    expect(await bring(over, { askedAt: since })).toEqual({ outcome: 'confirmed', isEnabled: false });
    expect(server.creates()).toBe(0);
  });
});

describe('the sponsor of an account', () => {
  const open = async (sponsorAs: 'sponsors' | 'manager') => {
    await server.stop();
    clock = new StoryClock();
    server = await startDirectory(clock, { sponsorAs });
  };

  it('should keep no account from working where the directory does not take it', async () => {
    await open('sponsors');
    server.directory.fault = { kind: 'refusing', when: '/sponsors' };
    expect(await bring(enabled)).toEqual({ outcome: 'confirmed', id: only().id, isEnabled: true, lacks: 'Authorization_RequestDenied' });
    server.directory.fault = undefined;
    expect(await bring(enabled, { objectId: only().id, state: 'enabled' })).toEqual({
      outcome: 'confirmed',
      id: only().id,
      isEnabled: true,
    });
    expect(only().sponsors).toEqual([enabled.sponsor]);
  });

  it('should leave others whom somebody added by hand, and take the one before', async () => {
    await open('sponsors');
    const known: KnownAccount = { objectId: idOf(await bring(enabled)), state: 'enabled', kept: keptOf(enabled, true) };
    const byHand = '186391da-6bca-4daa-a75d-779c23961c52';
    server.directory.change(only().id, { sponsors: [...only().sponsors, byHand] });
    const next = '6fced11d-2bd8-41e6-b47a-8387cdde8d51';
    await bring({ ...enabled, sponsor: next }, known);
    expect(only().sponsors).toEqual([byHand, next]);
    expect(server.calls.filter((call) => call.startsWith('DELETE')).every((call) => call.endsWith('/$ref'))).toBe(true);
  });

  it('should be nobody’s to see where it is not asked for', async () => {
    await bring(enabled);
    expect([only().sponsors, only().manager, server.calls.filter((call) => /sponsor|manager/.test(call))]).toEqual([[], null, []]);
  });
});

describe('a create', () => {
  it('should be sent once where its answer was lost, and be found again by its marker', async () => {
    server.directory.fault = { kind: 'lost', when: 'POST /users', times: 1 };
    const asked = await bring(enabled);
    expect(asked).toMatchObject({ outcome: 'asked' });
    expect(idOf(await bring(enabled, { askedAt: (asked as { since: string }).since }))).toBe(only().id);
    expect(server.creates()).toBe(1);
  });

  it('should be sent once while Graph does not find yet what it has made', async () => {
    await server.stop();
    await begin(60);
    server.directory.fault = { kind: 'lost', when: 'POST /users', times: 1 };
    const { since: askedAt } = (await bring(enabled)) as { since: string };
    for (let seconds = 0; seconds < 45; seconds += 15) {
      clock.pass({ seconds: 15 });
      expect(await bring(enabled, { askedAt })).toMatchObject({ outcome: 'asked', since: askedAt });
    }
    clock.pass({ seconds: 30 });
    idOf(await bring(enabled, { askedAt }));
    expect(server.creates()).toBe(1);
  });

  it('should wait for what was made and cannot be read yet, before it goes into its group', async () => {
    await server.stop();
    await begin(60);
    expect(await bring(enabled)).toMatchObject({ outcome: 'asked' });
    clock.pass({ seconds: 61 });
    idOf(await bring(enabled));
    expect([server.creates(), members('staff-like')]).toEqual([1, [only().id]]);
  });

  it('should find its own account also where nothing was noted of the first one: killed in between', async () => {
    await server.stop();
    await begin(60);
    server.directory.fault = { kind: 'lost', when: 'POST /users', times: 1 };
    await bring(enabled);
    // The second create is refused by the name, and the refusal is not taken for somebody else's account.
    const { since: askedAt } = (await bring(enabled)) as { since: string };
    expect(askedAt).toBeDefined();
    clock.pass({ seconds: 61 });
    expect(idOf(await bring(enabled, { askedAt }))).toBe(only().id);
  });

  it('should never touch an account of that name that somebody else made', async () => {
    somebodyElse();
    const before = { ...only() };
    expect(await bring(enabled)).toEqual({ outcome: 'taken' });
    expect(await bring(over)).toEqual({ outcome: 'taken' });
    expect(only()).toEqual(before);
    expect(server.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  it('should take a name for somebody else’s where Graph refuses it and finds nobody who has it, once its own would be there', async () => {
    await server.stop();
    await begin(3_600);
    somebodyElse();
    const { since: askedAt } = (await bring(enabled)) as { since: string };
    clock.pass({ seconds: 100 });
    expect(await bring(enabled, { askedAt })).toMatchObject({ outcome: 'asked' });
    clock.pass({ seconds: 30 });
    expect(await bring(enabled, { askedAt })).toEqual({ outcome: 'taken' });
  });

  it('should be a matter for a person where Graph refuses it for another reason', async () => {
    const refused = { outcome: 'failed', code: 'Request_BadRequest', needsHand: 'it' };
    expect(await bring({ ...enabled, userName: 'not a name@bantshire.example' })).toEqual(refused);
  });

  it('should not touch its own account once somebody gave it to another purpose', async () => {
    const known = await made();
    server.directory.change(only().id, { employeeId: '004711' });
    expect(await bring(over, known)).toEqual({ outcome: 'failed', code: 'NotOurs', needsHand: 'admins' });
    expect(only().accountEnabled).toBe(true);
  });
});

describe('what keeps an account from being brought in line', () => {
  it('should be told apart from an outage where the directory fails for one account alone', async () => {
    const known = await made();
    server.directory.fault = { kind: 'away', when: `/users/${known.objectId}` };
    expect(await bring(over, known)).toEqual({ outcome: 'failed', code: 'ServiceUnavailable', isAlone: true });
    server.directory.fault = { kind: 'away' };
    expect(await bring(over, known)).toEqual({ outcome: 'failed', code: 'ServiceUnavailable', isAway: true });
  });

  it('should be waited for where an account that was made a moment ago cannot be read yet, and only then', async () => {
    await server.stop();
    await begin(60);
    const { since: askedAt } = (await bring(enabled)) as { since: string };
    clock.pass({ seconds: 61 });
    const known = {
      objectId: idOf(await bring(enabled, { askedAt })),
      state: 'enabled',
      stateAt: clock.now().toInstant().toString(),
    } as const;
    server.directory.change(known.objectId, { deletedDateTime: '2027-01-18T10:20:00Z' });
    expect(await bring(enabled, known)).toMatchObject({ outcome: 'asked', afterSeconds: 15 });
    clock.pass({ seconds: 121 });
    expect(await bring(enabled, known)).toMatchObject({ code: 'AccountGone', needsHand: 'admins' });
  });

  it.each([
    ['away', { outcome: 'failed', code: 'ServiceUnavailable', isAway: true }],
    ['busy', { outcome: 'failed', code: 'Throttled', afterSeconds: 2, isAway: true }],
    ['refusing', { outcome: 'failed', code: 'Authorization_RequestDenied', needsHand: 'it' }],
  ] as const)('should be told apart: a directory that is %s', async (kind, outcome) => {
    server.directory.fault = { kind };
    expect(await bring(enabled)).toEqual(outcome);
  });

  it('should be a matter for a person where somebody has disabled it by hand, which is never undone', async () => {
    const known = await made();
    server.directory.change(only().id, { accountEnabled: false });
    expect(await bring({ ...enabled, lastDay: '2027-12-31' }, known)).toEqual({
      outcome: 'failed',
      code: 'DisabledByHand',
      needsHand: 'admins',
    });
    expect(only().accountEnabled).toBe(false);
  });

  it('should be a matter for a person where somebody gave its mark to another account too, of which none is changed until one is left', async () => {
    const known = await made();
    server.makesByHand('other@bantshire.example', wanted.reference, 'staff-like');
    const before = structuredClone(server.directory.users());
    const several = { outcome: 'failed', code: 'SeveralMarked', needsHand: 'admins' };
    const longer = { ...enabled, lastDay: '2027-12-31' };
    expect([await bring(longer, known), await bring(longer)]).toEqual([several, several]);
    expect(await server.accounts.look?.(longer, known)).toEqual({ kind: 'several' });
    expect(server.directory.users()).toEqual(before);
    // The end of the account that is known as ours waits for nobody.
    expect(await bring(over, known)).toMatchObject({ outcome: 'confirmed', isEnabled: false });
  });

  it('should be looked for by its mark once, also where people were asked to make it and the directory does', async () => {
    const task: KnownAccount['task'] = {
      since: clock.now().toInstant().toString(),
      target: wanted,
      steps: ['make', 'enable'],
      due: '2027-02-01',
    };
    expect(await bring(enabled, { task })).toMatchObject({ outcome: 'confirmed', isEnabled: true });
    expect(server.calls.filter((call) => call === 'GET /users')).toHaveLength(1);
  });

  it('should be a matter for a person where another directory keeps it, or it was deleted', async () => {
    const known = await made();
    server.directory.change(only().id, { onPremisesSyncEnabled: true });
    expect(await bring(over, known)).toEqual({ outcome: 'failed', code: 'Synced', needsHand: 'it', isKeptElsewhere: true });
    // Taken over without a mark, which nobody here can set; with the mark of somebody else it is somebody else's.
    server.directory.change(only().id, { employeeId: null });
    expect(await bring(over, known)).toMatchObject({ code: 'Synced' });
    server.directory.change(only().id, { employeeId: '004711' });
    expect(await bring(over, known)).toMatchObject({ code: 'NotOurs' });
    server.directory.change(only().id, { deletedDateTime: '2027-03-01T00:00:00Z' });
    expect(await bring(enabled, known)).toEqual({ outcome: 'failed', code: 'AccountGone', needsHand: 'admins' });
    // At its end there is nothing left to end.
    expect(await bring(over, known)).toEqual({ outcome: 'confirmed', id: known.objectId, isEnabled: false });
    expect(server.creates()).toBe(1);
  });
});
