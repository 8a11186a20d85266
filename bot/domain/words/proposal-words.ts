import { capitalised, day, dayIn } from '../dates/day-words';
import { itAccessLabels } from '../form/form-words';
import type { PersonId } from '../organisation/organisation';
import { isExtension } from '../request/proposal';
import type { Proposal, ProposedChange, SettledProposal, VisitorRequest } from '../request/visitor-request';
import { channelNames, moment, stay } from './words';

/** What the sponsor asks of the approvers while an account runs: words of its cards, lists and news. */
export const proposalTitles = {
  agree: 'Agree',
  refuse: 'Refuse',
  change: 'Change the extension',
} as const;

const ofExtension = {
  requested: 'Extension requested',
  toAgree: 'An extension for your decision',
  cancel: 'Withdraw the extension',
  askRefuse: 'Why are you refusing this extension?',
  askCancel: 'Withdraw the extension? The account still expires after its last day unless you reapprove it.',
  reason: 'Why the extension was refused',
  note: 'Why the extension is needed',
  mailPreview: 'A colleague asks to extend a visitor account and needs your decision.',
};

const ofChange: typeof ofExtension = {
  requested: 'Change requested',
  toAgree: 'A change for your decision',
  cancel: 'Withdraw the change',
  askRefuse: 'Why are you refusing this change?',
  askCancel: 'Withdraw the change? The account stays as approved.',
  reason: 'Why the change was refused',
  note: 'Why the change is needed',
  mailPreview: 'A colleague asks to change a visitor account and needs your decision.',
};

/** The words of an extension, or of another change of what was approved. */
export function proposalSentences(proposal: Pick<Proposal, 'change'> | undefined): typeof ofExtension {
  return proposal && !isExtension(proposal) ? ofChange : ofExtension;
}

type NameOf = (person: PersonId) => string;
/** Dates are said in full in a sentence, and short in a row of a list. */
type DayWords = (date: string) => string;

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const both = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function levelWords(itAccess: NonNullable<ProposedChange['itAccess']>): string {
  return itAccess === 'none' ? 'no IT access' : `${itAccessLabels[itAccess]} access`;
}

const cardWords = (idCard: boolean) => (idCard ? 'an ID card' : 'no ID card');

/** What is to change beside the last day: "Staff-like access and an ID card". `now` says what stands of each. */
function otherChanges({ itAccess, idCard, validFrom }: ProposedChange, dayOf: DayWords, now: ProposedChange = {}): string {
  const beside = (words: string | undefined) => (words === undefined ? '' : ` (now ${words})`);
  return both.format([
    ...(itAccess === undefined ? [] : [`${levelWords(itAccess)}${beside(now.itAccess && levelWords(now.itAccess))}`]),
    ...(idCard === undefined ? [] : [`${cardWords(idCard)}${beside(now.idCard === undefined ? undefined : now.idCard ? 'one' : 'none')}`]),
    ...(validFrom === undefined ? [] : [`Valid from ${dayOf(validFrom)}${beside(now.validFrom && dayOf(now.validFrom))}`]),
  ]);
}

/** "Extension to Wed 30 Jun 2027", "Change to Staff-like access and an ID card", or both: "Extension to … with …". */
export function proposedTitle(change: ProposedChange, dayOf: DayWords = day): string {
  const others = otherChanges(change, dayOf);
  if (change.validTo === undefined) return `Change to ${others}`;
  return `Extension to ${dayOf(change.validTo)}${others === '' ? '' : ` with ${others}`}`;
}

/** The same inside a sentence: "extension to Wed 30 Jun 2027". */
function proposedWords(change: ProposedChange): string {
  const title = proposedTitle(change);
  return `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`;
}

/** What stands so far: "unless it is agreed, the account ends after Sun 31 Jan 2027". `what`: "the account". */
function standsWords({ validTo: until }: ProposedChange, agreed: string, what: string, validTo: string): string {
  return until === undefined ? `until ${agreed}, ${what} stays as approved` : `unless ${agreed}, ${what} ends after ${day(validTo)}`;
}

/** "The extension to Wed 30 Jun 2027 is waiting for Ann Head; unless it is agreed, the account ends after …" For literal text only. */
export function proposalWaits(change: ProposedChange, names: readonly string[], validTo: string): string {
  return `The ${proposedWords(change)} ${waitsForApprovers(names)}; ${standsWords(change, 'it is agreed', 'the account', validTo)}.`;
}

/** In a row of a list: "Extension to 30 Jun 2027 is waiting for Ann Head". For literal text only. */
export function proposalWith(change: ProposedChange, names: readonly string[], dayOf: DayWords): string {
  return `${proposedTitle(change, dayOf)} ${waitsForApprovers(names)}`;
}

function waitsForApprovers(names: readonly string[]): string {
  return `is waiting for ${names.length === 0 ? 'an approver' : alternatives.format(names)}`;
}

