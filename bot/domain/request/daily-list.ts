import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, isWorkingDay } from '../dates/dates';
import type { Policy } from '../organisation/organisation';
import type { VisitorRequest } from './visitor-request';

/** The hour from which on people are written to, in the organisation's zone. */
export const messagesFrom = 8;

/**
 * The days on whose list an approver who wants one a day finds this question, soonest first: of each time at which it was
 * asked, the first working day whose eight o'clock is still to come. Example: asked on Friday at noon → Monday.
 */
export function listDays(
  { question, account }: Pick<VisitorRequest, 'question' | 'account'>,
  { zone, closureDays }: Pick<Policy, 'zone' | 'closureDays'>,
): Temporal.PlainDate[] {
  const proposed = account?.proposal?.open;
  const open = proposed?.awaitsPhoto ? undefined : proposed;
  const { askedAt, resentAt, nudged, passedOn = [] } = open ? { ...open, askedAt: open.at } : question;
  const times = [askedAt, resentAt, nudged?.at, ...passedOn.map(({ at }) => at)].filter((at) => at !== undefined);
  const days = times.map((at) => {
    const then = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
    const day = then.toPlainDate();
    return then.hour < messagesFrom && isWorkingDay(day, closureDays) ? day : addWorkingDays(day, 1, closureDays);
  });
  return days.sort(Temporal.PlainDate.compare);
}
