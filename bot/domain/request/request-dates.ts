import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, dateOf } from '../dates/dates';
import type { Policy } from '../organisation/organisation';
import { named, type Status, statusRow } from '../statuses/table';
import type { VisitorRequest } from './visitor-request';

/**
 * The status as the dates have it at this moment, even where the timer is late: an account is expired at midnight after
 * its last day. An approved request whose first day has come is active.
 */
export function statusAt(request: Pick<VisitorRequest, 'status' | 'validFrom' | 'validTo'>, today: Temporal.PlainDate): Status {
  const { status } = request;
  const { onFirstDay, afterLastDay } = statusRow(status);
  if (afterLastDay !== undefined && Temporal.PlainDate.compare(today, Temporal.PlainDate.from(request.validTo)) > 0)
    return named(afterLastDay, status);
  const hasBegun = onFirstDay !== undefined && Temporal.PlainDate.compare(today, Temporal.PlainDate.from(request.validFrom)) >= 0;
  return hasBegun ? named(onFirstDay, status) : status;
}

/** Days before the end on which the sponsor is asked to reapprove (Q1). */
export const noticeDays = [30, 14, 7, 1] as const;
/** Working days after which the question to the deciders is pressed further (Q6). */
export const nudgeDays = [2, 4, 6] as const;

/** The notice days of an account: each only after the day of activation and of approval (Q1). */
export function noticeDates(
  validFrom: Temporal.PlainDate,
  validTo: Temporal.PlainDate,
  approvedOn: Temporal.PlainDate,
): Temporal.PlainDate[] {
  return noticeDays
    .map((days) => validTo.subtract({ days }))
    .filter((day) => Temporal.PlainDate.compare(day, validFrom) > 0 && Temporal.PlainDate.compare(day, approvedOn) > 0);
}

/** Days before the end from which on a request can be reapproved (R10). */
export const windowDays = 30;

/** The first day on which a request with this last day can be reapproved. */
export function windowOpens(validTo: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(validTo).subtract({ days: windowDays });
}

/** The days on which the sponsor is reminded of this request as it is: none once they let it end (Q1). */
export function reminderDates(request: VisitorRequest, zone: string): Temporal.PlainDate[] {
  if (request.account?.ending) return [];
  return noticeDates(Temporal.PlainDate.from(request.validFrom), Temporal.PlainDate.from(request.validTo), approvedOn(request, zone));
}

/** The day of the last approval or reapproval, on which nobody is reminded yet. */
export function approvedOn({ decision, account, question }: VisitorRequest, zone: string): Temporal.PlainDate {
  return dateOf(account?.reapproved?.at ?? decision?.at ?? question.askedAt, zone);
}

/** The days on which the question to the deciders is pressed further (Q6). */
export function nudgeDates(
  { question: { askedAt, resentAt = askedAt } }: VisitorRequest,
  policy: Pick<Policy, 'zone' | 'closureDays'>,
): Temporal.PlainDate[] {
  return nudgeDays.map((count) => addWorkingDays(dateOf(resentAt, policy.zone), count, policy.closureDays));
}

/** Changes of state happen at 00:00, messages go from 08:00 (Q2), both in the organisation's zone. */
type WakeHour = '00' | '08';

/**
 * The next moment at which the clock could change something, as `2027-02-03T08` in the organisation's zone; undefined
 * when it never will. Strictly after `now`'s hour has begun.
 */
export function nextWake(
  request: VisitorRequest,
  now: Temporal.ZonedDateTime,
  policy: Pick<Policy, 'zone' | 'closureDays'>,
): string | undefined {
  const at = (day: Temporal.PlainDate, hour: WakeHour) => `${day.toString()}T${hour}`;
  const here = `${now.toPlainDate().toString()}T${String(now.hour).padStart(2, '0')}`;
  return candidates(request, policy, at)
    .filter((moment) => moment > here)
    .sort()[0];
}

function candidates(
  request: VisitorRequest,
  policy: Pick<Policy, 'zone' | 'closureDays'>,
  at: (day: Temporal.PlainDate, hour: WakeHour) => string,
): string[] {
  const from = Temporal.PlainDate.from(request.validFrom);
  const to = Temporal.PlainDate.from(request.validTo);
  const over = at(to.add({ days: 1 }), '00');
  const { onFirstDay, afterLastDay, notice } = statusRow(request.status);
  const messages = {
    nudge: () => nudgeDates(request, policy),
    reapproval: () => reminderDates(request, policy.zone),
    over: () => [to.add({ days: 1 })],
  };
  const told = notice ? messages[notice]().map((day) => at(day, '08')) : [];
  return [
    ...(onFirstDay === undefined ? [] : [at(from, '00')]),
    // Nobody is pressed about a request that has lapsed.
    ...(notice === 'nudge' ? told.filter((moment) => moment < over) : told),
    ...(afterLastDay === undefined ? [] : [over]),
  ];
}
