import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, dateOf, isWorkingDay } from '../dates/dates';
import type { Person, Policy } from '../organisation/organisation';
import type { ClockVerb } from '../statuses/status';
import { isOver, statusRow } from '../statuses/table';
import { listDays, messagesFrom } from './daily-list';
import { expireHandover } from './handover';
import { closed, instant, isCurrentIn, maySponsor, moved, type Press, recorded } from './lifecycle';
import { asBegun, asUnanswered, awaitingPhotoSince, begunProposal, isExtension, openProposal } from './proposal';
import { lapseProposal } from './proposed-change';
import type { Change, Refusal } from './refusal';
import {
  answerDates,
  type DatePolicy,
  endsUnanswered,
  handoverDates,
  handoverUntil,
  nudgeDates,
  photoDates,
  photoUntil,
  proposalDates,
  reminderDates,
  statusAt,
} from './request-dates';
import type { VisitorRequest } from './visitor-request';

/** The timer as an actor: nobody's id. */
export const clockActor = { id: 'clock', channel: 'clock' } as const;

/** By what the clock brings a request into this status; undefined for those that people bring about. */
export function clockVerbOf(status: VisitorRequest['status']): ClockVerb | undefined {
  return statusRow(status).enteredBy;
}

/** What the clock did to a request, by how it was before. */
export function clockVerbBetween(before: Pick<VisitorRequest, 'status' | 'account'>, after: VisitorRequest): ClockVerb | undefined {
  const { status } = after;
  if (before.status !== status) return clockVerbOf(status);
  return awaitingPhotoSince(before) !== undefined && awaitingPhotoSince(after) === undefined ? 'lapse-proposal' : 'expire-handover';
}

/**
 * What the clock changes in a request by this moment: activate on the first day; expire and lapse at 00:00 after the last;
 * take back an offer that nobody has answered, or a change whose photo did not come. Undefined when nothing is due. However late, it ends where the dates say: an
 * approved request whose whole stay was missed expires. Where two changes are due, the second follows from the first.
 */
export function wake(current: VisitorRequest, now: Temporal.ZonedDateTime, policy: DatePolicy): Change | undefined {
  const status = statusAt(current, now.toPlainDate());
  const verb = clockVerbOf(status);
  const press = { actor: clockActor, now };
  if (status === current.status || verb === undefined)
    return overdueOffer(current, now, policy, press) ?? overduePhoto(current, now, policy, press);
  const next = moved(current, status, { ...press, seen: current.revision });
  const at = instant(now);
  const changed = isOver(status) ? closed(asUnanswered(next, clockActor.id, at)) : asBegun(next, clockActor.id, at);
  return recorded(changed, verb, current.status, press, [], {});
}

/** An offer expires when people are written to, not at midnight: its sponsor is told by the change itself. */
function overdueOffer(
  current: VisitorRequest,
  now: Temporal.ZonedDateTime,
  policy: DatePolicy,
  press: Pick<Press, 'actor' | 'now'>,
): Change | undefined {
  const open = current.handover?.open;
  if (!open || isOver(current.status)) return undefined;
  return isPast(handoverUntil(open, current.validTo, policy), now, policy) ? expireHandover(current, open, press) : undefined;
}

/** A change whose card lacks its photo is over when people are written to, too. */
function overduePhoto(
  current: VisitorRequest,
  now: Temporal.ZonedDateTime,
  policy: DatePolicy,
  press: Pick<Press, 'actor' | 'now'>,
): Change | undefined {
  const open = begunProposal(current);
  const until = photoUntil(current, policy);
  return open && until && isPast(until, now, policy) ? lapseProposal(current, open, press) : undefined;
}

/** Whether the hour of messages has come on the working day after. */
function isPast(until: Temporal.PlainDate, now: Temporal.ZonedDateTime, policy: DatePolicy): boolean {
  const next = endsUnanswered(until, policy).toPlainDateTime({ hour: messagesFrom });
  return Temporal.PlainDateTime.compare(now.toPlainDateTime(), next) >= 0;
}

/** The day of the first change of {@link wake} that did not happen; undefined where none is due. */
export function missedSince(current: VisitorRequest, now: Temporal.ZonedDateTime, policy: DatePolicy): Temporal.PlainDate | undefined {
  const { status, validFrom, validTo } = current;
  const change = wake(current, now, policy);
  if (!change) return undefined;
  if (status === change.request.status) {
    const open = current.handover?.open;
    const isOffer = change.event.verb === 'expire-handover';
    const until = isOffer ? open && handoverUntil(open, validTo, policy) : photoUntil(current, policy);
    return until && endsUnanswered(until, policy);
  }
  const hasBegun = status !== 'approved' || validFrom > now.toPlainDate().toString();
  return hasBegun ? Temporal.PlainDate.from(validTo).add({ days: 1 }) : Temporal.PlainDate.from(validFrom);
}

/**
 * What people are told because of the time: the sponsor to reapprove, to answer a question, that it is over; the deciders once
 * more, or for the first time those of them who want one list a day; a successor that an offer waits; the sponsor that a photo is missing.
 */
