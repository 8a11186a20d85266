import { Temporal } from 'temporal-polyfill';
import { readDate, readSheetDate } from '../dates/dates';

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const date = `(?:[a-z]{3,9} )?(?:\\d{1,2}(?:st|nd|rd|th)? (?:of )?${month}(?: \\d{4})?|${month} \\d{1,2}(?:st|nd|rd|th)?(?: \\d{4})?|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4})`;
const both = new RegExp(
  `^(?:(?:from|starting|starts|valid from) )?(${date})(?: ?[–—] ?| - | (?:to|until|till|through|valid to) )(${date})$`,
  'iu',
);
const first = new RegExp(`^(?:from|starting|starts|start|valid from) (${date})$`, 'iu');
const last = new RegExp(`^(?:to|until|till|ending|ends|end|valid to) (${date})$`, 'iu');

export function yearAlone(part: string): boolean {
  return /^\d{4}$/.test(part);
}

interface Written {
  day: number;
  month: number;
  year?: number;
  /** Monday is 1. */
  dayOfWeek?: number;
}

/**
 * The dates in a part such as "8 Feb to 30 Jul", as ISO dates. A missing year is the next one that fits. A day
 * that has just passed is ambiguous and not read; nor are 3/4/2027 and a weekday that does not fit.
 */
export function periodIn(
  part: string,
  today: Temporal.PlainDate,
  maxDaysBack: number,
): { validFrom?: string; validTo?: string } | undefined {
  const [, from, to] = both.exec(part) ?? [];
  const start = from ?? first.exec(part)?.[1];
  const end = to ?? last.exec(part)?.[1];
  if (start === undefined && end === undefined) return undefined;
  const [writtenStart, writtenEnd] = [start, end].map((text) => (text === undefined ? undefined : written(text)));
  if ((start !== undefined && !writtenStart) || (end !== undefined && !writtenEnd)) return {};
  const fixedEnd = writtenEnd?.year === undefined ? undefined : inYear(writtenEnd, writtenEnd.year);
  const validFrom =
    writtenStart &&
    (fixedEnd && writtenStart.year === undefined ? lastBefore(writtenStart, fixedEnd) : next(writtenStart, today, maxDaysBack));
  if (writtenStart && !validFrom) return {};
  const validTo = writtenEnd && next(writtenEnd, validFrom ?? today, validFrom ? 0 : maxDaysBack);
  if (writtenEnd && !validTo) return {};
  return { ...(validFrom && { validFrom: validFrom.toString() }), ...(validTo && { validTo: validTo.toString() }) };
}

function written(text: string): Written | undefined {
  const [, weekday, rest = ''] = /^(?:([a-z]{3,9}) )?(.+)$/iu.exec(text.toLowerCase()) ?? [];
  const isMonth = weekday !== undefined && monthOf(weekday) !== undefined;
  const plain = isMonth ? text.toLowerCase() : rest;
  const dayOfWeek = weekday === undefined || isMonth ? undefined : indexOf(weekday, dayNames);
  if (weekday !== undefined && !isMonth && dayOfWeek === undefined) return undefined;
  const found = readDate(plain) ?? sheetDate(plain);
  if (found) return { day: found.day, month: found.month, year: found.year, ...(dayOfWeek && { dayOfWeek }) };
  const [, dayFirst, monthLast = '', monthFirst = '', dayLast, year] =
    /^(?:(\d{1,2})[a-z]{0,2} (?:of )?([a-z]+)\.?|([a-z]+)\.? (\d{1,2})[a-z]{0,2})(?: (\d{4}))?$/u.exec(plain) ?? [];
  const named = monthOf(monthLast) ?? monthOf(monthFirst);
  const day = Number(dayFirst ?? dayLast);
  if (named === undefined || !Number.isInteger(day)) return undefined;
  return { day, month: named, ...(year !== undefined && { year: Number(year) }), ...(dayOfWeek && { dayOfWeek }) };
}

function sheetDate(text: string): Temporal.PlainDate | undefined {
  const read = readSheetDate(text);
  return read === undefined || read === 'ambiguous' ? undefined : read.date;
}

function monthOf(text: string): number | undefined {
  return text === 'sept' ? 9 : indexOf(text, monthNames);
}

/** The month from 1, by its whole name or first three letters. */
function indexOf(text: string, names: readonly string[]): number | undefined {
  const place = names.findIndex((name) => name === text || name.slice(0, 3) === text);
  return place < 0 ? undefined : place + 1;
}

function inYear({ day, month: monthNumber, dayOfWeek }: Written, year: number): Temporal.PlainDate | undefined {
  const found = readDate(`${year}-${String(monthNumber).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
  return found && (dayOfWeek === undefined || found.dayOfWeek === dayOfWeek) ? found : undefined;
}

/** The next such date on or after a day; undefined if the last one was at most `maxDaysBack` days ago. */
function next(one: Written, after: Temporal.PlainDate, maxDaysBack: number): Temporal.PlainDate | undefined {
  if (one.year !== undefined) return inYear(one, one.year);
  const thisYear = inYear({ day: one.day, month: one.month }, after.year);
  if (!thisYear) return undefined;
  if (Temporal.PlainDate.compare(thisYear, after) >= 0) return inYear(one, after.year);
  const isJustPast = Temporal.PlainDate.compare(thisYear, after.subtract({ days: maxDaysBack })) >= 0;
  return isJustPast && maxDaysBack > 0 ? undefined : inYear(one, after.year + 1);
}

function lastBefore(one: Written, end: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const sameYear = inYear(one, end.year);
  return sameYear && Temporal.PlainDate.compare(sameYear, end) <= 0 ? sameYear : inYear(one, end.year - 1);
}
