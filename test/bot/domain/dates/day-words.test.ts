import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { counted, day } from '../../../../bot/domain/dates/day-words';

describe('day', () => {
  it.each([
    ['2027-02-03', 'Wed 3 Feb 2027'],
    ['2028-02-29', 'Tue 29 Feb 2028'],
    ['2027-09-01', 'Wed 1 Sept 2027'],
    ['2027-12-31', 'Fri 31 Dec 2027'],
  ])('should print %s with its weekday', (date, text) => {
    expect(day(date)).toBe(text);
  });

  it('should print every day with the weekday that it has, without a comma', () => {
    const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    fc.assert(
      fc.property(fc.integer({ min: -36_000, max: 40_000 }), (days) => {
        const date = Temporal.PlainDate.from('2000-01-01').add({ days });
        expect(day(date)).toMatch(new RegExp(`^${weekdays[date.dayOfWeek - 1]} ${date.day} [A-Z][a-z]{2,3} ${date.year}$`));
      }),
    );
  });
});

describe('counted', () => {
  it.each([
    [0, '0 days'],
    [1, '1 day'],
    [2, '2 days'],
  ])('should count %i', (count, text) => {
    expect(counted(count, 'day')).toBe(text);
  });
});
