import type { Temporal } from 'temporal-polyfill';
import { draftsLookedAt } from '../../bot/adapters/azure/draft-table';
import type { PersonId } from '../../bot/domain/organisation/organisation';
import type { Draft } from '../../bot/domain/request/records';
import type { RequestId } from '../../bot/domain/request/visitor-request';
import type { DraftStore } from '../../bot/ports/drafts';
import type { Stored } from '../../bot/ports/stored';

/** `DraftStore` in memory, with the tags of the real one. */
export class InMemoryDraftStore implements DraftStore {
  /** Runs before a save looks at its tag: a second device may get in here. */
  beforeCommit?: (draft: Draft) => Promise<void>;
  /** Runs before a deletion looks at its tag: the sponsor may get in here. */
  beforeDelete?: (sponsor: PersonId, id: RequestId) => Promise<void>;
  readonly #drafts = new Map<string, Stored<Draft>>();
  #tags = 0;

  async read(sponsor: PersonId, id: RequestId): Promise<Stored<Draft> | undefined> {
    return structuredClone(this.#drafts.get(`${sponsor} ${id}`));
  }

  async list(sponsor: PersonId, most: number): Promise<Draft[]> {
    const all = [...this.#drafts.values()].map(({ value }) => value).filter((draft) => draft.sponsor === sponsor);
    const drafts = all.slice(0, draftsLookedAt);
    drafts.sort((a, b) => Date.parse(b.touchedAt) - Date.parse(a.touchedAt));
    return structuredClone(drafts.slice(0, most));
  }

  async save(draft: Draft, etag?: string): Promise<'saved' | 'lost'> {
    const value = structuredClone(draft);
    await this.beforeCommit?.(structuredClone(draft));
    const key = `${draft.sponsor} ${draft.id}`;
    if (this.#drafts.get(key)?.etag !== etag) return 'lost';
    this.#tags += 1;
    this.#drafts.set(key, { value, etag: `tag-${this.#tags}` });
    return 'saved';
  }

  async delete(sponsor: PersonId, id: RequestId, etag?: string): Promise<boolean> {
    const key = `${sponsor} ${id}`;
    await this.beforeDelete?.(sponsor, id);
    if (etag !== undefined && this.#drafts.get(key)?.etag !== etag) return false;
    return this.#drafts.delete(key);
  }

  async *touchedBefore(moment: Temporal.Instant): AsyncGenerator<Stored<Draft>> {
    const old = [...this.#drafts.values()].filter(({ value }) => Date.parse(value.touchedAt) < moment.epochMilliseconds);
    yield* structuredClone(old);
  }
}
