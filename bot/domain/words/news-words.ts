import { dayNear, periodNear, shortDay } from '../dates/day-words';
import { dueBy, dueWhy } from '../dates/due-words';
import type { Handed, ProposedChange } from '../request/visitor-request';
import { type Status, statusRow } from '../statuses/table';

/** What the news of one request is made of. It is read on locked screens, so there is no visitor's name in it. */
export interface NewsFacts {
  /** The label of its reason. */
  reason: string;
  /** The name of the school or service visited, for readers who decide for several. */
  department?: string;
  /** ISO dates. */
  validFrom: string;
  validTo: string;
  today: string;
  /** ISO date by which an open handover is to be answered. */
  answerBy?: string;
}

/** The longest reason that is told whole; a phone shows some 40 characters of a subject. */
const longestReason = 20;

/** What tells requests apart, before the news: "Contractor, 8 Feb to 30 Jul, School of Law". */
function about({ reason, department }: Pick<NewsFacts, 'reason' | 'department'>, dates: string): string {
  const [first = reason] = reason.split('/');
  return [reason.length > longestReason ? first.trim() : reason, dates, ...(department === undefined ? [] : [department])].join(', ');
}

/** The news after what it is about. */
function ofStay(facts: NewsFacts, news: string): string {
  return `${about(facts, periodNear(facts.validFrom, facts.validTo, facts.today))}: ${news}`;
}

function ofProposal({ validTo: until }: ProposedChange, facts: NewsFacts, news: string): string {
  const { validFrom, validTo, today } = facts;
  return `${about(facts, until === undefined ? `${periodNear(validFrom, validTo, today)}, change` : `extension to ${shortDay(until)}`)}: ${news}`;
}

/** "by Mon 8 Feb", the day on which the visit starts. */
function dueByStart({ validFrom, today }: NewsFacts): string {
  return dueBy(validFrom, today);
}

/** What the sponsor did since whoever decides was last asked. */
export type SinceAsked = 'answered' | 'resubmitted' | 'changed';

/** To whoever decides. */
export function askNews(sponsor: string, since: SinceAsked | undefined, facts: NewsFacts): string {
  const did = {
    answered: `${sponsor} answered your question; please decide ${dueByStart(facts)}`,
    resubmitted: `${sponsor} edited and resubmitted; please decide ${dueByStart(facts)}`,
    changed: `${sponsor} changed the request; please decide ${dueByStart(facts)}`,
    first: `${sponsor} needs your approval ${dueByStart(facts)}`,
  };
  return ofStay(facts, did[since ?? 'first']);
}

/** To the deputy whom a head asks to decide too. */
export function passedOnNews(head: string, facts: NewsFacts): string {
  return ofStay(facts, `${head} asks you to decide ${dueByStart(facts)}`);
}

/** @param change what is proposed for an account that runs; undefined for a request that waits. */
export function nudgeNews(sponsor: string, change: ProposedChange | undefined, facts: NewsFacts): string {
  return change
    ? ofProposal(change, facts, `${sponsor} reminds you to decide${agreeBy(change, facts)}`)
    : ofStay(facts, `${sponsor} reminds you to decide ${dueByStart(facts)}`);
}

/** To whoever decides: "Contractor, extension to 30 Jun 2027: Sam Sponsor needs your approval by Sun 31 Jan". */
export function proposalNews(sponsor: string, change: ProposedChange, facts: NewsFacts): string {
  return ofProposal(change, facts, `${sponsor} needs your approval${agreeBy(change, facts)}`);
}

/** An extension, and a later first day, have their day; until the others are agreed, what was approved stands. */
function agreeBy({ validTo: until, validFrom: start }: ProposedChange, { validFrom, validTo, today }: NewsFacts): string {
  if (until !== undefined) return ` by ${dayNear(validTo, today)}`;
  return start === undefined ? '' : ` by ${dayNear(validFrom, today)}`;
}

/** To the sponsor. `by`: who answered. */
export function settledNews(isAgreed: boolean, by: string, change: ProposedChange, facts: NewsFacts): string {
  const stands = change.validTo === undefined ? 'it stays as approved' : `the account ends after ${dayNear(facts.validTo, facts.today)}`;
  return ofProposal(change, facts, isAgreed ? `${by} agreed` : `${by} refused; ${stands}`);
}

/** To the sponsor: the photo of a requested card did not come in time. */
export function photoLapsedNews(change: ProposedChange, facts: NewsFacts): string {
  return ofProposal(change, facts, 'lapsed, as no photo was added; it stays as approved');
}

export function recalledNews(by: string, facts: NewsFacts): string {
  return ofStay(facts, `${by} reversed the decision; it will be decided again`);
}

