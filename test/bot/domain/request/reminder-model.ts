import type { Temporal } from 'temporal-polyfill';
import { weekdays } from '../../../../bot/domain/dates/dates';
import type { DatePolicy } from '../../../../bot/domain/request/request-dates';

/**
 * The reminders of an account as the requirements put them, found by looking at each day of the last thirty: a second
 * way to the same dates, to compare with.
 */
export function remindersByLooking(
  { from, to, approved }: { from: Temporal.PlainDate; to: Temporal.PlainDate; approved: Temporal.PlainDate },
  { reminderDay, closureDays }: Omit<DatePolicy, 'zone'>,
): string[] {
  const isClosed = (day: Temporal.PlainDate) => day.dayOfWeek > 5 || closureDays.includes(day.toString());
  const isReminderDay = (day: Temporal.PlainDate): boolean => {
    if (isClosed(day)) return false;
    for (let back = day; ; back = back.subtract({ days: 1 })) {
      if (back.dayOfWeek === weekdays.indexOf(reminderDay) + 1) return true;
      if (!isClosed(back.subtract({ days: 1 }))) return false;
    }
  };
  const found: string[] = [];
  const among = (left: number, test: (day: Temporal.PlainDate) => boolean) => test(to.subtract({ days: left }));
  const isLatest = (left: number, least: number, test: (day: Temporal.PlainDate) => boolean) =>
    left >= least &&
    among(left, test) &&
    !Array.from({ length: left - least }, (_, place) => least + place).some((one) => among(one, test));
  for (let left = 30; left > 0; left -= 1) {
    const isAsked =
      left === 30 || isLatest(left, 14, isReminderDay) || isLatest(left, 7, isReminderDay) || isLatest(left, 1, (day) => !isClosed(day));
    const day = to.subtract({ days: left });
    if (isAsked && day.until(from).days < 0 && day.until(approved).days < 0) found.push(day.toString());
  }
  return found;
}
