import { Temporal } from 'temporal-polyfill';
import { zonedDate } from './formats';

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

/** The length of a stay, its last day included: 1 to 28 February 2027 is one month and no days. */
export function lengthOfStay(from: Temporal.PlainDate, to: Temporal.PlainDate): { months: number; days: number } {
  const after = to.add({ days: 1 });
  const { months, days } = from.until(after, { largestUnit: 'months' });
  // Temporal counts 31 January to 28 February as 28 days; here it counts as one month.
  const isOneMore = Temporal.PlainDate.compare(from.add({ months: months + 1 }), after) === 0;
  return isOneMore ? { months: months + 1, days: 0 } : { months, days };
}

/** The policy's names of the days of the week. Temporal counts Monday as 1. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export type Weekday = (typeof weekdays)[number];

/** Saturdays, Sundays and the organisation's closure days are not working days. */
export function isWorkingDay(day: Temporal.PlainDate, closureDays: readonly string[]): boolean {
  return day.dayOfWeek < 6 && (closureDays.length === 0 || !closureDays.includes(day.toString()));
}

/** The library reads `{ days: 1 }` anew at every call, which takes longer than the step. Pure, so that the tab does not load the library. */
const oneDay = /* @__PURE__ */ Temporal.Duration.from({ days: 1 });

/** The day that many working days after `day`. Two after a Friday is a Tuesday. */
export function addWorkingDays(day: Temporal.PlainDate, count: number, closureDays: readonly string[]): Temporal.PlainDate {
  let reached = day;
  for (let passed = 0; passed < count; ) {
    reached = reached.add(oneDay);
    if (isWorkingDay(reached, closureDays)) passed += 1;
  }
  return reached;
}

/** The last working day before this one. Before a Monday it is the Friday. */
export function workingDayBefore(day: Temporal.PlainDate, closureDays: readonly string[]): Temporal.PlainDate {
  let reached = day.subtract(oneDay);
  while (!isWorkingDay(reached, closureDays)) reached = reached.subtract(oneDay);
  return reached;
}

/**
 * The latest reminder day on or before `limit`: this weekday, or the next working day if that one is a closure day. For a
 * Wednesday it is the Monday of that week; with Monday to Wednesday closed, the Monday of the week before.
 */
export function reminderDayBy(limit: Temporal.PlainDate, weekday: Weekday, closureDays: readonly string[]): Temporal.PlainDate {
  let nominal = limit.subtract({ days: (limit.dayOfWeek + 6 - weekdays.indexOf(weekday)) % 7 });
  for (;;) {
    const day = addWorkingDays(nominal.subtract(oneDay), 1, closureDays);
    if (Temporal.PlainDate.compare(day, limit) <= 0) return day;
    nominal = nominal.subtract({ days: 7 });
  }
}

/** The date that an ISO 8601 instant has in the zone. By way of the library's own zoned time it takes three times as long. */
export function dateOf(instant: string, zone: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(zonedDate(instant, zone));
}
