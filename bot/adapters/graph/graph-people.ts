import { z } from 'zod';
import type { Person, PersonId } from '../../domain/organisation/organisation';
import { type GroupRole, groupRoles, rolesOf } from '../../domain/organisation/roles';
import { inOrderOfName, mostSearched, searchWords } from '../../domain/request/people-search';
import type { People } from '../../ports/directory';
import type { Log } from '../../ports/log-fields';
import type { Clock } from '../../ports/system';
import type { DirectoryTable } from '../azure/directory-table';
import { directoryCache } from './directory-cache';
import type { Graph } from './graph-client';
import { GraphFault } from './graph-fault';

/** The group of each role, by object id; nested members count. The IT group is optional. */
export type RoleGroups = Record<Exclude<GroupRole, 'itService'>, string> & { itService?: string };

export interface GraphPeopleOptions {
  graph: Graph;
  table: DirectoryTable;
  groups: RoleGroups;
  /** Values of `employeeType` that mark a visitor, in any case. */
  visitorTypes: readonly string[];
  clock: Clock;
  log: Log;
}

const user = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  department: z.string().nullish(),
  userPrincipalName: z.string(),
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
  employeeType: z.string().nullish(),
});
type User = z.output<typeof user>;
type Member = Omit<User, 'displayName' | 'mail' | 'department'>;
const memberships = z.object({ value: z.array(z.string()) });
const member = user.omit({ displayName: true, mail: true, department: true });

const found = z.object({ value: z.array(z.object({ id: z.string() })) });

/** Ids that a filter of Graph's takes; whoever is searched is looked up by one. */
const mostOfFilter = mostSearched;
const guid = z.guid();
const listed = z.object({ value: z.array(user) }).transform(({ value }) => ({ users: value }));
const memberOf = memberships.transform(({ value }) => ({ groups: value }));

/** Under which the directory's table keeps who the admins are, and who is in IT. */
export const adminsKey = 'role:admins';
export const itServiceKey = 'role:it-service';
const fields = Object.keys(user.shape).join(',');
const memberFields = Object.keys(member.shape).join(',');

export interface GraphPeople extends People {
  /** The same as it was last read, up to a day ago: never asks Graph, and throws where nothing is kept. */
  remembered: People;
}

