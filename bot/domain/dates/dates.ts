import { Temporal } from 'temporal-polyfill';
import { millisecondsADay, zonedDate } from './formats';

/**
 * Reads a calendar date as a form sends it. `readDate('2027-02-29')` is undefined, as there is no such day. So is a date
 * outside 1900 to 2199, which is a two-digit year or a typing error.
 */
export function readDate(text: string): Temporal.PlainDate | undefined {
  if (!/^(19|2[01])\d{2}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/**
 * Reads a date as a spreadsheet writes it: `2027-07-31`, or day first with slashes, dots or hyphens if the numbers leave no
 * doubt. `readSheetDate('03/04/2027')` is `ambiguous`, `readSheetDate('31/07/2027')` and `readSheetDate('5.5.2027')` are dates.
 *
 * @param isDayFirst that the day comes first is known from elsewhere.
 */
export function readSheetDate(
  text: string,
  isDayFirst = false,
): { date: Temporal.PlainDate; isDayFirst: boolean } | 'ambiguous' | undefined {
  const iso = readDate(text);
  if (iso) return { date: iso, isDayFirst: false };
  const [, day = '', , month = '', year = ''] = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  const date = readDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (!date) return undefined;
  return isDayFirst || date.day > 12 || date.day === date.month ? { date, isDayFirst: true } : 'ambiguous';
}

/** The last day of the longest stay: `lastDayAllowed(1 Feb 2027, 12)` is 31 January 2028. */
export function lastDayAllowed(from: Temporal.PlainDate, maxMonths: number): Temporal.PlainDate {
  return from.add({ months: maxMonths }).subtract({ days: 1 });
}

/** `isMonthOrLonger(1 Feb 2027, 28 Feb 2027)` is true, to 27 February it is not. */
export function isMonthOrLonger(from: Temporal.PlainDate, to: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(to.add({ days: 1 }), from.add({ months: 1 })) >= 0;
}

/** The length of a stay, its last day included, which is not before the first: 1 to 28 February 2027 is one month and no days. */
export function lengthOfStay(from: CalendarDay, to: CalendarDay): { months: number; days: number } {
  const after = calendarDay(isoOf(daysSince1970(to) + 1));
  const months = 12 * (after.year - from.year) + after.month - from.month;
  if (after.day >= from.day) return { months, days: after.day - from.day };
  // 31 January to 27 February is one month, as the next begins on the last day of a shorter one.
  if (after.day === daysOfMonth(after.year, after.month)) return { months, days: 0 };
  return { months: months - 1, days: after.day + Math.max(0, daysOfMonth(after.year, after.month - 1) - from.day) };
}

/** A day as the calendar has it, or the library; January is 1. */
interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** Of an ISO date. */
export function calendarDay(date: string): CalendarDay {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day };
}

function daysOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `dayAfter('2027-02-28')` is `2027-03-01`. Takes an ISO date. */
export function dayAfter(date: string): string {
  return isoOf(Date.parse(date) / millisecondsADay + 1);
}

/** The policy's names of the days of the week. Temporal counts Monday as 1. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export type Weekday = (typeof weekdays)[number];

/*
 * Steps from day to day are counted in days since 1970: a step of the library takes many times as long, and the next wake-up of
 * a request follows from dozens of them.
 */
function daysSince1970({ year, month, day }: CalendarDay): number {
  return Date.UTC(year, month - 1, day) / millisecondsADay;
}

function dateFrom1970(days: number): Temporal.PlainDate {
  const date = new Date(days * millisecondsADay);
  return new Temporal.PlainDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** Monday is 0; 1 January 1970 was a Thursday, and before it days are negative. */
function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

function isWorking(days: number, closureDays: readonly string[]): boolean {
  return weekdayOf(days) < 5 && (closureDays.length === 0 || !closureDays.includes(isoOf(days)));
}

function isoOf(days: number): string {
  return new Date(days * millisecondsADay).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

/** Saturdays, Sundays and the organisation's closure days are not working days. */
export function isWorkingDay(day: Temporal.PlainDate, closureDays: readonly string[]): boolean {
  return isWorking(daysSince1970(day), closureDays);
}

/** The day that many working days after `day`. Two after a Friday is a Tuesday. */
export function addWorkingDays(day: Temporal.PlainDate, count: number, closureDays: readonly string[]): Temporal.PlainDate {
  return dateFrom1970(afterWorkingDays(daysSince1970(day), count, closureDays));
}

function afterWorkingDays(day: number, count: number, closureDays: readonly string[]): number {
  let reached = day;
  for (let passed = 0; passed < count; ) {
    reached += 1;
    if (isWorking(reached, closureDays)) passed += 1;
  }
  return reached;
}

/** The last working day before this one. Before a Monday it is the Friday. */
export function workingDayBefore(day: Temporal.PlainDate, closureDays: readonly string[]): Temporal.PlainDate {
  let reached = daysSince1970(day) - 1;
  while (!isWorking(reached, closureDays)) reached -= 1;
  return dateFrom1970(reached);
}

/**
 * The latest reminder day on or before `limit`: this weekday, or the next working day if that one is a closure day. For a
 * Wednesday it is the Monday of that week; with Monday to Wednesday closed, the Monday of the week before.
 */
export function reminderDayBy(limit: Temporal.PlainDate, weekday: Weekday, closureDays: readonly string[]): Temporal.PlainDate {
  const latest = daysSince1970(limit);
  let nominal = latest - ((weekdayOf(latest) + 7 - weekdays.indexOf(weekday)) % 7);
  for (;;) {
    const day = afterWorkingDays(nominal - 1, 1, closureDays);
    if (day <= latest) return dateFrom1970(day);
    nominal -= 7;
  }
}

/** The date that an ISO 8601 instant has in the zone. By way of the library's own zoned time it takes three times as long. */
export function dateOf(instant: string, zone: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(zonedDate(instant, zone));
}
