import { Temporal } from 'temporal-polyfill';
import {
  accountAsked,
  accountConfirmed,
  accountNamed,
  accountNeedsHand,
  accountWanted,
  concernsAccount,
  isAccountRunning,
  secondsToUndo,
} from '../domain/account/directory-account';
import { usernames } from '../domain/account/usernames';
import { departmentOf } from '../domain/form/form-context';
import { type Change, instant, type Refusal } from '../domain/request/lifecycle';
import type { DirectoryAccount, VisitorRequest } from '../domain/request/visitor-request';
import type { AccountSync } from '../ports/accounts';
import type { Aggregate } from '../ports/requests';
import type { Random } from '../ports/system';
import { changeRequest } from '../verbs/perform';
import type { AccountPorts, Progress, WorkPorts } from './work-ports';

/** Seconds between the tries while the directory does not answer. */
const whileAway = 300;
/** Seconds that a beginning waits for ends. */
const afterEnds = 30;
/** Usernames that the directory may refuse in one run. */
const mostNames = 5;
/** On the admins' list, which is in the order of these words: ends come first. */
const waiting = { end: 'account-end', hand: 'account-hand', start: 'account-start' } as const;

type Ports = WorkPorts & { accounts: AccountPorts };
type Named = VisitorRequest & { account: { directory: DirectoryAccount } };

/**
 * Makes the directory account match the request as it is now, once the approval can no longer be undone. Idempotent, in
 * any order: it reads the wanted state anew and compares it with the directory's.
 */
export async function syncAccount(aggregate: Aggregate, all: WorkPorts, { until }: { until?: Temporal.Instant } = {}): Promise<Progress> {
  try {
    await syncAccountNow(aggregate, all, until);
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

async function syncAccountNow(
  { request: { value }, todos }: Aggregate,
  all: WorkPorts,
  until: Temporal.Instant | undefined,
): Promise<void> {
  const { accounts } = all;
  if (!accounts) return;
  const ports: Ports = { ...all, accounts };
  // Cards and mails were delivered first, so the request is read again.
  const request = (await ports.requests.read(value.id))?.value;
  const now = ports.clock.now();
  if (!request || !concernsAccount(request)) return;
  if (until && Temporal.Instant.compare(now.toInstant(), until) >= 0) throw new NotYet('out-of-time', 0);
  const seconds = secondsToUndo(request, now);
  if (seconds > 0) throw new NotYet('undo-open', seconds);
  const isPostponed = todos.some((todo) => todo.value.target === 'accounts' && todo.value.notBefore !== undefined);
  let named = await withName(request, ports);
  for (let names = 0; named && names < mostNames; names += 1) {
    await lettingEndsPass(named, ports);
    const result = await syncDirectoryAccount(named, ports);
    if (result.outcome !== 'taken') return saveOutcome(result, named, isPostponed, ports);
    named = await afterTaken(named, ports);
  }
  if (named) throw new AccountFault('names-taken');
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
  for (const username of usernames(request.answers, ports.policy.usernames, (below) => randomBelow(below, ports.random))) {
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

/** The directory has another account under this username: it is marked as taken, and a new one is allocated. */
async function afterTaken(request: Named, ports: Ports): Promise<Named | undefined> {
  const { userName } = request.account.directory;
  if (!isAccountRunning(request, ports.clock.now())) {
    await saveOutcome({ outcome: 'confirmed', isEnabled: false }, request, false, ports);
    return undefined;
  }
  await ports.accounts.usernames.retire(userName.slice(0, userName.indexOf('@')));
  return await giveName(request, ports);
}

/** After an outage everything comes at once, and an account that has to end comes before one that has to start. */
async function lettingEndsPass(request: Named, ports: Ports): Promise<void> {
  const isBeginning = isAccountRunning(request, ports.clock.now()) && request.account.directory.state !== 'enabled';
  const [first] = isBeginning ? (await ports.views.listAttention(1)).items : [];
  if (first?.kind !== waiting.end) return;
  await ports.views.putAttention(waiting.start, request.id, 'ends-first', instant(ports.clock.now()));
  throw new NotYet('ends-first', afterEnds);
}

async function syncDirectoryAccount(request: Named, ports: Ports): Promise<AccountSync> {
  const known = request.account.directory;
  const department = departmentOf(request.answers, await ports.departments.all())?.name ?? request.answers.department;
  return await ports.accounts.directory.sync(accountWanted(request, known, department, ports.clock.now()), known);
}

async function saveOutcome(
  result: Exclude<AccountSync, { outcome: 'taken' }>,
  request: Named,
  isPostponed: boolean,
  ports: Ports,
): Promise<void> {
  const now = () => ports.clock.now();
  const { id } = request;
  const isRunning = isAccountRunning(request, now());
  ports.log.info({ request: id, outcome: result.outcome, ...('code' in result && { code: result.code }) }, 'account');
  switch (result.outcome) {
    case 'confirmed': {
      const changed = await applyRule(request, (current) => accountConfirmed(current, result, { now: now() }), ports);
      // An end that stood on the list by mistake would keep every beginning waiting.
      if (changed || isPostponed || !isRunning)
        await Promise.all(Object.values(waiting).map((kind) => ports.views.clearAttention(kind, id)));
      return;
    }
    case 'asked':
      await applyRule(request, (current) => accountAsked(current, result.since, { now: now() }), ports, true);
      throw new NotYet('asked', result.afterSeconds);
    case 'failed': {
      const { code, afterSeconds, isAway, needsHand } = result;
      if (isAway) {
        await ports.views.putAttention(isRunning ? waiting.start : waiting.end, id, code, instant(now()));
        throw new NotYet(code, Math.max(whileAway, afterSeconds ?? 0));
      }
      // The directory did answer, so the next attempt need not wait.
      if (!isRunning) await ports.views.clearAttention(waiting.end, id);
      if (needsHand) {
        await applyRule(request, (current) => accountNeedsHand(current, code, { now: now() }), ports);
        await ports.views.putAttention(waiting.hand, id, code, instant(now()));
      }
      throw new AccountFault(code);
    }
  }
}

/** What the directory said, on the request; undefined where that is on it already. */
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
