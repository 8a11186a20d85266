import { itQueue, withPeople } from '../../../bot/adapters/it-queue';
import type { KnownAccount, WantedAccount } from '../../../bot/domain/account/directory-account';
import { keptOf } from '../../../bot/domain/account/directory-account';
import type { KeptAccount } from '../../../bot/domain/request/directory-record';
import type { AccountSync, Accounts } from '../../../bot/ports/accounts';
import { startDirectory } from '../../fakes/directory-server';
import { StoryClock } from '../../fakes/story-clock';
import { wantedAccount as wanted } from '../../fakes/wanted-account';
import { deputyId, sponsorId } from '../../make';

const enabled = { ...wanted, isEnabled: true };
const over = { ...wanted, isOver: true };

/** A directory as the adapters leave it, whoever does the work. */
interface Place {
  accounts: Accounts;
  clock: StoryClock;
  /** As the account is there now; undefined for none. */
  account(): Pick<KeptAccount, 'displayName' | 'level' | 'lastDay' | 'isEnabled' | 'sponsor'> | undefined;
  stop(): Promise<void>;
}

/** What a request notes of each answer; people do at once what they are asked for. */
class Note {
  known: KnownAccount = {};
  constructor(
    readonly place: Place,
    private readonly isByHand: boolean,
  ) {}

  async bring(what: WantedAccount): Promise<AccountSync> {
    const { accounts, clock } = this.place;
    const brought = await accounts.sync(what, this.known);
    const stateAt = clock.now().toInstant().toString();
    if (brought.outcome === 'asked' && 'task' in brought) {
      this.known = { ...this.known, task: brought.task };
      if (!this.isByHand) return brought;
      const { task: _done, ...rest } = this.known;
      const { target } = brought.task;
      this.known = { ...rest, kept: { ...target, isByHand: true }, state: target.isEnabled ? 'enabled' : 'made', stateAt };
      return await this.bring(what);
    }
    if (brought.outcome === 'asked') this.known = { ...this.known, askedAt: brought.since };
    if (brought.outcome !== 'confirmed') return brought;
    const { askedAt: _asked, ...rest } = this.known;
    const kept = this.isByHand ? this.known.kept : keptOf(what, accounts.keepsSponsor);
    const state = brought.isEnabled ? 'enabled' : what.isOver ? 'disabled' : 'made';
    this.known = { ...rest, ...(brought.id !== undefined && { objectId: brought.id }), ...(kept && { kept }), state, stateAt };
    return brought;
  }
}

const ways: [string, boolean, (sponsorAs: 'sponsors' | 'manager') => Promise<Place & { note: Note }>][] = [
  [
    'by Graph',
    false,
    async (sponsorAs) => {
      const clock = new StoryClock();
      const server = await startDirectory(clock, { sponsorAs });
      const place: Place = {
        accounts: server.accounts,
        clock,
        account() {
          const [one] = server.directory.users();
          if (!one) return undefined;
          const group = server.directory.groups().find(({ members }) => members.includes(one.id))?.displayName;
          const sponsor = sponsorAs === 'manager' ? one.manager : one.sponsors[0];
          return {
            displayName: one.displayName,
            level: group === undefined ? 'none' : group.includes('staff') ? 'staff-like' : 'student-like',
            lastDay: (one.employeeLeaveDateTime ?? '').slice(0, 10),
            isEnabled: one.accountEnabled,
            ...(sponsor && { sponsor }),
          };
        },
        stop: () => server.stop(),
      };
      return { ...place, note: new Note(place, false) };
    },
  ],
  [
    'by people in IT',
    true,
    async () => {
      const clock = new StoryClock();
      const place: Place = {
        accounts: itQueue({ domain: 'bantshire.example', keepsSponsor: true, clock }),
        clock,
        account: () => note.known.kept,
        stop: async () => undefined,
      };
      const note = new Note(place, true);
      return { ...place, note };
    },
  ],
];

