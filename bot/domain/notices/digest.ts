import { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../organisation/organisation';
import type { Notice } from '../request/clock';
import type { Deciders } from '../request/deciders';
import { isInWindow } from '../request/reapproval';
import { type DatePolicy, handoverUntil, reminderDates, statusAt, windowDays } from '../request/request-dates';
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
    case 'handover':
      return request.handover?.open ? [{ person: request.handover.open.to, kind: 'sponsor' }] : [];
    // Only a sponsor can answer: of one who has left, the admins' list tells.
    case 'answer':
    case 'over':
      return isSponsorGone ? [] : [{ person: request.sponsor, kind: 'sponsor' }];
    case 'list':
      return asDeciders(deciders.ask);
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
  /** Came back with a question, which waits for its sponsor's answer. */
  | 'returned'
  /** Its reader is asked to become the sponsor. */
  | 'handover'
  | 'over'
  /** Nothing to do: decided, or not near its end any more. */
  | 'settled';

/**
 * The state of a request today.
 *
 * @param shownSince the day of the list, after which a reapproval is its answer.
 * @param sponsor the reader of a list for sponsors, to whom it may be offered.
 */
export function rowStateOf(
  request: VisitorRequest,
  today: Temporal.PlainDate,
  shownSince: string,
  sponsor?: PersonId,
): { status: Status; rowState: ListState } {
  const status = statusAt(request, today);
  const is = (rowState: ListState) => ({ status, rowState });
  const { inList, phase } = statusRow(status);
  if (sponsor !== undefined && request.handover?.open?.to === sponsor && phase !== 'over') return is('handover');
  if (inList !== 'window') return is(inList);
  if (request.account?.ending) return is('ending');
  if (isInWindow(request, today)) return is('undecided');
  const reapproved = request.account?.reapproved;
  return is(reapproved && reapproved.at >= shownSince ? 'kept' : 'settled');
}

/** A row of a list, as far as the list's own words depend on it. */
export interface ListedRow {
  request: Pick<VisitorRequest, 'answers' | 'validFrom' | 'validTo'>;
  status: Status;
  rowState: ListState;
  /** Whether the reader answers for this visitor. */
  isTheirs: boolean;
  /** ISO date offered for a reapproval; absent where none is possible. */
  offered?: string;
  /** ISO date by which the reader is to act; absent where nothing is asked of anybody. */
  by?: string;
  /** The sponsor has left, so that the reader stands in. */
  isSponsorGone: boolean;
}

/** Counts of rows by state; the reader's own only, except `total`. */
export interface ListTally {
  total: number;
  undecided: number;
  /** Undecided, and a reapproval is possible. */
  reapprovable: number;
  pending: number;
  returned: number;
  handover: number;
  /** Undecided, and the reader stands in for a sponsor who has left. */
  standIn: number;
  /** The soonest ISO date by which the reader is to act, of each kind. */
  by: Partial<Record<'undecided' | 'returned' | 'handover', string>>;
  /** Over by their dates, which nobody decided. */
  expired: number;
  lapsed: number;
  /** Reapproved, let expire or ended. */
  dealtWith: number;
  /** Of those that the list tells of, where there are some. */
  gist?: Gist;
}

/** What a notification says of all that wait for an answer; where none does, of all that are over. */
export interface Gist {
  /** The id of the school or service, where it is the same for all. */
  department?: string;
  /** ISO date: the first day of the request that is to begin first. */
  beginsFirst?: string;
  /** ISO date: the last day of the request that lapses first. */
  lapsesFirst?: string;
}

export function tallyOf(rows: readonly ListedRow[]): ListTally {
  const count = (test: (row: ListedRow) => boolean) => rows.filter((row) => row.isTheirs && test(row)).length;
  const soonest = (kind: keyof ListTally['by']) => {
    const [by] = rows.flatMap((row) => (row.isTheirs && row.rowState === kind ? (row.by ?? []) : [])).sort();
    return by !== undefined && { [kind]: by };
  };
  const gist = gistOf(rows);
  return {
    total: rows.length,
    undecided: count(({ rowState }) => rowState === 'undecided'),
    reapprovable: count(isReapprovable),
    pending: count(({ rowState }) => rowState === 'pending'),
    returned: count(({ rowState }) => rowState === 'returned'),
    handover: count(({ rowState }) => rowState === 'handover'),
    standIn: count(({ rowState, isSponsorGone }) => rowState === 'undecided' && isSponsorGone),
    by: { ...soonest('undecided'), ...soonest('returned'), ...soonest('handover') },
    expired: count(({ status }) => status === 'expired'),
    lapsed: count(({ status }) => status === 'lapsed'),
    dealtWith: count(({ rowState, status }) => rowState === 'kept' || rowState === 'ending' || status === 'ended'),
    ...(gist && { gist }),
  };
}

function gistOf(rows: readonly ListedRow[]): Gist | undefined {
  const theirs = rows.filter(({ isTheirs }) => isTheirs);
  const waiting = theirs.filter(({ rowState }) => waitingStates.includes(rowState));
  const named = waiting.length > 0 ? waiting : theirs.filter(({ status }) => status === 'expired' || status === 'lapsed');
  const departments = new Set(named.map(({ request }) => request.answers.department));
  const [department] = departments;
  const pending = waiting.filter(({ rowState }) => rowState === 'pending').map(({ request }) => request);
  const [beginsFirst] = pending.map(({ validFrom }) => validFrom).sort();
  const [lapsesFirst] = pending.map(({ validTo }) => validTo).sort();
  if (department === undefined) return undefined;
  return {
    ...(departments.size === 1 && { department }),
    ...(beginsFirst !== undefined && { beginsFirst }),
    ...(lapsesFirst !== undefined && { lapsesFirst }),
  };
}

const waitingStates: readonly ListState[] = ['pending', 'undecided', 'returned', 'handover'];

/** By when the reader is to act on it; undefined where nothing is asked. */
export function actBy(request: VisitorRequest, rowState: ListState, policy: DatePolicy): string | undefined {
  if (rowState === 'undecided' || rowState === 'returned') return request.validTo;
  const open = request.handover?.open;
  return rowState === 'handover' && open ? handoverUntil(open, request.validTo, policy).toString() : undefined;
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

/** Whether its sponsor was asked on an earlier day and has not answered: a list tells of it behind what is newly due. */
export function wasAskedBefore(request: VisitorRequest, today: Temporal.PlainDate, policy: DatePolicy): boolean {
  return isInWindow(request, today) && reminderDates(request, policy).some((day) => Temporal.PlainDate.compare(day, today) < 0);
}

/** Whether the notice that has come due is the first or the last of this request's, which go as a mail too. */
export function isFirstOrLast(request: VisitorRequest, today: Temporal.PlainDate, policy: DatePolicy): boolean {
  const dates = reminderDates(request, policy);
  const due = dates.filter((day) => Temporal.PlainDate.compare(day, today) <= 0).at(-1);
  return due !== undefined && (due === dates[0] || due === dates.at(-1));
}

/** Where, in a list sorted by last day, those lie that are in their last thirty days. Row keys begin with the last day. */
export function windowOf(today: Temporal.PlainDate): { from: string; to: string } {
  return { from: today.toString(), to: today.add({ days: windowDays + 1 }).toString() };
}
