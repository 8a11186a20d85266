import type { RequestView } from '../../channels/tab/contract';
import type { ListName, ListPage, ListRow, ManyAnswer, ManyVerb } from '../../channels/tab/list-contract';
import { paintedWithin } from '../after-paint';
import type { TabApi } from '../api';
import { faultProblem } from '../cached-read';
import { type Place, writePlace } from '../place';
import { emptyList, type ListEvent, type ListState, listState } from './list-state';

/** A place whose page is a list of requests. */
export type RowsPlace = Extract<Place, { filter?: unknown }> | { page: Exclude<ListName, 'mine' | 'requests' | 'department' | 'cards'> };

/** Cached lists by place, so that going back restores rows, selection and position. */
export interface ListStore {
  state(place: RowsPlace): ListState;
  subscribe(listener: () => void): () => void;
  /** Called after a verb, and again when the lists behind the API have caught up. */
  subscribeChanges(listener: () => void): () => void;
  /** Reads the first page of a new list, and refreshes a list that may be stale. */
  show(place: RowsPlace): void;
  more(place: RowsPlace): void;
  /** Retries the failed read. */
  again(place: RowsPlace): void;
  select(place: RowsPlace, requests: readonly string[], isSelected: boolean): void;
  /**
   * Marks every list as stale after a verb. The shown list is refreshed at once, and twice more while the lists behind the
   * API catch up.
   */
  changed(view?: RequestView): void;
  /**
   * Rows take the revisions that the reader's own verb has led to, so that the next verb on them is not refused as stale while the lists
   * are behind.
   */
  acted(verb: ManyVerb, results: ManyAnswer['results']): void;
  /** Hides requests that were just decided from the list of waiting requests. */
  settled(place: RowsPlace, requests: readonly string[]): void;
  /** Refreshes the shown list when the window gets the focus. */
  refresh(place: RowsPlace): void;
}

/** Rows hold personal data, so only lists that the person can go back to are cached. */
const mostLists = 12;
const mostPagesAgain = 4;
const mostRevisions = 500;

/** A queue worker updates the lists a second or two after the change. Milliseconds. */
const followsWithin = 3_000;
/** The second refresh, for a queue that lags. Milliseconds after the first. */
const followsLater = 12_000;

