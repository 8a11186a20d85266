import { Temporal } from 'temporal-polyfill';
import {
  accountConfirmed,
  accountNamed,
  accountNeedsHand,
  accountWanted,
  concernsAccount,
  secondsToUndo,
} from '../../../../bot/domain/account/directory-account';
import { messages } from '../../../../bot/domain/messages/table';
import { isOpenMatter } from '../../../../bot/domain/request/attention';
import type { DirectoryAccount } from '../../../../bot/domain/request/directory-record';
import { recallableUntil } from '../../../../bot/domain/request/recall';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { statuses } from '../../../../bot/domain/statuses/table';
import { approval, deputyId, headId, makeRequest, sponsorId } from '../../../make';

const at = (moment: string) => Temporal.ZonedDateTime.from(`${moment}[Europe/London]`);
const before = at('2027-01-25T12:00');
const during = at('2027-03-01T12:00');
const after = at('2027-09-01T00:03');
const named: DirectoryAccount = { userName: 'ofairweather@bantshire.example' };
const enabled: DirectoryAccount = {
  ...named,
  objectId: 'one',
  state: 'enabled',
  stateAt: '2027-02-03T00:03:00Z',
  begun: { at: '2027-02-03T00:03:00Z', revision: 3 },
};

function running(directory?: DirectoryAccount, overrides: Partial<VisitorRequest> = {}): VisitorRequest {
  const request = makeRequest();
  return {
    ...request,
    status: 'approved',
    revision: 2,
    answers: { ...request.answers, itAccess: 'staff-like' },
    decision: approval,
    ...(directory && { account: { directory } }),
    ...overrides,
  };
}
const verbOf = (change: ReturnType<typeof accountConfirmed>) => ('refused' in change ? change.refused : change.event.verb);

describe('a request’s account', () => {
  it('should concern whoever is approved with IT access, and whoever has one, whatever became of them', () => {
    for (const status of statuses) {
      expect({ status, is: concernsAccount(running(undefined, { status })) }).toEqual({
        status,
        is: ['approved', 'active'].includes(status),
      });
      expect(concernsAccount(running(named, { status }))).toBe(true);
    }
    expect(concernsAccount({ ...running(), answers: { ...running().answers, itAccess: 'none' } })).toBe(false);
  });

  it('should wait until the approval can no longer be taken back, to the second, and not again', () => {
    const decided = at('2027-01-20T10:00');
    expect(secondsToUndo(running(), decided)).toBe(600);
    expect(secondsToUndo(running(), decided.add({ minutes: 9, seconds: 59 }))).toBe(1);
    expect(secondsToUndo(running(), decided.add({ minutes: 10 }))).toBe(0);
    expect(secondsToUndo(running(named), decided)).toBe(0);
  });

  it('should keep its approval from being taken back once it has a name', () => {
    const now = at('2027-01-20T10:05');
    expect(recallableUntil(running(), headId, now)).toBe('2027-01-20T10:10:00.000Z');
    expect(recallableUntil(running(named), headId, now)).toBeUndefined();
  });

  it.each([
    ['before its first day', before, { isEnabled: false, isOver: false }],
    ['on its first day', at('2027-02-03T00:00'), { isEnabled: true, isOver: false }],
    ['on its last day', at('2027-08-31T23:59'), { isEnabled: true, isOver: false }],
    ['after it', at('2027-09-01T00:00'), { isEnabled: false, isOver: true }],
  ])('should be wanted by the dates, however late the sweep is: %s', (_when, now, wanted) => {
    expect(accountWanted(running(named), named, 'School of Computer Science', now)).toMatchObject(wanted);
  });

  it('should be wanted under the preferred name, with the employer', () => {
    const request = running(named);
    const answers = { ...request.answers, preferredName: 'Otti', employer: 'Fenwick Instruments Ltd' };
    expect(accountWanted({ ...request, answers }, named, 'Physics', during)).toMatchObject({
      displayName: 'Otti',
      givenName: 'Ottoline',
      company: 'Fenwick Instruments Ltd',
      department: 'Physics',
    });
    expect(accountWanted(request, named, 'Physics', during).displayName).toBe('Ottoline Fairweather');
  });
});

