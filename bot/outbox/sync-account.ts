import { Temporal } from 'temporal-polyfill';
import {
  accountAsked,
  accountChanged,
  accountConfirmed,
  accountNamed,
  accountNeedsHand,
  accountWanted,
  concernsAccount,
  isAccountRunning,
  keptAfter,
  secondsToUndo,
  type WantedAccount,
} from '../domain/account/directory-account';
import { accountQueued, isAskedForRefusal, notDone, stepsOf } from '../domain/account/it-task';
import { namesNeedToAscii, usernames } from '../domain/account/usernames';
import { departmentOf } from '../domain/form/form-context';
import type { DirectoryAccount } from '../domain/request/directory-record';
import type { Change, Refusal } from '../domain/request/refusal';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { AccountSync, Failed } from '../ports/accounts';
import type { Aggregate } from '../ports/requests';
import type { Random } from '../ports/system';
import { changeRequest } from '../verbs/perform';
import { clearMatter, keepOnList } from './notify-admins';
import type { AccountPorts, AccountWorkPorts, Progress } from './work-ports';

/** Seconds between the tries while the directory does not answer, or fails for this account. */
const whileAway = 300;
/** Seconds until the directory is asked again for what it has refused. */
const whileRefused = 1_800;
/** Seconds that a beginning waits for ends. */
const afterEnds = 30;
/** Usernames that the directory may refuse, in however many runs, before people are asked for one. */
const mostNames = 5;
/** Row keys of the admins' list, whose order puts ends first. */
const matters = {
  end: 'account-end',
  fault: 'account-fault',
  hand: 'account-hand',
  notDone: 'account-not-done',
  refused: 'account-refused',
  start: 'account-start',
} as const;
/** A wrong sponsor in the directory is not urgent. */
const sponsorMatter = 'account-sponsor';

type Ports = AccountWorkPorts & { accounts: AccountPorts };
type Named = VisitorRequest & { account: { directory: DirectoryAccount } };

/**
 * Makes the directory account match the request as it is now, once the approval can no longer be undone. Idempotent, in
 * any order: it reads the wanted state anew and compares it with the directory's.
 */
export async function syncAccount(aggregate: Aggregate, ports: Ports, { until }: { until?: Temporal.Instant } = {}): Promise<Progress> {
  try {
    await syncAccountNow(aggregate, ports, until);
    return {};
  } catch (fault) {
    if (!(fault instanceof NotYet)) throw fault;
    return { again: { seconds: fault.seconds, code: fault.code } };
  }
}

/** It is not its turn yet, or the directory is away: the wait costs no try. */
class NotYet extends Error {
  constructor(
    readonly code: string,
    readonly seconds: number,
  ) {
    super(code);
  }
}

/** A failure that counts as an attempt; its code is logged and shown to the admins. */
class AccountFault extends Error {
  constructor(code: string) {
    super(code);
    this.name = code;
  }
}

/** What admins are told of this account, as it was read: noted before it is on their list, so that no crash leaves it there. */
type Told = Pick<Aggregate, 'request' | 'notified'>;

async function syncAccountNow(aggregate: Aggregate, ports: Ports, until: Temporal.Instant | undefined): Promise<void> {
  // Cards and mails come first and may take time.
  const request = (await ports.requests.read(aggregate.request.value.id))?.value;
  const now = ports.clock.now();
  if (!request || !concernsAccount(request)) return;
  if (until && Temporal.Instant.compare(now.toInstant(), until) >= 0) throw new NotYet('out-of-time', 0);
  const seconds = secondsToUndo(request, now);
  if (seconds > 0) throw new NotYet('undo-open', seconds);
  let named = await withName(request, ports);
  while (named) {
    await lettingEndsPass(named, aggregate, ports);
    const { brought, wanted } = await syncDirectoryAccount(named, ports);
    if (brought.outcome !== 'taken') return saveOutcome(brought, wanted, named, aggregate, ports);
    if (!isAccountRunning(named, now)) return saveOutcome({ outcome: 'confirmed', isEnabled: false }, wanted, named, aggregate, ports);
    if (!areAllTaken(named)) named = await afterTaken(named, ports);
    if (named && areAllTaken(named)) return afterAllTaken(named, aggregate, ports);
  }
}

/** A limit of attempts, as some names belong to accounts that cannot be read, such as deleted ones. */
function areAllTaken({ account: { directory } }: Named): boolean {
  return (directory.namesTaken ?? 0) >= mostNames;
}

