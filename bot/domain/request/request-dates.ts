import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, dateOf, dayAfter, reminderDayBy, workingDayBefore } from '../dates/dates';
import type { Policy } from '../organisation/organisation';
import { named, type Status, statusRow } from '../statuses/table';
import { agreeDates, awaitingPhotoSince, awaitsExtension } from './proposal';
import type { Handover, VisitorRequest } from './visitor-request';

/**
 * The status as the dates have it at this moment, even where the timer is late: an account is expired at midnight after
 * its last day. An approved request whose first day has come is active.
 */
export function statusAt(request: Pick<VisitorRequest, 'status' | 'validFrom' | 'validTo'>, today: Temporal.PlainDate): Status {
  const { status } = request;
  const { onFirstDay, afterLastDay } = statusRow(status);
  if (onFirstDay === undefined && afterLastDay === undefined) return status;
  // Dates as texts have the order of the days. Every rule asks this, and to read two dates would take most of it.
  const day = today.toString();
  if (afterLastDay !== undefined && day > request.validTo) return named(afterLastDay, status);
  const hasBegun = onFirstDay !== undefined && day >= request.validFrom;
  return hasBegun ? named(onFirstDay, status) : status;
}

/** What of the policy the dates of reminders follow from. */
export type DatePolicy = Pick<Policy, 'zone' | 'closureDays' | 'reminderDay'>;

/** Days before the end from which on a request can be reapproved, and on which its sponsor is first asked. */
export const windowDays = 30;
/** Days before the end by which the sponsor is asked again, on the organisation's reminder day. */
const askedAgainBy = [14, 7] as const;
/** Working days after which the question to the deciders is pressed further. */
export const nudgeDays = [2, 4, 6] as const;
/** Working days after which a wait for a decision is shown to admins. */
const longWaitDays = 6;
/** Working days after which a sponsor is reminded that their request came back with a question. */
const answerDays = [3, 7, 14] as const;
/** Working days after which a successor is reminded of an open handover; those within which they can answer it. */
const handoverDays = [3, 7] as const;
const handoverLasts = 14;
/** Working days after which a sponsor is reminded of the photo of a card that they requested; after which the change lapses. */
const photoReminderDays = [3, 7] as const;
const photoLasts = 14;

/**
 * The days on which the sponsor is asked to reapprove, in order: 30 days before the end; on the reminder day on or before
 * days 14 and 7; on the last working day before it. Each only in the window, and after the day of activation and of approval.
 */
export function noticeDates(
  validFrom: Temporal.PlainDate,
  validTo: Temporal.PlainDate,
  approvedOn: Temporal.PlainDate,
  { reminderDay, closureDays }: Omit<DatePolicy, 'zone'>,
): Temporal.PlainDate[] {
  const first = validTo.subtract({ days: windowDays });
  const again = askedAgainBy.map((days) => reminderDayBy(validTo.subtract({ days }), reminderDay, closureDays));
  return [first, ...again, workingDayBefore(validTo, closureDays)].filter(
    (day, place, all) =>
      Temporal.PlainDate.compare(day, first) >= 0 &&
      Temporal.PlainDate.compare(day, validFrom) > 0 &&
      Temporal.PlainDate.compare(day, approvedOn) > 0 &&
      all.findIndex((one) => one.equals(day)) === place,
  );
}

/** The first day on which a request with this last day can be reapproved. */
export function windowOpens(validTo: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(validTo).subtract({ days: windowDays });
}

/** The days on which the sponsor is reminded of this request as it is: none once they let it end. */
export function reminderDates(request: VisitorRequest, policy: DatePolicy): Temporal.PlainDate[] {
  // Once they have asked for an extension it is the approvers who are reminded.
  if (request.account?.ending || awaitsExtension(request)) return [];
  const [from, to] = [Temporal.PlainDate.from(request.validFrom), Temporal.PlainDate.from(request.validTo)];
  return noticeDates(from, to, approvedOn(request, policy.zone), policy);
}

/** The day of the last approval or reapproval, on which nobody is reminded yet. */
function approvedOn({ decision, account, question }: VisitorRequest, zone: string): Temporal.PlainDate {
  return dateOf(account?.reapproved?.at ?? decision?.at ?? question.askedAt, zone);
}

/** What was asked before this instant has been waiting for longer than six whole working days. */
export function longWaitBefore(today: Temporal.PlainDate, { zone, closureDays }: Pick<Policy, 'zone' | 'closureDays'>): Temporal.Instant {
  let asked = today;
  const isLong = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(addWorkingDays(day, longWaitDays, closureDays), today) < 0;
  while (!isLong(asked.subtract({ days: 1 }))) asked = asked.subtract({ days: 1 });
  return asked.toZonedDateTime(zone).toInstant();
}

/** The days on which the question to the deciders is pressed further. */
export function nudgeDates(
  { question: { askedAt, resentAt = askedAt } }: VisitorRequest,
  policy: Pick<Policy, 'zone' | 'closureDays'>,
): Temporal.PlainDate[] {
  return workingDaysAfter(resentAt, nudgeDays, policy);
}

