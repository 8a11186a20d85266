import { InMemoryDraftStore } from './in-memory-draft-store';

/** A draft store that deletes whatever there is: it ignores ETags. */
export class StoreThatDeletesAnything extends InMemoryDraftStore {
  override async delete(...[sponsor, id]: Parameters<InMemoryDraftStore['delete']>): Promise<boolean> {
    return await super.delete(sponsor, id);
  }
}
