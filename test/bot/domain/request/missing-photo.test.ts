import { Temporal } from 'temporal-polyfill';
import { clockVerbBetween, missedSince, noticesDue, wake } from '../../../../bot/domain/request/clock';
import { nextWake } from '../../../../bot/domain/request/request-dates';
import type { Proposal, VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { approval, makePolicy, makeRequest, noon, sponsorId } from '../../../make';

const policy = makePolicy();
const open: Proposal = {
  by: sponsorId,
  at: '2027-03-01T12:00:00Z',
  channel: 'tab',
  revision: 2,
  change: { idCard: true },
  awaitsPhoto: true,
};
const wants = (more: Partial<VisitorRequest> = {}, of: Proposal = open) =>
  makeRequest({ status: 'active', decision: approval, account: { proposal: { open: of } }, ...more });
const at = (moment: string) => Temporal.ZonedDateTime.from(`${moment}[Europe/London]`);

/** The days on which the clock wakes, until the account is over. */
function wakesOf(request: VisitorRequest): string[] {
  const found: string[] = [];
  let now = noon('2027-03-01');
  for (let next = nextWake(request, now, policy); next !== undefined; next = nextWake(request, now, policy)) {
    found.push(next);
    now = at(`${next}:00:00`);
  }
  return found;
}

describe('a change whose card lacks its photo', () => {
  it('should be reminded of after three and seven working days, and wake on the working day after fourteen', () => {
    expect(wakesOf(wants()).filter((day) => day < '2027-04')).toEqual(['2027-03-04T08', '2027-03-10T08', '2027-03-22T08']);
    const kinds = (day: string) =>
      noticesDue(wants(), Temporal.PlainDate.from(day), Temporal.PlainDate.from(day), policy).map(({ kind }) => kind);
    expect(['2027-03-03', '2027-03-04', '2027-03-10', '2027-03-11'].map(kinds)).toEqual([[], ['photo'], ['photo'], []]);
  });

  it('should lapse when people are written to, not before, and be told at a new revision', () => {
    expect(wake(wants(), at('2027-03-22T07:59'), policy)).toBeUndefined();
    const change = wake(wants(), at('2027-03-22T08:00'), policy)!;
    expect(change.event).toMatchObject({ verb: 'lapse-proposal', actor: 'clock', fields: ['idCard'], revision: 2 });
    expect(change.request.account?.proposal).toEqual({
      last: {
        by: sponsorId,
        at: open.at,
        channel: 'tab',
        revision: 2,
        change: { idCard: true },
        answer: 'unanswered',
        answered: { by: 'clock', at: '2027-03-22T08:00:00Z', channel: 'clock' },
        settledAt: 2,
        awaitsPhoto: true,
      },
    });
    expect([clockVerbBetween(wants(), change.request), missedSince(wants(), at('2027-03-22T08:00'), policy)?.toString()]).toEqual([
      'lapse-proposal',
      '2027-03-22',
    ]);
    expect(wake(change.request, at('2027-03-22T08:00'), policy)).toBeUndefined();
  });

  it('should not lapse once it has its photo, and end with its account where that is over first', () => {
    const { awaitsPhoto: _here, ...whole } = open;
    expect(wake(wants({}, { ...whole, photo: { blob: 'a'.repeat(32) } }), at('2027-04-01T08:00'), policy)).toBeUndefined();
    const short = wants({ validTo: '2027-03-08' });
    expect(wakesOf(short).at(-1)).toBe('2027-03-09T00');
    const over = wake(short, at('2027-03-09T00:00'), policy)!;
    expect([over.event.verb, over.request.account?.proposal]).toEqual(['expire', undefined]);
  });
});
