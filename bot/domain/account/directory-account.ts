import { Temporal } from 'temporal-polyfill';
import type { ItAccess } from '../form/answer-values';
import { clockActor } from '../request/clock';
import { type Change, instant, type Refusal, recallMinutes, recorded } from '../request/lifecycle';
import { statusAt } from '../request/request-dates';
import type { DirectoryAccount, RequestId, VisitorRequest } from '../request/visitor-request';
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
  firstDay: string;
  lastDay: string;
  /** False: made if its time is still to come, and never if it is over. */
  isEnabled: boolean;
  isOver: boolean;
}

/** What is known of an account from before. */
export type KnownAccount = Pick<DirectoryAccount, 'objectId' | 'state' | 'askedAt'>;

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
  const { id, answers, validFrom, validTo } = request;
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
    firstDay: validFrom,
    lastDay: validTo,
    isEnabled: !isOver && hasBegun,
    isOver,
  };
}

/** Whether what the directory confirmed last is not what the dates want now. */
export function isAccountOverdue(request: VisitorRequest, now: Temporal.ZonedDateTime): boolean {
  if (!concernsAccount(request) || secondsToUndo(request, now) > 0) return false;
  const { state } = request.account?.directory ?? {};
  if (!isAccountRunning(request, now)) return state !== 'disabled';
  return Temporal.PlainDate.compare(now.toPlainDate(), request.validFrom) < 0 ? state === undefined : state !== 'enabled';
}

/** account-reminded: the night found it behind. Nothing is shown of it. */
export function accountReminded(current: VisitorRequest, { now }: Press): Change | Refusal {
  if (!isAccountOverdue(current, now)) return { refused: 'moved-on' };
  return recorded(current, 'account-reminded', current.status, { actor: clockActor, now }, [], {});
}

type Press = { now: Temporal.ZonedDateTime };

/** account-named: a username is given; from here on the approval stands. */
export function accountNamed(current: VisitorRequest, userName: string, { now }: Press): Change | Refusal {
  const known = current.account?.directory;
  const mayBegin = isAccountRunning(current, now) && secondsToUndo(current, now) === 0;
  if (!mayBegin || known?.objectId !== undefined) return { refused: 'moved-on' };
  const directory: DirectoryAccount = { userName };
  return recordedBy('account-named', current, directory, now, { before: known && { userName: known.userName }, after: { userName } });
}

/** account-asked: whether it was done is not clear yet. Nothing is shown of it. */
export function accountAsked(current: VisitorRequest, since: string, { now }: Press): Change | Refusal {
  const known = current.account?.directory;
  if (!known || known.askedAt === since) return { refused: 'moved-on' };
  return recordedBy('account-asked', current, { ...known, askedAt: since }, now);
}

/** What the directory confirmed: account-made, account-begun the first time that it is enabled, account-enabled, account-disabled. */
export function accountConfirmed(
  current: VisitorRequest,
  { id, isEnabled }: { id?: string; isEnabled: boolean },
  { now }: Press,
): Change | Refusal {
  const { directory: known } = current.account ?? {};
  if (!known) return { refused: 'moved-on' };
  const isOver = !isAccountRunning(current, now);
  const state = isEnabled ? 'enabled' : isOver || known.begun ? 'disabled' : 'made';
  if (known.state === state && known.objectId === id && known.askedAt === undefined && known.needsHand === undefined)
    return { refused: 'moved-on' };
  const { askedAt: _asked, needsHand: _needed, objectId: _id, ...rest } = known;
  const revision = current.revision + 1;
  const isFirst = isEnabled && !known.begun;
  const next: DirectoryAccount = {
    ...rest,
    ...(id !== undefined && { objectId: id }),
    state,
    stateAt: known.state === state ? known.stateAt! : instant(now),
    ...(isFirst && { begun: { at: instant(now), revision } }),
  };
  const verb = id === undefined ? 'account-not-made' : isFirst ? 'account-begun' : `account-${state}`;
  return recordedBy(verb, { ...current, revision }, next, now);
}

/** account-needs-hand: only a person can go on; `code` says why. */
export function accountNeedsHand(current: VisitorRequest, code: string, { now }: Press): Change | Refusal {
  const { directory: known } = current.account ?? {};
  if (!known || known.needsHand === code) return { refused: 'moved-on' };
  return recordedBy('account-needs-hand', { ...current, revision: current.revision + 1 }, { ...known, needsHand: code }, now);
}

function recordedBy(
  verb: string,
  current: VisitorRequest,
  directory: DirectoryAccount,
  now: Temporal.ZonedDateTime,
  values: { before?: Record<string, unknown> | undefined; after?: Record<string, unknown> } = {},
): Change {
  const next: VisitorRequest = { ...current, account: { ...current.account, directory } };
  const { before, after } = values;
  const detail = { ...(before && { before }), ...(after && { after }) };
  return recorded(next, verb, current.status, { actor: clockActor, now }, Object.keys(after ?? {}), detail);
}
