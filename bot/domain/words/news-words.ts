import { day } from '../dates/day-words';
import type { Handed, ProposedChange } from '../request/visitor-request';
import { type Status, statusRow } from '../statuses/table';

/** What the news of one request is made of. It is read on locked screens, so there is no visitor's name in it. */
export interface NewsFacts {
  /** Of the school or service visited. */
  department: string;
  /** ISO dates. */
  validFrom: string;
  validTo: string;
  today: string;
  /** ISO date by which an open handover is to be answered. */
  answerBy?: string;
}

/** "Please decide before Mon 1 Feb 2027", the first day; afterwards, what becomes of it otherwise. */
function pleaseDecide({ validFrom, validTo, today }: NewsFacts): string {
  return today < validFrom ? `Please decide before ${day(validFrom)}` : `Please decide: it lapses after ${day(validTo)}`;
}

/** What the sponsor did since whoever decides was last asked. */
export type SinceAsked = 'answered' | 'resubmitted' | 'changed';

/** To whoever decides. */
export function askNews(sponsor: string, since: SinceAsked | undefined, facts: NewsFacts): string {
  const { department } = facts;
  const stay = stayOf(facts);
  const did = {
    answered: `${sponsor} answered your question about a visitor request (${department}), ${stay}`,
    resubmitted: `${sponsor} edited and resubmitted a visitor request (${department}), now ${stay}`,
    changed: `${sponsor} changed a visitor request (${department}), now ${stay}`,
    first: `${sponsor} requests a visitor account (${department}), ${stay}`,
  };
  return `${did[since ?? 'first']}. ${pleaseDecide(facts)}`;
}

/** To the deputy whom a head asks to decide too. */
export function passedOnNews(head: string, sponsor: string, facts: NewsFacts): string {
  return `${head} asks you to decide a visitor request of ${sponsor} (${facts.department}), ${stayOf(facts)}. ${pleaseDecide(facts)}`;
}

function stayOf({ validFrom, validTo }: NewsFacts): string {
  return `${day(validFrom)} to ${day(validTo)}`;
}

/** @param change what is proposed for an account that runs; undefined for a request that waits. */
export function nudgeNews(sponsor: string, change: ProposedChange | undefined, facts: NewsFacts): string {
  const { department } = facts;
  return change
    ? `${sponsor} reminds you of ${change.validTo === undefined ? 'a change' : 'an extension'} (${department}). ${pleaseAgree(change, facts)}`
    : `${sponsor} reminds you of a visitor request (${department}). ${pleaseDecide(facts)}`;
}

/** To whoever decides: "Sam Sponsor asks to extend a visitor account (School of Law) to Wed 30 Jun 2027. Please decide by …". */
export function proposalNews(sponsor: string, change: ProposedChange, facts: NewsFacts): string {
  const { validTo: until } = change;
  const asks =
    until === undefined
      ? `change a visitor account (${facts.department})`
      : `extend a visitor account (${facts.department}) to ${day(until)}`;
  return `${sponsor} asks to ${asks}. ${pleaseAgree(change, facts)}`;
}

/** An extension, and a later first day, have their day; until the others are agreed, what was approved stands. */
function pleaseAgree({ validTo: until, validFrom: start }: ProposedChange, { validFrom, validTo }: NewsFacts): string {
  if (until !== undefined) return `Please decide by ${day(validTo)}, or it expires`;
  return start === undefined ? 'Please agree or refuse' : `Please decide before ${day(validFrom)}, or the account starts as approved`;
}

/** To the sponsor. `by`: who answered. */
export function settledNews(isAgreed: boolean, by: string, { validTo: until }: ProposedChange, { department, validTo }: NewsFacts): string {
  if (until === undefined)
    return isAgreed
      ? `${by} agreed to change the account of your visitor (${department}). Open it to see what has changed`
      : `${by} refused to change the account of your visitor (${department}). It stays as approved; open it to read why`;
  return isAgreed
    ? `${by} agreed to extend the account of your visitor (${department}). It is now valid to ${day(validTo)}`
    : `${by} refused to extend the account of your visitor (${department}) to ${day(until)}. It ends after ${day(validTo)}; open it to read why`;
}

export function recalledNews(by: string, { department }: NewsFacts): string {
  return `${by} reversed the decision on your visitor request (${department}). It will be decided again; you do not need to do anything`;
}

/** To the sponsor: what was decided, or became of the request. `by`: who decided. */
export function outcomeNews(status: Status, by: string, hasChanges: boolean, { department, validFrom, validTo, today }: NewsFacts): string {
  switch (status) {
    case 'approved':
    case 'active': {
      const when = today < validFrom ? `The account starts on ${day(validFrom)}` : `The last day is ${day(validTo)}`;
      return hasChanges
        ? `${by} approved your visitor request (${department}) with changes. ${when}; please check what has changed`
        : `${by} approved your visitor request (${department}). ${when}`;
    }
    case 'returned':
      return `${by} has a question about your visitor request (${department}). Please answer by ${day(validTo)}, or it lapses`;
    case 'rejected':
      return `${by} rejected your visitor request (${department}). Open it to read why`;
    default:
      return `Your visitor request (${department}): ${statusRow(status).label.toLowerCase()}. Valid to was ${day(validTo)}`;
  }
}

/** To a sponsor whose visitor’s time somebody else changed. */
export function endedNews(by: string, { department }: NewsFacts): string {
  return `${by} ended the account of your visitor (${department}). If the visitor is still expected, please request it again`;
}

export function shortenedNews(by: string, { department, validTo }: NewsFacts): string {
  return `${by} brought the last day of your visitor’s account (${department}) forward to ${day(validTo)}`;
}

export function beganNews({ department, validTo }: NewsFacts): string {
  return `Your visitor’s account (${department}) has started and is valid to ${day(validTo)}. Please give the visitor the username`;
}

export function handoverNews(by: string, { department, validTo, answerBy = validTo }: NewsFacts): string {
  return `${by} asks you to become the sponsor of a visitor (${department}), valid to ${day(validTo)}. Please accept or decline by ${day(answerBy)}`;
}

export function handedNews(answer: Handed['answer'], to: string, by: string, { department }: NewsFacts): string {
  switch (answer) {
    case 'accepted':
      return `${to} accepted the handover and is now the sponsor of the visitor (${department})`;
    case 'declined':
      return `${to} declined the handover of the visitor (${department}). The sponsor stays the same`;
    case 'expired':
      return `${to} did not answer the handover of the visitor (${department}) in time. The sponsor stays the same`;
    case 'assigned':
      return `${by} made ${to} the sponsor of a visitor (${department})`;
  }
}

export function correctedNews(by: string, { department }: NewsFacts): string {
  return `${by} corrected the details of a visitor (${department}) whom you approved. Please check them`;
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
  handed: 'You were told about its handover.',
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

/** A message about one request in one line of the chat, where the visitor may be named: for literal text only. */
export function lineOfNews(visitor: string, news: string): string {
  return `${visitor}: ${news}${/[.?!]$/.test(news) ? '' : '.'}`;
}

/** The same for what is over, with the reference by which the request can be found. */
export function closedLine(visitor: string, reference: string, was: string): string {
  return `${visitor} (${reference}): ${was}`;
}

/** A mail's subject: the news, and what it can be found by. */
export function subjectOf(news: string, reference: string): string {
  return `${news} (${reference})`;
}
