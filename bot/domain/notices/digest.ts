import { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../organisation/organisation';
import type { Notice } from '../request/clock';
import type { Deciders } from '../request/deciders';
import { awaitingPhotoSince, awaitsExtension, endedUnanswered, isExtension, openProposal } from '../request/proposal';
import { isInWindow } from '../request/reapproval';
import { type DatePolicy, handoverUntil, photoUntil, reminderDates, statusAt, windowDays } from '../request/request-dates';
import type { VisitorRequest } from '../request/visitor-request';
import { type Status, statusRow } from '../statuses/table';

/** The clock's lists: to sponsors about their visitors, to approvers about waiting requests. */
export const digestKinds = ['sponsor', 'decider'] as const;
export type DigestKind = (typeof digestKinds)[number];

/**
 * The digests that carry a notice. Example: a question of two working days → the head's; of four → the deputies' too.
 *
 * @param admins receive a question from its third nudge on.
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
    // Only a sponsor can answer; if they have left, the admins' list shows it.
    case 'photo':
    case 'answer':
    case 'over': {
      const sponsor = isSponsorGone ? [] : [{ person: request.sponsor, kind: 'sponsor' as const }];
      return [...sponsor, ...(tellsDeciders(notice, request) ? asDeciders(deciders.ask) : [])];
    }
    case 'list':
      return asDeciders(deciders.ask);
    case 'nudge': {
      const free = admins.filter((person) => person !== request.sponsor && !request.involved.includes(person));
      return asDeciders([...deciders.ask, ...(notice.stage > 1 ? deciders.may : []), ...(notice.stage > 2 ? free : [])]);
    }
  }
}

/** Whether a notice to the sponsor is one to the approvers too: nobody has answered what was asked of them. */
export function tellsDeciders({ kind }: Notice, request: VisitorRequest): boolean {
  return kind === 'over' && endedUnanswered(request);
}

/** The state of a request in a digest or a list of what is due. */
export type ListState =
  /** In its last thirty days, unanswered. */
  | 'undecided'
  /** Reapproved since it was shown. */
  | 'kept'
  /** The sponsor lets it expire. */
  | 'ending'
  /** Its sponsor has asked for an extension, or an approver is asked for another change. */
  | 'proposed'
  /** To an approver: expired, as nobody answered that. */
  | 'unanswered'
  /** Waits for a decision. */
  | 'pending'
  /** Returned with a question to the sponsor. */
  | 'returned'
  /** A card that its sponsor has requested lacks its photo. */
  | 'photo'
  /** Offered to the reader as its new sponsor. */
  | 'handover'
  | 'over'
  /** Nothing to do: decided, or no longer near its end. */
  | 'settled';

/**
 * The state of a request today.
 *
 * @param shownSince the day of the list; a later reapproval is the answer to it.
 * @param sponsor the reader of a sponsors' list, who may have a handover offer.
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
  if (sponsor === undefined && status === 'expired' && endedUnanswered(request)) return is('unanswered');
  if (inList !== 'window') return is(inList);
  if (request.account?.ending) return is('ending');
  const open = openProposal({ ...request, status });
  // Whatever else waits, its sponsor is still asked to reapprove.
  if (open && (sponsor === undefined || isExtension(open))) return is('proposed');
  if (isInWindow(request, today)) return is('undecided');
  if (sponsor !== undefined && awaitingPhotoSince(request) !== undefined) return is('photo');
  const reapproved = request.account?.reapproved;
  return is(reapproved && reapproved.at >= shownSince ? 'kept' : 'settled');
}

/** The part of a row on which the list's sentences depend. */
export interface ListedRow {
  request: Pick<VisitorRequest, 'answers' | 'validFrom' | 'validTo' | 'account'>;
  status: Status;
  rowState: ListState;
  /** The sponsor's name. */
  sponsor: string;
  /** Whether the reader is the sponsor. */
  isTheirs: boolean;
  /** ISO date offered for a reapproval; absent if none is possible. */
  offered?: string;
  /** ISO date by which the reader has to act; absent if nobody has to. */
  by?: string;
  /** The sponsor has left and the reader acts instead. */
  isSponsorGone: boolean;
}

/** Counts of rows by state; the reader's own only, except `total`. */
export interface ListTally {
  total: number;
  undecided: number;
  /** Unanswered and reapprovable. */
  reapprovable: number;
  pending: number;
  /** What waits for an approver’s agreement; and how many of these extend nothing. */
  proposed: number;
  changes: number;
  /** Accounts that expired as nobody answered an extension. */
  unanswered: number;
  returned: number;
  handover: number;
  /** Accounts whose requested card lacks its photo. */
  photo: number;
  /** Unanswered, and the reader acts for a sponsor who has left. */
  standIn: number;
  /** The earliest due ISO date of each kind. */
  by: Partial<Record<'undecided' | 'returned' | 'handover' | 'proposed' | 'photo', string>>;
  /** The sponsor's name of each kind, if all have the same. */
  from: Partial<Record<'pending' | 'proposed', string>>;
  /** Expired or lapsed without a decision. */
  expired: number;
  lapsed: number;
  /** Reapproved, let expire or ended. */
  dealtWith: number;
  /** Of the listed requests, if any. */
  gist?: Gist;
}

/** The notification's summary of requests that wait; if none does, of those that are over. */
export interface Gist {
  /** The id of the school or service, if all share it. */
  department?: string;
  /** ISO date: the earliest first day. */
  beginsFirst?: string;
  /** ISO date: the earliest last day of a request that may lapse. */
  lapsesFirst?: string;
}

export function tallyOf(rows: readonly ListedRow[]): ListTally {
  const count = (test: (row: ListedRow) => boolean) => rows.filter((row) => row.isTheirs && test(row)).length;
  const soonest = (kind: keyof ListTally['by']) => {
    const [by] = rows.flatMap((row) => (row.isTheirs && row.rowState === kind ? (row.by ?? []) : [])).sort();
    return by !== undefined && { [kind]: by };
  };
  const onlySponsor = (kind: keyof ListTally['from']) => {
    const [one, ...others] = new Set(rows.flatMap((row) => (row.isTheirs && row.rowState === kind ? [row.sponsor] : [])));
    return one !== undefined && others.length === 0 && { [kind]: one };
  };
  const gist = gistOf(rows);
  return {
    total: rows.length,
    undecided: count(({ rowState }) => rowState === 'undecided'),
    reapprovable: count(isReapprovable),
    pending: count(({ rowState }) => rowState === 'pending'),
    proposed: count(({ rowState }) => rowState === 'proposed'),
    changes: count(({ rowState, request }) => rowState === 'proposed' && !awaitsExtension(request)),
    unanswered: count(({ rowState }) => rowState === 'unanswered'),
    returned: count(({ rowState }) => rowState === 'returned'),
    handover: count(({ rowState }) => rowState === 'handover'),
    photo: count(({ rowState }) => rowState === 'photo'),
    standIn: count(({ rowState, isSponsorGone }) => rowState === 'undecided' && isSponsorGone),
    by: { ...soonest('undecided'), ...soonest('returned'), ...soonest('handover'), ...soonest('proposed'), ...soonest('photo') },
    from: { ...onlySponsor('pending'), ...onlySponsor('proposed') },
    expired: count(({ status }) => status === 'expired'),
    lapsed: count(({ status }) => status === 'lapsed'),
    dealtWith: count(({ rowState, status }) => ['kept', 'ending', 'proposed'].includes(rowState) || status === 'ended'),
    ...(gist && { gist }),
  };
}

function gistOf(rows: readonly ListedRow[]): Gist | undefined {
  const theirs = rows.filter(({ isTheirs }) => isTheirs);
  const waiting = theirs.filter(({ rowState }) => waitingStates.includes(rowState));
  const proposed = theirs.filter(({ rowState }) => rowState === 'proposed');
  const [named = []] = [waiting, proposed, theirs.filter(({ status }) => status === 'expired' || status === 'lapsed')].filter(
    (some) => some.length > 0,
  );
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

const waitingStates: readonly ListState[] = ['pending', 'undecided', 'returned', 'handover', 'photo'];

/** The date by which the reader has to act, of a returned request its first day; undefined if nothing is asked. */
export function actBy(request: VisitorRequest, rowState: ListState, policy: DatePolicy): string | undefined {
  if (rowState === 'proposed' && !awaitsExtension(request)) return undefined;
  if (rowState === 'returned') return request.validFrom;
  if (rowState === 'undecided' || rowState === 'proposed') return request.validTo;
  if (rowState === 'photo') return photoUntil(request, policy)?.toString();
  const open = request.handover?.open;
  return rowState === 'handover' && open ? handoverUntil(open, request.validTo, policy).toString() : undefined;
}

/** Whether *Reapprove all* includes it. */
export function isReapprovable({ rowState, isTheirs, offered }: ListedRow): boolean {
  return isTheirs && rowState === 'undecided' && offered !== undefined;
}

/** Who let the account expire; undefined for other requests. */
export type EndingBy = 'you' | 'sponsor';

export function endingByOf({ account: { ending } = {}, sponsor }: VisitorRequest, reader: PersonId): EndingBy | undefined {
  if (ending?.by === reader) return 'you';
  return ending?.by === sponsor ? 'sponsor' : undefined;
}

/** Whether the sponsor was asked on an earlier day without an answer: the list shows it after newly due ones. */
export function wasAskedBefore(request: VisitorRequest, today: Temporal.PlainDate, policy: DatePolicy): boolean {
  return isInWindow(request, today) && reminderDates(request, policy).some((day) => Temporal.PlainDate.compare(day, today) < 0);
}

/** Whether the due notice is the request's first or last, which are mailed too. */
export function isFirstOrLast(request: VisitorRequest, today: Temporal.PlainDate, policy: DatePolicy): boolean {
  const dates = reminderDates(request, policy);
  const due = dates.filter((day) => Temporal.PlainDate.compare(day, today) <= 0).at(-1);
  return due !== undefined && (due === dates[0] || due === dates.at(-1));
}

/** The range of row keys in their last thirty days, in a list sorted by last day. Row keys begin with the last day. */
export function windowOf(today: Temporal.PlainDate): { from: string; to: string } {
  return { from: today.toString(), to: today.add({ days: windowDays + 1 }).toString() };
}