describe.each(ways)('accounts %s', (_way, _isByHand, open) => {
  let place: Place & { note: Note };
  afterEach(() => place.stop());

  it('should be made as they are wanted, enabled, changed and ended, each confirmed, and twice change nothing', async () => {
    place = await open('sponsors');
    const { note } = place;
    const last = (what: WantedAccount) => ({ displayName: what.displayName, lastDay: what.lastDay, isEnabled: what.isEnabled });
    for (const what of [
      wanted,
      enabled,
      { ...enabled, lastDay: '2027-12-31' },
      { ...enabled, lastDay: '2027-05-31' },
      { ...enabled, displayName: 'Ottoline Fairweather' },
    ]) {
      expect(await note.bring(what)).toMatchObject({ outcome: 'confirmed', isEnabled: what.isEnabled });
      expect(place.account()).toMatchObject(last(what));
      const before = JSON.stringify(place.account());
      expect(await note.bring(what)).toMatchObject({ outcome: 'confirmed' });
      expect(JSON.stringify(place.account())).toBe(before);
    }
    expect(await note.bring({ ...enabled, level: 'student-like' })).toMatchObject({ outcome: 'confirmed' });
    expect(place.account()).toMatchObject({ level: 'student-like', isEnabled: true });
    expect(await note.bring(over)).toMatchObject({ outcome: 'confirmed', isEnabled: false });
    expect(place.account()).toMatchObject({ level: 'none', isEnabled: false });
  });

  it.each(['sponsors', 'manager'] as const)('should show who sponsors them, and whoever takes them over, as %s', async (sponsorAs) => {
    place = await open(sponsorAs);
    await place.note.bring(enabled);
    expect(place.account()).toMatchObject({ sponsor: sponsorId });
    expect(await place.note.bring({ ...enabled, sponsor: deputyId })).toMatchObject({ outcome: 'confirmed' });
    expect(place.account()).toMatchObject({ sponsor: deputyId });
  });

  it('should not be made where they are over before they began', async () => {
    place = await open('sponsors');
    let brought = await place.note.bring(over);
    place.clock.pass({ minutes: 3 });
    if (brought.outcome !== 'confirmed') brought = await place.note.bring(over);
    expect([brought, place.account()]).toMatchObject([{ outcome: 'confirmed', isEnabled: false }, undefined]);
  });

  it('should never throw, and name no person in what they answer but in the task', async () => {
    place = await open('sponsors');
    const brought = await place.accounts.sync({ ...enabled, userName: 'no name at all' }, {});
    expect(['asked', 'confirmed', 'failed']).toContain(brought.outcome);
    if ('code' in brought) expect(brought.code).toMatch(/^[A-Za-z_]+$/);
  });
});

describe('a task for people in IT', () => {
  const clock = new StoryClock();
  const people = itQueue({ domain: 'bantshire.example', keepsSponsor: false, clock });
  const kept: KeptAccount = keptOf(enabled, false);
  async function taskOf(what: WantedAccount, known: KnownAccount = {}) {
    const brought = await people.sync(what, known);
    if (brought.outcome !== 'asked' || !('task' in brought)) throw new Error(`no task: ${JSON.stringify(brought)}`);
    return brought.task;
  }

  it.each([
    ['made before the first day', wanted, {}, '2027-02-01', ['make']],
    ['made late', { ...enabled, firstDay: '2027-01-10' }, {}, '2027-01-18', ['make', 'enable']],
    ['ended', { ...over, lastDay: '2027-01-10' }, { kept, state: 'enabled' }, '2027-01-11', ['disable', 'leave-group']],
    ['ended now', over, { kept, state: 'enabled' }, '2027-01-18', ['disable', 'leave-group']],
    ['extended', { ...enabled, lastDay: '2027-12-31' }, { kept, state: 'enabled' }, '2027-06-30', ['last-day']],
    ['shortened', { ...enabled, lastDay: '2027-03-31' }, { kept, state: 'enabled' }, '2027-03-31', ['last-day']],
    ['renamed', { ...enabled, displayName: 'O' }, { kept, state: 'enabled' }, '2027-01-25', ['rename']],
    ['disabled before how it is was noted', over, { state: 'enabled' }, '2027-01-18', ['disable', 'leave-group']],
  ] as [string, WantedAccount, KnownAccount, string, string[]][])(
    'should be due by its day: %s',
    async (_what, what, known, due, steps) => {
      expect(await taskOf(what, known)).toMatchObject({ due, steps });
    },
  );

  it('should be the same for as long as the same is wanted, and stay late whatever is added', async () => {
    const task = await taskOf(wanted);
    clock.pass({ days: 20 });
    expect(await taskOf(wanted, { task })).toEqual(task);
    const later = await taskOf({ ...wanted, displayName: 'O' }, { task });
    expect(later).toMatchObject({ due: '2027-02-01' });
    expect(later.since).not.toBe(task.since);
  });
});

