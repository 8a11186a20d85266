import { InMemoryRequestStore } from './in-memory-request-store';

/** A request store without optimistic concurrency: it ignores ETags. */
export class StoreWithoutTags extends InMemoryRequestStore {
  override async commit(commit: Parameters<InMemoryRequestStore['commit']>[0]): Promise<'committed' | 'lost'> {
    const hook = this.beforeCommit;
    await hook?.(commit);
    const now = await this.readAll(commit.request.id);
    const events = (now?.events.length ?? 0) + 1;
    delete this.beforeCommit;
    const result = super.commit({ ...commit, ...(now && { etag: now.request.etag }), request: { ...commit.request, events } });
    if (hook) this.beforeCommit = hook;
    return await result;
  }
}
