import { Temporal } from 'temporal-polyfill';
import { lengthOfStay, readDate } from '../dates/dates';
import type { Person, PersonId, Policy } from '../organisation/organisation';
import { isRunning } from '../statuses/table';
import type { Deciders } from './deciders';
import { closed, instant, maySponsor, moved, type Press, recorded, tidyNote, withOutcomeRevision, withoutEnding } from './lifecycle';
import { awaitsExtension, needsAgreement, withoutProposal, withoutProposed } from './proposal';
import type { Change, Refusal } from './refusal';
import { statusAt, windowOpens } from './request-dates';
import type { Account, Done, Proposal, VisitorRequest } from './visitor-request';

/** Who presses, as the directory and the departments have them now. */
export interface Standing {
  person: Person;
  deciders: Deciders;
  /** The sponsor may sponsor no longer: disabled, deleted or not staff any more. Then the deciders stand in. */
  isSponsorGone: boolean;
}

/** For whom a person acts: as the sponsor, or as a stand-in for a sponsor who has left. */
export type Part = { part: 'sponsor' } | { part: 'stand-in'; actingFor: PersonId };

/** The sponsor while they are staff; once they have left, any approver. */
export function sponsorPart({ sponsor }: VisitorRequest, { person, deciders, isSponsorGone }: Standing): Part | Refusal {
  if (person.id === sponsor) return maySponsor(person) ? { part: 'sponsor' } : { refused: 'not-staff' };
  if (isSponsorGone && deciders.may.includes(person.id)) return { part: 'stand-in', actingFor: sponsor };
  return { refused: 'not-yours' };
}

/** Whether the request can be reapproved or let expire today: in the last thirty days of an approved or active one. */
export function isInWindow(request: Pick<VisitorRequest, 'status' | 'validFrom' | 'validTo'>, today: Temporal.PlainDate): boolean {
  const status = statusAt(request, today);
  return isRunning(status) && Temporal.PlainDate.compare(today, windowOpens(request.validTo)) >= 0;
}

/** The latest last day that a reapproval may set today. A reason that was taken off the list allows a year. */
export function reapprovableUntil(
  { answers }: VisitorRequest,
  today: Temporal.PlainDate,
  { reasons }: Pick<Policy, 'reasons'>,
): Temporal.PlainDate {
  return today.add({ months: reasons.find(({ id }) => id === answers.reason)?.maxMonths ?? 12 });
}

/**
 * The last day that is offered: the length of the last approved period once more, cut to what the reason allows from
 * today. Example: 1 February to 31 July offers 31 January. Undefined where nothing later than the present last day is allowed.
 */
export function offeredUntil(
  request: VisitorRequest,
  today: Temporal.PlainDate,
  policy: Pick<Policy, 'reasons'>,
): Temporal.PlainDate | undefined {
  const to = Temporal.PlainDate.from(request.validTo);
  const added = request.account?.reapproved?.from;
  // Shortened to before the period that a reapproval added, the account has its first period alone.
  const isCut = added !== undefined && Temporal.PlainDate.compare(Temporal.PlainDate.from(added), to) > 0;
  const from = Temporal.PlainDate.from(added === undefined || isCut ? request.validFrom : added);
  const again = to.add({ days: 1 }).add(lengthOfStay(from, to)).subtract({ days: 1 });
  const most = reapprovableUntil(request, today, policy);
  const offered = Temporal.PlainDate.compare(again, most) < 0 ? again : most;
  return Temporal.PlainDate.compare(offered, to) > 0 ? offered : undefined;
}

/**
 * reapprove: the account goes on until a new last day, which lies after the present one.
 *
 * @param until as it was typed or picked, an ISO date.
 */
