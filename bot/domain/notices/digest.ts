import { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../organisation/organisation';
import type { Notice } from '../request/clock';
import type { Deciders } from '../request/deciders';
import { isInWindow } from '../request/reapproval';
import { approvedOn, reminderDates, statusAt, windowDays } from '../request/request-dates';
import type { VisitorRequest } from '../request/visitor-request';
import { type Status, statusRow } from '../statuses/table';

/** Messages of the clock: to sponsors about their visitors, to deciders about what waits for them. */
export const digestKinds = ['sponsor', 'decider'] as const;
export type DigestKind = (typeof digestKinds)[number];

/**
 * Who is told of a notice, in which digest. Example: a question of two working days → its head; of four → the deputies too.
 *
 * @param admins who looks after what nobody decides, from the third nudge on.
 */
export function recipientsOf(
  notice: Notice,
  request: VisitorRequest,
  deciders: Deciders,
  isSponsorGone: boolean,
  admins: readonly PersonId[],
): { person: PersonId; kind: DigestKind }[] {
  const asDeciders = (people: readonly PersonId[]) => [...new Set(people)].map((person) => ({ person, kind: 'decider' as const }));
  switch (notice.kind) {
    case 'reapproval':
      return isSponsorGone ? asDeciders(deciders.ask) : [{ person: request.sponsor, kind: 'sponsor' }];
    case 'over':
      return isSponsorGone ? [] : [{ person: request.sponsor, kind: 'sponsor' }];
    case 'nudge': {
      const free = admins.filter((person) => person !== request.sponsor && !request.involved.includes(person));
      return asDeciders([...deciders.ask, ...(notice.stage > 1 ? deciders.may : []), ...(notice.stage > 2 ? free : [])]);
    }
  }
}

/** The state of a request in a digest or a list of what is due. */
export type ListState =
  /** In its last thirty days, without an answer yet. */
  | 'undecided'
  /** Goes on beyond the day it was shown for. */
  | 'kept'
  /** Ends on its last day, as its sponsor wants. */
  | 'ending'
  /** Waits for a decision. */
  | 'pending'
  | 'over'
  /** Nothing to do: decided, returned, or not near its end any more. */
  | 'settled';

/** The state of a request today; `shownSince`: the day of the list, after which a reapproval counts as its answer. */
export function rowStateOf(
  request: VisitorRequest,
  today: Temporal.PlainDate,
  shownSince: string,
): { status: Status; rowState: ListState } {
  const status = statusAt(request, today);
  const is = (rowState: ListState) => ({ status, rowState });
  const { inList } = statusRow(status);
  if (inList !== 'window') return is(inList);
  if (request.account?.ending) return is('ending');
  if (isInWindow(request, today)) return is('undecided');
  const reapproved = request.account?.reapproved;
  return is(reapproved && reapproved.at >= shownSince ? 'kept' : 'settled');
}

/** A row of a list, as far as the list's own words depend on it. */
export interface ListedRow {
  status: Status;
  rowState: ListState;
  /** Whether the reader answers for this visitor. */
  isTheirs: boolean;
  /** ISO date offered for a reapproval; absent where none is possible. */
  offered?: string;
}

/** Counts of rows by state; the reader's own only, except `total`. */
export interface ListTally {
  total: number;
  undecided: number;
  /** Undecided, and a reapproval is possible. */
  reapprovable: number;
  pending: number;
  /** Over by their dates, which nobody decided. */
  expired: number;
  lapsed: number;
  /** Reapproved, let expire or ended. */
  dealtWith: number;
}

export function tallyOf(rows: readonly ListedRow[]): ListTally {
  const count = (test: (row: ListedRow) => boolean) => rows.filter((row) => row.isTheirs && test(row)).length;
  return {
    total: rows.length,
    undecided: count(({ rowState }) => rowState === 'undecided'),
    reapprovable: count(isReapprovable),
    pending: count(({ rowState }) => rowState === 'pending'),
    expired: count(({ status }) => status === 'expired'),
    lapsed: count(({ status }) => status === 'lapsed'),
    dealtWith: count(({ rowState, status }) => rowState === 'kept' || rowState === 'ending' || status === 'ended'),
  };
}

/** Whether *Reapprove all* includes it. */
export function isReapprovable({ rowState, isTheirs, offered }: ListedRow): boolean {
  return isTheirs && rowState === 'undecided' && offered !== undefined;
}

/** Whose wish it is that an account expires on its last day; undefined for anybody else's. */
export type EndingBy = 'you' | 'sponsor';

export function endingByOf({ account: { ending } = {}, sponsor }: VisitorRequest, reader: PersonId): EndingBy | undefined {
  if (ending?.by === reader) return 'you';
  return ending?.by === sponsor ? 'sponsor' : undefined;
}

/** Whether a sponsor's digest includes this request although it has no notice due: never on its first day, nor on the day of its approval. */
export function isWorthListing(request: VisitorRequest, today: Temporal.PlainDate, zone: string): boolean {
  const isBefore = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, today) < 0;
  return (
    isInWindow(request, today) &&
    !request.account?.ending &&
    isBefore(Temporal.PlainDate.from(request.validFrom)) &&
    isBefore(approvedOn(request, zone))
  );
}

/** Whether the notice that has come due is the first or the last of this request's, which go as a mail too (R8). */
export function isFirstOrLast(request: VisitorRequest, today: Temporal.PlainDate, zone: string): boolean {
  const dates = reminderDates(request, zone);
  const due = dates.filter((day) => Temporal.PlainDate.compare(day, today) <= 0).at(-1);
  return due !== undefined && (due === dates[0] || due === dates.at(-1));
}

/** Where, in a list sorted by last day, those lie that are in their last thirty days. Row keys begin with the last day. */
export function windowOf(today: Temporal.PlainDate): { from: string; to: string } {
  return { from: today.toString(), to: today.add({ days: windowDays + 1 }).toString() };
}