export type Notice =
  | { kind: 'reapproval' }
  | { kind: 'answer' }
  | { kind: 'over' }
  | { kind: 'nudge'; stage: number }
  | { kind: 'list' }
  | { kind: 'handover' }
  | { kind: 'photo' };

/**
 * What has become due between the day for which the clock was set and today; late or not, each is told once, by the
 * latest. `stage` counts the nudges that are due by today: 1 the head, 2 the deputies too, 3 the admins too.
 *
 * @param since the day of the wake-up that brought this about.
 */
export function noticesDue(request: VisitorRequest, since: Temporal.PlainDate, today: Temporal.PlainDate, policy: DatePolicy): Notice[] {
  const isDue = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, since) >= 0 && Temporal.PlainDate.compare(day, today) <= 0;
  const open = openProposal(request);
  const notices = [
    open && pressedFurther(request, proposalDates(request, policy), isDue, today, policy),
    // While an extension waits, it is not the sponsor's turn.
    open && isExtension(open) ? undefined : noticeOfStatus(request, isDue, today, policy),
  ];
  return [
    ...notices.filter((notice) => notice !== undefined),
    ...(handoverDates(request, policy).some(isDue) ? [{ kind: 'handover' as const }] : []),
    ...(begunProposal(request) && photoDates(request, policy).some(isDue) ? [{ kind: 'photo' as const }] : []),
  ];
}

function noticeOfStatus(
  request: VisitorRequest,
  isDue: (day: Temporal.PlainDate) => boolean,
  today: Temporal.PlainDate,
  policy: DatePolicy,
): Notice | undefined {
  switch (statusRow(request.status).notice) {
    case 'reapproval':
      return reminderDates(request, policy).some(isDue) ? { kind: 'reapproval' } : undefined;
    case 'answer':
      return answerDates(request, policy).some(isDue) ? { kind: 'answer' } : undefined;
    case 'nudge':
      return pressedFurther(request, nudgeDates(request, policy), isDue, today, policy);
    case 'over':
      // A sweep that comes days late finds the wake-up of an earlier day, and then no other one.
      return isDue(Temporal.PlainDate.from(request.validTo).add({ days: 1 })) ? { kind: 'over' } : undefined;
    case undefined:
      return undefined;
  }
}

/** A question to the approvers, pressed further on these days. */
function pressedFurther(
  request: VisitorRequest,
  dates: readonly Temporal.PlainDate[],
  isDue: (day: Temporal.PlainDate) => boolean,
  today: Temporal.PlainDate,
  policy: DatePolicy,
): Notice | undefined {
  const stage = dates.filter((day) => Temporal.PlainDate.compare(day, today) <= 0).length;
  if (dates.some(isDue)) return { kind: 'nudge', stage };
  return listDays(request, policy).some(isDue) ? { kind: 'list' } : undefined;
}

/** Whether a notice is about a question that waits. */
export function isForDeciders({ kind }: Notice): boolean {
  return kind === 'nudge' || kind === 'list';
}

/**
 * Whether this is a time to write to people: from 08:00, and about what is counted in working days on those only. All that
 * is due of a request goes together, as it waits on one row.
 */
export function mayNotify(notices: readonly Notice[], now: Temporal.ZonedDateTime, { closureDays }: Pick<Policy, 'closureDays'>): boolean {
  const needsWorkingDay = notices.some((notice) => isForDeciders(notice) || notice.kind === 'answer' || notice.kind === 'photo');
  return now.hour >= messagesFrom && (!needsWorkingDay || isWorkingDay(now.toPlainDate(), closureDays));
}

/** The first day on which the sponsor may remind the deciders: a working day after they were asked or reminded last. */
export function nextNudge({ question, account }: VisitorRequest, policy: Pick<Policy, 'zone' | 'closureDays'>): Temporal.PlainDate {
  const open = account?.proposal?.open;
  const { askedAt, resentAt = askedAt, nudged } = open ? { ...open, askedAt: open.at } : question;
  return addWorkingDays(dateOf(nudged?.at ?? resentAt, policy.zone), 1, policy.closureDays);
}

/** nudge: the deciders get the question once more, on top. The question is the same, so its cards stay good. */
export function nudge(
  current: VisitorRequest,
  asker: Person,
  policy: Pick<Policy, 'zone' | 'closureDays'>,
  press: Press,
): Change | Refusal {
  if (press.actor.id !== current.sponsor) return { refused: 'not-yours' };
  if (!maySponsor(asker)) return { refused: 'not-staff' };
  const open = openProposal({ ...current, status: statusAt(current, press.now.toPlainDate()) });
  const isNow = open ? press.seen === current.revision : isCurrentIn(current, press, ['pending']);
  if (!isNow) return { refused: 'moved-on' };
  const next = nextNudge(current, policy);
  if (Temporal.PlainDate.compare(press.now.toPlainDate(), next) < 0) return { refused: 'nudged-already', next: next.toString() };
  const { question, account } = current;
  const nudged = { at: instant(press.now), count: ((open ?? question).nudged?.count ?? 0) + 1 };
  const asked = open ? { account: { ...account, proposal: { open: { ...open, nudged } } } } : { question: { ...question, nudged } };
  return recorded({ ...current, ...asked }, 'nudge', current.status, press, [], {});
}
