import { Temporal } from 'temporal-polyfill';

const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** With its weekday. `day('2027-02-03')` is "Wed 3 Feb 2027". */
export function day(date: string | Temporal.PlainDate): string {
  const { year, month, day: dayOfMonth } = Temporal.PlainDate.from(date);
  return dayFormat.format(Date.UTC(year, month - 1, dayOfMonth)).replace(',', '');
}

const shortDayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** For list rows, which leave the weekday out. `shortDay('2027-02-03')` is "3 Feb 2027". */
export function shortDay(date: string | Temporal.PlainDate): string {
  const { year, month, day: dayOfMonth } = Temporal.PlainDate.from(date);
  return shortDayFormat.format(Date.UTC(year, month - 1, dayOfMonth));
}

/** `counted(1, 'request')` is "1 request"; `counted(1200, 'request')` is "1,200 requests". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

/** With a capital letter, for the start of a sentence. */
export function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
