import { Temporal } from 'temporal-polyfill';
import { lastDayAllowed, readDate, readSheetDate } from '../dates/dates';

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
const date = `(?:[a-z]{3,9} )?(?:\\d{1,2}(?:st|nd|rd|th)? (?:of )?${month}(?: \\d{4})?|${month} \\d{1,2}(?:st|nd|rd|th)?(?: \\d{4})?|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4}|\\d{1,2}/\\d{1,2})`;
const soon = '(?:today|tomorrow|(?:next )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)';
const start = `(${date}|${soon})`;
const both = new RegExp(
  `^(?:(?:from|starting|starts|valid from) )?${start}(?: ?[–—] ?| - | (?:to|until|till|through|valid to) )(${date})$`,
  'iu',
);
const first = new RegExp(`^(?:from|starting|starts|start|valid from) (?:on )?${start}$`, 'iu');
const last = new RegExp(`^(?:to|until|till|ending|ends|end|valid to) (${date})$`, 'iu');

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const length = `for (\\d{1,2}|an?|${numbers.join('|')}) (week|month|year)s?`;
const lengthAlone = new RegExp(`^${length}$`, 'iu');
const startAndLength = new RegExp(`^(.+) ${length}$`, 'iu');
const lengthAndStart = new RegExp(`^${length} (.+)$`, 'iu');

/** Words of a date, a day or a length: what was not understood and has one may have said when the visit is. */
const shortOrLong = [...monthNames, ...dayNames].map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|');
const ofDates = new RegExp(
  `\\d[/.-]\\d|\\d(?:st|nd|rd|th)\\b|\\b(?:19|2[01])\\d\\d\\b|\\b(?:${shortOrLong}|sept|today|tomorrow|now|(?:day|week|month|year|term|semester)s?|spring|summer|autumn|winter|easter|christmas|until|till|start(?:s|ing)?|end(?:s|ing)?)\\b`,
  'iu',
);

/** Whether this text may say when the visit is. */
export function isAboutDates(text: string): boolean {
  return ofDates.test(text);
}

/** How long a visit is to last. */
export type VisitLength = { weeks: number } | { months: number };

/** The length in "for 3 months", "for a year", "for two weeks". */
export function lengthIn(part: string): VisitLength | undefined {
  const [, count, unit] = lengthAlone.exec(part) ?? [];
  return lengthOf(count, unit);
}

function lengthOf(count = '', unit = ''): VisitLength | undefined {
  const named = /^an?$/iu.test(count) ? 1 : numbers.indexOf(count.toLowerCase()) + 1;
  const many = named > 0 ? named : Number(count);
  if (!(many > 0)) return undefined;
  if (unit.toLowerCase() === 'week') return { weeks: many };
  return { months: unit.toLowerCase() === 'year' ? many * 12 : many };
}

/** The last day of a visit that starts on this ISO date: three months from 1 February end on 30 April. */
export function lastDayAfter(validFrom: string, lasts: VisitLength): string {
  const from = Temporal.PlainDate.from(validFrom);
  const last = 'months' in lasts ? lastDayAllowed(from, lasts.months) : from.add({ weeks: lasts.weeks }).subtract({ days: 1 });
  return last.toString();
}

/** A start and a length in one part: "from 8 Feb for 6 months", and the other way round. */
function startAndLengthIn(part: string): { from: string; lasts: VisitLength } | undefined {
  const [, before, count, unit] = startAndLength.exec(part) ?? [];
  const [, otherCount, otherUnit, after] = lengthAndStart.exec(part) ?? [];
  const from = before ?? after;
  const lasts = lengthOf(count ?? otherCount, unit ?? otherUnit);
  return from !== undefined && lasts ? { from, lasts } : undefined;
}

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
 * that has just passed is ambiguous and not read; nor are a weekday that does not fit and 3/4 or 3/4/2027, unless the other
 * date shows that the day comes first.
 */
