import { dayWords, momentWords, monthWords, shortDayWords, shortPeriodWords } from '../../../bot/tab/date-words';

const plain = (words: string) => words.replaceAll('\u00a0', ' ');

describe('dates in words', () => {
  it.each([
    ['2027-02-03', 'Wed 3 Feb 2027'],
    ['2028-02-29', 'Tue 29 Feb 2028'],
    ['2026-12-31', 'Thu 31 Dec 2026'],
  ])('should write %s with its weekday', (date, words) => expect(plain(dayWords(date))).toBe(words));

  it('should not break a date over two lines', () => expect(dayWords('2027-02-03')).not.toContain(' '));

  it('should write a month, and leave alone what is none', () => {
    expect(plain(monthWords('2027-02'))).toBe('February 2027');
    expect(monthWords('soon')).toBe('soon');
  });

  it('should write dates of rows without their weekday, and a year once where it is the same', () => {
    expect(plain(shortDayWords('2027-02-03'))).toBe('3 Feb 2027');
    expect(plain(shortPeriodWords('2027-02-03', '2027-07-30'))).toBe('3 Feb to 30 Jul 2027');
    expect(plain(shortPeriodWords('2027-11-03', '2028-01-30'))).toBe('3 Nov 2027 to 30 Jan 2028');
  });

  it('should write a moment in the zone of the organisation', () => {
    expect(plain(momentWords('2027-02-03T23:30:00Z', 'Europe/London'))).toBe('Wed 3 Feb 2027 at 23:30');
    expect(plain(momentWords('2027-07-03T23:30:00Z', 'Europe/London'))).toBe('Sun 4 Jul 2027 at 00:30');
  });
});
