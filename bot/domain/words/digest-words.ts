import { Temporal } from 'temporal-polyfill';
import { counted, day, dayIn } from '../dates/day-words';
import { dueBy, dueWhy } from '../dates/due-words';
import type { DigestKind, EndingBy, ListTally } from '../notices/digest';
import { windowDays } from '../request/request-dates';
import type { Decision, VisitorRequest } from '../request/visitor-request';
import { isOver, type Status, statusRow } from '../statuses/table';
import { takeOverIntro } from './account-words';
import { askedWord } from './asked-words';
import { proposalNoun, unansweredNews } from './proposal-words';
import { photosMissing, photosToAdd } from './proposed-change-words';
import { moment } from './words';

/** What the lists of the clock say: the digests and *Reapprovals*. */
export const digestTitles: Record<DigestKind | 'waiting', string> = {
  sponsor: 'Your visitors',
  decider: 'Your approvals',
  waiting: 'Reapprovals',
};

export const digestButtons = {
  letExpire: 'Let it expire',
  undoLetExpire: 'Undo',
  askAgain: 'Request again',
  open: 'Open',
  reapproveAll: (count: number) => `Reapprove all ${count} …`,
  reapproveThese: (count: number) => `Reapprove these ${count}`,
  cancel: 'Cancel',
  more: (count: number) => `${count} more`,
  askedBefore: (count: number) => `Show or hide ${count} already asked about`,
} as const;

export const digestSentences = {
  nothing: 'Nothing is waiting for your reapproval.',
  allDealtWith: 'You have dealt with everyone on this list.',
  allShownDealtWith: 'You have dealt with everyone shown here.',
  nothingAnyMore: 'Nothing on this list needs your attention any more.',
  allWaiting: `All your visitors whose accounts expire in the next ${windowDays} days.`,
  allStandIn: `Visitors whose accounts expire in the next ${windowDays} days and whose sponsor has left.`,
  allWithStandIn: `All your visitors whose accounts expire in the next ${windowDays} days, and those whose sponsor has left.`,
  reapproveOne: 'Reapprove it if the visitor is staying; otherwise it expires after its last day.',
  reapproveEach: 'Reapprove each visitor who is staying; the others expire after their last day.',
  requestAnew: 'If a visitor is still expected, please make a new request.',
  keepUntil: 'New last day (must be later than the current one)',
  cannotReapprove: 'The longest stay for this reason has been reached, so the account cannot be reapproved yet.',
  askKeepAll: 'Reapprove all of these?',
  askedBefore: 'Asked about before',
  waitsAgain: 'needs your answer again.',
  accepted: 'you are now the sponsor.',
  declined: 'you declined. Nothing has changed, and your colleague has been told.',
  movedOn: 'This request has changed since you opened the list, so nothing was done.',
  reapprovedAll: (count: number) => `You have reapproved ${counted(count, 'visitor')}.`,
  moreInTeams: (count: number) => `${counted(count, 'more visitor')} in Teams.`,
  handedOn: 'Another colleague now sponsors this visitor.',
  sponsorGone: 'The sponsor has left. Please reapprove the account or let it expire; select “Open” to choose a new sponsor.',
} as const;

/** What is left of a list once a newer one has come. */
export function closedList(kind: DigestKind, date: string): string {
  return `${digestTitles[kind]}, ${day(date)}: there is a newer list below.`;
}

/** What a notification says of those that it tells of, beside their number. */
interface GistWords {
  /** By its name, where it is the same for all. */
  department?: string;
  /** ISO date. */
  today: string;
}

/** The line that a notification shows, and a mail’s subject: no visitor’s name, as it appears on locked screens. */
export function digestSummary(kind: DigestKind | 'waiting', tally: ListTally, asked: GistWords): string {
  return kind === 'decider' ? deciderSummary(tally, asked) : sponsorSummary(kind, tally, asked);
}

