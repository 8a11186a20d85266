import { day } from '../dates/day-words';
import type { PersonId } from '../organisation/organisation';
import type { Proposal, SettledProposal, VisitorRequest } from '../request/visitor-request';
import { channelNames, moment, stay } from './words';

/** What the sponsor asks of the approvers while an account runs: words of its cards, lists and news. */
export const proposalTitles = {
  agree: 'Agree',
  refuse: 'Refuse',
  cancel: 'Withdraw the extension',
  change: 'Change the extension',
} as const;

export const proposalSentences = {
  toAgree: 'An extension for your decision',
  askRefuse: 'Why are you refusing this extension?',
  askCancel: 'Withdraw the extension? The account still expires after its last day unless you reapprove it.',
  reason: 'Why the extension was refused',
  mailPreview: 'A colleague asks to extend a visitor account and needs your decision.',
} as const;

type NameOf = (person: PersonId) => string;

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** "Extension to Wed 30 Jun 2027 waits for Ann Head; until then the account ends after Sun 31 Jan 2027." For literal text only. */
export function extensionWaits(until: string, names: readonly string[], validTo: string): string {
  return `${extensionWith(day(until), names)}; until then the account ends after ${day(validTo)}.`;
}

/** In a row of a list: "Extension to 30 Jun 2027 waits for Ann Head". For literal text only. */
export function extensionWith(until: string, names: readonly string[]): string {
  return `${extensionTo(until)} waits for ${names.length === 0 ? 'an approver' : alternatives.format(names)}`;
}

/** In a row of the tab, beside who has it: "Extension to 30 Jun 2027". */
export function extensionTo(until: string): string {
  return `Extension to ${until}`;
}

/** In a row of a list, to whoever decides: "Extension to 30 Jun 2027 requested by Sam Sponsor". For literal text only. */
export function extensionAskedBy(until: string, sponsor: string): string {
  return `${extensionTo(until)} requested by ${sponsor}`;
}

/** To an approver, with the length of the whole stay. For literal text only. */
export function extensionToDecide(
  until: string,
  { by, at }: Proposal,
  { validFrom, validTo }: Pick<VisitorRequest, 'validFrom' | 'validTo'>,
  nameOf: NameOf,
  zone: string,
): string {
  return `${nameOf(by)} asked on ${moment(at, zone)} to extend this account to ${day(until)}: ${stay(validFrom, until)} in all. Until you agree, it ends after ${day(validTo)}.`;
}

const answers = { agreed: 'agreed to', refused: 'refused' } as const;

/** In a list, to an approver. For literal text only. */
export function extensionToAnswer(until: string, sponsor: string, validTo: string): string {
  return `${extensionAskedBy(day(until), sponsor)}. Until it is agreed, the account ends after ${day(validTo)}.`;
}

/** What became of an extension: "Ann Head agreed to the extension to Wed 30 Jun 2027 on … in Outlook." For literal text only. */
export function settledLine(
  until: string,
  { answer, answered: { by, at, channel } }: SettledProposal,
  nameOf: NameOf,
  zone: string,
): string {
  if (answer === 'unanswered') return `The extension to ${day(until)} was not agreed in time.`;
  return `${nameOf(by)} ${answers[answer]} the extension to ${day(until)} on ${moment(at, zone)} in ${channelNames[channel]}.`;
}

/** In a list: what an account expired for. */
export function expiredUnanswered(until: string, validTo: string): string {
  return `Expired: the last day was ${day(validTo)}. The extension to ${day(until)} was not agreed in time.`;
}

/** To whoever reapproves: "A last day after Sun 31 Jan 2027 needs the agreement of an approver." */
export function agreementLine(free: string, validTo: string): string {
  return `${free > validTo ? `A last day after ${day(free)}` : 'Any later last day'} needs the agreement of an approver.`;
}

/** What a sponsor sees above the day while an extension waits. */
export function changeExtensionSentence(until: string): string {
  return `You asked for an extension to ${day(until)}. A new last day replaces it.`;
}

/** What became of a reapproval that has to be agreed. */
export function extensionAsked(until: string, validTo: string): string {
  return `${extensionTo(day(until))} requested. Until an approver agrees, the account ends after ${day(validTo)}.`;
}

export function agreedSentence(validTo: string): string {
  return `You agreed to the extension. The account is now valid to ${day(validTo)}.`;
}

export function refusedSentence(validTo: string): string {
  return `You refused the extension. The account still ends after ${day(validTo)}, and the sponsor will see your reason.`;
}

/** To approvers who did not answer in time. */
export function unansweredNews(count: number): string {
  return count === 1
    ? 'A visitor account has expired, as its extension was not answered'
    : `${count} visitor accounts have expired, as their extensions were not answered`;
}
