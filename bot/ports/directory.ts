import type { DepartmentEvent } from '../domain/organisation/department-events';
import type { Department, Person, PersonId } from '../domain/organisation/organisation';
import type { Stored } from './stored';

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
  /**
   * Those whose name or work address begins with what was typed, by name; at most fifteen are looked at, and nobody for less than two
   * letters. It may be some minutes behind. Throws when the directory cannot be reached.
   */
  search(typed: string): Promise<Person[]>;
  /** The display name for cards; up to a day old, so that a card seldom waits for the directory. */
  name(id: PersonId): Promise<string | undefined>;
  /** Those who decide where a department has no approver. Cached for 15 minutes. */
  admins(): Promise<PersonId[]>;
  /** Those who do by hand what accounts need; nobody where there is no such group. Cached as the admins are. */
  itService(): Promise<PersonId[]>;
}

export interface Departments {
  /** Every department, by name. Cached: costs a storage call every five minutes only. */
  all(): Promise<Department[]>;
  /** One as it is now. */
  stored(id: string): Promise<Stored<Department> | undefined>;
}

/**
 * One department to be written, with what it was read as: absent for one that must not be there yet. Without an event it only has to be
 * as it was read.
 */
export interface DepartmentWrite {
  department: Department;
  etag?: string;
  event?: DepartmentEvent;
}

/** The departments as admins edit them: read anew each time, and written only as they were read. */
export interface DepartmentStore extends Departments {
  /** Every department, closed ones too, by name. */
  allStored(): Promise<Stored<Department>[]>;
  /** All of at most 50 in one transaction, with their events; `lost`, with nothing written, where somebody else has changed one. */
  write(writes: readonly DepartmentWrite[]): Promise<'saved' | 'lost'>;
  /** The newest first. */
  events(most: number): Promise<DepartmentEvent[]>;
}

/** Automatic replies: who is away now. */
export interface Absence {
  /** `until` is an ISO date in the organisation's zone, where one is known. Undefined for present; never throws. */
  away(person: PersonId): Promise<{ until?: string } | undefined>;
}
