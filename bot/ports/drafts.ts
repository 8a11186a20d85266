import type { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../domain/organisation/organisation';
import type { Draft } from '../domain/request/records';
import type { RequestId } from '../domain/request/visitor-request';
import type { Stored } from './stored';

export interface DraftStore {
  read(sponsor: PersonId, id: RequestId): Promise<Stored<Draft> | undefined>;
  /** Newest first, at most `most`. Looks at a hundred and no more, which is twice what a sponsor may have. */
  list(sponsor: PersonId, most: number): Promise<Draft[]>;
  /** Writes if unchanged since it was read (or not there, when `etag` is absent). */
  save(draft: Draft, etag?: string): Promise<'saved' | 'lost'>;
  /** Idempotent. With `etag`, only the version that was read; false when it has changed or was deleted since. */
  delete(sponsor: PersonId, id: RequestId, etag?: string): Promise<boolean>;
  /** Whatever nobody touched since. Walks the whole table, a thousand drafts a call: for the night only. */
  touchedBefore(moment: Temporal.Instant): AsyncIterable<Stored<Draft>>;
}