/**
 * The request with its username, allocated now where it has none; undefined where it has changed, as that change syncs the
 * account itself.
 */
async function withName(request: VisitorRequest, ports: Ports): Promise<Named | undefined> {
  return hasUsername(request) ? request : await giveName(request, ports);
}

function hasUsername(request: VisitorRequest): request is Named {
  return request.account?.directory !== undefined;
}

/** Taken in the register before it is on the request: a username that is lost in between stays given. */
async function giveName(request: VisitorRequest, ports: Ports): Promise<Named | undefined> {
  const { directory, usernames: register } = ports.accounts;
  const { answers } = request;
  const toAscii = namesNeedToAscii(answers) ? await ports.toAscii() : (text: string) => text;
  for (const username of usernames(answers, ports.policy.usernames, (below) => randomBelow(below, ports.random), toAscii)) {
    if (!(await register.take(username, request.id))) continue;
    const userName = `${username}@${directory.domain}`;
    const outcome = await applyRule(request, (current) => accountNamed(current, userName, { now: ports.clock.now() }), ports, true);
    return outcome && hasUsername(outcome) ? outcome : undefined;
  }
  throw new AccountFault('no-username');
}

/** A whole number below `below`, each as likely. */
function randomBelow(below: number, random: Random): number {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = random.bytes(6);
  const chance = [a, b, c, d, e, f].reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48;
  return Math.floor(chance * below);
}

/** The name belongs to a foreign account: retire it and assign another. */
async function afterTaken(request: Named, ports: Ports): Promise<Named | undefined> {
  await ports.accounts.usernames.retire(usernameWithin(request.account.directory.userName));
  return await giveName(request, ports);
}

/** Without its domain. */
function usernameWithin(userName: string): string {
  return userName.slice(0, userName.indexOf('@'));
}

/** People may see what the directory does not tell. */
async function afterAllTaken(request: Named, told: Told, ports: Ports): Promise<void> {
  const { directory } = ports.accounts;
  const wanted = wantedOf(request, await departmentNameOf(request, ports), ports);
  const brought = await directory.askPeople?.(wanted, request.account.directory, 'names-taken');
  if (!brought || brought.outcome === 'taken') throw new AccountFault('names-taken');
  await saveOutcome(brought, wanted, request, told, ports);
}

/** After an outage all accounts are due at once; ends come before beginnings. */
async function lettingEndsPass(request: Named, { notified }: Told, ports: Ports): Promise<void> {
  const isBeginning = isAccountRunning(request, ports.clock.now()) && request.account.directory.state !== 'enabled';
  const [first] = isBeginning ? (await ports.views.listAttention(1)).items : [];
  if (first?.kind !== matters.end) return;
  if (!notified.includes(matters.start)) await keepOnList(matters.start, request.id, 'ends-first', ports);
  throw new NotYet('ends-first', afterEnds);
}

async function syncDirectoryAccount(request: Named, ports: Ports): Promise<{ brought: AccountSync; wanted: WantedAccount }> {
  const wanted = wantedOf(request, await departmentNameOf(request, ports), ports);
  return { brought: await ports.accounts.directory.sync(wanted, request.account.directory), wanted };
}

function wantedOf(request: Named, department: string, { clock }: Ports): WantedAccount {
  return accountWanted(request, request.account.directory, department, clock.now());
}

async function departmentNameOf({ answers }: VisitorRequest, { departments }: Ports): Promise<string> {
  return departmentOf(answers, await departments.all())?.name ?? answers.department;
}

