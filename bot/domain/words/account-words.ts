import { day, dayIn } from '../dates/day-words';
import type { PersonId } from '../organisation/organisation';
import type { Done, Handed, VisitorRequest } from '../request/visitor-request';
import { channelNames, moment } from './words';

/** Words about an account after its approval: reapproved, ended, handed over, reminded. */
export const accountTitles = {
  reapprove: 'Reapprove',
  letExpire: 'Let it expire',
  undoLetExpire: 'Undo “Let it expire”',
  shorten: 'Bring the last day forward',
  end: 'End the account now',
  handOver: 'Hand over',
  nameSuccessor: 'Choose a new sponsor',
  findSuccessor: 'Continue',
  offerHandover: 'Ask them',
  cancelHandover: 'Cancel the handover',
  acceptHandover: 'Accept',
  declineHandover: 'Decline',
  nudge: 'Send a reminder',
} as const;

export const accountSentences = {
  offered: 'A colleague has asked you to take over as a visitor’s sponsor',
  askEnd: 'End this account now? This cannot be undone.',
  askShorten: 'On which day should this account end? The day you choose is its last.',
  askSuccessor: 'Who should become the sponsor? Nothing changes until they accept.',
  confirmSuccessor: 'Ask this colleague to take over? They will be able to see the request now and become the sponsor when they accept.',
  keep: 'Reapprove this account?',
  declined: 'You declined to become this visitor’s sponsor. Nothing has changed, and your colleague has been told.',
  offerOver: 'You were asked to become this visitor’s sponsor. The time to answer is over, and nothing has changed.',
  nothingChanged: 'We cannot reach the staff directory at the moment, so nothing was done. Please try again in a few minutes.',
} as const;

export const accountLabels = {
  keepUntil: 'New last day',
  lastDay: 'New last day (required)',
  mail: 'Work email of your colleague (required)',
} as const;

type NameOf = (person: PersonId) => string;

/** To whoever stands in. `isOffered`: a colleague has been asked already. */
export function sponsorGoneSentence(isOffered: boolean, mayReapprove: boolean): string {
  const then = mayReapprove ? '; until then you can reapprove the account or let it expire' : '';
  return `The sponsor has left. Please ${isOffered ? 'wait for your colleague’s answer' : 'choose a new one'}${then}.`;
}

/** "Ended by Ann Head on Tue 3 Feb 2027 at 14:05 in Teams." */
function doneByLine(what: string, { by, at, channel }: Done, nameOf: NameOf, zone: string): string {
  return `${what} by ${nameOf(by)} on ${moment(at, zone)} in ${channelNames[channel]}.`;
}

/** What happened to a running account since its approval. Contains names: for literal text only. */
export function accountLines(
  { account: { reapproved, shortened, ending, end } = {} }: VisitorRequest,
  isOver: boolean,
  nameOf: NameOf,
  zone: string,
): string[] {
  if (end) return [doneByLine('Ended', end, nameOf, zone)];
  return [
    ...(reapproved ? [doneByLine('Reapproved', reapproved, nameOf, zone)] : []),
    ...(shortened ? [doneByLine('Last day brought forward', shortened, nameOf, zone)] : []),
    ...(ending && !isOver ? [`${doneByLine('Left to expire', ending, nameOf, zone)} No more reminders will be sent.`] : []),
  ];
}

/** How an offer was answered. For literal text only. */
export function handedLine({ to, by, answer, answeredAt }: Handed, nameOf: NameOf, zone: string): string {
  if (answer === 'assigned') return `${nameOf(by)} made ${nameOf(to)} the sponsor of this visitor on ${moment(answeredAt, zone)}.`;
  if (answer === 'expired')
    return `${nameOf(to)} did not accept or decline in time, so the handover expired on ${dayIn(answeredAt, zone)} and nothing has changed.`;
  const what = answer === 'accepted' ? 'accepted and is now the sponsor' : 'declined, so nothing has changed';
  return `${nameOf(to)} ${what} (${moment(answeredAt, zone)}).`;
}

/** Who is about to be offered the request, so that the right one of two of a name is seen. For literal text only. */
export function successorLine({ name, mail }: { name: string; mail: string }): string {
  return `${name}, ${mail}`;
}

/** "It can be kept longer from Tue 1 Jun 2027 on." */
export function reapproveFromSentence(from: string): string {
  return `You can reapprove it from ${day(from)}.`;
}

/** "You can remind them from Tue 19 Jan 2027 on." */
export function nudgeFromSentence(from: string): string {
  return `You can send a reminder from ${day(from)}.`;
}

/** The day on which an account that nobody touches ends, above the question how long to keep it. */
export function reapproveSentence({ validTo }: Pick<VisitorRequest, 'validTo'>): string {
  return `${accountSentences.keep} If not, it expires after ${day(validTo)}.`;
}

/** In the first sentences of a list: a colleague waits for an answer. */
export function takeOverIntro(count: number): string {
  return count === 1
    ? 'A colleague has asked you to take over a visitor: accept or decline.'
    : `Colleagues have asked you to take over ${count} visitors: accept or decline each.`;
}
