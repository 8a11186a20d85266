import type { AttentionPage } from '../../channels/tab/attention-contract';
import type { ItTaskPage } from '../../channels/tab/it-contract';
import type { TabApi } from '../api';
import { type CachedStore, cachedStore } from '../cached-read';

interface PageOf {
  items: readonly unknown[];
  cursor?: string | undefined;
}

/** A list read page by page on demand. Everything besides the items comes from the first page. */
export interface PagedStore<Page extends PageOf> extends CachedStore<Page> {
  /** Reads one more page, and reads the earlier pages again with it. */
  more(): Promise<void>;
  /** After the reader has changed something in it: reads again, and tells who shows its count. */
  changed(): Promise<void>;
  subscribeChanges(listener: () => void): () => void;
}

/** What needs attention. */
export type AttentionStore = PagedStore<AttentionPage>;
/** What people in IT have to do. */
export interface TaskStore extends PagedStore<ItTaskPage> {
  /** What is searched for; empty for all. */
  search(): string;
  /** Searches from now on, and reads. */
  find(text: string): Promise<void>;
}

export function attentionStore(api: Pick<TabApi, 'attention'>): AttentionStore {
  return pagedStore((ask) => api.attention(ask));
}

export function taskStore(api: Pick<TabApi, 'itTasks'>): TaskStore {
  let searched = '';
  const store = pagedStore((ask) => api.itTasks({ ...ask, ...(searched !== '' && { filter: { search: searched } }) }));
  return {
    ...store,
    search: () => searched,
    find(text) {
      searched = text;
      return store.read();
    },
  };
}

function pagedStore<Page extends PageOf>(readPage: (ask: { cursor?: string }) => Promise<Page>): PagedStore<Page> {
  let pages = 1;
  const changeListeners = new Set<() => void>();
  const store = cachedStore(async () => {
    const { cursor: firstCursor, ...first } = await readPage({});
    let cursor = firstCursor;
    const items = [...first.items];
    for (let page = 1; page < pages && cursor !== undefined; page += 1) {
      const read = await readPage({ cursor });
      items.push(...read.items);
      cursor = read.cursor;
    }
    return { ...first, items, ...(cursor !== undefined && { cursor }) } as unknown as Page;
  });
  return {
    ...store,
    more() {
      pages += 1;
      return store.read();
    },
    changed() {
      for (const listener of changeListeners) listener();
      return store.read();
    },
    subscribeChanges(listener) {
      changeListeners.add(listener);
      return () => void changeListeners.delete(listener);
    },
  };
}
