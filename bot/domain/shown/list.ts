import type { Temporal } from 'temporal-polyfill';
import { departmentOf, type FormContext, reasonOf } from '../form/form-context';
import { type DigestKind, type EndingBy, type ListedRow, type ListTally, tallyOf } from '../notices/digest';
import type { Policy } from '../organisation/organisation';
import type { RequestId, VisitorRequest } from '../request/visitor-request';
import type { Offer } from '../verbs/offers';
import { nameAndPreferred } from '../words/card-words';
import {
  askedLine,
  digestIntro,
  digestSentences,
  digestSummary,
  digestTitles,
  endingLine,
  endsLine,
  overLine,
  reapprovedLine,
  returnedLine,
  takeOverLine,
  unansweredLine,
} from '../words/digest-words';
import { shortPeriod, withEmployer } from '../words/row-words';
import { accountWords, expiredState, proposedState } from './proposal-line';

/** Which list of the clock: a digest of a day, or all that waits for its reader now. */
export type ListName = { digest: DigestKind; date: string } | { digest?: undefined };

/** One visitor of a list of the clock, as it was read for one reader. */
export interface DigestRow extends ListedRow {
  request: VisitorRequest;
  /** The name of whoever asks something: the question of a returned request, or to take the visitor over. */
  asker?: string;
  /** What the reader may do with this visitor in the list: the rules' answer. */
  offers: Offer[];
  /** Of an account that is let expire: whose wish that is, where it is the reader's or the sponsor's. */
  endingBy?: EndingBy;
  /** The names of the approvers for whom an extension waits; absent where its reader is one of them. */
  waitsFor?: string[];
  /** Not newly due on the day of its list: the reader was asked about it before. */
  wasAsked?: true;
}

/** One visitor of a list of the clock as its reader sees it: plain text, for every channel. */
export interface DigestRowShown {
  request: RequestId;
  revision: number;
  visitor: string;
  department: string;
  reason: string;
  employer?: string;
  period: string;
  /** Reason, employer, department and period in one line. */
  details: string;
  /** What a reapproval is about: level, card, how often reapproved and until when at most; of those who are asked alone. */
  account?: string;
  /** Status of the account. */
  state: string;
  /** Why it cannot be reapproved, or why the reader is asked in place of the sponsor. */
  remark?: string;
  /** Whether the reader is asked to reapprove it. */
  isAsked: boolean;
  /** Not newly due: stands behind those that are, in a shorter block. */
  wasAsked: boolean;
  /** The ISO date that is suggested to whoever is asked; absent where no reapproval is possible. */
  keepUntil?: string;
  /** What the reader can do with it in the list. */
  offers: Offer[];
  /** Whether the reader may ask for this visitor once more. */
  mayAskAgain: boolean;
}

/** A list of the clock as one reader sees it: plain text, for every channel. */
export interface DigestShown {
  title: string;
  /** What it asks for, what has happened, or that it asks for nothing. */
  intro: string;
  /** The line of a notification and the subject of a mail, without names. */
  summary: string;
  /** Whether anything in it waits for an answer. */
  isAsking: boolean;
  rows: DigestRowShown[];
}

export interface DigestFacts {
  kind: DigestKind | 'waiting';
  rows: readonly DigestRow[];
  /** Of the whole list, where `rows` are one page of it; of `rows` unless given. */
  tally?: ListTally;
  /** The reader is told of these rows only, and finds more elsewhere. */
  isPart?: boolean;
  today: Temporal.PlainDate;
  context: Pick<FormContext, 'policy' | 'departments'>;
}

export function shownDigest({ kind, rows, tally = tallyOf(rows), isPart, today, context }: DigestFacts): DigestShown {
  return {
    title: digestTitles[kind],
    intro: digestIntro(kind, tally, isPart),
    summary: digestSummary(kind, tally, { today: today.toString(), ...gistIn(tally, context) }),
    isAsking:
      tally.undecided + tally.pending + (kind === 'decider' ? tally.proposed : 0) + tally.returned + tally.handover + tally.photo > 0,
    rows: rows.map((row) => shownDigestRow(row, today, context)),
  };
}

function gistIn({ gist }: ListTally, { departments }: DigestFacts['context']): { department?: string } {
  if (gist?.department === undefined) return {};
  return { department: departmentOf({ department: gist.department }, departments)?.name ?? gist.department };
}

function shownDigestRow(row: DigestRow, today: Temporal.PlainDate, context: DigestFacts['context']): DigestRowShown {
  const { request, rowState, isTheirs, isSponsorGone, offered, offers } = row;
  const { id, revision, answers, validFrom, validTo } = request;
  const department = departmentOf(answers, context.departments)?.name ?? answers.department;
  const reason = reasonOf(answers, context.policy)?.label ?? answers.reason;
  const dates = shortPeriod(validFrom, validTo);
  const isAsked = isTheirs && rowState === 'undecided';
  const remark = isAsked ? remarkOf(row) : undefined;
  return {
    request: id,
    revision,
    visitor: nameAndPreferred(answers) ?? id,
    department,
    reason,
    ...(answers.employer !== undefined && { employer: answers.employer }),
    period: dates,
    details: `${withEmployer(reason, answers.employer)}, ${department}. ${dates}`,
    ...(isAsked && {
      account: accountWords(row.request, row.isSponsorGone, today, context.policy),
    }),
    state: stateOf(row, today, context.policy),
    ...(remark !== undefined && { remark }),
    isAsked,
    wasAsked: row.wasAsked === true,
    ...(isAsked && offered !== undefined && { keepUntil: offered }),
    offers: isTheirs && rowState !== 'over' ? offers : [],
    mayAskAgain: isTheirs && rowState === 'over' && !isSponsorGone,
  };
}

function remarkOf({ offered, isSponsorGone }: DigestRow): string | undefined {
  if (offered === undefined) return digestSentences.cannotReapprove;
  return isSponsorGone ? digestSentences.sponsorGone : undefined;
}

function stateOf(row: DigestRow, today: Temporal.PlainDate, { zone }: Pick<Policy, 'zone'>): string {
  const { request, status, rowState, sponsor, asker = '', isTheirs, endingBy, by } = row;
  const { decision, handover, validTo } = request;
  switch (rowState) {
    case 'undecided':
      return isTheirs ? endsLine(request.validTo, today) : digestSentences.handedOn;
    case 'kept':
      return reapprovedLine(request.validTo);
    case 'ending':
      return endingLine(request.validTo, endingBy);
    case 'proposed':
    case 'photo':
      return proposedState(row);
    case 'unanswered':
      return expiredState(request) ?? overLine(status, validTo);
    case 'pending':
      return askedLine(sponsor, request, zone);
    case 'returned':
      return isTheirs && decision ? returnedLine(asker, decision, request, today.toString(), zone) : overLine(status, validTo);
    case 'handover':
      return handover?.open ? takeOverLine(asker, handover.open.at, by ?? validTo, zone) : overLine(status, validTo);
    case 'over':
    case 'settled':
      return status === 'lapsed' && decision?.verb === 'return'
        ? unansweredLine(asker, decision, validTo, zone)
        : ((status === 'expired' ? expiredState(request) : undefined) ?? overLine(status, validTo));
  }
}
