import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { KnownAccount, WantedAccount } from '../../domain/account/directory-account';
import type { AccountSync, Accounts } from '../../ports/accounts';
import type { Clock } from '../../ports/system';
import { type AccountFieldOptions, creationOf, isSameValue, userFields } from './account-fields';
import { type GraphUser, isMadeSince, lookInGraph, makingSince, readMarked, readMembership, readUser } from './account-reading';
import type { Graph, GraphLimits } from './graph-client';
import { GraphFault } from './graph-fault';

/** One attempt: a create on Graph is not idempotent, so an unclear result is read back and never repeated at once. */
export const createLimits: GraphLimits = { milliseconds: 8_000, tries: 1, mayWait: false };

/** Of all other calls: seven of them fit into the time that the worker has for a request. What Graph asks to wait for, the worker does. */
export const accountLimits: GraphLimits = { milliseconds: 5_000, tries: 2, mayWait: false };

export interface GraphAccountsOptions extends AccountFieldOptions {
  /** With {@link accountLimits}, for all that does no harm when it arrives twice. */
  graph: Graph;
  /** With {@link createLimits}. */
  creating: Graph;
  /** A verified, managed domain of the tenant. */
  domain: string;
  /** Object ids of the groups whose members have a level. */
  groups: { 'staff-like': string; 'student-like': string };
  /** As what the directory shows who answers for an account; absent: not at all. */
  sponsorAs?: 'sponsors' | 'manager';
  clock: Clock;
}

/** Seconds in which Graph may not find what it has made. */
const replicatesFor = 120;
/** Seconds until it is looked for again. */
const lookAgain = 15;

const made = z.object({ id: z.string() });
const anything = z.unknown().transform(() => true);

/** Ends a run with what came of it. */
class Ended extends Error {
  constructor(readonly synced: AccountSync) {
    super(synced.outcome);
  }
}

