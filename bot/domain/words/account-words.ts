import { day } from '../dates/day-words';
import type { PersonId } from '../organisation/organisation';
import type { Done, Handed, Handover, VisitorRequest } from '../request/visitor-request';
import { channelNames, moment } from './words';

/** What cards and answers say of an account’s time and of who answers for it: kept, ended, handed over, reminded of. */
export const accountTitles = {
  reapprove: 'Keep',
  letEnd: 'Let it end',
  keepAfterAll: 'Keep after all',
  shorten: 'Shorten',
  end: 'End now',
  handOver: 'Hand over',
  nameSuccessor: 'Name a successor',
  findSuccessor: 'Go on',
  offerHandover: 'Offer',
  cancelHandover: 'Take the offer back',
  acceptHandover: 'Accept',
  declineHandover: 'Decline',
  nudge: 'Remind them',
} as const;

export const accountSentences = {
  offered: 'A colleague asks you to take over a visitor',
  askEnd: 'End this account now? This cannot be undone.',
  askShorten: 'On which day should this account end? The day you choose is its last.',
  askSuccessor: 'Who should become the sponsor? Nothing changes until they accept.',
  confirmSuccessor:
    'Offer this visitor to this colleague? They can read the request from then on, and become the sponsor once they accept.',
  keep: 'How long should this account be kept?',
  declined: 'You declined. Everything stays as it was, and whoever asked you is told.',
  nothingChanged: 'The staff directory does not answer just now, so nothing was changed. Please press again in a few minutes.',
  sponsorGone: 'The sponsor is no longer here: please name a successor. Until then, keeping the account or letting it end is up to you.',
} as const;

export const accountLabels = {
  keepUntil: 'Keep until',
  lastDay: 'New last day (required)',
  mail: 'Work email of your colleague (required)',
} as const;

/** Lines of a notification; no visitor’s name, as it shows on locked screens. */
export const accountSummaries = {
  offered: 'A colleague asks you to take over a visitor',
  handed: (id: string, answer: Handed['answer']) =>
    answer === 'assigned'
      ? `Visitor request ${id}: the sponsor was changed`
      : answer === 'accepted'
        ? `Visitor request ${id}: handed over`
        : `Visitor request ${id}: the offer was declined`,
  shortened: (id: string) => `Visitor request ${id}: ends earlier`,
} as const;

type NameOf = (person: PersonId) => string;

/** "Ended by Ann Head on Tue 3 Feb 2027 at 14:05 in Teams." */
function done(what: string, { by, at, channel }: Done, nameOf: NameOf, zone: string): string {
  return `${what} by ${nameOf(by)} on ${moment(at, zone)} in ${channelNames[channel]}.`;
}

/** What happened to a running account since its approval. Contains names: for literal text only. */
export function accountLines(
  { account: { reapproved, shortened, ending, end } = {} }: VisitorRequest,
  isOver: boolean,
  nameOf: NameOf,
  zone: string,
): string[] {
  if (end) return [done('Ended', end, nameOf, zone)];
  return [
    ...(reapproved ? [done('Kept longer', reapproved, nameOf, zone)] : []),
    ...(shortened ? [done('The last day was brought forward', shortened, nameOf, zone)] : []),
    ...(ending && !isOver ? [`${done('Let end', ending, nameOf, zone)} Nobody is asked about it any more.`] : []),
  ];
}

/** To the successor. Contains names: for literal text only. */
export function offerToYou({ by, at }: Handover, nameOf: NameOf, zone: string): string {
  return `${nameOf(by)} asked you on ${moment(at, zone)} to become the sponsor of this visitor. You would answer for them and decide how long their account is kept. Nothing changes until you accept.`;
}

/** "Offered to Bo Deputy by Sam Sponsor on …; nothing changes until they accept." For literal text only. */
export function offerLine({ to, by, at }: Handover, nameOf: NameOf, zone: string): string {
  return `Offered to ${nameOf(to)} by ${nameOf(by)} on ${moment(at, zone)}. Nothing changes until they accept.`;
}

/** How an offer was answered. For literal text only. */
export function handedLine({ to, by, answer, answeredAt }: Handed, nameOf: NameOf, zone: string): string {
  if (answer === 'assigned') return `${nameOf(by)} made ${nameOf(to)} the sponsor of this visitor on ${moment(answeredAt, zone)}.`;
  const what = answer === 'accepted' ? 'accepted and is the sponsor now' : 'declined, so everything stays as it was';
  return `${nameOf(to)} ${what} (${moment(answeredAt, zone)}).`;
}

/** Who is about to be offered the request, so that the right one of two of a name is seen. For literal text only. */
export function successorLine({ name, mail }: { name: string; mail: string }): string {
  return `${name}, ${mail}`;
}

/** "It can be kept longer from Tue 1 Jun 2027 on." */
export function keepFromSentence(from: string): string {
  return `It can be kept longer from ${day(from)} on.`;
}

/** "You can remind them from Tue 19 Jan 2027 on." */
export function nudgeFromSentence(from: string): string {
  return `You can remind them from ${day(from)} on.`;
}

/** The day on which an account that nobody touches ends, above the question how long to keep it. */
export function keepSentence({ validTo }: Pick<VisitorRequest, 'validTo'>): string {
  return `${accountSentences.keep} If nobody decides, it ends after ${day(validTo)}.`;
}
