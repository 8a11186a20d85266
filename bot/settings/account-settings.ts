import { z } from 'zod';
import { domain, guid, key } from './setting-kinds';
import { allOrNothing, combined, setting } from './setting-table';

/** What makes directory accounts, all of it or nothing. */
export interface AccountSettings {
  adapter: 'graph';
  /** Of the sign-in names: verified and managed in the tenant. */
  domain: string;
  groups: { 'staff-like': string; 'student-like': string };
  /** Of the hashes of usernames. Never changed. */
  usernameKey: Uint8Array;
  usageLocation: string;
}

const without = 'no accounts are made; with only some of these the start is refused';

const rows = {
  adapter: setting('ALMS_ACCOUNTS', z.literal('graph', 'not graph').optional(), {
    meaning: 'how directory accounts are made: `graph` makes cloud accounts by Microsoft Graph',
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

const needed = [rows.adapter, rows.domain, rows.staffLike, rows.studentLike, rows.usernameKey];

/** Undefined where no accounts are made. */
export const accountSettings = combined({
  rows,
  mistakes: allOrNothing('the accounts', needed),
  make({ adapter, domain: ofNames, staffLike, studentLike, usernameKey, usageLocation }): AccountSettings | undefined {
    if (!adapter || !ofNames || !staffLike || !studentLike || !usernameKey) return undefined;
    return { adapter, domain: ofNames, groups: { 'staff-like': staffLike, 'student-like': studentLike }, usernameKey, usageLocation };
  },
});
