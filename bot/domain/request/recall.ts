import type { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../organisation/organisation';
import type { Status } from '../statuses/table';
import type { Deciders } from './deciders';
import { instant, moved, type Press, recorded } from './lifecycle';
import type { Change, Refusal } from './refusal';
import { statusAt } from './request-dates';
import type { VisitorRequest } from './visitor-request';

/** How long a decision may be taken back, in minutes. */
export const recallMinutes = 10;

/**
 * Until when a decision of this ISO instant may be undone: what happens outside begins then. Milliseconds since 1970, as each card asks
 * several times.
 */
export function undoableUntil(decidedAt: string): number {
  return Date.parse(decidedAt) + recallMinutes * 60_000;
}

/** Whether it may still be undone; false where nobody has decided. */
export function isUndoOpen(decidedAt: string | undefined, now: Temporal.ZonedDateTime): boolean {
  return decidedAt !== undefined && now.epochMilliseconds < undoableUntil(decidedAt);
}

/**
 * recall: whoever decided takes it back while nothing has come of it. The question is open again as it was asked, to the
 * same deciders; the sponsor hears of it. Example: approved five minutes ago, from tomorrow → pending.
 */
export function recall(current: VisitorRequest, deciders: Deciders, press: Press): Change | Refusal {
  const refusal = recalls(current, deciders, press);
  if (refusal) return refusal;
  // What its sponsor did with the account meanwhile goes with the approval that made it possible.
  const { decision: _taken, account: _since, ...rest } = asAsked(current);
  const next = moved(rest, 'pending', press);
  const recalled = { by: press.actor.id, at: instant(press.now), revision: next.revision };
  return recorded({ ...next, recalled }, 'recall', current.status, press, [], {});
}

/** The request as its sponsor asked for it, whatever its approval changed. */
function asAsked(current: VisitorRequest): VisitorRequest {
  const { validTo, itAccess, idCard } = current.decision?.change ?? {};
  const answers = { ...current.answers, ...(itAccess && { itAccess: itAccess.asked }), ...(idCard && { idCard: idCard.asked }) };
  // A last day that the sponsor has set since is theirs.
  const isApproved = validTo !== undefined && current.validTo === validTo.approved;
  return { ...current, answers, ...(isApproved && { validTo: validTo.asked }) };
}

/** The ISO instant until which this person may take their decision back; undefined where they may not now. */
export function recallableUntil(current: VisitorRequest, person: PersonId, now: Temporal.ZonedDateTime): string | undefined {
  const { decision, account } = current;
  const isOpen =
    decision?.by === person && !account?.directory && isRecallable(statusAt(current, now.toPlainDate())) && !isPastEnd(current, now);
  if (!isOpen) return undefined;
  return isUndoOpen(decision.at, now) ? new Date(undoableUntil(decision.at)).toISOString() : undefined;
}

function recalls(current: VisitorRequest, deciders: Deciders, press: Press): Refusal | undefined {
  const { id } = press.actor;
  const isTheirs = current.decision?.by === id;
  if (!isTheirs && !deciders.may.includes(id) && current.recalled?.by !== id) return { refused: 'not-yours' };
  if (press.seen !== current.revision) return { refused: 'moved-on' };
  if (!isTheirs) return { refused: current.decision ? 'not-who-decided' : 'moved-on' };
  const status = statusAt(current, press.now.toPlainDate());
  if (!isRecallable(status) || isPastEnd(current, press.now)) return { refused: 'moved-on' };
  if (!current.account?.directory && isUndoOpen(current.decision?.at, press.now)) return undefined;
  return status === 'active' ? { refused: 'active-already' } : { refused: 'too-late', minutes: recallMinutes };
}

function isRecallable(status: Status): boolean {
  return status === 'approved' || status === 'active' || status === 'rejected';
}

/** A rejected request stays rejected whatever the date; open again after its last day, it would lapse at once. */
function isPastEnd(current: VisitorRequest, now: Temporal.ZonedDateTime): boolean {
  return statusAt({ ...current, status: 'pending' }, now.toPlainDate()) === 'lapsed';
}