describe('what the directory confirms', () => {
  it('should stand in the history once for each change, and raise the revision', () => {
    const table: [DirectoryAccount, { id?: string; isEnabled: boolean }, Temporal.ZonedDateTime, string][] = [
      [named, { id: 'one', isEnabled: false }, before, 'account-made'],
      [named, { id: 'one', isEnabled: true }, during, 'account-begun'],
      [enabled, { id: 'one', isEnabled: true }, during, 'moved-on'],
      [enabled, { id: 'one', isEnabled: false }, after, 'account-disabled'],
      [{ ...enabled, state: 'disabled' }, { id: 'one', isEnabled: true }, during, 'account-enabled'],
      [named, { isEnabled: false }, after, 'account-not-made'],
      [{ ...enabled, needsHand: 'Synced' }, { id: 'one', isEnabled: true }, during, 'account-enabled'],
    ];
    for (const [known, confirmed, now, verb] of table) expect(verbOf(accountConfirmed(running(known), confirmed, { now }))).toBe(verb);
    expect(accountConfirmed(running(named), { id: 'one', isEnabled: true }, { now: during })).toMatchObject({
      request: { revision: 3, account: { directory: { state: 'enabled', begun: { revision: 3 } } } },
    });
  });

  it('should leave nothing of what stood in its way, and keep since when it works', () => {
    const change = accountConfirmed(
      running({ ...enabled, needsHand: 'Synced', askedAt: '2027-02-03T00:03:00Z' }),
      { id: 'one', isEnabled: true },
      { now: during },
    );
    expect(change).toMatchObject({ request: { account: { directory: enabled } } });
    expect('request' in change && change.request.account?.directory).toEqual(enabled);
  });

  it('should need a person once for each reason, and name an account that has none only', () => {
    expect(verbOf(accountNeedsHand(running(enabled), 'Synced', { now: during }))).toBe('account-needs-hand');
    expect(verbOf(accountNeedsHand(running({ ...enabled, needsHand: 'Synced' }), 'Synced', { now: during }))).toBe('moved-on');
    expect(verbOf(accountNamed(running(), named.userName, { now: before }))).toBe('account-named');
    expect(verbOf(accountNamed(running(enabled), named.userName, { now: before }))).toBe('moved-on');
    expect(verbOf(accountNamed(running(), named.userName, { now: after }))).toBe('moved-on');
    expect(verbOf(accountNamed(running(), named.userName, { now: at('2027-01-20T10:09') }))).toBe('moved-on');
  });
});

describe('who hears of it', () => {
  const wanted = (request: VisitorRequest) => messages.began.wanted(request, { ask: [], may: [], as: 'department' });

  it('should be the sponsor while the account works, and nobody who became it afterwards', () => {
    expect(wanted(running(enabled, { status: 'active' }))).toEqual([{ person: sponsorId, revision: 3 }]);
    expect(wanted(running(named, { status: 'active' }))).toEqual([]);
    expect(wanted(running(enabled, { status: 'expired' }))).toEqual([]);
    const handed = { by: sponsorId, from: sponsorId, to: deputyId, at: approval.at, answeredAt: approval.at, channel: 'teams' } as const;
    const later = { ...handed, revision: 5, answer: 'accepted' } as const;
    expect(wanted(running(enabled, { status: 'active', sponsor: deputyId, handover: { last: later } }))).toEqual([]);
    expect(wanted(running(enabled, { status: 'active', handover: { last: { ...later, answer: 'declined' } } }))).toHaveLength(1);
  });

  it('should be the admins for as long as it is not as it should be', () => {
    const isOpen = (request: VisitorRequest, now: Temporal.ZonedDateTime) =>
      isOpenMatter({ kind: 'account-start', since: approval.at }, request, now.toPlainDate());
    expect([isOpen(running(named), during), isOpen(running(enabled), during)]).toEqual([true, false]);
    expect([isOpen(running(enabled), after), isOpen(running({ ...enabled, state: 'disabled' }), after)]).toEqual([true, false]);
    expect(isOpen(running({ ...enabled, needsHand: 'Synced' }), during)).toBe(true);
  });
});
