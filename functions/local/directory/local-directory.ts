import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Clock } from '../../../bot/ports/system';

/** A user of the directory, with the field names and formats of Microsoft Graph. */
const user = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  mailNickname: z.string(),
  displayName: z.string(),
  givenName: z.string().nullable(),
  surname: z.string().nullable(),
  accountEnabled: z.boolean(),
  employeeId: z.string().nullable(),
  employeeType: z.string().nullable(),
  department: z.string().nullable(),
  companyName: z.string().nullable(),
  employeeHireDate: z.string().nullable(),
  employeeLeaveDateTime: z.string().nullable(),
  usageLocation: z.string().nullable(),
  onPremisesSyncEnabled: z.boolean().nullable(),
  signInSessionsValidFromDateTime: z.string(),
  createdDateTime: z.string(),
  deletedDateTime: z.string().nullable(),
  /** Object ids of the sponsors; absent in data of older versions. */
  sponsors: z.array(z.string()).default([]),
  manager: z.string().nullable().default(null),
});
export type DirectoryUser = z.infer<typeof user>;

/** What nobody has given, as Graph shows it. */
export const emptyFields = {
  givenName: null,
  surname: null,
  employeeId: null,
  employeeType: null,
  department: null,
  companyName: null,
  employeeHireDate: null,
  employeeLeaveDateTime: null,
  usageLocation: null,
  onPremisesSyncEnabled: null,
} satisfies Partial<DirectoryUser>;

/** A user as stored, with the id of the one group that they are in. */
export const wholeAccount = z.object({ user, group: z.string().optional() });
export type WholeAccount = z.infer<typeof wholeAccount>;

const group = z.object({ id: z.string(), displayName: z.string(), members: z.array(z.string()) });
const kept = z.object({ users: z.array(user), groups: z.array(group) });

/**
 * What goes wrong with the next calls. `away`: 503. `busy`: 429. `refusing`: 403 to whatever would change it. `lost`: what was asked is done, and the answer is a
 * 504. `slow`: the answer takes a few seconds. `late`: whom it has made, it does not find for a minute. `taken`: every new sign-in name is
 * somebody else's.
 */
export const directoryFaults = ['away', 'busy', 'refusing', 'lost', 'slow', 'late', 'taken'] as const;
export type DirectoryFault = (typeof directoryFaults)[number];

/** A stand-in for Entra: users, groups and the fault being played. */
export interface LocalDirectory {
  users(): DirectoryUser[];
  groups(): z.infer<typeof group>[];
  /** The one with this id, or this sign-in name; not one that was deleted. */
  find(idOrName: string): DirectoryUser | undefined;
  /** Whether a user is so new that reads do not find it yet. */
  isReplicating(one: DirectoryUser): boolean;
  add(
    one: Omit<DirectoryUser, 'id' | 'createdDateTime' | 'deletedDateTime' | 'signInSessionsValidFromDateTime' | 'sponsors' | 'manager'>,
  ): DirectoryUser;
  /** Adds users as they are, all at once; those that are there already stay as they are. */
  addAll(accounts: readonly WholeAccount[]): void;
  change(id: string, fields: Partial<DirectoryUser>): void;
  setMember(groupId: string, id: string, isMember: boolean): void;
  /** The fault that is played, for calls whose `METHOD path` contains `when`, and how often; undefined for none. */
  fault?: { kind: DirectoryFault; when?: string; times?: number } | undefined;
}

/** Seconds that a late one takes. */
const lateBy = 60;

export interface LocalDirectoryOptions {
  clock: Clock;
  newId(): string;
  /** By id. */
  groups: Readonly<Record<string, string>>;
  /** Where it is kept; absent: in memory. A file that cannot be read is an empty directory. */
  file?: string;
  /** Seconds until a new user can be read. */
  replicates?: number;
}

export function openLocalDirectory({ clock, newId, groups: named, file, replicates = 0 }: LocalDirectoryOptions): LocalDirectory {
  const state = file === undefined ? { users: [], groups: [] } : readState(file);
  for (const [id, displayName] of Object.entries(named)) {
    if (!state.groups.some((one) => one.id === id)) state.groups.push({ id, displayName, members: [] });
  }
  const now = () => clock.now().toInstant().round('second').toString();

  /** Whole or not at all, however the process ends. */
  function keep(): void {
    if (file === undefined) return;
    writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  const directory: LocalDirectory = {
    users: () => state.users,
    groups: () => state.groups,
    find: (idOrName) =>
      state.users.find(
        ({ id, userPrincipalName, deletedDateTime }) =>
          deletedDateTime === null && (id === idOrName || userPrincipalName.toLowerCase() === idOrName.toLowerCase()),
      ),
    isReplicating({ createdDateTime }) {
      const seconds = directory.fault?.kind === 'late' ? lateBy : replicates;
      return clock.now().epochMilliseconds - Date.parse(createdDateTime) < seconds * 1_000;
    },
    add(one) {
      const at = now();
      const empty = { deletedDateTime: null, sponsors: [], manager: null };
      const made = { ...one, ...empty, id: newId(), createdDateTime: at, signInSessionsValidFromDateTime: at };
      state.users.push(made);
      keep();
      return made;
    },
    addAll(accounts) {
      const present = state.users.filter(({ deletedDateTime }) => deletedDateTime === null);
      const known = new Set(present.flatMap(({ id, userPrincipalName }) => [id, userPrincipalName.toLowerCase()]));
      for (const { user: one, group: of } of accounts) {
        if (known.has(one.id) || known.has(one.userPrincipalName.toLowerCase())) continue;
        state.users.push(one);
        state.groups.find(({ id }) => id === of)?.members.push(one.id);
      }
      keep();
    },
    change(id, fields) {
      state.users = state.users.map((one) => (one.id === id ? { ...one, ...fields } : one));
      keep();
    },
    setMember(groupId, id, isMember) {
      state.groups = state.groups.map((one) =>
        one.id === groupId ? { ...one, members: [...one.members.filter((member) => member !== id), ...(isMember ? [id] : [])] } : one,
      );
      keep();
    },
  };
  return directory;
}

function readState(file: string): z.infer<typeof kept> {
  if (!existsSync(file)) return { users: [], groups: [] };
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { users: [], groups: [] };
  }
}
