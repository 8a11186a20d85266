import type { EditablePolicy, PersonId } from '../domain/organisation/organisation';
import type { PolicyChange } from '../domain/organisation/policy-changes';
import type { Stored } from './stored';

/** The policy as an admin saved it; versions count from 1. */
export interface PolicyVersion {
  version: number;
  /** ISO instant. */
  at: string;
  by: PersonId;
  policy: EditablePolicy;
  /** What differs from the version before, as it was then called. */
  changes: PolicyChange[];
}

/** Every saved version of the policy, the last one in force. */
export interface PolicyStore {
  /** Undefined while none was saved: the organisation's file holds then. One point read, never cached. */
  current(): Promise<Stored<PolicyVersion> | undefined>;
  /** Saves the next version, if the one in force is still that of `etag` (none, where it is absent). */
  save(version: PolicyVersion, etag?: string): Promise<'saved' | 'lost'>;
  /** The newest first. */
  versions(most: number): Promise<PolicyVersion[]>;
}