/** The days on which the approvers are reminded of what waits for their agreement. */
export function proposalDates(
  request: Pick<VisitorRequest, 'account'>,
  policy: Pick<Policy, 'zone' | 'closureDays'>,
): Temporal.PlainDate[] {
  return agreeDates(request, nudgeDays, policy);
}

/** The days on which the sponsor is reminded to answer the question of a returned request. */
export function answerDates({ decision }: Pick<VisitorRequest, 'decision'>, policy: DatePolicy): Temporal.PlainDate[] {
  return decision?.verb === 'return' ? workingDaysAfter(decision.at, answerDays, policy) : [];
}

/** The days on which a successor is reminded of an offer that waits for their answer. */
export function handoverDates({ handover }: Pick<VisitorRequest, 'handover'>, policy: DatePolicy): Temporal.PlainDate[] {
  return handover?.open ? workingDaysAfter(handover.open.at, handoverDays, policy) : [];
}

/** The last day on which an offer can be answered. The clock takes it back once that is over: {@link endsUnanswered}. */
export function handoverUntil({ at }: Pick<Handover, 'at'>, validTo: string, policy: DatePolicy): Temporal.PlainDate {
  const until = addWorkingDays(dateOf(at, policy.zone), handoverLasts, policy.closureDays);
  const last = Temporal.PlainDate.from(validTo);
  return Temporal.PlainDate.compare(until, last) < 0 ? until : last;
}

/** The day on which the clock ends what was not answered until then: the next working day, at eight, as it is told at once. */
export function endsUnanswered(until: Temporal.PlainDate, { closureDays }: Pick<DatePolicy, 'closureDays'>): Temporal.PlainDate {
  return addWorkingDays(until, 1, closureDays);
}

/** The days on which the sponsor is reminded that a card that is newly wanted lacks its photo. */
export function photoDates(request: Pick<VisitorRequest, 'account'>, policy: DatePolicy): Temporal.PlainDate[] {
  const since = awaitingPhotoSince(request);
  return since === undefined ? [] : workingDaysAfter(since, photoReminderDays, policy);
}

/** The last day on which that photo can be added, undefined where none is awaited. The clock ends the change after it, as it does an offer. */
export function photoUntil(request: Pick<VisitorRequest, 'account' | 'validTo'>, policy: DatePolicy): Temporal.PlainDate | undefined {
  const since = awaitingPhotoSince(request);
  if (since === undefined) return undefined;
  const until = addWorkingDays(dateOf(since, policy.zone), photoLasts, policy.closureDays);
  const last = Temporal.PlainDate.from(request.validTo);
  return Temporal.PlainDate.compare(until, last) < 0 ? until : last;
}

function workingDaysAfter(
  at: string,
  counts: readonly number[],
  { zone, closureDays }: Pick<Policy, 'zone' | 'closureDays'>,
): Temporal.PlainDate[] {
  const day = dateOf(at, zone);
  return counts.map((count) => addWorkingDays(day, count, closureDays));
}

/**
 * The next moment at which the clock could change something, as `2027-02-03T08` in the organisation's zone; undefined
 * when it never will. Strictly after `now`'s hour has begun.
 */
export function nextWake(request: VisitorRequest, now: Temporal.ZonedDateTime, policy: DatePolicy): string | undefined {
  const here = `${now.toPlainDate().toString()}T${String(now.hour).padStart(2, '0')}`;
  return candidates(request, policy, here)
    .filter((moment) => moment > here)
    .sort()[0];
}

/** Changes of state happen at 00:00, messages go from 08:00, both in the organisation's zone. */
const messageHour = '08';

function candidates(request: VisitorRequest, policy: DatePolicy, here: string): string[] {
  const { onFirstDay, afterLastDay, notice } = statusRow(request.status);
  const begins = onFirstDay === undefined ? [] : [`${request.validFrom}T00`];
  const open = request.handover?.open;
  const offer = open ? [...handoverDates(request, policy), endsUnanswered(handoverUntil(open, request.validTo, policy), policy)] : [];
  const photoEnd = photoUntil(request, policy);
  const photo = photoEnd ? [...photoDates(request, policy), endsUnanswered(photoEnd, policy)] : [];
  const proposal = afterLastDay === undefined ? [] : [...proposalDates(request, policy), ...photo];
  const messages = {
    nudge: () => nudgeDates(request, policy),
    // None of them comes before the first day.
    reapproval: () => (begins.some((moment) => moment > here) ? [] : reminderDates(request, policy)),
    answer: () => answerDates(request, policy),
  };
  const noticeDays = notice === undefined || notice === 'over' ? [] : messages[notice]();
  const days = [...noticeDays, ...offer, ...proposal].map(String);
  return [
    ...begins,
    // Nobody is pressed about a request that is over.
    ...days.filter((day) => day <= request.validTo).map((day) => `${day}T${messageHour}`),
    ...(notice === 'over' ? [`${dayAfter(request.validTo)}T${messageHour}`] : []),
    ...(afterLastDay === undefined ? [] : [`${dayAfter(request.validTo)}T00`]),
  ];
}
