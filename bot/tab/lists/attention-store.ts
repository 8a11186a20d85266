import type { AttentionItem, AttentionPage } from '../../channels/tab/contract';
import type { TabApi } from '../api';
import { type CachedStore, cachedStore } from '../cached-read';

/** What needs attention, as far as somebody has asked to see it. */
export interface AttentionStore extends CachedStore<AttentionPage> {
  /** Reads a page more; what is there already is read anew with it. */
  more(): Promise<void>;
}

export function attentionStore(api: Pick<TabApi, 'attention'>): AttentionStore {
  let pages = 1;
  const store = cachedStore(async () => {
    const items: AttentionItem[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pages; page += 1) {
      const read = await api.attention(cursor === undefined ? {} : { cursor });
      items.push(...read.items);
      cursor = read.cursor;
      if (cursor === undefined) return { items };
    }
    return { items, ...(cursor !== undefined && { cursor }) };
  });
  return {
    ...store,
    more() {
      pages += 1;
      return store.read();
    },
  };
}
