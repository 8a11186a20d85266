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
import type { KeptTyping } from './organisation/kept-typing';
import type { Place } from './place';

/** Shared by every component; the same object while the tab is open. */
export interface Tab {
  me: Me;
  host: TabHost;
  api: TabApi;
  lists: ListStore;
  attention: AttentionStore;
  tasks: TaskStore;
  /** The count of each list, shown on its tab. */
  counts: CachedStore<Counts>;
  /** The overviews of the university and of the reader's departments. */
  overviews: Record<'university' | 'department', CachedStore<OverviewView>>;
  /** The saved drafts, listed in *My visitors*. */
  drafts: CachedStore<DraftList>;
  /** Opened drafts by reference: unsaved changes are still saved after a draft is left. */
  openDrafts: Map<string, DraftStore>;
  /** What was typed into the policy and is not saved. */
  policyTyping: KeptTyping;
  go(place: Place): void;
  /** Names of sponsors by id, collected from rows: a filter holds the id only. */
  sponsorNames: Map<string, string>;
}

const context = createContext<Tab | undefined>(undefined);

export const TabProvider = context.Provider;

export function useTab(): Tab {
  const tab = useContext(context);
  if (!tab) throw new Error('There is no TabProvider above this component');
  return tab;
}