export function reapprove(
  current: VisitorRequest,
  until: string,
  standing: Standing,
  policy: Pick<Policy, 'reasons'>,
  press: Press,
): Change | Refusal {
  const part = sponsorPart(current, standing);
  const refusal = 'refused' in part ? part : outsideWindow(current, press);
  if (refusal) return refusal;
  // Whoever let it expire takes that back first.
  if (current.account?.ending) return { refused: 'moved-on' };
  const most = reapprovableUntil(current, press.now.toPlainDate(), policy);
  if (Temporal.PlainDate.compare(most, Temporal.PlainDate.from(current.validTo)) <= 0)
    return { refused: 'no-later-day', most: most.toString() };
  const day = readDate(until.trim());
  if (!day) return { refused: 'not-a-date' };
  if (Temporal.PlainDate.compare(day, Temporal.PlainDate.from(current.validTo)) <= 0)
    return { refused: 'not-later', than: current.validTo };
  if (Temporal.PlainDate.compare(day, most) > 0) return { refused: 'too-far', most: most.toString() };
  // Whoever stands in is an approver, who agrees by reapproving.
  if (actingFor(part) === undefined && needsAgreement(current, day, policy)) return proposeExtension(current, day.toString(), press);
  const extended = withNewLastDay(current, day.toString(), doneBy(press));
  const next = { ...extended, account: withoutExtension(extended.account ?? {}), revision: current.revision + 1 };
  return recorded(next, 'reapprove', current.status, press, ['validTo'], dates(current, next), actingFor(part));
}

/** Other changes wait on; an answer is no news any more. */
function withoutExtension(account: Account): Account {
  return account.proposal?.open ? withoutProposed(account, ['validTo']) : withoutProposal(account);
}

/**
 * propose: the approvers are asked for a later last day. Until one of them agrees, the present one stands. They are asked at once for
 * whatever else waits; what still lacks its photo is replaced, as the last day does not wait for that.
 */
function proposeExtension(current: VisitorRequest, validTo: string, press: Press): Change | Refusal {
  // The same once more would ring again and start the reminders anew.
  const before = current.account?.proposal?.open;
  if (before?.change.validTo === validTo) return { refused: 'asked-already', until: validTo };
  const revision = current.revision + 1;
  const { change, note, photo } = before && !before.awaitsPhoto ? before : { change: {}, note: undefined, photo: undefined };
  const open: Proposal = {
    ...doneBy(press),
    revision,
    change: { ...change, validTo },
    ...(note !== undefined && { note }),
    ...(photo && { photo }),
  };
  const next: VisitorRequest = { ...current, account: { ...current.account, proposal: { open } }, revision };
  return recorded(next, 'propose', current.status, press, ['validTo'], { before: { validTo: current.validTo }, after: { validTo } });
}

/** The account until this day, an ISO date. @param by who reapproved it, and when. */
export function withNewLastDay(current: VisitorRequest, validTo: string, { by, at, channel }: Done): VisitorRequest {
  const { shortened: _undone, ...account } = current.account ?? {};
  const from = Temporal.PlainDate.from(current.validTo).add({ days: 1 }).toString();
  const reapproved = { by, at, channel, from, count: timesReapproved(current) + 1 };
  return { ...current, validTo, account: { ...account, reapproved } };
}

/** How often the account was reapproved since its approval. */
export function timesReapproved({ account }: Pick<VisitorRequest, 'account'>): number {
  return account?.reapproved ? (account.reapproved.count ?? 1) : 0;
}

/** let end: no more reminders; the account ends on its last day. Can be taken back until then. */
export function letExpire(current: VisitorRequest, standing: Standing, press: Press): Change | Refusal {
  const part = sponsorPart(current, standing);
  const refusal = 'refused' in part ? part : outsideWindow(current, press);
  if (refusal) return refusal;
  // What was asked of the approvers is withdrawn first.
  if (current.account?.ending || awaitsExtension(current)) return { refused: 'moved-on' };
  const next = { ...current, account: { ...current.account, ending: doneBy(press) }, revision: current.revision + 1 };
  return recorded(next, 'let-end', current.status, press, [], {}, actingFor(part));
}

/** keep-after-all: undoes *let it expire*; the request awaits its reapproval again. */
export function undoLetExpire(current: VisitorRequest, standing: Standing, press: Press): Change | Refusal {
  const part = sponsorPart(current, standing);
  const refusal = 'refused' in part ? part : outsideWindow(current, press);
  if (refusal) return refusal;
  if (!current.account?.ending) return { refused: 'moved-on' };
  const next = { ...current, account: withoutEnding(current.account), revision: current.revision + 1 };
  return recorded(next, 'keep-after-all', current.status, press, [], {}, actingFor(part));
}

/**
 * shorten: an earlier last day, today or later, by its sponsor (or whoever stands in) or an admin.
 *
 * @param until as it was typed or picked, an ISO date.
 */
