/** Whether something can be used: `away` where it does not answer. */
export type Access = 'ok' | 'missing' | 'refused' | 'away';

/** What the identity may ask of Microsoft Graph: its application permissions, or why they are not known. */
export type GraphRights = { kind: 'rights'; names: readonly string[] } | { kind: 'no-token' | 'away' | 'unasked' };

/** Everything that was found out about a deployment. What is absent was not looked at. */
export interface HealthFacts {
  /** What is wrong with the settings, a line for each. */
  settings: readonly string[];
  /** Tables, the container and queues, each by its name. */
  stores: readonly { name: string; kind: 'table' | 'container' | 'queue'; access: Access }[];
  graph: GraphRights;
  /** What the settings have it do, of which the permissions follow. */
  does: { mails: boolean; installs: boolean; makesAccounts: boolean };
  /** Whether the tenant knows the address that mails come from. */
  mailbox?: 'found' | 'missing' | 'unasked';
  /** What the catalogue has under the id of the settings. */
  catalogue?: 'found' | 'missing' | 'another-app' | 'not-a-catalogue-id' | 'unasked';
  /** Of each queue with a message that nobody takes: for how long, in minutes. */
  waiting: readonly { queue: string; minutes: number }[];
  /** Minutes since the last whole run; undefined where there never was one. */
  sinceSweep: number | undefined;
  sinceReconcile: number | undefined;
  /** Undefined where the departments could not be read. */
  departments: readonly { name: string; head: 'able' | 'none' | 'gone' }[] | undefined;
  /** How many may steer; undefined where the directory did not tell. */
  admins: number | undefined;
  /** Paths in the policy and names of settings that are still the sample's. */
  leftovers: readonly string[];
  /** Names in the policy. */
  pastDates: readonly string[];
}

/** One sentence on what is wrong, and one on how to mend it. */
export interface Finding {
  /** `unknown`: it could not be looked at, so somebody has to. */
  is: 'problem' | 'unknown';
  what: string;
  mend: string;
}

/** How long each may take, in minutes. */
export const latest = { queue: 5, sweep: 180, reconcile: 50 * 60 } as const;

/** The least number of people who can steer: one may be on leave. */
export const leastAdmins = 2;