function deciderSummary(tally: ListTally, words: GistWords): string {
  const asks = [...asksToDecide(tally, words), ...asksToAgree(tally, words.department), ...asksToReapprove(tally, words.department)];
  if (asks.length === 0 && tally.unanswered > 0) return unansweredNews(tally.unanswered, inBrackets(words.department));
  return asks.length > 0 ? asks.join('. ') : withoutStop(digestSentences.nothingAnyMore);
}

/** "2 visitor requests from Sam Sponsor are waiting for your decision: please decide by Mon 8 Feb 2027", the first day of the earliest. */
function asksToDecide({ pending, from, gist = {} }: ListTally, { department, today }: GistWords): string[] {
  if (pending === 0) return [];
  const { beginsFirst = '', lapsesFirst = '' } = gist;
  const first = pending === 1 ? 'it' : 'the first';
  const due = dueBy(beginsFirst, today, day);
  const when = today < beginsFirst ? `please decide ${due}` : `please decide ${due}: ${first} lapses after ${day(lapsesFirst)}`;
  const which = `${counted(pending, 'visitor request')}${fromWhom(from.pending)}`;
  return [`${which} ${isOrAre(pending)} waiting for your decision${inBrackets(department)}: ${when}`];
}

/** "1 extension from Sam Sponsor is waiting for your decision: please decide by Sun 31 Jan 2027", the last day of the first account. */
function asksToAgree({ proposed, changes, from, by }: ListTally, department: string | undefined): string[] {
  if (proposed === 0) return [];
  return [
    `${counted(proposed, proposalNoun(changes))}${fromWhom(from.proposed)} ${isOrAre(proposed)} waiting for your decision${inBrackets(department)}: please decide${byWhen(by.proposed)}`,
  ];
}

function sponsorSummary(kind: 'sponsor' | 'waiting', tally: ListTally, words: GistWords): string {
  const { department } = words;
  const { total, expired, lapsed, dealtWith } = tally;
  if (total === 0 && kind === 'waiting') return withoutStop(digestSentences.nothing);
  const asks = [
    ...asksToReapprove(tally, department),
    ...asksToAnswer(tally, words),
    ...asksToTakeOver(tally, department),
    ...photosMissing(tally.photo, tally.by.photo, inBrackets(department)),
  ];
  if (asks.length > 0) return asks.join('. ');
  const news = [...haveDone(expired, 'visitor account', 'expired'), ...haveDone(lapsed, 'visitor request', 'lapsed')];
  if (news.length > 0) return `${news.join(' and ')}${inBrackets(department)}`;
  if (total === 0 || dealtWith < total) return withoutStop(digestSentences.nothingAnyMore);
  return total === 1 ? 'You have dealt with the visitor on this list' : `You have dealt with all ${total} visitors on this list`;
}

/** "2 of your visitor accounts expire soon: reapprove them by Fri 5 Mar 2027 or let them expire"; nothing of none. */
function asksToReapprove({ undecided, reapprovable, standIn, by }: ListTally, department: string | undefined): string[] {
  if (undecided === 0) return [];
  const others = `${counted(undecided, 'visitor account')}${standIn === undecided ? ' without a sponsor' : ''}`;
  const whose = standIn > 0 ? others : `${undecided} of your visitor accounts`;
  const which = `${whose} ${undecided === 1 ? 'expires' : 'expire'} soon${inBrackets(department)}`;
  const it = undecided === 1 ? 'it' : 'them';
  return [reapprovable === 0 ? which : `${which}: reapprove ${it}${byWhen(by.undecided)} or let ${it} expire`];
}

/** "1 of your visitor requests was returned with a question: answer by Fri 5 Mar 2027". */
function asksToAnswer({ returned, by }: ListTally, { department, today }: GistWords): string[] {
  if (returned === 0) return [];
  const what = returned === 1 ? 'was returned with a question' : 'were returned with questions';
  return [`${returned} of your visitor requests ${what}${inBrackets(department)}: answer ${dueBy(by.returned ?? today, today, day)}`];
}