export function shorten(current: VisitorRequest, until: string, standing: Standing, press: Press): Change | Refusal {
  const part = endingPart(current, standing, false);
  const refusal = 'refused' in part ? part : notRunning(current, press);
  if (refusal) return refusal;
  const least = leastLastDay(current, press.now.toPlainDate());
  if (Temporal.PlainDate.compare(least, Temporal.PlainDate.from(current.validTo)) >= 0) return { refused: 'no-earlier-day' };
  const day = readDate(until.trim());
  if (!day) return { refused: 'not-a-date' };
  if (Temporal.PlainDate.compare(day, least) < 0) return { refused: 'too-early', least: least.toString() };
  if (Temporal.PlainDate.compare(day, Temporal.PlainDate.from(current.validTo)) >= 0)
    return { refused: 'not-earlier', than: current.validTo };
  // An earlier end and an extension contradict each other: the later word holds.
  const start = current.account?.proposal?.open?.change.validFrom;
  const isPastStart = start !== undefined && start > day.toString();
  const kept = withoutProposed(current.account ?? {}, ['validTo', ...(isPastStart ? (['validFrom'] as const) : [])]);
  const account = { ...kept, shortened: doneBy(press) };
  const next = markForSponsor({ ...current, validTo: day.toString(), account, revision: current.revision + 1 }, press);
  return recorded(next, 'shorten', current.status, press, ['validTo'], dates(current, next), actingFor(part));
}

/** The earliest last day that can be set: neither before the first day nor before today. */
export function leastLastDay({ validFrom }: Pick<VisitorRequest, 'validFrom'>, today: Temporal.PlainDate): Temporal.PlainDate {
  const first = Temporal.PlainDate.from(validFrom);
  return Temporal.PlainDate.compare(first, today) > 0 ? first : today;
}

/**
 * end now: by its sponsor, a decider or an admin; before the first day too. For good.
 *
 * @param typed a reason, which is kept in the history.
 */
export function end(current: VisitorRequest, standing: Standing, press: Press, typed?: string): Change | Refusal {
  const part = endingPart(current, standing, true);
  const refusal = 'refused' in part ? part : notRunning(current, press);
  if (refusal) return refusal;
  const note = tidyNote(typed);
  if ('refused' in note) return note;
  const over = closed(moved(current, 'ended', press));
  const next = markForSponsor({ ...over, account: { ...over.account, end: doneBy(press) } }, press);
  return recorded(next, 'end', current.status, press, [], note, actingFor(part));
}

/** Whether this person may shorten (`mayDecide` false) or end the account: the answer of the rules for a card’s buttons. */
function endingPart(current: VisitorRequest, standing: Standing, mayDecide: boolean): Part | Refusal {
  const { person, deciders } = standing;
  const part = sponsorPart(current, standing);
  if (!('refused' in part) || part.refused === 'not-staff') return part;
  const isDecider = mayDecide && deciders.may.includes(person.id);
  return isDecider || (person.isAdmin && person.isEnabled) ? { part: 'sponsor' } : part;
}

export function notRunning(current: VisitorRequest, press: Press): Refusal | undefined {
  const status = statusAt(current, press.now.toPlainDate());
  if (status === 'expired') return { refused: 'over-already' };
  return isRunning(status) && press.seen === current.revision ? undefined : { refused: 'moved-on' };
}

/** After the end nothing is revived, whatever the card showed; before the window the card says from when. */
function outsideWindow(current: VisitorRequest, press: Press): Refusal | undefined {
  const refusal = notRunning(current, press);
  if (refusal) return refusal;
  const isOpen = isInWindow(current, press.now.toPlainDate());
  return isOpen ? undefined : { refused: 'outside-window', opens: windowOpens(current.validTo).toString() };
}

/** Notifies the sponsor of a change that somebody else made. */
function markForSponsor(next: VisitorRequest, press: Press): VisitorRequest {
  return press.actor.id === next.sponsor ? next : withOutcomeRevision(next);
}

/** Who did something, when and where, as it is kept. */
export function doneBy({ actor, now }: Pick<Press, 'actor' | 'now'>): Done {
  return { by: actor.id, at: instant(now), channel: actor.channel };
}

/** The sponsor for whom somebody stands in; undefined for everybody else. */
export function actingFor(part: Part | Refusal): PersonId | undefined {
  return 'part' in part && part.part === 'stand-in' ? part.actingFor : undefined;
}

function dates(before: VisitorRequest, after: VisitorRequest) {
  return { before: { validTo: before.validTo }, after: { validTo: after.validTo } };
}