/** People and their roles as Entra has them. What it costs: see {@link directoryCache}. */
export function graphPeople({ graph, table, groups, visitorTypes, clock, log }: GraphPeopleOptions): GraphPeople {
  const groupIds = Object.values(groups).filter((id) => id !== undefined);

  async function lookUp(id: PersonId): Promise<Person | undefined> {
    const path = `/users/${encodeURIComponent(id)}`;
    const [found, roles] = await Promise.all([
      graph.read(`${path}?$select=${fields}`, user),
      graph.ask(`${path}/checkMemberGroups`, { groupIds }, memberships),
    ]);
    if (!found) return undefined;
    if (!roles || found.id.toLowerCase() !== id.toLowerCase()) throw new GraphFault('Malformed');
    return personOf(id, found, new Set(roles.value.map((group) => group.toLowerCase())));
  }

  /** Two requests a person, as in {@link lookUp}; existence is checked for fifteen people in one request. */
  async function lookUpMany(ids: readonly PersonId[]): Promise<(Person | undefined | GraphFault)[]> {
    const groupsOfFilter = Math.ceil(ids.length / mostOfFilter);
    const filters = Array.from({ length: groupsOfFilter }, (_, at) => ids.slice(at * mostOfFilter, (at + 1) * mostOfFilter));
    const answers = await graph.askAll<z.output<typeof listed> | z.output<typeof memberOf>>([
      ...filters.map((some) => ({ path: `/users?$select=${fields}&$filter=${filterOf(some)}`, shape: listed })),
      ...ids.map((id) => ({ path: `/users/${id}/checkMemberGroups`, body: { groupIds }, shape: memberOf })),
    ]);
    const users = new Map<PersonId, User>();
    for (const answer of answers) {
      if (!answer || !('users' in answer)) continue;
      for (const one of answer.users) users.set(one.id.toLowerCase(), one);
    }
    return ids.map((id, place) => {
      const list = answers[Math.floor(place / mostOfFilter)];
      const roles = answers[filters.length + place];
      if (list instanceof GraphFault) return list;
      if (roles instanceof GraphFault) return roles;
      const found = users.get(id.toLowerCase());
      // A person counts as deleted only if both answers say so.
      if (!found && !roles) return undefined;
      if (!found || !roles || !('groups' in roles)) return new GraphFault('Malformed');
      return personOf(id, found, new Set(roles.groups.map((group) => group.toLowerCase())));
    });
  }

  function personOf(id: PersonId, found: User, member: ReadonlySet<string>): Person {
    const isIn = (role: GroupRole): boolean => member.has(groups[role]?.toLowerCase() ?? '');
    return {
      id,
      name: found.displayName || found.userPrincipalName,
      mail: (found.mail || found.userPrincipalName).toLowerCase(),
      ...(found.department && { department: found.department }),
      ...roles(found, isIn),
    };
  }

  function roles(found: Member, isIn: (role: GroupRole) => boolean) {
    const { accountEnabled, userType, employeeType, userPrincipalName: principalName } = found;
    const isInGroups = Object.fromEntries(groupRoles.map((role) => [role, isIn(role)]));
    return rolesOf({ isEnabled: accountEnabled === true, userType, employeeType, principalName, groups: isInGroups }, visitorTypes);
  }

  async function lookUpRole(about: string): Promise<PersonId[]> {
    const role = about === adminsKey ? 'admins' : 'itService';
    const group = groups[role];
    if (group === undefined) return [];
    const path = `/groups/${encodeURIComponent(group)}/transitiveMembers/microsoft.graph.user?$select=${memberFields}&$count=true&$top=999`;
    const found = await graph.readAll(path, member);
    // A missing group in the settings would silently leave the role empty.
    if (!found) throw new GraphFault(role === 'admins' ? 'NoAdminGroup' : 'NoItGroup');
    const hasRole = (one: Member) => roles(one, (other) => other === role)[role === 'admins' ? 'isAdmin' : 'isItService'] === true;
    return found.filter(hasRole).map(({ id }) => id.toLowerCase());
  }

  const people = directoryCache<Person>({ ask: lookUp, table, clock, log });
  const members = directoryCache<PersonId[]>({ ask: lookUpRole, table, clock, log });
  async function idOf(address: string): Promise<PersonId | undefined> {
    const text = address.replaceAll("'", "''");
    const filter = encodeURIComponent(`mail eq '${text}' or userPrincipalName eq '${text}'`);
    const [first, another] = (await graph.read(`/users?$select=id&$top=2&$filter=${filter}`, found))?.value ?? [];
    return another ? undefined : first?.id.toLowerCase();
  }

  const isThere = <T>(one: T | undefined): one is T => one !== undefined;

  async function search(typed: string): Promise<Person[]> {
    const words = searchWords(typed);
    if (words.length === 0) return [];
    const path = `/users?$select=id&$top=${mostSearched}&$count=true&$filter=${encodeURIComponent('accountEnabled eq true')}`;
    const answer = await graph.read(`${path}&$search=${encodeURIComponent(searchOf(words))}`, found, { ConsistencyLevel: 'eventual' });
    const ids = (answer?.value ?? []).map(({ id }) => id.toLowerCase());
    await people.prefetch(ids, lookUpMany);
    return inOrderOfName((await Promise.all(ids.map((id) => people.fresh(id)))).filter(isThere));
  }

  return {
    person: (id) => people.fresh(id),
    search,
    // One that is no id would spoil the question about fourteen others.
    prefetch: (ids) =>
      people.prefetch(
        ids.filter((id) => guid.safeParse(id).success),
        lookUpMany,
      ),
    // The owner of an address is looked up each time; the person's record follows the cache.
    async byMail(address) {
      const id = await idOf(address);
      return id === undefined ? undefined : await people.fresh(id);
    },
    name: async (id) => (await people.kept(id))?.name,
    admins: async () => (await members.fresh(adminsKey)) ?? [],
    itService: async () => (await members.fresh(itServiceKey)) ?? [],
    remembered: {
      person: (id) => people.remembered(id),
      prefetch: async () => undefined,
      // Whose an address is, is kept nowhere.
      byMail: async () => undefined,
      search: async () => [],
      name: async (id) => (await people.remembered(id))?.name,
      admins: async () => (await members.remembered(adminsKey)) ?? [],
      itService: async () => (await members.remembered(itServiceKey)) ?? [],
    },
  };
}

/**
 * Each word in a quotation of its own, from which it cannot break out: it has neither quotes nor backslashes. Graph compares the words of
 * a name by their beginnings, and an address by its own.
 */
function searchOf(words: readonly string[]): string {
  const [first = '', ...others] = words;
  if (others.length > 0) return words.map((word) => `"displayName:${word}"`).join(' AND ');
  const fields = ['mail', 'userPrincipalName', ...(first.includes('@') ? [] : ['displayName'])];
  return fields.map((field) => `"${field}:${first}"`).join(' OR ');
}

function filterOf(ids: readonly PersonId[]): string {
  return encodeURIComponent(`id in (${ids.map((id) => `'${id}'`).join(',')})`);
}