export function periodIn(
  part: string,
  today: Temporal.PlainDate,
  maxDaysBack: number,
): { validFrom?: string; validTo?: string } | undefined {
  const withLength = startAndLengthIn(part);
  if (withLength) {
    const begins = withLength.from.replace(/^(?:valid from|from|starting|starts|start) /iu, '');
    const { validFrom, validTo } = periodIn(`from ${begins}`, today, maxDaysBack) ?? {};
    // A last day beside a length: one of the two may be wrong.
    if (validFrom === undefined || validTo !== undefined) return undefined;
    return { validFrom, validTo: lastDayAfter(validFrom, withLength.lasts) };
  }
  const [, from, to] = both.exec(part) ?? [];
  const start = from ?? first.exec(part)?.[1];
  const end = to ?? last.exec(part)?.[1];
  if (start === undefined && end === undefined) return undefined;
  const isDayFirst = [start, end].some((text) => text !== undefined && showsDayFirst(text));
  const [writtenStart, writtenEnd] = [start, end].map((text) => (text === undefined ? undefined : written(text, isDayFirst, today)));
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

/** 31/1 and 31/1/2028 have their day first; of 5/5/2027 nobody can tell. */
function showsDayFirst(text: string): boolean {
  const short = withoutYear(text, true);
  if (short) return short.day > 12;
  const read = readSheetDate(text);
  return read !== undefined && read !== 'ambiguous' && read.isDayFirst && read.date.day > 12;
}

/**
 * Today, tomorrow, or a day of the week. "Monday" said on a Monday is two days, and "next Friday" said on a Tuesday too:
 * some mean the one of this week.
 */
function soonDay(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (text === 'today') return today;
  if (text === 'tomorrow') return today.add({ days: 1 });
  const [, isNext, name = ''] = /^(next )?([a-z]+)$/u.exec(text) ?? [];
  const dayOfWeek = dayNames.findIndex((day) => day.startsWith(name)) + 1;
  if (name.length < 3 || dayOfWeek === 0) return undefined;
  const away = (dayOfWeek - today.dayOfWeek + 7) % 7;
  if (isNext === undefined) return away === 0 ? undefined : today.add({ days: away });
  // On a Sunday, the next week begins tomorrow or has begun.
  if (dayOfWeek > today.dayOfWeek || (today.dayOfWeek === 7 && away > 0)) return undefined;
  return today.add({ days: away === 0 ? 7 : away });
}

function written(text: string, isDayFirst: boolean, today: Temporal.PlainDate): Written | undefined {
  const close = soonDay(text.toLowerCase(), today);
  if (close) return { day: close.day, month: close.month, year: close.year };
  const [, weekday, rest = ''] = /^(?:([a-z]{3,9}) )?(.+)$/iu.exec(text.toLowerCase()) ?? [];
  const isMonth = weekday !== undefined && monthOf(weekday) !== undefined;
  const plain = isMonth ? text.toLowerCase() : rest;
  const dayOfWeek = weekday === undefined || isMonth ? undefined : indexOf(weekday, dayNames);
  if (weekday !== undefined && !isMonth && dayOfWeek === undefined) return undefined;
  const found = readDate(plain) ?? sheetDate(plain, isDayFirst);
  if (found) return { day: found.day, month: found.month, year: found.year, ...(dayOfWeek && { dayOfWeek }) };
  const short = withoutYear(plain, isDayFirst);
  if (short) return { ...short, ...(dayOfWeek && { dayOfWeek }) };
  const [, dayFirst, monthLast = '', monthFirst = '', dayLast, year] =
    /^(?:(\d{1,2})[a-z]{0,2} (?:of )?([a-z]+)\.?|([a-z]+)\.? (\d{1,2})[a-z]{0,2})(?: (\d{4}))?$/u.exec(plain) ?? [];
  const named = monthOf(monthLast) ?? monthOf(monthFirst);
  const day = Number(dayFirst ?? dayLast);
  if (named === undefined || !Number.isInteger(day)) return undefined;
  return { day, month: named, ...(year !== undefined && { year: Number(year) }), ...(dayOfWeek && { dayOfWeek }) };
}

/** 31/12, where the day is known to come first or can only come first. */
function withoutYear(text: string, isDayFirst: boolean): Written | undefined {
  const [, one, other] = /^(\d{1,2})\/(\d{1,2})$/u.exec(text) ?? [];
  const [day, monthNumber] = [Number(one), Number(other)];
  const isRead = day >= 1 && day <= 31 && monthNumber >= 1 && monthNumber <= 12 && (isDayFirst || day > 12);
  return isRead ? { day, month: monthNumber } : undefined;
}

function sheetDate(text: string, isDayFirst: boolean): Temporal.PlainDate | undefined {
  const read = readSheetDate(text, isDayFirst);
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
