import { Temporal } from 'temporal-polyfill';
import { forgetPhoto } from '../../../../bot/domain/request/photo-retention';
import { statuses } from '../../../../bot/domain/statuses/table';
import { headId, makeRequest } from '../../../make';

const policy = { zone: 'Europe/London', photoDays: 30 };
const at = (date: string) => Temporal.ZonedDateTime.from(`${date}T03:00[Europe/London]`);
const goes = (overrides: Parameters<typeof makeRequest>[0], date: string) =>
  forgetPhoto(makeRequest(overrides), at(date), policy) !== undefined;
const changedAt = '2027-03-01T12:00:00Z';
const issued = { by: headId, at: '2027-02-05T09:00:00Z', channel: 'tab', number: '4711', until: '2027-08-31' } as const;

it('should take the photo out of the request, and nothing else', () => {
  const before = makeRequest({ status: 'rejected', changedAt, revision: 2, events: 2 });
  const { photo: _gone, ...answers } = before.answers;
  expect(forgetPhoto(before, at('2027-03-31'), policy)).toEqual({
    request: { ...before, answers, events: 3 },
    event: {
      verb: 'forget-photo',
      actor: 'clock',
      channel: 'clock',
      at: '2027-03-31T02:00:00Z',
      from: 'rejected',
      to: 'rejected',
      revision: 2,
      fields: ['photo'],
    },
    // The name of the picture is not kept either.
    detail: {},
  });
});

it.each([
  ['rejected', { status: 'rejected', changedAt }, '2027-03-31'],
  ['withdrawn', { status: 'withdrawn', changedAt }, '2027-03-31'],
  ['ended', { status: 'ended', changedAt }, '2027-03-31'],
  ['expired, which the timer noted late', { status: 'expired', validTo: '2027-02-28', changedAt: '2027-03-09T00:00:00Z' }, '2027-03-31'],
  ['lapsed, which the timer noted late', { status: 'lapsed', validTo: '2027-02-28', changedAt: '2027-03-09T00:00:00Z' }, '2027-03-31'],
  ['changed in summer just after midnight', { status: 'ended', changedAt: '2027-06-01T23:30:00Z' }, '2027-07-02'],
  ['active, its card issued', { status: 'active', issued }, '2027-03-07'],
  ['approved, its card issued', { status: 'approved', issued }, '2027-03-07'],
  ['over, its card issued before', { status: 'ended', changedAt, issued }, '2027-03-07'],
  ['over, its card issued after', { status: 'ended', changedAt: '2027-01-20T12:00:00Z', issued }, '2027-02-19'],
] as const)('should do so thirty days after, and not before: %s', (_what, overrides, first) => {
  const dayBefore = Temporal.PlainDate.from(first).subtract({ days: 1 }).toString();
  expect([goes(overrides, dayBefore), goes(overrides, first)]).toEqual([false, true]);
});

it('should leave every request alone that is not over, whatever its age', () => {
  const kept = statuses.filter((status) => !goes({ status, changedAt: '2020-01-01T00:00:00Z', validTo: '2020-01-01' }, '2027-03-31'));
  expect(kept).toEqual(['pending', 'returned', 'approved', 'active']);
});

it('should have nothing to do where there is no photo, as after the first time', () => {
  const done = forgetPhoto(makeRequest({ status: 'rejected', changedAt }), at('2027-03-31'), policy);
  expect(forgetPhoto(done!.request, at('2027-04-30'), policy)).toBeUndefined();
});
