import type { Department, Person, PersonId } from '../domain/organisation/organisation';

export interface People {
  /** Undefined for a person who is not in the directory. Throws when the directory cannot be reached. */
  person(id: PersonId): Promise<Person | undefined>;
  /**
   * Loads all of these in one batch into the cache that `person` reads for some minutes. `person` then throws for those whom
   * the batch could not load. Never throws itself.
   */
  prefetch(ids: readonly PersonId[]): Promise<void>;
  /**
   * The person with this work address, in any case of letters; undefined for an unknown or shared address. Throws when the
   * directory cannot be reached.
   */
  byMail(address: string): Promise<Person | undefined>;
  /** The display name for cards; up to a day old, so that a card seldom waits for the directory. */
  name(id: PersonId): Promise<string | undefined>;
  /** Those who decide where a department has no approver. Cached for 15 minutes. */
  admins(): Promise<PersonId[]>;
}

export interface Departments {
  /** Every department, by name. Cached: costs a storage call every five minutes only. */
  all(): Promise<Department[]>;
}

/** Automatic replies: who is away now. */
export interface Absence {
  /** `until` is an ISO date in the organisation's zone, where one is known. Undefined for present; never throws. */
  away(person: PersonId): Promise<{ until?: string } | undefined>;
}
