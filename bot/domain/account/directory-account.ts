import { Temporal } from 'temporal-polyfill';
import type { ItAccess } from '../form/answer-values';
import type { PersonId } from '../organisation/organisation';
import { clockActor } from '../request/clock';
import type { DirectoryAccount, KeptAccount } from '../request/directory-record';
import { instant, recorded } from '../request/lifecycle';
import { undoableUntil } from '../request/recall';
import type { Actor } from '../request/records';
import type { Change, Refusal } from '../request/refusal';
import { statusAt } from '../request/request-dates';
import type { RequestId, VisitorRequest } from '../request/visitor-request';
import { isRunning } from '../statuses/table';

/** The target state of a directory account. ISO dates; the account works on its last day. */
export interface WantedAccount {
  /** The marker by which we find our own account again. */
  reference: RequestId;
  /** The user principal name. */
  userName: string;
  givenName: string;
  surname: string;
  displayName: string;
  department: string;
  company?: string;
  /** Decides the group; a disabled account is in none. */
  level: ItAccess;
  /** The sponsor. */
  sponsor: PersonId;
  firstDay: string;
  lastDay: string;
  /** False before the first day and after the last. */
  isEnabled: boolean;
  isOver: boolean;
}

/** What an earlier step has recorded of the account. */
export type KnownAccount = Pick<DirectoryAccount, 'objectId' | 'state' | 'stateAt' | 'askedAt' | 'kept' | 'task'>;

/** Whether a request has an account or may get one: it was approved with IT access, or provisioning has begun. */
export function concernsAccount({ status, answers, account }: VisitorRequest): boolean {
  return account?.directory !== undefined || (isRunning(status) && answers.itAccess !== 'none');
}

/**
 * Seconds until the approval can no longer be undone; provisioning starts after that. 0 when it may start now.
 */
export function secondsToUndo({ decision, account }: VisitorRequest, now: Temporal.ZonedDateTime): number {
  if (account?.directory || !decision) return 0;
  return Math.max(0, Math.ceil((undoableUntil(decision.at) - now.epochMilliseconds) / 1_000));
}

/** Whether the account should exist and work on its days; if not, it is disabled or never created. */
export function isAccountRunning(request: VisitorRequest, now: Temporal.ZonedDateTime): boolean {
  return request.answers.itAccess !== 'none' && isRunning(statusAt(request, now.toPlainDate()));
}

/** The target that follows from a request with a username. */
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

/** The part of the target that is compared with the last confirmed state. */
export function keptOf(wanted: WantedAccount, keepsSponsor: boolean): KeptAccount {
  const { userName, displayName, level, lastDay, isEnabled, isOver, sponsor } = wanted;
  return { userName, displayName, level: isOver ? 'none' : level, lastDay, isEnabled, ...(keepsSponsor && !isOver && { sponsor }) };
}

/** The same once the directory has confirmed it, after `before`: of an account that is over, it still shows who sponsored it. */
export function keptAfter(wanted: WantedAccount, before: KeptAccount | undefined, keepsSponsor: boolean): KeptAccount {
  return { ...(before?.sponsor !== undefined && { sponsor: before.sponsor }), ...keptOf(wanted, keepsSponsor) };
}

/** Whether the last confirmed state differs from the target. IT tasks do not count: they have a list of their own. */
export function isAccountOverdue(request: VisitorRequest, now: Temporal.ZonedDateTime): boolean {
  if (!concernsAccount(request) || secondsToUndo(request, now) > 0) return false;
  const { state, task } = request.account?.directory ?? {};
  if (task && !task.isRefused) return false;
  if (!isAccountRunning(request, now)) return state !== 'disabled';
  return Temporal.PlainDate.compare(now.toPlainDate(), request.validFrom) < 0 ? state === undefined : state !== 'enabled';
}

type Press = { now: Temporal.ZonedDateTime };

/** account-reminded: the nightly reconcile found the account out of step. No history shows it. */
export function accountReminded(current: VisitorRequest, { now }: Press): Change | Refusal {
  if (!isAccountOverdue(current, now)) return { refused: 'moved-on' };
  return recorded(current, 'account-reminded', current.status, { actor: clockActor, now }, [], {});
}

/** account-retried: an admin has removed the obstacle and asks for another attempt. */
export function accountRetried(current: VisitorRequest, { actor, now }: Press & { actor: Actor }): Change | Refusal {
  const { directory } = current.account ?? {};
  if (!directory || (directory.needsHand === undefined && !directory.task?.isRefused)) return { refused: 'moved-on' };
  const { needsHand: _seen, task, ...rest } = directory;
  const next = { ...rest, ...(task && !task.isRefused && { task }) };
  return recordedOf(afterStep(current), 'account-retried', next, { actor, now });
}

/** account-named: assigns a username, the first one or a replacement for one that the directory refused. The approval can no longer be undone. */
export function accountNamed(current: VisitorRequest, userName: string, { now }: Press): Change | Refusal {
  const known = current.account?.directory;
  const mayBegin = isAccountRunning(current, now) && secondsToUndo(current, now) === 0;
  if (!mayBegin || known?.objectId !== undefined || known?.kept !== undefined) return { refused: 'moved-on' };
  const directory: DirectoryAccount = { userName, ...(known && { namesTaken: (known.namesTaken ?? 0) + 1 }) };
  const values = { before: known && { userName: known.userName }, after: { userName } };
  return recordedOf(current, 'account-named', directory, { actor: clockActor, now }, values);
}

