import type { ManyVerb } from '../../channels/tab/list-contract';
import type { columnNames } from '../words';
import type { RowsPlace } from './list-store';

export type Column = keyof typeof columnNames;

const everywhere = ['visitor', 'department', 'dates', 'status'] as const;

/** As the rows of the chat: what the reader of each list does not know yet, and since when it is so. */
export const columnsOf: Record<RowsPlace['page'], readonly Column[]> = {
  mine: [...everywhere, 'since'],
  reapproval: [...everywhere, 'keepUntil'],
  waiting: [...everywhere, 'sponsor', 'since'],
  requests: [...everywhere, 'sponsor', 'since'],
  department: [...everywhere, 'sponsor', 'since'],
  cards: [...everywhere, 'sponsor'],
};

/** What a reader may choose beside these. */
export const optionalColumns = ['reason', 'access', 'idCard', 'userName', 'waitingSince', 'decidedBy'] as const satisfies readonly Column[];
export type OptionalColumn = (typeof optionalColumns)[number];

/** Beside a request that is previewed there is room for these. */
export const previewColumns: readonly Column[] = ['visitor', 'dates', 'status'];

/** Whether a list lets its reader choose: elsewhere its columns are what it is about. */
export const hasChoice = (page: RowsPlace['page']) => page !== 'cards' && page !== 'reapproval';

const keyOf = (person: string, page: RowsPlace['page']) => `columns:${person}:${page}`;

/** What this person has chosen for a list in this browser; nothing where the browser keeps nothing. */
export function readColumns(storage: () => Pick<Storage, 'getItem'>, person: string, page: RowsPlace['page']): OptionalColumn[] {
  try {
    const read: unknown = JSON.parse(storage().getItem(keyOf(person, page)) ?? '[]');
    return Array.isArray(read) ? optionalColumns.filter((column) => read.includes(column)) : [];
  } catch {
    return [];
  }
}

/** A browser that keeps nothing for a frame of another site throws: the choice then lasts as long as the page. */
export function writeColumns(
  storage: () => Pick<Storage, 'setItem'>,
  person: string,
  page: RowsPlace['page'],
  columns: readonly OptionalColumn[],
): void {
  try {
    storage().setItem(keyOf(person, page), JSON.stringify(columns));
  } catch {
    // Nothing to tell: the columns are shown all the same.
  }
}

/** What can be done with several rows at once. */
export const verbsOf: Record<RowsPlace['page'], readonly ManyVerb[]> = {
  mine: [],
  reapproval: ['reapprove', 'let-end', 'keep-after-all'],
  waiting: ['approve'],
  requests: ['resend', 'reassign-sponsor', 'end'],
  department: [],
  cards: [],
};
