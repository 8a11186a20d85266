import { createContext, useContext } from 'react';
import type { Me } from '../channels/tab/contract';
import type { DraftList } from '../channels/tab/draft-contract';
import type { Counts } from '../channels/tab/list-contract';
import type { OverviewView } from '../channels/tab/overview-contract';
import type { TabApi } from './api';
import type { CachedStore } from './cached-read';
import type { DraftStore } from './draft/draft-store';
import type { TabHost } from './host';
import type { AttentionStore, TaskStore } from './lists/attention-store';
import type { ListStore } from './lists/list-store';
import type { Place } from './place';

/** What every part of the tab has at hand. The same object all the while that the tab is open. */
export interface Tab {
  me: Me;
  host: TabHost;
  api: TabApi;
  lists: ListStore;
  attention: AttentionStore;
  tasks: TaskStore;
  /** How much is in each list, for the names of the tabs. */
  counts: CachedStore<Counts>;
  /** The figures of the university, and of the reader's departments. */
  overviews: Record<'university' | 'department', CachedStore<OverviewView>>;
  /** The drafts that are saved, as *My visitors* lists them. */
  drafts: CachedStore<DraftList>;
  /** Those that were opened, by reference: what one has not saved yet goes on being saved when it is left. */
  openDrafts: Map<string, DraftStore>;
  go(place: Place): void;
  /** Names of sponsors by id, as far as rows have told them: a filter holds the id alone. */
  sponsorNames: Map<string, string>;
}

const context = createContext<Tab | undefined>(undefined);

export const TabProvider = context.Provider;

export function useTab(): Tab {
  const tab = useContext(context);
  if (!tab) throw new Error('There is no TabProvider above this component');
  return tab;
}