/** "You have been asked to take over 1 visitor: accept or decline by Fri 5 Mar 2027". */
function asksToTakeOver({ handover, by }: ListTally, department: string | undefined): string[] {
  return handover === 0
    ? []
    : [
        `You have been asked to take over ${counted(handover, 'visitor')}${inBrackets(department)}: accept or decline${byWhen(by.handover)}`,
      ];
}

function fromWhom(sponsor: string | undefined): string {
  return sponsor === undefined ? '' : ` from ${sponsor}`;
}

function byWhen(date: string | undefined): string {
  return date === undefined ? '' : ` by ${day(date)}`;
}

function inBrackets(department: string | undefined): string {
  return department === undefined ? '' : ` (${department})`;
}

/**
 * The first sentence of a list: what it asks for, what has happened, or that it asks for nothing.
 *
 * @param isPart only these rows of the list are shown, and more elsewhere.
 */
export function digestIntro(kind: DigestKind | 'waiting', tally: ListTally, isPart = false): string {
  if (tally.total === 0) return kind === 'waiting' ? digestSentences.nothing : digestSentences.nothingAnyMore;
  const sentences = kind === 'decider' ? deciderIntro(tally) : sponsorIntro(kind, tally);
  if (sentences.length > 0) return sentences.join(' ');
  // What waits now leaves out whoever expired unanswered, so it cannot say that everyone was dealt with.
  if (kind !== 'sponsor' || tally.dealtWith < tally.total) return digestSentences.nothingAnyMore;
  return isPart ? digestSentences.allShownDealtWith : digestSentences.allDealtWith;
}

function deciderIntro({ total, pending, proposed, changes, unanswered, undecided }: ListTally): string[] {
  const left =
    undecided === 1
      ? 'The sponsor of 1 account has left: please reapprove it or let it expire.'
      : `The sponsors of ${undecided} accounts have left: please reapprove them or let them expire.`;
  return [
    ...(pending > 0 ? [`${these(pending, total, 'request')} ${isOrAre(pending)} waiting for your decision.`] : []),
    ...(proposed > 0 ? [`${these(proposed, total, proposalNoun(changes))} ${isOrAre(proposed)} waiting for your decision.`] : []),
    ...(undecided > 0 ? [left] : []),
    ...(unanswered > 0 ? [`${unansweredNews(unanswered)}.`] : []),
  ];
}

function sponsorIntro(kind: 'sponsor' | 'waiting', tally: ListTally): string[] {
  const { total, undecided, reapprovable, returned, handover, photo, expired, lapsed } = tally;
  // Those that are to expire anyway do so soon as well.
  const verb = undecided < total ? ['needs your answer', 'need your answer'] : ['expires soon', 'expire soon'];
  const soon = `${these(undecided, total, 'account')} ${undecided === 1 ? verb[0] : verb[1]}.`;
  const news = [...haveDone(expired, 'account', 'expired'), ...haveDone(lapsed, 'request', 'lapsed')];
  return [
    ...(undecided > 0 ? [kind === 'waiting' ? allWaiting(tally) : soon] : []),
    ...(reapprovable > 0 ? [undecided === 1 && kind === 'sponsor' ? digestSentences.reapproveOne : digestSentences.reapproveEach] : []),
    ...(returned > 0
      ? [`${these(returned, total, 'request')} came back with a question. Open ${returned === 1 ? 'it' : 'each'} to answer.`]
      : []),
    ...(handover > 0 ? [takeOverIntro(handover)] : []),
    ...photosToAdd(photo),
    ...news.map((one) => `${one}.`),
    ...(news.length > 0 ? [digestSentences.requestAnew] : []),
  ];
}

function allWaiting({ undecided, standIn }: ListTally): string {
  if (standIn === 0) return digestSentences.allWaiting;
  return standIn === undecided ? digestSentences.allStandIn : digestSentences.allWithStandIn;
}

/** "This account", "These accounts", "2 of these accounts". */
function these(count: number, total: number, noun: string): string {
  if (count < total) return `${count} of these ${noun}s`;
  return count === 1 ? `This ${noun}` : `These ${noun}s`;
}