/** To the sponsor: what was decided, or became of the request. `by`: who decided. */
export function outcomeNews(status: Status, by: string, hasChanges: boolean, facts: NewsFacts): string {
  switch (status) {
    case 'approved':
    case 'active':
      return ofStay(facts, hasChanges ? `${by} approved your request with changes; please check them` : `${by} approved your request`);
    case 'returned':
      return ofStay(facts, `${by} has a question; please answer ${dueByStart(facts)}`);
    case 'rejected':
      return ofStay(facts, `${by} rejected your request`);
    case 'expired':
    case 'ended':
      return ofStay(facts, `the account has ${status}`);
    default:
      return ofStay(facts, status === 'withdrawn' ? 'your request was withdrawn' : 'your request has lapsed');
  }
}

/** To a sponsor whose visitor’s time somebody else changed. */
export function endedNews(by: string, facts: NewsFacts): string {
  return ofStay(facts, `${by} ended the account; if it is still needed, request it again`);
}

export function shortenedNews(by: string, facts: NewsFacts): string {
  return ofStay(facts, `${by} brought the last day forward to ${dayNear(facts.validTo, facts.today)}`);
}

export function beganNews(facts: NewsFacts): string {
  return ofStay(facts, 'the account has started; please give the visitor the username');
}

export function handoverNews(by: string, facts: NewsFacts): string {
  const { validTo, today, answerBy = validTo } = facts;
  return ofStay(facts, `${by} asks you to become the sponsor; please answer by ${dayNear(answerBy, today)}`);
}

export function handedNews(answer: Handed['answer'], to: string, by: string, facts: NewsFacts): string {
  const did: Record<Handed['answer'], string> = {
    accepted: `${to} accepted the handover and is now the sponsor`,
    declined: `${to} declined the handover; the sponsor stays the same`,
    expired: `${to} did not accept the handover in time; the sponsor stays the same`,
    assigned: `${by} made ${to} the sponsor`,
  };
  return ofStay(facts, did[answer]);
}

export function correctedNews(by: string, facts: NewsFacts): string {
  return ofStay(facts, `${by} corrected details of the visitor; please check them`);
}

/** To a colleague; a draft may lack its dates. */
export function preparedNews(
  preparer: string,
  facts: Pick<NewsFacts, 'reason' | 'today'> & { validFrom?: string; validTo?: string },
): string {
  const { validFrom, validTo, today } = facts;
  const dates = validFrom !== undefined && validTo !== undefined ? periodNear(validFrom, validTo, today) : 'a new visitor';
  return `${about(facts, dates)}: ${preparer} asks you to be the sponsor`;
}

/** The first words of a mail that asks for a decision. */
export function neededPreview(facts: Pick<NewsFacts, 'validFrom' | 'validTo' | 'today'>): string {
  return `Needed ${dueWhy(facts, facts.today)}.`;
}

/** What is left of a message once it is no news any more. */
export const wasNews = {
  ask: 'You were asked to decide this request.',
  proposal: 'You were asked to agree to a change of this account.',
  settled: 'What you asked for was answered.',
  nudge: 'You were reminded of this request.',
  recalled: 'The decision was reversed.',
  began: 'The account started.',
  handover: 'You were asked to become the sponsor.',
  handed: 'You were told about the handover.',
  corrected: 'The visitor’s details were corrected after your approval.',
  made: 'You made this request.',
  opened: 'A newer card for this request is below.',
  outcome: (status: Status) => outcomes[status] ?? `The request was ${statusRow(status).label.toLowerCase()}.`,
} as const;

const outcomes: Partial<Record<Status, string>> = {
  approved: 'The request was approved.',
  active: 'The request was approved.',
  returned: 'The request was returned with a question.',
  ended: 'The account was ended.',
  expired: 'The account expired.',
  lapsed: 'The request lapsed.',
};

/** Beside the news that an account has started. */
export function usernameLine(username: string): string {
  return `The username is ${username}.`;
}

/** Typed words in a line of the chat, cut where they are long: the card has them whole. */
export function quotedInLine(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return `“${line.length > 200 ? `${line.slice(0, 199).trimEnd()}…` : line}”`;
}

/**
 * A message about one request in one line of the chat, where the visitor may be named: for literal text only.
 *
 * @param words what was written with it, which no notification may show.
 */
export function lineOfNews(visitor: string, news: string, words?: string): string {
  return `${visitor}, ${news}.${words === undefined ? '' : ` ${words}`}`;
}

/** The same for what is over, with the reference by which the request can be found. */
export function closedLine(visitor: string, reference: string, was: string): string {
  return `${visitor} (${reference}): ${was}`;
}

/** A mail's subject: the news, and what it can be found by. */
export function subjectOf(news: string, reference: string): string {
  return `${news} (${reference})`;
}
