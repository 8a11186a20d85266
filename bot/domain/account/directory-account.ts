import { Temporal } from 'temporal-polyfill';
import type { ItAccess } from '../form/answer-values';
import type { PersonId } from '../organisation/organisation';
import { clockActor } from '../request/clock';
import { type Change, instant, type Refusal, recallMinutes, recorded } from '../request/lifecycle';
import type { Actor } from '../request/records';
import { statusAt } from '../request/request-dates';
import type { DirectoryAccount, KeptAccount, RequestId, VisitorRequest } from '../request/visitor-request';
import { isRunning } from '../statuses/table';

/** A directory account as it has to be now. ISO dates; its last day is the last one on which it works. */
export interface WantedAccount {
  /** Marks the account as ours. */
  reference: RequestId;
  /** The whole sign-in name. */
  userName: string;
  givenName: string;
  surname: string;
  displayName: string;
  department: string;
  company?: string;
  /** Whose group it is in; in none once it is over. */
  level: ItAccess;
  /** Who answers for it. */
  sponsor: PersonId;
  firstDay: string;
  lastDay: string;
  /** False: made if its time is still to come, and never if it is over. */
  isEnabled: boolean;
  isOver: boolean;
}

/** What is known of an account from before. */
export type KnownAccount = Pick<DirectoryAccount, 'objectId' | 'state' | 'stateAt' | 'askedAt' | 'kept' | 'task'>;

/** Whether a request has or may get a directory account: approved with IT access, or one was begun. */
export function concernsAccount({ status, answers, account }: VisitorRequest): boolean {
  return account?.directory !== undefined || (isRunning(status) && answers.itAccess !== 'none');
}

/**
 * Seconds until the approval can no longer be taken back; nothing happens outside before that. 0 where there is nothing to wait for.
 */
export function secondsToUndo({ decision, account }: VisitorRequest, now: Temporal.ZonedDateTime): number {
  if (account?.directory || !decision) return 0;
  const until = Temporal.Instant.from(decision.at).add({ minutes: recallMinutes });
  return Math.max(0, Math.ceil(now.toInstant().until(until).total('seconds')));
}

/** Whether the account has to begin or go on; otherwise it has to end, or never was. */
export function isAccountRunning(request: VisitorRequest, now: Temporal.ZonedDateTime): boolean {
  return request.answers.itAccess !== 'none' && isRunning(statusAt(request, now.toPlainDate()));
}

/** The account as the request has it now; it has a username. */
export function accountWanted(
  request: VisitorRequest,
  { userName }: DirectoryAccount,
  department: string,
  now: Temporal.ZonedDateTime,
): WantedAccount {
  const { id, answers, sponsor, validFrom, validTo } = request;
  const { firstName, lastName, preferredName, employer, itAccess } = answers;
  const isOver = !isAccountRunning(request, now);
  const hasBegun = Temporal.PlainDate.compare(now.toPlainDate(), validFrom) >= 0;
  return {
    reference: id,
    userName,
    givenName: firstName,
    surname: lastName,
    displayName: preferredName ?? `${firstName} ${lastName}`,
    department,
    ...(employer !== undefined && { company: employer }),
    level: itAccess,
    sponsor,
    firstDay: validFrom,
    lastDay: validTo,
    isEnabled: !isOver && hasBegun,
    isOver,
  };
}

/** The part of it that is compared with what was confirmed before. */
export function keptOf(wanted: WantedAccount, keepsSponsor: boolean): KeptAccount {
  const { userName, displayName, level, lastDay, isEnabled, isOver, sponsor } = wanted;
  return { userName, displayName, level: isOver ? 'none' : level, lastDay, isEnabled, ...(keepsSponsor && !isOver && { sponsor }) };
}

/** Whether what the directory confirmed last is not what the dates want now; what people in IT are asked for is on their list. */
export function isAccountOverdue(request: VisitorRequest, now: Temporal.ZonedDateTime): boolean {
  if (!concernsAccount(request) || secondsToUndo(request, now) > 0) return false;
  const { state, task } = request.account?.directory ?? {};
  if (task && !task.isRefused) return false;
  if (!isAccountRunning(request, now)) return state !== 'disabled';
  return Temporal.PlainDate.compare(now.toPlainDate(), request.validFrom) < 0 ? state === undefined : state !== 'enabled';
}

type Press = { now: Temporal.ZonedDateTime };

/** account-reminded: the night found it behind. Nothing is shown of it. */
export function accountReminded(current: VisitorRequest, { now }: Press): Change | Refusal {
  if (!isAccountOverdue(current, now)) return { refused: 'moved-on' };
  return recorded(current, 'account-reminded', current.status, { actor: clockActor, now }, [], {});
}

/** account-retried: an admin has seen to what stood in its way. */
export function accountRetried(current: VisitorRequest, { actor, now }: Press & { actor: Actor }): Change | Refusal {
  const { directory } = current.account ?? {};
  if (!directory || (directory.needsHand === undefined && !directory.task?.isRefused)) return { refused: 'moved-on' };
  const { needsHand: _seen, task, ...rest } = directory;
  const next = { ...rest, ...(task && !task.isRefused && { task }) };
  return recordedOf({ ...current, revision: current.revision + 1 }, 'account-retried', next, { actor, now });
}