/** Cloud accounts by Microsoft Graph. An account is ours where its `employeeId` is the reference, and touched only then. */
export function graphAccounts(options: GraphAccountsOptions): Accounts {
  const { graph, creating, domain, groups, clock, sponsorAs } = options;
  const isSince = (since: string | undefined, seconds: number) =>
    since !== undefined && Temporal.Instant.from(since).until(clock.now().toInstant()).total('seconds') < seconds;
  const asked = (since = clock.now().toInstant().toString()) => new Ended({ outcome: 'asked', since, afterSeconds: lookAgain });

  const find = (idOrName: string) => readUser(graph, idOrName);

  /** Throws if the account is not ours, or is mastered in another directory and cannot be changed here. */
  function ours(found: GraphUser, wanted: WantedAccount, known: KnownAccount): GraphUser {
    // One that was taken over has no mark where only another directory can set it.
    const isUnmarked = known.objectId !== undefined && found.onPremisesSyncEnabled === true && !found.employeeId;
    if (found.employeeId !== wanted.reference && !isUnmarked) {
      if (known.objectId !== undefined) throw new Ended({ outcome: 'failed', code: 'NotOurs', needsHand: 'admins' });
      throw new Ended({ outcome: 'taken', ...(isMadeSince(makingSince(known), found) && { isBeingMade: true }) });
    }
    if (found.onPremisesSyncEnabled === true)
      throw new Ended({ outcome: 'failed', code: 'Synced', needsHand: 'it', isKeptElsewhere: true });
    return found;
  }

  /** Of several, only people know whose each is. */
  async function onlyMarked(wanted: WantedAccount): Promise<GraphUser | undefined> {
    const [marked, another] = await readMarked(graph, wanted);
    if (another) throw new Ended({ outcome: 'failed', code: 'SeveralMarked', needsHand: 'admins' });
    return marked;
  }

  /** @param markedOnce reads the account that carries the reference, once a run. */
  async function findOrMake(
    wanted: WantedAccount,
    known: KnownAccount,
    markedOnce: () => Promise<GraphUser | undefined>,
  ): Promise<GraphUser | undefined> {
    const found = await find(known.objectId ?? wanted.userName);
    if (found) return ours(found, wanted, known);
    if (known.objectId !== undefined) {
      // Made a moment ago, and not to be read everywhere yet.
      if (isSince(known.stateAt, replicatesFor)) throw asked(known.askedAt);
      if (wanted.isOver) return undefined;
      throw new Ended({ outcome: 'failed', code: 'AccountGone', needsHand: 'admins' });
    }
    if (makingSince(known) !== undefined) {
      const marked = await markedOnce();
      if (marked && !wanted.isOver) throw new Ended({ outcome: 'taken', isBeingMade: true });
      if (marked) return ours(marked, wanted, known);
    }
    if (wanted.isOver) {
      if (known.askedAt === undefined || isSince(known.askedAt, replicatesFor)) throw asked(known.askedAt);
      return undefined;
    }
    // Asked a moment ago, and it cannot be read yet: a second create would only be refused.
    if (isSince(known.askedAt, replicatesFor)) throw asked(known.askedAt);
    return await make(wanted, known);
  }

  async function make(wanted: WantedAccount, known: KnownAccount): Promise<GraphUser | undefined> {
    try {
      const answer = await creating.ask('/users', creationOf(wanted, options), made);
      if (!answer) throw new GraphFault('Malformed');
      return { ...userFields(wanted, options), id: answer.id, userPrincipalName: wanted.userName, accountEnabled: false };
    } catch (fault) {
      if (!(fault instanceof GraphFault)) throw fault;
      if (fault.status === 400) return await readBack(fault, wanted, known);
      // Refused before anything was done, or a wait that was asked for.
      if (fault.status === 401 || fault.status === 403 || fault.status === 429 || fault.code === 'Throttled') throw fault;
      throw asked();
    }
  }

  /** Whatever a 400 says, the account may be our own, of a create whose answer was lost. */
  async function readBack(fault: GraphFault, wanted: WantedAccount, known: KnownAccount): Promise<GraphUser | undefined> {
    const found = await find(wanted.userName);
    if (found) return ours(found, wanted, known);
    if (!fault.details.includes('ObjectConflict')) throw fault;
    // Nobody readable has the name: an earlier create may still appear, or a deleted user has it.
    throw known.askedAt === undefined ? asked() : new Ended({ outcome: 'taken' });
  }

  async function isMember(group: string, id: string): Promise<boolean> {
    const isIn = await readMembership(graph, group, id);
    if (isIn === undefined) throw new Ended({ outcome: 'failed', code: 'NoSuchGroup', needsHand: 'it' });
    return isIn;
  }

  async function syncGroups(wanted: WantedAccount, { id }: GraphUser): Promise<void> {
    for (const [level, group] of Object.entries(groups)) {
      const isWanted = !wanted.isOver && wanted.level === level;
      if ((await isMember(group, id)) === isWanted) continue;
      // Without `/$ref`, the call would delete the account itself. One that is out already is out.
      if (!isWanted) await graph.remove(`/groups/${group}/members/${id}/$ref`);
      else await addMember(group, id);
    }
  }

  async function addMember(group: string, id: string): Promise<void> {
    const member = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` };
    try {
      // Gone: Graph does not find yet whom it has just made.
      if ((await graph.ask(`/groups/${group}/members/$ref`, member, anything)) === undefined) throw asked();
    } catch (fault) {
      // A member already: the list of members follows a moment later.
      if (!(fault instanceof GraphFault && fault.status === 400) || !(await isMember(group, id))) throw fault;
    }
  }

  async function syncFields(wanted: WantedAccount, found: GraphUser): Promise<void> {
    const fields = { ...userFields(wanted, options), accountEnabled: wanted.isEnabled };
    const differs = ([name, value]: [string, unknown]) => !isSameValue(value, found[name as keyof GraphUser]);
    const changed = Object.fromEntries(Object.entries(fields).filter(differs));
    if (Object.keys(changed).length === 0) return;
    if (!(await graph.change(`/users/${encodeURIComponent(found.id)}`, changed))) throw asked();
  }

  /** Changes that remove rights come first, changes that grant them last. */
  async function bring(wanted: WantedAccount, known: KnownAccount): Promise<AccountSync> {
    let marked: Promise<GraphUser | undefined> | undefined;
    const markedOnce = () => {
      marked ??= onlyMarked(wanted);
      return marked;
    };
    const found = await findOrMake(wanted, known, markedOnce);
    // The end of the account that is known as ours waits for nobody.
    if (found && !(wanted.isOver && known.objectId !== undefined)) await markedOnce();
    if (!found) return { outcome: 'confirmed', ...(known.objectId !== undefined && { id: known.objectId }), isEnabled: false };
    // A person may have disabled it for a reason unknown here; a stale read looks the same for a moment.
    if (wanted.isEnabled && known.state === 'enabled' && found.accountEnabled === false)
      return { outcome: 'failed', code: 'DisabledByHand', needsHand: 'admins' };
    if (!wanted.isEnabled) {
      await syncFields(wanted, found);
      // Also for a disabled account: the call that disabled it may have failed before this one.
      if (known.state === 'enabled' || found.accountEnabled)
        await graph.ask(`/users/${encodeURIComponent(found.id)}/revokeSignInSessions`, {}, anything);
      await syncGroups(wanted, found);
    } else {
      await syncGroups(wanted, found);
      await syncFields(wanted, found);
    }
    const lacks = wanted.isOver ? undefined : await syncSponsor(wanted, known, found);
    return { outcome: 'confirmed', id: found.id, isEnabled: wanted.isEnabled, ...(lacks !== undefined && { lacks }) };
  }

  /** Optional: the account works without it and our record is authoritative, so a refusal is logged and stops nothing. */
  async function syncSponsor({ sponsor }: WantedAccount, known: KnownAccount, { id }: GraphUser): Promise<string | undefined> {
    if (!sponsorAs) return undefined;
    try {
      return await (sponsorAs === 'manager' ? syncManager(id, sponsor) : syncSponsors(id, sponsor, known.kept?.sponsor));
    } catch (fault) {
      if (fault instanceof GraphFault && isRefusedByGraph(fault)) return fault.code;
      throw fault;
    }
  }

  async function syncManager(id: string, sponsor: string): Promise<string | undefined> {
    const manager = await graph.read(`/users/${id}/manager?$select=id`, made);
    if (manager?.id === sponsor) return undefined;
    return (await graph.put(`/users/${id}/manager/$ref`, userRef(sponsor))) ? undefined : 'SponsorUnknown';
  }

  /** Replaces the former sponsor; sponsors added by hand stay. */
  async function syncSponsors(id: string, sponsor: string, before: string | undefined): Promise<string | undefined> {
    const found = await graph.readAll(`/users/${id}/sponsors?$select=id`, made);
    if (!found) throw asked();
    const has = (one: string | undefined) => found.some((other) => other.id === one);
    if (!has(sponsor) && (await graph.ask(`/users/${id}/sponsors/$ref`, userRef(sponsor), anything)) === undefined) return 'SponsorUnknown';
    if (before !== undefined && before !== sponsor && has(before)) await graph.remove(`/users/${id}/sponsors/${before}/$ref`);
    return undefined;
  }

  /** Whether the directory answers about something else: then the fault is this account's own. By the other way in, as each rests after a fault. */
  async function answersOtherwise(): Promise<boolean> {
    try {
      return (await creating.read(`/groups/${groups['staff-like']}?$select=id`, made)) !== undefined;
    } catch {
      return false;
    }
  }

  /** What Graph refuses stays refused until a person has changed something; with no answer, or a busy one, it is away. */
  async function failureOf(fault: unknown): Promise<AccountSync> {
    if (!(fault instanceof GraphFault)) throw fault;
    const { code, afterSeconds } = fault;
    const failed = { outcome: 'failed' as const, code, ...(afterSeconds !== undefined && { afterSeconds }) };
    if (isRefusedByGraph(fault)) return { ...failed, needsHand: 'it' };
    const mayBeAlone = code !== 'Throttled' && (fault.status === undefined || fault.status >= 500);
    return mayBeAlone && (await answersOtherwise()) ? { ...failed, isAlone: true } : { ...failed, isAway: true };
  }

  return {
    domain,
    keepsSponsor: sponsorAs !== undefined,
    look: (wanted, known) => lookInGraph(wanted, known, options),
    async sync(wanted, known) {
      try {
        return await bring(wanted, known);
      } catch (fault) {
        if (fault instanceof Ended) return fault.synced;
        return await failureOf(fault);
      }
    },
  };
}

function isRefusedByGraph({ status }: GraphFault): boolean {
  return status !== undefined && status !== 401 && status !== 408 && status !== 429 && status < 500;
}

function userRef(id: string): object {
  return { '@odata.id': `https://graph.microsoft.com/v1.0/users/${id}` };
}
