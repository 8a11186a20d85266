import { Temporal } from 'temporal-polyfill';
import { Reckoning, type Summary, scopeOf, summed } from '../../../../bot/domain/shown/summary';
import type { Status } from '../../../../bot/domain/statuses/table';
import { zone } from '../../../make';

/** A Wednesday. */
const now = Temporal.ZonedDateTime.from('2027-02-17T10:03[Europe/London]');
const closed = { zone, closureDays: [] };
const row = (place: number, facts: { status?: Status; validFrom?: string; validTo?: string; department?: string } = {}) => ({
  request: `VR-${String(place).padStart(8, '0')}`,
  department: 'computer-science',
  status: 'active' as Status,
  validFrom: '2027-02-16',
  validTo: '2027-08-31',
  ...facts,
});
const begun = () => new Reckoning(now, closed);
const figuresOf = (reckoning: Reckoning, scope: string = scopeOf.university): Summary => reckoning.summaries([]).get(scope)!;

describe('what waits', () => {
  const pending = (place: number) => row(place, { status: 'pending' });
  it.each([
    // Six working days after Tuesday the 9th is Wednesday the 17th: not longer yet.
    ['2027-02-09T00:30:00Z', closed, 0],
    ['2027-02-08T23:30:00Z', closed, 1],
    // A closed day is no working day.
    ['2027-02-08T09:00:00Z', { zone, closureDays: ['2027-02-15'] }, 0],
    ['2027-02-05T09:00:00Z', { zone, closureDays: ['2027-02-15'] }, 1],
  ])('should be long after six whole working days: asked %s', (askedAt, policy, long) => {
    const reckoning = new Reckoning(now, policy);
    reckoning.addWaiting(pending(1), askedAt);
    expect(figuresOf(reckoning)).toMatchObject({ waiting: 1, long });
  });

  it('should be what is proposed for an account that runs, too, while it runs', () => {
    const reckoning = begun();
    const proposal = { change: { itAccess: 'staff-like' as const }, at: '2027-02-01T09:00:00Z' };
    reckoning.addWaiting({ ...row(1), proposal }, proposal.at);
    reckoning.addWaiting({ ...row(2, { validTo: '2027-02-16' }), proposal }, proposal.at);
    expect(figuresOf(reckoning)).toMatchObject({ waiting: 1, long: 1, oldest: [{ request: 'VR-00000001', askedAt: proposal.at }] });
  });

  it('should be counted for the university and its department, the five that wait longest by reference', () => {
    const reckoning = begun();
    for (let place = 1; place <= 7; place += 1) reckoning.addWaiting(pending(place), `2027-02-1${place}T09:00:00Z`);
    reckoning.addWaiting(row(8, { status: 'pending', department: 'music' }), '2027-02-18T09:00:00Z');
    expect(figuresOf(reckoning).waiting).toBe(8);
    expect(figuresOf(reckoning, scopeOf.department('music'))).toMatchObject({ waiting: 1, oldest: [{ request: 'VR-00000008' }] });
    expect(
      figuresOf(reckoning)
        .oldest.map(({ request }) => request.at(-1))
        .join(''),
    ).toBe('12345');
  });

  it('should leave out what has lapsed since, where the clock is late', () => {
    const reckoning = begun();
    reckoning.addWaiting(row(1, { status: 'pending', validTo: '2027-02-16' }), '2027-01-10T09:00:00Z');
    expect(reckoning.summaries([]).get(scopeOf.university)).toMatchObject({ waiting: 0, oldest: [] });
  });
});

it('should count what starts, and what ends in the month and in each week, by what runs', () => {
  const reckoning = begun();
  reckoning.addStarting(row(1));
  reckoning.addStarting(row(2, { status: 'ended' }));
  const ends = ['2027-02-17', '2027-02-21', '2027-02-22', '2027-02-28', '2027-03-01', '2027-08-15'];
  for (const [place, validTo] of ends.entries()) reckoning.addEnding(row(place, { validTo }));
  reckoning.addEnding(row(9, { validTo: '2027-02-16' }));
  reckoning.addEnding(row(10, { validTo: '2027-02-25', status: 'rejected' }));
  const { starting, ending, weeks, week, month, asOf } = figuresOf(reckoning);
  expect({ starting, ending, week, month, asOf }).toEqual({
    starting: 1,
    ending: 4,
    week: '2027-02-15',
    month: '2027-02',
    asOf: '2027-02-17T10:03:00Z',
  });
  expect([weeks.length, ...weeks.slice(0, 4), weeks.at(-1)]).toEqual([26, 2, 2, 1, 0, 1]);
});

it('should have figures of every department, and sum several', () => {
  const reckoning = begun();
  reckoning.addWaiting(row(1, { status: 'pending' }), '2027-02-12T09:00:00Z');
  reckoning.addWaiting(row(2, { status: 'pending', department: 'music' }), '2027-02-11T09:00:00Z');
  reckoning.addEnding(row(3, { validTo: '2027-02-20', department: 'music' }));
  const all = reckoning.summaries([{ id: 'estates' }]);
  expect([all.get(scopeOf.university)?.waiting, all.get(scopeOf.department('estates'))?.waiting]).toEqual([2, 0]);
  const [one, other] = [all.get(scopeOf.department('computer-science'))!, all.get(scopeOf.department('music'))!];
  expect(summed([one, other])).toMatchObject({ waiting: 2, ending: 1, oldest: [{ request: 'VR-00000002' }, { request: 'VR-00000001' }] });
  expect(summed([one, other])?.weeks[0]).toBe(1);
  expect(summed([])).toBeUndefined();
});