/** @param later runs a callback after the given milliseconds. */
export function listStore(
  api: Pick<TabApi, 'list' | 'count'>,
  later: (run: () => void, milliseconds: number) => void = (run, milliseconds) => void setTimeout(run, milliseconds),
): ListStore {
  const lists = new Map<string, ListState>();
  const stale = new Set<string>();
  const listeners = new Set<() => void>();
  const changeListeners = new Set<() => void>();
  const tellChange = () => {
    for (const listener of changeListeners) listener();
  };
  let shown: RowsPlace | undefined;

  const stateOf = (place: RowsPlace) => lists.get(writePlace(place)) ?? emptyList;

  function set(place: RowsPlace, event: ListEvent): ListState {
    const key = writePlace(place);
    const next = listState(stateOf(place), event);
    lists.set(key, next);
    for (const old of [...lists.keys()].slice(0, -mostLists)) if (old !== key) lists.delete(old);
    for (const listener of listeners) listener();
    return next;
  }

  /** The known changes, until the lists behind the API have caught up. */
  const gone = new Set<string>();
  const views = new Map<string, RequestView>();
  /** The revisions to which somebody's own verbs have led; a list that is behind has an earlier one. */
  const revisions = new Map<string, OwnRevision>();

  function noteRevision(request: string, own: OwnRevision): void {
    revisions.delete(request);
    revisions.set(request, own);
    for (const oldest of [...revisions.keys()].slice(0, -mostRevisions)) revisions.delete(oldest);
  }

  async function ask(place: RowsPlace, cursor?: string): Promise<ListPage> {
    const filter = 'filter' in place && { filter: place.filter };
    const page = await api.list(place.page, { ...filter, ...(cursor !== undefined && { cursor }) });
    const isOver = ({ request, revision }: ListRow) => {
      const view = views.get(request);
      const isDecided = place.page === 'waiting' && view !== undefined && view.revision > revision && view.status !== 'pending';
      return isDecided || (gone.has(request) && (place.page === 'waiting' || place.page === 'reapproval'));
    };
    return { ...page, rows: page.rows.filter((row) => !isOver(row)).map(asKnown) };
  }

  function asKnown(row: ListRow): ListRow {
    const view = views.get(row.request);
    if (!view || view.revision <= row.revision) return withRevision(row, revisions.get(row.request));
    const { revision, status, statusLabel } = view;
    return { ...row, revision, status, statusLabel, may: [] };
  }

  async function read(place: RowsPlace, reading: 'first' | 'more'): Promise<void> {
    const { cursor, turn } = set(place, { is: 'asked', reading });
    try {
      const page = await ask(place, reading === 'more' ? cursor : undefined);
      set(place, { is: 'came', turn, page });
      if (reading === 'first') later(() => void count(place, turn, page), paintedWithin);
      afresh(place);
    } catch (fault) {
      set(place, { is: 'failed', turn, problem: faultProblem(fault) });
    }
  }

  /** Reads the total of a list; a total that cannot be read is left out. */
  async function count(place: RowsPlace, turn: number, { total, cursor, rows }: ListPage): Promise<void> {
    const known = total ?? (cursor === undefined ? rows.length : undefined);
    if (known !== undefined) return void set(place, { is: 'counted', turn, count: known, isMore: false });
    if (place.page !== 'requests' && place.page !== 'department') return;
    const counted = await api.count(place.page, { filter: place.filter ?? {} }).catch(() => undefined);
    if (counted?.total !== undefined) set(place, { is: 'counted', turn, count: counted.total, isMore: counted.isMore });
  }

  async function readAgain(place: RowsPlace): Promise<void> {
    stale.delete(writePlace(place));
    const before = stateOf(place).rows?.length ?? 0;
    const { turn } = set(place, { is: 'asked', reading: 'again' });
    try {
      const pages: ListPage[] = [];
      for (let cursor: string | undefined; pages.length < mostPagesAgain; ) {
        const page = await ask(place, cursor);
        pages.push(page);
        cursor = page.cursor;
        if (cursor === undefined || countRows(pages) >= before) break;
      }
      set(place, { is: 'came-again', turn, pages });
      if (pages[0]) void count(place, turn, pages[0]);
      afresh(place);
    } catch (fault) {
      stale.add(writePlace(place));
      set(place, { is: 'failed', turn, problem: faultProblem(fault) });
    }
  }

  /** A verb ran during this read, so the rows may be stale. */
  function afresh(place: RowsPlace): void {
    if (shown && writePlace(shown) === writePlace(place) && stale.has(writePlace(place))) refresh(place);
  }

  function refresh(place: RowsPlace): void {
    const { rows, reading } = stateOf(place);
    if (rows && !reading) void readAgain(place);
  }

  function readAllAgain(): void {
    for (const key of lists.keys()) stale.add(key);
    if (shown) refresh(shown);
    tellChange();
  }

  return {
    state: stateOf,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    subscribeChanges: (listener) => {
      changeListeners.add(listener);
      return () => void changeListeners.delete(listener);
    },
    show(place) {
      shown = place;
      const { rows, reading, trouble } = stateOf(place);
      if (!rows && !reading && !trouble) void read(place, 'first');
      else if (stale.has(writePlace(place))) refresh(place);
    },
    more(place) {
      const { rows, cursor, reading } = stateOf(place);
      if (!rows || cursor === undefined || reading === 'more') return;
      // The next page cancels a background refresh, which is repeated afterwards.
      if (reading === 'again') stale.add(writePlace(place));
      void read(place, 'more');
    },
    again(place) {
      const { trouble } = stateOf(place);
      if (trouble) void read(place, trouble.reading);
    },
    select: (place, requests, isSelected) => void set(place, { is: 'ticked', requests, isSelected }),
    changed(view) {
      if (view) {
        views.set(view.request, view);
        noteRevision(view.request, view);
      }
      for (const [key, state] of lists) {
        stale.add(key);
        if (view) lists.set(key, listState(state, { is: 'changed', view }));
      }
      for (const listener of listeners) listener();
      if (shown) refresh(shown);
      tellChange();
      later(() => {
        gone.clear();
        views.clear();
        readAllAgain();
        later(readAllAgain, followsLater);
      }, followsWithin);
    },
    acted(verb, results) {
      for (const { request, revision } of results) if (revision !== undefined) noteRevision(request, { revision, verb });
      for (const [key, state] of lists)
        if (state.rows) lists.set(key, { ...state, rows: state.rows.map((row) => withRevision(row, revisions.get(row.request))) });
      for (const listener of listeners) listener();
    },
    settled(place, requests) {
      for (const request of requests) gone.add(request);
      set(place, { is: 'settled', requests });
    },
    refresh,
  };
}

interface OwnRevision {
  revision: number;
  /** As far as it is known. */
  status?: ListRow['status'];
  verb?: ManyVerb;
}

/** A row that is behind: what it offers stays where the status is the same, but for what has just been done. */
function withRevision(row: ListRow, own: OwnRevision | undefined): ListRow {
  if (!own || own.revision <= row.revision) return row;
  const isOther = own.status !== undefined && own.status !== row.status;
  return { ...row, revision: own.revision, may: isOther ? [] : row.may.filter((verb) => verb !== own.verb) };
}

const countRows = (pages: readonly ListPage[]) => pages.reduce((sum, { rows }) => sum + rows.length, 0);
