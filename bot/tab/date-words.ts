import { day, shortDay } from '../domain/dates/day-words';
import { clockIn, zonedDate, zonedFormat } from '../domain/dates/formats';

const monthFormat = zonedFormat({ month: 'long', year: 'numeric' });

/** With its weekday, and never broken over two lines. `dayWords('2027-02-03')` is "Wed 3 Feb 2027". */
export function dayWords(date: string): string {
  return unbroken(day(date));
}

/** In a row of a list: "3 Feb 2027". Takes an ISO date. */
export function shortDayWords(date: string): string {
  return unbroken(shortDay(date));
}

/** In a row of a list: "3 Feb to 30 Jul 2027", and both years where they differ. Takes ISO dates. */
export function shortPeriodWords(from: string, to: string): string {
  const first = shortDayWords(from);
  return `${from.slice(0, 4) === to.slice(0, 4) ? first.slice(0, -' 2027'.length) : first} to ${shortDayWords(to)}`;
}

/** `monthWords('2027-02')` is "February 2027"; anything else comes back as it is. */
export function monthWords(month: string): string {
  const at = Date.parse(`${month}-01T00:00:00Z`);
  return Number.isNaN(at) ? month : unbroken(monthFormat('UTC').format(at));
}

/** "Wed 3 Feb 2027 at 14:05" in the zone. Takes an ISO 8601 instant. */
export function momentWords(instant: string, zone: string): string {
  return `${dayWords(zonedDate(instant, zone))} at ${clockIn(instant, zone)}`;
}

const unbroken = (text: string) => text.replaceAll(' ', '\u00a0');
