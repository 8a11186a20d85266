import type { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../domain/organisation/organisation';
import type { Draft } from '../domain/request/records';
import type { RequestId } from '../domain/request/visitor-request';
import type { Stored } from './stored';

export interface DraftStore {
  read(sponsor: PersonId, id: RequestId): Promise<Stored<Draft> | undefined>;
  /** Newest first, at most `most`. Reads at most a hundred, twice the limit of a sponsor. */
  list(sponsor: PersonId, most: number): Promise<Draft[]>;
  /** Writes if unchanged since it was read (or not there, when `etag` is absent). */
  save(draft: Draft, etag?: string): Promise<'saved' | 'lost'>;
  /** Idempotent. With `etag`, only the version that was read; false when it has changed or was deleted since. */
  delete(sponsor: PersonId, id: RequestId, etag?: string): Promise<boolean>;
  /** The drafts that were last changed before this moment. Reads the whole table, a thousand drafts a call: for the night only. */
  touchedBefore(moment: Temporal.Instant): AsyncIterable<Stored<Draft>>;
}
