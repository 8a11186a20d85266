import { z } from 'zod';
import type { KnownAccount, WantedAccount } from '../../domain/account/directory-account';
import { dateOf } from '../../domain/dates/dates';
import type { ItAccess } from '../../domain/form/answer-values';
import type { AccountLook } from '../../ports/accounts';
import type { Graph } from './graph-client';
import { GraphFault } from './graph-fault';

const user = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  accountEnabled: z.boolean().nullish(),
  employeeId: z.string().nullish(),
  displayName: z.string().nullish(),
  givenName: z.string().nullish(),
  surname: z.string().nullish(),
  department: z.string().nullish(),
  companyName: z.string().nullish(),
  employeeType: z.string().nullish(),
  employeeHireDate: z.string().nullish(),
  employeeLeaveDateTime: z.string().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  createdDateTime: z.string().nullish(),
});
/** As much of a Graph user as an account has. */
export type GraphUser = z.output<typeof user>;
const select = Object.keys(user.shape).join(',');
const named = z.object({ id: z.string() });

/** By object id or whole sign-in name. */
export async function readUser(graph: Graph, idOrName: string): Promise<GraphUser | undefined> {
  return await graph.read(`/users/${encodeURIComponent(idOrName)}?$select=${select}`, user);
}

/** All that carry the reference, under whatever name: more than one where somebody has given it to another by hand. */
export async function readMarked(graph: Graph, { reference }: Pick<WantedAccount, 'reference'>): Promise<GraphUser[]> {
  return (await graph.readAll(`/users?$select=${select}&$filter=${encodeURIComponent(`employeeId eq '${reference}'`)}`, user)) ?? [];
}

/** Undefined where there is no such group. */
export async function readMembership(graph: Graph, group: string, id: string): Promise<boolean | undefined> {
  const filter = encodeURIComponent(`id eq '${id}'`);
  const found = await graph.readAll(`/groups/${group}/members?$select=id&$count=true&$filter=${filter}`, named);
  return found?.some((one) => one.id === id);
}

/** When people were asked to make it; undefined where they were not. */
export function makingSince({ task }: KnownAccount): string | undefined {
  return task?.steps.includes('make') ? task.since : undefined;
}

/** Accounts of old may have no such date. */
export function isMadeSince(since: string | undefined, { createdDateTime }: GraphUser): boolean {
  return since !== undefined && typeof createdDateTime === 'string' && Date.parse(createdDateTime) >= Date.parse(since);
}

interface LookOptions {
  graph: Graph;
  groups: Readonly<Record<string, string>>;
  sponsorAs?: 'sponsors' | 'manager';
  /** IANA name. */
  zone: string;
}

/** Reads an account as {@link AccountLook}. What is kept on premises shows neither its last day nor its sponsor. */
export async function lookInGraph(wanted: WantedAccount, known: KnownAccount, options: LookOptions): Promise<AccountLook> {
  const { graph } = options;
  try {
    const marked = await readMarked(graph, wanted);
    if (marked.length > 1) return { kind: 'several' };
    const found =
      known.objectId === undefined ? (marked[0] ?? (await readUser(graph, wanted.userName))) : await readUser(graph, known.objectId);
    if (!found) return { kind: 'absent' };
    return isKnownAsOurs(found, wanted, known) ? await shownIn(found, wanted, options) : { kind: 'unmarked' };
  } catch (fault) {
    if (!(fault instanceof GraphFault)) throw fault;
    return { kind: 'unreadable', code: fault.code };
  }
}

/** One that came from on premises may have no mark that Graph shows. */
function isKnownAsOurs(found: GraphUser, { reference }: WantedAccount, known: KnownAccount): boolean {
  if (found.employeeId === reference) return true;
  const isUnmarked = found.onPremisesSyncEnabled === true && !found.employeeId;
  return isUnmarked && (known.objectId !== undefined || isMadeSince(makingSince(known), found));
}

async function shownIn(found: GraphUser, wanted: WantedAccount, { graph, groups, sponsorAs, zone }: LookOptions): Promise<AccountLook> {
  const { id, userPrincipalName: userName, displayName, accountEnabled, employeeLeaveDateTime: leaves } = found;
  const levels: ItAccess[] = [];
  for (const [level, group] of Object.entries(groups)) if (await readMembership(graph, group, id)) levels.push(level as ItAccess);
  const level = levels.find((one) => wanted.isOver || one !== wanted.level) ?? levels[0] ?? 'none';
  const isSynced = found.onPremisesSyncEnabled === true;
  const lastDay = leaves ? dateOf(leaves, zone).toString() : '';
  const sponsor = sponsorAs && !isSynced ? await shownSponsor(id, wanted.sponsor, sponsorAs, graph) : wanted.sponsor;
  const shows = {
    userName,
    displayName: displayName ?? '',
    level,
    lastDay: isSynced ? wanted.lastDay : lastDay,
    isEnabled: accountEnabled === true,
    ...(sponsor !== undefined && sponsorAs && { sponsor }),
  };
  return { kind: 'found', id, shows };
}

/** Of several, the one that is looked for; undefined where nobody is. */
async function shownSponsor(id: string, sponsor: string, as: 'sponsors' | 'manager', graph: Graph): Promise<string | undefined> {
  if (as === 'manager') return (await graph.read(`/users/${id}/manager?$select=id`, named))?.id;
  const found = (await graph.readAll(`/users/${id}/sponsors?$select=id`, named)) ?? [];
  return found.find((one) => one.id === sponsor)?.id ?? found[0]?.id;
}
