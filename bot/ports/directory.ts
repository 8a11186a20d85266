import type { Department, Person, PersonId } from '../domain/organisation/organisation';

export interface People {
  /** Undefined for somebody whom the directory does not know. Throws when the directory cannot be reached. */
  person(id: PersonId): Promise<Person | undefined>;
  /**
   * Asks the directory about all of these at once, so that `person` need not: within the next minutes it answers of them
   * without asking, and throws for those of whom the directory did not tell. Never throws itself.
   */
  prefetch(ids: readonly PersonId[]): Promise<void>;
  /**
   * Whose work address this is, whatever its case; undefined for nobody, and for one that leads to several. Throws when
   * the directory cannot be reached.
   */
  byMail(address: string): Promise<Person | undefined>;
  /** What to call somebody on a card; may be a day old, so that drawing one seldom waits for the directory. */
  name(id: PersonId): Promise<string | undefined>;
  /** Who decides where a department has nobody who may. Cached for 15 minutes. */
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
