import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dateOf } from '../../../../bot/domain/dates/dates';

describe('dateOf', () => {
  const zones = fc.constantFrom('Europe/London', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati', 'UTC');
  const milliseconds = fc.integer({ min: Date.parse('1970-01-01'), max: Date.parse('2199-12-31') });

  it('should be the date of the zoned time', () => {
    fc.assert(
      fc.property(milliseconds, zones, (at, zone) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(at);
        expect(dateOf(instant.toString(), zone).toString()).toBe(instant.toZonedDateTimeISO(zone).toPlainDate().toString());
      }),
    );
  });

  it.each([
    ['2027-03-28T00:59:59Z', '2027-03-28'],
    ['2027-07-31T22:59:59.999Z', '2027-07-31'],
    ['2027-07-31T23:00:00.123456Z', '2027-08-01'],
    ['2027-07-31T23:30:00+01:00', '2027-07-31'],
  ])('should be, of %s in London, %s', (instant, date) => {
    expect(dateOf(instant, 'Europe/London').toString()).toBe(date);
  });

  it('should throw on what is no instant', () => {
    expect(() => dateOf('yesterday', 'UTC')).toThrow(RangeError);
  });
});