/** account-asked: the directory was asked and has not confirmed yet. No history shows it. */
export function accountAsked(current: VisitorRequest, since: string, { now }: Press): Change | Refusal {
  const known = current.account?.directory;
  if (!known || known.askedAt === since) return { refused: 'moved-on' };
  return recordedOf(current, 'account-asked', { ...known, askedAt: since }, { actor: clockActor, now });
}

/** The state that an adapter read or wrote. Without `id` and `kept` there is no account. */
export interface Confirmed {
  id?: string;
  isEnabled: boolean;
  kept?: KeptAccount;
}

/** The verb for a confirmed state: account-made, account-begun for the first enabling, account-enabled, account-disabled. */
export function accountConfirmed(current: VisitorRequest, confirmed: Confirmed, { now }: Press): Change | Refusal {
  const { directory: known } = current.account ?? {};
  if (!known) return { refused: 'moved-on' };
  const isOpen = known.askedAt !== undefined || known.needsHand !== undefined || known.task !== undefined;
  if (known.state === directoryStateOf(current, confirmed, now) && known.objectId === confirmed.id && !isOpen)
    return { refused: 'moved-on' };
  const { kept = known.kept } = confirmed;
  // As people have said it, until the directory shows it.
  const said = kept?.isByHand && known.saidBy ? { said: known.saidBy } : {};
  return confirmedAs(
    current,
    known,
    confirmed,
    { actor: clockActor, now },
    { ...said, userName: confirmed.kept?.userName ?? known.userName },
  );
}

/** account-changed: a date, a name or a level now matches the target. No history shows it. */
export function accountChanged(current: VisitorRequest, kept: KeptAccount, { now }: Press): Change | Refusal {
  const { directory: known } = current.account ?? {};
  if (!known) return { refused: 'moved-on' };
  const { saidBy, ...rest } = known;
  const next = { ...rest, kept, ...(saidBy && kept.isByHand && { saidBy }) };
  return recordedOf(current, 'account-changed', next, { actor: clockActor, now });
}

/** The change that a confirmation brings, from Graph or from IT. `said`: by whom in IT, where the directory did not show it. */
export function confirmedAs(
  current: VisitorRequest,
  known: DirectoryAccount,
  { id, isEnabled, kept }: Confirmed,
  { actor, now }: Press & { actor: Actor },
  { userName = known.userName, said }: { userName?: string; said?: DirectoryAccount['saidBy'] } = {},
): Change {
  const { askedAt: _asked, needsHand: _needed, objectId: _id, task: _done, namesTaken: _taken, saidBy: _before, ...rest } = known;
  const state = directoryStateOf(current, { isEnabled }, now);
  const stepped = afterStep(current);
  const isFirst = isEnabled && !known.begun;
  const isThere = id !== undefined || kept !== undefined || known.kept !== undefined;
  const next: DirectoryAccount = {
    ...rest,
    userName,
    ...(id !== undefined && { objectId: id }),
    ...(kept && { kept }),
    ...(said && { saidBy: said }),
    state,
    stateAt: known.state === state ? known.stateAt! : instant(now),
    ...(isFirst && { begun: { at: instant(now), revision: stepped.revision } }),
  };
  const isSame = known.state === state && actor.channel !== 'clock';
  const verb = !isThere ? 'account-not-made' : isFirst ? 'account-begun' : isSame ? 'account-changed' : `account-${state}`;
  const values = userName === known.userName ? {} : { before: { userName: known.userName }, after: { userName } };
  return recordedOf(stepped, verb, next, { actor, now }, values);
}

function directoryStateOf(
  current: VisitorRequest,
  { isEnabled }: Confirmed,
  now: Temporal.ZonedDateTime,
): NonNullable<DirectoryAccount['state']> {
  if (isEnabled) return 'enabled';
  return !isAccountRunning(current, now) || current.account?.directory?.begun ? 'disabled' : 'made';
}

/** account-needs-hand: a person has to act; `code` gives the cause. */
export function accountNeedsHand(current: VisitorRequest, code: string, { now }: Press): Change | Refusal {
  const { directory } = current.account ?? {};
  if (!directory || directory.needsHand === code) return { refused: 'moved-on' };
  // The admins take over the open IT task.
  const { task, ...known } = directory;
  const next = { ...known, needsHand: code, ...(task?.isRefused && { task }) };
  return recordedOf(afterStep(current), 'account-needs-hand', next, { actor: clockActor, now });
}

/** The request one revision on, with the note that only its account has changed since the first of these steps. */
export function afterStep(current: VisitorRequest): VisitorRequest {
  const { accountSteps: last, revision } = current;
  const from = last?.to === revision ? last.from : revision;
  return { ...current, revision: revision + 1, accountSteps: { from, to: revision + 1 } };
}

/** A change that touches the account alone. */
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