describe('a directory with people beside it', () => {
  const failing = (brought: AccountSync): Accounts => ({ domain: 'bantshire.example', keepsSponsor: false, sync: async () => brought });
  const clock = new StoryClock();
  const beside = (brought: AccountSync) =>
    withPeople(failing(brought), itQueue({ domain: 'bantshire.example', keepsSponsor: false, clock }), { clock });

  it('should ask them for what it may not do, and for nothing else', async () => {
    const refused: AccountSync = { outcome: 'failed', code: 'Authorization_RequestDenied', needsHand: 'it' };
    expect(await beside(refused).sync(wanted, {})).toMatchObject({ outcome: 'asked', task: { code: refused.code }, afterSeconds: 3_600 });
    for (const own of [
      { outcome: 'failed', code: 'DisabledByHand', needsHand: 'admins' },
      { outcome: 'failed', code: 'ServiceUnavailable', isAway: true },
      { outcome: 'failed', code: 'ServiceUnavailable', isAlone: true },
      { outcome: 'asked', since: '2027-01-18T10:15:00Z', afterSeconds: 15 },
      { outcome: 'taken' },
      { outcome: 'confirmed', id: 'one', isEnabled: false },
    ] satisfies AccountSync[])
      expect(await beside(own).sync(wanted, {})).toEqual(own);
  });

  it('should put before admins what it refuses where nothing is left to do', async () => {
    const refused: AccountSync = { outcome: 'failed', code: 'Authorization_RequestDenied', needsHand: 'it' };
    const known: KnownAccount = { objectId: 'one', state: 'made', kept: keptOf(wanted, false) };
    expect(await beside(refused).sync(wanted, known)).toEqual({ ...refused, needsHand: 'admins' });
  });

  it('should leave an account that another directory keeps as people have left it', async () => {
    const synced: AccountSync = { outcome: 'failed', code: 'Synced', needsHand: 'it', isKeptElsewhere: true };
    const known: KnownAccount = { objectId: 'one', state: 'enabled', kept: keptOf(enabled, false) };
    expect(await beside(synced).sync(enabled, known)).toEqual({ outcome: 'confirmed', id: 'one', isEnabled: true, isSaid: true });
    expect(await beside(synced).sync(over, known)).toMatchObject({ outcome: 'asked', task: { steps: ['disable', 'leave-group'] } });
  });

  it('should not look for another name while somebody is making it under this one', async () => {
    const first = await beside({ outcome: 'failed', code: 'Authorization_RequestDenied', needsHand: 'it' }).sync(wanted, {});
    const { task } = first as Extract<AccountSync, { task: unknown }>;
    const again = (brought: AccountSync) => beside(brought).sync(wanted, { task });
    expect(await again({ outcome: 'taken', isBeingMade: true })).toMatchObject({ outcome: 'asked', task: { since: task.since } });
    expect(await again({ outcome: 'taken' })).toEqual({ outcome: 'taken' });
  });
});