/** account-named: a username is given, the first or in place of one that the directory would not take; from here on the approval stands. */
export function accountNamed(current: VisitorRequest, userName: string, { now }: Press): Change | Refusal {
  const known = current.account?.directory;
  const mayBegin = isAccountRunning(current, now) && secondsToUndo(current, now) === 0;
  if (!mayBegin || known?.objectId !== undefined || known?.kept !== undefined) return { refused: 'moved-on' };
  const directory: DirectoryAccount = { userName, ...(known && { namesTaken: (known.namesTaken ?? 0) + 1 }) };
  const values = { before: known && { userName: known.userName }, after: { userName } };
  return recordedOf(current, 'account-named', directory, { actor: clockActor, now }, values);
}

/** account-asked: whether it was done is not clear yet. Nothing is shown of it. */
export function accountAsked(current: VisitorRequest, since: string, { now }: Press): Change | Refusal {
  const known = current.account?.directory;
  if (!known || known.askedAt === since) return { refused: 'moved-on' };
  return recordedOf(current, 'account-asked', { ...known, askedAt: since }, { actor: clockActor, now });
}

/** What was found of an account, or done to it. Without an `id` and `kept` there is none. */
export interface Confirmed {
  id?: string;
  isEnabled: boolean;
  kept?: KeptAccount;
}

/** What the directory confirmed: account-made, account-begun the first time that it is enabled, account-enabled, account-disabled. */
export function accountConfirmed(current: VisitorRequest, confirmed: Confirmed, { now }: Press): Change | Refusal {
  const { directory: known } = current.account ?? {};
  if (!known) return { refused: 'moved-on' };
  const isOpen = known.askedAt !== undefined || known.needsHand !== undefined || known.task !== undefined;
  if (known.state === directoryStateOf(current, confirmed, now) && known.objectId === confirmed.id && !isOpen)
    return { refused: 'moved-on' };
  return confirmedAs(current, known, confirmed, { actor: clockActor, now });
}

/** account-changed: a date, a name or a level is as it is wanted. Nothing is shown of it. */
export function accountChanged(current: VisitorRequest, kept: KeptAccount, { now }: Press): Change | Refusal {
  const { directory: known } = current.account ?? {};
  if (!known) return { refused: 'moved-on' };
  return recordedOf(current, 'account-changed', { ...known, kept }, { actor: clockActor, now });
}

/** The change that a confirmation makes, whoever gave it; `userName`: another one than was given. */
export function confirmedAs(
  current: VisitorRequest,
  known: DirectoryAccount,
  { id, isEnabled, kept }: Confirmed,
  { actor, now }: Press & { actor: Actor },
  userName: string = known.userName,
): Change {
  const { askedAt: _asked, needsHand: _needed, objectId: _id, task: _done, namesTaken: _taken, ...rest } = known;
  const state = directoryStateOf(current, { isEnabled }, now);
  const revision = current.revision + 1;
  const isFirst = isEnabled && !known.begun;
  const isThere = id !== undefined || kept !== undefined || known.kept !== undefined;
  const next: DirectoryAccount = {
    ...rest,
    userName,
    ...(id !== undefined && { objectId: id }),
    ...(kept && { kept }),
    state,
    stateAt: known.state === state ? known.stateAt! : instant(now),
    ...(isFirst && { begun: { at: instant(now), revision } }),
  };
  const isSame = known.state === state && actor.channel !== 'clock';
  const verb = !isThere ? 'account-not-made' : isFirst ? 'account-begun' : isSame ? 'account-changed' : `account-${state}`;
  const values = userName === known.userName ? {} : { before: { userName: known.userName }, after: { userName } };
  return recordedOf({ ...current, revision }, verb, next, { actor, now }, values);
}

function directoryStateOf(
  current: VisitorRequest,
  { isEnabled }: Confirmed,
  now: Temporal.ZonedDateTime,
): NonNullable<DirectoryAccount['state']> {
  if (isEnabled) return 'enabled';
  return !isAccountRunning(current, now) || current.account?.directory?.begun ? 'disabled' : 'made';
}

/** account-needs-hand: only a person can go on; `code` says why. */
export function accountNeedsHand(current: VisitorRequest, code: string, { now }: Press): Change | Refusal {
  const { directory } = current.account ?? {};
  if (!directory || directory.needsHand === code) return { refused: 'moved-on' };
  // What people in IT were asked for, the admins see to now.
  const { task, ...known } = directory;
  const next = { ...known, needsHand: code, ...(task?.isRefused && { task }) };
  return recordedOf({ ...current, revision: current.revision + 1 }, 'account-needs-hand', next, { actor: clockActor, now });
}

/** A change of the account alone, by whomever. */
export function recordedOf(
  current: VisitorRequest,
  verb: string,
  directory: DirectoryAccount,
  press: Press & { actor: Actor },
  values: { before?: Record<string, unknown> | undefined; after?: Record<string, unknown>; words?: string } = {},
): Change {
  const next: VisitorRequest = { ...current, account: { ...current.account, directory } };
  const { before, after, words } = values;
  const detail = { ...(words !== undefined && { words }), ...(before && { before }), ...(after && { after }) };
  return recorded(next, verb, current.status, press, Object.keys(after ?? {}), detail);
}