async function saveOutcome(
  brought: Exclude<AccountSync, { outcome: 'taken' }>,
  wanted: WantedAccount,
  request: Named,
  told: Told,
  ports: Ports,
): Promise<void> {
  const now = () => ports.clock.now();
  const { id } = request;
  const code = 'code' in brought ? brought.code : 'task' in brought ? brought.task.code : undefined;
  const what = { outcome: brought.outcome, ...(code !== undefined && { code }) };
  ports.log.info({ request: id, ...what }, 'account');
  ports.telemetry?.record('accountSteps', 1, what);
  if (brought.outcome === 'confirmed') return saveConfirmed(brought, wanted, request, told, ports);
  if (brought.outcome === 'failed') return saveFailed(brought, request, told, ports);
  if ('task' in brought) {
    const { task, afterSeconds } = brought;
    const isSame = request.account.directory.task?.since === task.since;
    await applyRule(request, (current) => accountQueued(current, task, { now: now() }), ports, isSame);
    const { refused, ...others } = matters;
    // What the directory refuses of one it may refuse of all, so that admins have to know, though IT does it by hand.
    const isRefused = isAskedForRefusal(task);
    await clear(told, ports, isRefused ? Object.values(others) : Object.values(matters));
    if (isRefused) await keepOnList(refused, id, code ?? '', ports);
    if (afterSeconds !== undefined) throw new NotYet('with-people', afterSeconds);
    return;
  }
  const { askedAt } = request.account.directory;
  await applyRule(request, (current) => accountAsked(current, brought.since, { now: now() }), ports, true);
  // The retry is unclear too.
  if (askedAt !== undefined && askedAt !== brought.since) await keepOnList(matters.fault, id, 'NoAnswer', ports);
  throw new NotYet('asked', brought.afterSeconds);
}

async function saveConfirmed(
  brought: Extract<AccountSync, { outcome: 'confirmed' }>,
  wanted: WantedAccount,
  request: Named,
  told: Told,
  ports: Ports,
): Promise<void> {
  const { lacks } = brought;
  const { kept: before } = request.account.directory;
  const isThere = brought.id !== undefined || before !== undefined;
  const keepsSponsor = ports.accounts.directory.keepsSponsor && lacks === undefined;
  const kept = brought.kept ?? keptAfter(wanted, before, keepsSponsor);
  // How people have left it stays said by them until the directory shows it.
  const isSeen = before?.isByHand === true && !brought.isSaid;
  const isNew = isThere && (before === undefined || brought.kept !== undefined || isSeen || stepsOf(kept, before).length > 0);
  const confirmed = { ...brought, ...(isNew && { kept }) };
  const changed = await applyRule(request, (current) => accountConfirmed(current, confirmed, { now: ports.clock.now() }), ports);
  if (!changed && isNew) await applyRule(request, (current) => accountChanged(current, kept, { now: ports.clock.now() }), ports, true);
  const { userName } = request.account.directory;
  // People made it under another name.
  if (changed && changed.account?.directory?.userName !== userName) await ports.accounts.usernames.retire(usernameWithin(userName));
  await clear(told, ports, [...Object.values(matters), ...(lacks === undefined ? [sponsorMatter] : [])]);
  if (lacks !== undefined) await keepOnList(sponsorMatter, request.id, lacks, ports);
}

async function saveFailed(
  { code, afterSeconds = 0, isAway, isAlone, needsHand }: Failed,
  request: Named,
  told: Told,
  ports: Ports,
): Promise<void> {
  const { id } = request;
  const isRunning = isAccountRunning(request, ports.clock.now());
  if (isAway) {
    await keepOnList(isRunning ? matters.start : matters.end, id, code, ports);
    throw new NotYet(code, Math.max(whileAway, afterSeconds));
  }
  // Not an outage, so other accounts need not wait.
  await clear(told, ports, [matters.end, matters.start]);
  if (isAlone) {
    await keepOnList(matters.fault, id, code, ports);
    throw new NotYet(code, Math.max(whileAway, afterSeconds));
  }
  if (!needsHand) throw new AccountFault(code);
  await applyRule(request, (current) => accountNeedsHand(current, code, { now: ports.clock.now() }), ports);
  const [listed, other] = code === notDone ? [matters.notDone, matters.hand] : [matters.hand, matters.notDone];
  // People in IT have it no longer.
  await clear(told, ports, [matters.refused, other]);
  await keepOnList(listed, id, code, ports);
  throw new NotYet(code, Math.max(whileRefused, afterSeconds));
}

/** Makes no call if nothing was on the admins' list. */
async function clear(told: Told, ports: Ports, kinds: readonly string[]): Promise<void> {
  await Promise.all(kinds.map((kind) => clearMatter(kind, told, ports)));
}

/** What was said of it, on the request; undefined where that is on it already. */
async function applyRule(
  { id }: VisitorRequest,
  rule: (current: VisitorRequest) => Change | Refusal,
  ports: Ports,
  isUnseen = false,
): Promise<VisitorRequest | undefined> {
  const outcome = await changeRequest(id, rule, ports, { isOfAccount: true, isUnseen });
  if (outcome.kind === 'busy') throw new NotYet('busy', 1);
  return outcome.kind === 'done' ? outcome.request : undefined;
}
