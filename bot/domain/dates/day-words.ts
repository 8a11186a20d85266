import { Temporal } from 'temporal-polyfill';
import { millisecondsADay, zonedDate } from './formats';

// Not by Intl: its British names differ with the version of Node and of the browser, and its first format takes 30 ms of a new page.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'] as const;
/** From the first of January 1970. */
const daysOfWeek = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] as const;

/** With its weekday. `day('2027-02-03')` is "Wed 3 Feb 2027". Throws a RangeError on what is no ISO date. */
export function day(date: string | Temporal.PlainDate): string {
  const text = date.toString();
  const weekday = (Date.parse(text) / millisecondsADay) % daysOfWeek.length;
  return `${daysOfWeek.at(weekday)} ${shortDay(text)}`;
}

/** The same of an ISO 8601 instant, in the zone. */
export function dayIn(instant: string, zone: string): string {
  return day(zonedDate(instant, zone));
}

/** For list rows, which leave the weekday out. `shortDay('2027-02-03')` is "3 Feb 2027". */
export function shortDay(date: string | Temporal.PlainDate): string {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date.toString()) ?? [];
  const name = months[Number(month) - 1];
  if (!name) throw new RangeError('not an ISO date');
  return `${Number(dayOfMonth)} ${name} ${year}`;
}

/** The same of an ISO 8601 instant, in the zone. */
export function shortDayIn(instant: string, zone: string): string {
  return shortDay(zonedDate(instant, zone));
}

/** Within a year of today a day needs no year. `dayNear('2027-02-03', '2026-11-29')` is "Wed 3 Feb"; both are ISO dates. */
export function dayNear(date: string, today: string): string {
  return isNear(date, today) ? day(date).slice(0, -' 2027'.length) : day(date);
}

/** Both days without weekday, as short as can be: "3 Feb to 30 Jul", "3 Feb 2027 to 30 Jul 2029". All are ISO dates. */
export function periodNear(from: string, to: string, today: string): string {
  const areNear = isNear(from, today) && isNear(to, today);
  return [from, to].map((date) => (areNear ? shortDay(date).slice(0, -' 2027'.length) : shortDay(date))).join(' to ');
}

function isNear(date: string, today: string): boolean {
  const from = Temporal.PlainDate.from(today);
  const [before, after] = [from.subtract({ years: 1 }), from.add({ years: 1 })].map(String) as [string, string];
  return before < date && date < after;
}

/** `counted(1, 'request')` is "1 request"; `counted(1200, 'request')` is "1,200 requests". */
export function counted(count: number, noun: string): string {
  return `${count < 1_000 ? count : count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

/** With a capital letter, for the start of a sentence. */
export function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
