import { z } from 'zod';
import { domain, guid, key } from './setting-kinds';
import { allOrNothing, combined, type Mistake, setting } from './setting-table';

/** What every way of keeping accounts needs. */
interface EveryAccountSettings {
  /** The domain of sign-in names: verified and managed in the tenant. */
  domain: string;
  /** The key of the username hashes. Never changed. */
  usernameKey: Uint8Array;
  /** The directory's relation for the sponsor of an account. */
  sponsorAs?: 'sponsors' | 'manager';
}

/** For Graph: all of these. */
export interface GraphAccountSettings extends EveryAccountSettings {
  adapter: 'graph';
  groups: { 'staff-like': string; 'student-like': string };
  usageLocation: string;
}

/** The settings of directory accounts, all or none of them. */
export type AccountSettings = GraphAccountSettings | (EveryAccountSettings & { adapter: 'it-queue' });

/** The Entra group of the IT service; a row of the directory's settings. */
export const itGroup = setting('ALMS_IT_GROUP', guid.optional(), {
  meaning: 'the same for the people in IT who do by hand what is to be done to accounts, from a list in the tab',
  without: 'there is no such list, and what Graph refuses is the admins’ matter alone',
  infra: { parameter: 'itGroup' },
});

/** What the groups of the levels are called; the people in IT read it. */
export const levelGroupNames = {
  'staff-like': setting('ALMS_STAFF_LIKE_GROUP_NAME', z.string().trim().max(256, 'longer than 256 characters').optional(), {
    meaning: 'what the group whose members have staff-like access is called, in Entra or on premises, for the people in IT',
    without: 'their tasks name the level',
    infra: { parameter: 'staffLikeGroupName' },
  }),
  'student-like': setting('ALMS_STUDENT_LIKE_GROUP_NAME', z.string().trim().max(256, 'longer than 256 characters').optional(), {
    meaning: 'the same for student-like access',
    without: 'their tasks name the level',
    infra: { parameter: 'studentLikeGroupName' },
  }),
};

/** Which functions an app registers, by the same bundle. */
export const functionSets = ['all', 'public', 'accounts'] as const;
export type FunctionSet = (typeof functionSets)[number];
export const functionSet = setting('ALMS_FUNCTIONS', z.enum(functionSets, `not one of ${functionSets.join(', ')}`).default('all'), {
  meaning:
    '`public`: all but what changes the directory; `accounts`: that alone, for a second app with an identity of its own; `all`: both in one',
  infra: { value: "accounts == 'graph' ? 'public' : 'all'" },
});

const without = 'no accounts are made; with only some of these the start is refused';

const rows = {
  adapter: setting('ALMS_ACCOUNTS', z.enum(['graph', 'it-queue'], 'not graph or it-queue').optional(), {
    meaning:
      'how directory accounts are made: `graph` makes cloud accounts by Microsoft Graph, `it-queue` asks people in IT for each step (then neither group of a level is needed)',
    without: 'no accounts are made: a status says what the dates say',
    infra: { parameter: 'accounts' },
  }),
  domain: setting('ALMS_ACCOUNT_DOMAIN', domain.optional(), {
    meaning: 'the domain of their sign-in names, verified and managed in the tenant',
    without,
    infra: { parameter: 'accountDomain' },
  }),
  staffLike: setting('ALMS_STAFF_LIKE_GROUP', guid.optional(), {
    meaning: 'object id of the Entra group whose members have staff-like access; not a dynamic one',
    without,
    infra: { parameter: 'staffLikeGroup' },
  }),
  studentLike: setting('ALMS_STUDENT_LIKE_GROUP', guid.optional(), {
    meaning: 'the same for student-like access',
    without,
    infra: { parameter: 'studentLikeGroup' },
  }),
  usernameKey: setting('ALMS_USERNAME_KEY', key.optional(), {
    meaning:
      'makes the hashes by which no username is ever given again: base64 of at least 32 random bytes (`openssl rand -base64 32`). Never change it',
    without,
    infra: { parameter: 'usernameKey' },
    isSecret: true,
  }),
  sponsorAs: setting('ALMS_SPONSOR_AS', z.enum(['sponsors', 'manager'], 'not sponsors or manager').optional(), {
    meaning: 'as what the directory shows the sponsor of an account: `sponsors` or `manager`',
    without: 'the directory does not show who sponsors an account',
    infra: { parameter: 'sponsorAs' },
  }),
  usageLocation: setting(
    'ALMS_USAGE_LOCATION',
    z
      .string()
      .regex(/^[A-Z]{2}$/, 'not two capital letters such as GB')
      .default('GB'),
    {
      meaning: 'the country of their licences, which groups do not give without one',
      infra: { parameter: 'usageLocation' },
    },
  ),
};

const ofAll = [rows.domain, rows.usernameKey];
const ofGraph = [rows.staffLike, rows.studentLike];

/** Undefined where no accounts are made. */
export const accountSettings = combined({
  rows,
  mistakes(given): Mistake[] {
    const isMissing = ({ name }: { name: string }) => given[name] === undefined;
    if (isMissing(rows.adapter) && given[functionSet.name] === 'accounts')
      return [{ name: rows.adapter.name, message: `missing, but ${functionSet.name} is accounts` }];
    const isByHand = given[rows.adapter.name] === 'it-queue';
    const needed = [rows.adapter, ...ofAll, ...(isByHand ? [] : ofGraph)];
    const noGroup = { name: itGroup.name, message: `missing, but ${rows.adapter.name} is it-queue` };
    return [...allOrNothing('the accounts', needed)(given), ...(isByHand && isMissing(itGroup) ? [noGroup] : [])];
  },
  make({ adapter, domain: ofNames, staffLike, studentLike, usernameKey, usageLocation, sponsorAs }): AccountSettings | undefined {
    if (!adapter || !ofNames || !usernameKey) return undefined;
    const every = { domain: ofNames, usernameKey, ...(sponsorAs && { sponsorAs }) };
    if (adapter === 'it-queue') return { adapter, ...every };
    return staffLike && studentLike
      ? { adapter, ...every, groups: { 'staff-like': staffLike, 'student-like': studentLike }, usageLocation }
      : undefined;
  },
});
