import type { Temporal } from 'temporal-polyfill';
import { statusAt } from '../request/request-dates';
import { matchesName, referenceIn } from '../request/search';
import { isOver, type Status, statuses } from '../statuses/table';
import type { ListedRequest } from './listed-request';

/** How a sponsor may sort their visitors. */
export const visitorOrders = ['validTo', 'visitor', 'status'] as const;
export type VisitorOrder = (typeof visitorOrders)[number];

export interface SponsoredFilter {
  /** The beginning of a name, or a whole reference; empty: every visitor. */
  search?: string | undefined;
  /** One of these; every status unless given. */
  statuses?: readonly Status[] | undefined;
  /** By `validTo` unless given. */
  sort?: VisitorOrder | undefined;
}

/**
 * The visitors of one sponsor that the filter leaves, sorted. By `validTo`: those that are not over first, soonest end
 * first; then what is over, latest end first. Equal ones stay in the order in which they came.
 */
export function sponsoredRows<Row extends ListedRequest>(
  rows: readonly Row[],
  { search = '', statuses: wanted, sort = 'validTo' }: SponsoredFilter,
  today: Temporal.PlainDate,
): Row[] {
  const text = search.trim();
  const reference = referenceIn(text);
  const isFound = (row: Row) =>
    text === '' || (reference === undefined ? matchesName(row.foundBy ?? [row.visitor], text) : row.request === reference);
  return rows
    .filter((row) => isFound(row) && (wanted === undefined || wanted.includes(statusAt(row, today))))
    .sort((one, other) => comparisons[sort](one, other, today));
}

const collator = new Intl.Collator('en-GB');

const comparisons: Record<VisitorOrder, (one: ListedRequest, other: ListedRequest, today: Temporal.PlainDate) => number> = {
  validTo(one, other, today) {
    const [isOneOver, isOtherOver] = [isOver(statusAt(one, today)), isOver(statusAt(other, today))];
    if (isOneOver !== isOtherOver) return isOneOver ? 1 : -1;
    const later = one.validTo < other.validTo ? -1 : one.validTo > other.validTo ? 1 : 0;
    return isOneOver ? -later : later;
  },
  visitor: (one, other) => collator.compare(one.visitor, other.visitor),
  status: (one, other, today) => statuses.indexOf(statusAt(one, today)) - statuses.indexOf(statusAt(other, today)),
};
