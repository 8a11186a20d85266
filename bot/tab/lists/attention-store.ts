import type { ItTask } from '../../channels/tab/it-contract';
import type { AttentionItem } from '../../channels/tab/list-contract';
import type { TabApi } from '../api';
import { type CachedStore, cachedStore } from '../cached-read';

interface PageOf<Item> {
  items: Item[];
  cursor?: string | undefined;
}

/** A list that is read in pages, as far as somebody has asked to see it. */
export interface PagedStore<Item> extends CachedStore<PageOf<Item>> {
  /** Reads a page more; what is there already is read anew with it. */
  more(): Promise<void>;
}

/** What needs attention. */
export type AttentionStore = PagedStore<AttentionItem>;
/** What people in IT have to do. */
export type TaskStore = PagedStore<ItTask>;

export function attentionStore(api: Pick<TabApi, 'attention'>): AttentionStore {
  return pagedStore((ask) => api.attention(ask));
}

export function taskStore(api: Pick<TabApi, 'itTasks'>): TaskStore {
  return pagedStore((ask) => api.itTasks(ask));
}

function pagedStore<Item>(readPage: (ask: { cursor?: string }) => Promise<PageOf<Item>>): PagedStore<Item> {
  let pages = 1;
  const store = cachedStore(async () => {
    const items: Item[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pages; page += 1) {
      const read = await readPage(cursor === undefined ? {} : { cursor });
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
