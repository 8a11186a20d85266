/** Whether something can be used; `away` if it does not answer. */
export type Access = 'ok' | 'missing' | 'refused' | 'away';

/** The application permissions for Microsoft Graph, or why they are unknown. */
export type GraphRights = { kind: 'rights'; names: readonly string[] } | { kind: 'no-token' | 'away' | 'unasked' };

/** The measurements of a deployment. An absent one was not taken. */
export interface HealthFacts {
  /** The problems of the settings, a line each. */
  settings: readonly string[];
  /** Tables, the container and queues, by name. */
  stores: readonly { name: string; kind: 'table' | 'container' | 'queue'; access: Access }[];
  graph: GraphRights;
  /** The features that the settings switch on; they determine the permissions. `backsUp` is absent where no backup is expected. */
  does: { mails: boolean; installs: boolean; makesAccounts: boolean; backsUp?: boolean };
  /** Whether the sender's address exists in the tenant. */
  mailbox?: 'found' | 'missing' | 'unasked';
  /** The Teams catalogue's entry for the id in the settings. */
  catalogue?: 'found' | 'missing' | 'another-app' | 'not-a-catalogue-id' | 'unasked';
  /** Minutes for which the oldest message has waited, by queue. */
  waiting: readonly { queue: string; minutes: number }[];
  /** Minutes since the last completed run; undefined before the first. */
  sinceSweep: number | undefined;
  sinceReconcile: number | undefined;
  sinceBackup?: number | undefined;
  /** Account steps that wait, as the directory does not answer or refuses them, and minutes since the first; absent where unknown. */
  accounts?: { away: number; refused: number; untold: number; minutes: number };
  /** Undefined if the departments could not be read. */
  departments: readonly { name: string; head: 'able' | 'none' | 'gone' }[] | undefined;
  /** Number of admins; undefined if the directory did not answer. */
  admins: number | undefined;
  /** Paths in the policy and names of settings that still hold sample values. */
  leftovers: readonly string[];
  /** Dates of the policy, by name. */
  pastDates: readonly string[];
}

/** A finding: one sentence on the problem and one on the fix. */
export interface Finding {
  /** `unknown`: the check could not run, so a person has to look. */
  is: 'problem' | 'unknown';
  what: string;
  mend: string;
}

/** Limits in minutes. */
export const latest = { queue: 5, sweep: 180, reconcile: 50 * 60, backup: 26 * 60 } as const;

/** The least number of admins, as one may be on leave. */
export const leastAdmins = 2;
