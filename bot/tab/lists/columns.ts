import type { ManyVerb } from '../../channels/tab/list-contract';
import type { Place } from '../place';
import type { columnNames } from '../words';
import type { RowsPlace } from './list-store';

export type Column = keyof typeof columnNames;

const everywhere = ['visitor', 'department', 'dates', 'status'] as const;

/** The fixed columns of each list, the same as in the chat's rows. */
export const columnsOf: Record<RowsPlace['page'], readonly Column[]> = {
  mine: [...everywhere, 'since'],
  reapproval: [...everywhere, 'keepUntil'],
  waiting: [...everywhere, 'sponsor', 'since'],
  requests: [...everywhere, 'sponsor', 'since'],
  department: [...everywhere, 'sponsor', 'since'],
  cards: [...everywhere, 'sponsor'],
};

export function isRowsPlace(place: Place): place is RowsPlace {
  return place.page in columnsOf;
}

/** The columns that a reader may add. */
export const optionalColumns = ['reason', 'access', 'idCard', 'userName', 'waitingSince', 'decidedBy'] as const satisfies readonly Column[];
export type OptionalColumn = (typeof optionalColumns)[number];

/** The columns that fit beside the preview. */
export const previewColumns: readonly Column[] = ['visitor', 'dates', 'status'];

/** Whether the list has optional columns. */
export const hasChoice = (page: RowsPlace['page']) => page !== 'cards' && page !== 'reapproval';

const keyOf = (person: string, page: RowsPlace['page']) => `columns:${person}:${page}`;

/** The columns chosen for a list in this browser; none if the browser blocks storage. */
export function readColumns(storage: () => Pick<Storage, 'getItem'>, person: string, page: RowsPlace['page']): OptionalColumn[] {
  try {
    const read: unknown = JSON.parse(storage().getItem(keyOf(person, page)) ?? '[]');
    return Array.isArray(read) ? optionalColumns.filter((column) => read.includes(column)) : [];
  } catch {
    return [];
  }
}

/** Storage of a cross-site frame may throw: then the choice lasts until the page is closed. */
export function writeColumns(
  storage: () => Pick<Storage, 'setItem'>,
  person: string,
  page: RowsPlace['page'],
  columns: readonly OptionalColumn[],
): void {
  try {
    storage().setItem(keyOf(person, page), JSON.stringify(columns));
  } catch {
    // Not an error: the columns are shown anyway.
  }
}

/** The verbs for several rows at once. */
export const verbsOf: Record<RowsPlace['page'], readonly ManyVerb[]> = {
  mine: [],
  reapproval: ['reapprove', 'let-end', 'keep-after-all'],
  waiting: ['approve'],
  requests: ['resend', 'reassign-sponsor', 'end'],
  department: [],
  cards: [],
};
