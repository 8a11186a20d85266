import type { Problem, RequestView } from '../../channels/tab/contract';
import type { ListPage, ListRow, ManyVerb } from '../../channels/tab/list-contract';
import { omit } from '../omit';

/** A list as far as it has been read. */
export interface ListState {
  /** Undefined until the first page has come. */
  rows?: readonly ListRow[];
  cursor?: string;
  /** The total, if it could be counted. */
  total?: { count: number; isMore: boolean } | undefined;
  isPartial: boolean;
  /** The number of rows scanned for the rows shown. */
  looked: number;
  selected: ReadonlySet<string>;
  /** The read under way: the first page, the next page, or a background refresh. */
  reading?: 'first' | 'more' | 'again';
  /** Why the last read failed, and which read it was. A background refresh reports nothing. */
  trouble?: { problem: Omit<Problem, 'type'>; reading: 'first' | 'more' };
  /** Counts reads: the answer of an outdated read is ignored. */
  turn: number;
}

export type ListEvent =
  | { is: 'asked'; reading: 'first' | 'more' | 'again' }
  | { is: 'came'; turn: number; page: ListPage }
  /** The rows of a background refresh. */
  | { is: 'came-again'; turn: number; pages: readonly ListPage[] }
  | { is: 'counted'; turn: number; count: number; isMore: boolean }
  | { is: 'failed'; turn: number; problem: Omit<Problem, 'type'> }
  | { is: 'changed'; view: Pick<RequestView, 'request' | 'revision' | 'status' | 'statusLabel'> }
  /** Requests just decided: they are hidden from the list of waiting requests, even if the list still has them. */
  | { is: 'settled'; requests: readonly string[] }
  | { is: 'ticked'; requests: readonly string[]; isSelected: boolean };

export const emptyList: ListState = { isPartial: false, looked: 0, selected: new Set(), turn: 0 };

export function listState(state: ListState, event: ListEvent): ListState {
  switch (event.is) {
    case 'asked':
      return { ...omit(state, 'trouble'), reading: event.reading, turn: state.turn + 1 };
    case 'came':
      return event.turn === state.turn ? withPage(state, event.page) : state;
    case 'came-again':
      return event.turn === state.turn ? withPagesAgain(state, event.pages) : state;
    case 'counted':
      return event.turn === state.turn ? { ...state, total: { count: event.count, isMore: event.isMore } } : state;
    case 'failed':
      return event.turn === state.turn ? failed(state, event.problem) : state;
    case 'changed':
      return withChanged(state, event.view);
    case 'settled':
      return {
        ...state,
        ...(state.rows && { rows: state.rows.filter(({ request }) => !event.requests.includes(request)) }),
        selected: selectionAfter(state.selected, event.requests, false),
      };
    case 'ticked':
      return { ...state, selected: selectionAfter(state.selected, event.requests, event.isSelected) };
  }
}

function withPage(state: ListState, page: ListPage): ListState {
  const isFirst = state.reading === 'first';
  const rows = joined(isFirst ? [] : (state.rows ?? []), page.rows);
  return afterRead(state, { rows, looked: (isFirst ? 0 : state.looked) + page.looked, isPartial: page.isPartial, cursor: page.cursor });
}

/**
 * Replaces the first pages, and keeps the rows below them: reading hundreds of rows on every window focus would cost
 * more than it is worth.
 */
function withPagesAgain(state: ListState, pages: readonly ListPage[]): ListState {
  const last = pages.at(-1);
  if (!last) return afterRead(state, { ...state, rows: state.rows ?? [], cursor: state.cursor });
  const rows = pages.reduce<readonly ListRow[]>((above, page) => joined(above, page.rows), []);
  const looked = pages.reduce((sum, page) => sum + page.looked, 0);
  const end = state.rows?.findIndex(({ request }) => request === rows.at(-1)?.request) ?? -1;
  const below = last.cursor === undefined || end === -1 ? [] : (state.rows ?? []).slice(end + 1);
  if (below.length === 0) return afterRead(state, { rows, looked, isPartial: last.isPartial, cursor: last.cursor });
  return afterRead(state, { rows: joined(rows, below), looked: state.looked, isPartial: state.isPartial, cursor: state.cursor });
}

interface Read {
  rows: readonly ListRow[];
  looked: number;
  isPartial: boolean;
  cursor: string | undefined;
}

function afterRead(state: ListState, { rows, looked, isPartial, cursor }: Read): ListState {
  const selectable = new Set(rows.filter(({ may }) => may.length > 0).map(({ request }) => request));
  const selected = new Set([...state.selected].filter((request) => selectable.has(request)));
  const { total } = state;
  return { rows, looked, isPartial, selected, turn: state.turn, ...(total && { total }), ...(cursor !== undefined && { cursor }) };
}

function failed(state: ListState, problem: Omit<Problem, 'type'>): ListState {
  const { reading, ...rest } = state;
  return reading === undefined || reading === 'again' ? rest : { ...rest, trouble: { problem, reading } };
}

/** Updates the row of a request that was changed on its page; the row offers no verbs until it is read again. */
function withChanged(state: ListState, { request, revision, status, statusLabel }: (ListEvent & { is: 'changed' })['view']): ListState {
  if (!state.rows?.some((row) => row.request === request && row.revision !== revision)) return state;
  const rows = state.rows.map((row) => (row.request === request ? { ...row, revision, status, statusLabel, may: [] } : row));
  return { ...state, rows, selected: selectionAfter(state.selected, [request], false) };
}

/** A row that moved between two reads appears in both; the later position counts. */
function joined(above: readonly ListRow[], below: readonly ListRow[]): readonly ListRow[] {
  const again = new Set(below.map(({ request }) => request));
  return [...above.filter(({ request }) => !again.has(request)), ...below];
}

function selectionAfter(selected: ReadonlySet<string>, requests: readonly string[], isSelected: boolean): ReadonlySet<string> {
  const next = new Set(selected);
  for (const request of requests)
    if (isSelected) next.add(request);
    else next.delete(request);
  return next;
}

/** The largest selection that the API accepts. */
export const mostAtOnce = 50;

/** How the confirmation of a verb for several rows names each row. */
export type ManyRow = Pick<ListRow, 'request' | 'revision' | 'visitor' | 'department' | 'validFrom' | 'validTo' | 'keepUntil'>;

export interface ManyOffer {
  verb: ManyVerb;
  rows: readonly ManyRow[];
}

/** The verbs for the selected rows, each with the rows that allow it, in the order of `verbs`. */
export function manyOffers(state: Pick<ListState, 'rows' | 'selected'>, verbs: readonly ManyVerb[]): ManyOffer[] {
  const chosen = (state.rows ?? []).filter(({ request }) => state.selected.has(request));
  return verbs.map((verb) => ({ verb, rows: chosen.filter((row) => row.may.includes(verb)) })).filter(({ rows }) => rows.length > 0);
}

/** The body of *Reapprove* for each row: the last day that was shown. */
export function manyItems({ verb, rows }: ManyOffer): { request: string; revision: number; until?: string }[] {
  return rows.map(({ request, revision, keepUntil }) => ({
    request,
    revision,
    ...(verb === 'reapprove' && keepUntil !== undefined && { until: keepUntil }),
  }));
}
