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
  cards: [...everywhere, 'sponsor'],
};

/** What can be done with several rows at once. */
export const verbsOf: Record<RowsPlace['page'], readonly ManyVerb[]> = {
  mine: [],
  reapproval: ['reapprove', 'let-end', 'keep-after-all'],
  waiting: ['approve'],
  requests: ['resend', 'reassign-sponsor', 'end'],
  cards: [],
};