/** In a row of a list, to whoever decides: "Extension to 30 Jun 2027 requested by Sam Sponsor". For literal text only. */
export function proposalAskedBy(change: ProposedChange, sponsor: string, dayOf: DayWords): string {
  return `${proposedTitle(change, dayOf)} requested by ${sponsor}`;
}

/** Of a change that is not asked yet: "The change to an ID card goes to the approver once the photo has been added." */
export function photoAwaited(change: ProposedChange): string {
  return `The ${proposedWords(change)} goes to the approver once the photo has been added.`;
}

/** In a list of its sponsor: "Add the photo by Fri 5 Mar 2027, or the change to an ID card lapses." */
export function photoMissingLine(change: ProposedChange, by: string): string {
  return `Add the photo by ${day(by)}, or the ${proposedWords(change)} lapses.`;
}

/** To an approver: what stands beside what is asked, and of an extension the length of the whole stay. For literal text only. */
export function proposalToDecide(
  { by, at, change }: Proposal,
  standing: ProposedChange,
  { validFrom, validTo }: Pick<VisitorRequest, 'validFrom' | 'validTo'>,
  nameOf: NameOf,
  zone: string,
): string {
  const others = otherChanges(change, day, standing);
  const until = change.validTo;
  const asks =
    until === undefined
      ? `to change this account to ${others}`
      : `to extend this account to ${day(until)}: ${stay(validFrom, until)} in all${others === '' ? '' : `, with ${others}`}`;
  return `${nameOf(by)} asked on ${moment(at, zone)} ${asks}. ${capitalised(standsWords(change, 'you agree', 'it', validTo))}.`;
}

const answers = { agreed: 'agreed to', refused: 'refused' } as const;

/** In a list, to an approver. For literal text only. */
export function proposalToAnswer(change: ProposedChange, sponsor: string, validTo: string): string {
  return `${proposalAskedBy(change, sponsor, day)}. ${capitalised(standsWords(change, 'it is agreed', 'the account', validTo))}.`;
}

/** What became of it: "Ann Head agreed to the extension to Wed 30 Jun 2027 on … in Outlook." For literal text only. */
export function settledLine({ change, answer, answered, awaitsPhoto }: SettledProposal, nameOf: NameOf, zone: string): string {
  const { by, at, channel } = answered;
  if (awaitsPhoto) return `The ${proposedWords(change)} lapsed on ${dayIn(at, zone)}, as no photo was added.`;
  if (answer === 'unanswered') return `The ${proposedWords(change)} was not agreed in time.`;
  return `${nameOf(by)} ${answers[answer]} the ${proposedWords(change)} on ${moment(at, zone)} in ${channelNames[channel]}.`;
}

/** In a list: what an account expired for. */
export function expiredUnanswered(change: ProposedChange, validTo: string): string {
  return `Expired: the last day was ${day(validTo)}. The ${proposedWords(change)} was not agreed in time.`;
}

/** To whoever reapproves: "A last day after Sun 31 Jan 2027 needs the agreement of an approver." */
export function agreementLine(free: string, validTo: string): string {
  return `${free > validTo ? `A last day after ${day(free)}` : 'Any later last day'} needs the agreement of an approver.`;
}

/** What a sponsor sees above the day while an extension waits. */
export function changeExtensionSentence(until: string): string {
  return `You asked for an extension to ${day(until)}. A new last day replaces it.`;
}

/** What became of a reapproval or a change that has to be agreed. */
export function proposalAsked({ change, awaitsPhoto }: Proposal, validTo: string): string {
  if (awaitsPhoto) return `Please add the photo now. ${photoAwaited(change)}`;
  return `${proposedTitle(change)} requested. ${capitalised(standsWords(change, 'an approver agrees', 'the account', validTo))}.`;
}

export function agreedSentence({ change }: Pick<Proposal, 'change'>, validTo: string): string {
  return isExtension({ change })
    ? `You agreed to the extension. The account is now valid to ${day(validTo)}.`
    : 'You agreed to the change. The sponsor will be told.';
}

export function refusedSentence({ change }: Pick<Proposal, 'change'>, validTo: string): string {
  const stands = isExtension({ change }) ? `still ends after ${day(validTo)}` : 'stays as approved';
  return `You refused the ${isExtension({ change }) ? 'extension' : 'change'}. The account ${stands}, and the sponsor will see your reason.`;
}

/** Of several: an extension is a change too, where there are both. */
export function proposalNoun(changes: number): string {
  return changes === 0 ? 'extension' : 'change';
}

/** To approvers who did not answer in time. `where`: the school or service, in brackets. */
export function unansweredNews(count: number, where = ''): string {
  return count === 1
    ? `A visitor account has expired${where}, as its extension was not answered`
    : `${count} visitor accounts have expired${where}, as their extensions were not answered`;
}