/** "An account has expired", "2 accounts have expired"; nothing of none. */
function haveDone(count: number, noun: string, done: string): string[] {
  if (count === 0) return [];
  return [count === 1 ? `${noun === 'account' ? 'An' : 'A'} ${noun} has ${done}` : `${counted(count, noun)} have ${done}`];
}

function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}

/** A title line, or a mail's subject, ends without one. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

/** "Last day: Fri 30 Jul 2027, in 14 days". */
export function endsLine(validTo: string, today: Temporal.PlainDate): string {
  const left = today.until(Temporal.PlainDate.from(validTo)).days;
  const when = left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`;
  return `Last day: ${day(validTo)}, ${when}`;
}

export function reapprovedLine(validTo: string): string {
  return `Reapproved to ${day(validTo)}.`;
}

/** Beside *Suggested new last day*: "Fri 30 Jul 2027. You can choose another." */
export function offeredLine(until: string): string {
  return `${day(until)}. You can choose another.`;
}

/** "Will expire after Fri 30 Jul 2027, as you asked." */
export function endingLine(validTo: string, by: EndingBy | undefined): string {
  const whose = by === 'you' ? ', as you asked' : by === 'sponsor' ? ', as its sponsor asked' : '';
  return `Will expire after ${day(validTo)}${whose}.`;
}

/** What became of it: "Expired: the last day was Fri 30 Jul 2027", "Active: the last day is …", "Rejected". */
export function overLine(status: Status, validTo: string): string {
  const { label, enteredBy } = statusRow(status);
  return enteredBy ? `${label}: the last day ${isOver(status) ? 'was' : 'is'} ${day(validTo)}.` : `${label}.`;
}

type Asked = Pick<Decision, 'at' | 'words'>;

/** "Ann Head asked on Tue 3 Feb 2027: “Which project?” Answer by Wed 31 Mar 2027, when the visit starts." Literal text. */
export function returnedLine(
  asker: string,
  { at, words }: Asked,
  visit: Pick<VisitorRequest, 'validFrom' | 'validTo'>,
  today: string,
  zone: string,
): string {
  return `${asker} asked on ${dayIn(at, zone)}: “${quoted(words)}” Answer ${dueWhy(visit, today)}.`;
}

/** Why a returned request lapsed: what was asked, by whom, and that no answer came. Literal text. */
export function unansweredLine(asker: string, { at, words }: Asked, validTo: string, zone: string): string {
  return `Lapsed: ${asker} asked “${quoted(words)}” on ${dayIn(at, zone)}, and no answer came by ${day(validTo)}.`;
}

/** "Sam Sponsor asked you on Tue 3 Feb 2027 to become the sponsor. Accept or decline by Mon 23 Feb 2027." Literal text. */
export function takeOverLine(asker: string, at: string, until: string, zone: string): string {
  return `${asker} asked you on ${dayIn(at, zone)} to become the sponsor. Accept or decline by ${day(until)}.`;
}

/** Characters of a question in a line of a list: ten of the longest would be more than a card holds. */
const quotedAtMost = 200;

function quoted(words = ''): string {
  const characters = Array.from(words.replace(/\s+/g, ' '));
  return characters.length > quotedAtMost ? `${characters.slice(0, quotedAtMost).join('')}…` : characters.join('');
}

export function askedLine(sponsor: string, request: Pick<VisitorRequest, 'madeAt' | 'question'>, zone: string): string {
  return `${askedWord(request)} by ${sponsor} on ${moment(request.question.askedAt, zone)}`;
}

/** "3 visitors until Fri 30 Jul 2027". */
export function untilLine(count: number, until: string): string {
  return `${counted(count, 'visitor')} until ${day(until)}`;
}

/** The result of one of several: "Ada Example: reapproved to Fri 30 Jul 2027." */
export function resultLine(visitor: string, sentence: string): string {
  return `${visitor}: ${sentence}`;
}
