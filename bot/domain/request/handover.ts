import type { Person, PersonId } from '../organisation/organisation';
import { isOver } from '../statuses/table';
import { instant, maySponsor, type Press, recorded } from './lifecycle';
import { actingFor, type Part, type Standing, sponsorPart } from './reapproval';
import type { Change, Refusal } from './refusal';
import { statusAt } from './request-dates';
import type { Decision, Handed, Handover, VisitorRequest } from './visitor-request';

/** Whether a request can change hands today. */
export function canBeHandedOver(request: VisitorRequest, press: Pick<Press, 'now'>): boolean {
  return !isOver(statusAt(request, press.now.toPlainDate()));
}

/**
 * offer handover: by the sponsor or an admin; for a sponsor who has left, by an approver. An open offer is
 * cancelled first. Nothing else changes until it is accepted.
 *
 * @param to undefined for an unknown address.
 */
export function offerHandover(current: VisitorRequest, to: Person | undefined, standing: Standing, press: Press): Change | Refusal {
  const part = offeringPart(current, standing);
  if ('refused' in part) return part;
  if (!isOfferedNow(current, press) || current.handover?.open) return { refused: 'moved-on' };
  // One answer for an unknown address and for a person who may not sponsor, so that it does not reveal who is in the directory.
  if (!to || !maySponsor(to)) return { refused: 'no-such-colleague' };
  if (to.id === current.sponsor) return { refused: 'sponsor-already' };
  const revision = current.revision + 1;
  const open = {
    to: to.id,
    by: press.actor.id,
    at: instant(press.now),
    channel: press.actor.channel,
    revision,
    ...(standing.isSponsorGone && { isSponsorGone: true as const }),
  };
  return recorded({ ...current, handover: { open }, revision }, 'offer-handover', current.status, press, ['sponsor'], {}, actingFor(part));
}

/** Offers that one person may make in a day, for one request and in all: enough for a sponsor who leaves, too few to pester colleagues. */
export const offersAtMost = { ofRequest: 10, inAll: 40 } as const;

/** The refusal of one offer too many; `count` includes it. Undefined if it is allowed. */
export function refusesOffer(count: { ofRequest: number; inAll: number }): Refusal | undefined {
  if (count.ofRequest > offersAtMost.ofRequest) return { refused: 'offered-too-often', of: 'request', most: offersAtMost.ofRequest };
  if (count.inAll > offersAtMost.inAll) return { refused: 'offered-too-often', of: 'person', most: offersAtMost.inAll };
  return undefined;
}

/** Cancels an offer; allowed for whoever may make one. */
export function cancelHandover(current: VisitorRequest, standing: Standing, press: Press): Change | Refusal {
  const part = offeringPart(current, standing);
  if ('refused' in part) return part;
  if (!isOfferedNow(current, press) || !current.handover?.open) return { refused: 'moved-on' };
  const { handover: _off, ...rest } = current;
  return recorded({ ...rest, revision: current.revision + 1 }, 'cancel-handover', current.status, press, [], {}, actingFor(part));
}

/** accept: the successor becomes the sponsor and is involved from now on, so they never decide it. */
export function acceptHandover(current: VisitorRequest, successor: Person, press: Press): Change | Refusal {
  const open = current.handover?.open;
  const refusal = refusesAnswer(current, successor.id, press);
  if (refusal || !open) return refusal ?? { refused: 'moved-on' };
  if (!maySponsor(successor)) return { refused: 'not-staff' };
  return handedTo(current, withHandoverAnswer(current, open, 'accepted', press), 'accept-handover', press);
}

/** Replaces the sponsor. */
export function handedTo(current: VisitorRequest, last: Handed, verb: string, press: Press): Change {
  const { to, revision } = last;
  const involved = current.involved.includes(to) ? current.involved : [...current.involved, to];
  const decision = current.decision && { decision: heard(current.decision) };
  const next: VisitorRequest = { ...current, ...decision, sponsor: to, involved, handover: { last }, revision };
  return recorded(next, verb, current.status, press, ['sponsor'], { before: { sponsor: current.sponsor }, after: { sponsor: to } });
}

/** Pending news for the former sponsor is shown on the new sponsor's card instead. */
function heard({ outcomeRevision: _told, ...decision }: Decision): Decision {
  return decision;
}

/** decline: nothing changes; whoever offered is notified. */
export function declineHandover(current: VisitorRequest, person: PersonId, press: Press): Change | Refusal {
  const open = current.handover?.open;
  const refusal = refusesAnswer(current, person, press);
  if (refusal || !open) return refusal ?? { refused: 'moved-on' };
  const last = withHandoverAnswer(current, open, 'declined', press);
  return recorded({ ...current, handover: { last }, revision: last.revision }, 'decline-handover', current.status, press, [], {});
}

/** expire handover: no answer in time. Nothing changes; whoever offered and the sponsor are notified. */
export function expireHandover(current: VisitorRequest, open: Handover, press: Pick<Press, 'actor' | 'now'>): Change {
  const last = withHandoverAnswer(current, open, 'expired', press);
  return recorded({ ...current, handover: { last }, revision: last.revision }, 'expire-handover', current.status, press, [], {});
}

/** Whether the answer, or an admin, changed the sponsor. */
export function hasChangedSponsor({ answer }: Handed): boolean {
  return answer === 'accepted' || answer === 'assigned';
}

/** Whether this person may offer the request, for a card's buttons. */
export function offeringPart(current: VisitorRequest, standing: Standing): Part | Refusal {
  const part = sponsorPart(current, standing);
  const isAdmin = standing.person.isAdmin && standing.person.isEnabled;
  return 'refused' in part && part.refused === 'not-yours' && isAdmin ? { part: 'sponsor' } : part;
}

/**
 * The people to notify of the answer to an offer: whoever offered, and the former sponsor unless they left. Never the one who answered. If
 * an admin named the sponsor, both sponsors.
 */
export function handoverRecipients({ handover }: VisitorRequest): PersonId[] {
  const handed = handover?.last;
  if (!handed) return [];
  if (handed.answer === 'assigned') return [handed.to, ...(handed.isSponsorGone ? [] : [handed.from])].filter((one) => one !== handed.by);
  const people = handed.isSponsorGone ? [handed.by] : [handed.by, handed.from];
  return [...new Set(people)].filter((person) => person !== handed.to);
}

function withHandoverAnswer(
  current: VisitorRequest,
  open: Handover,
  answer: Exclude<Handed['answer'], 'assigned'>,
  press: Pick<Press, 'now'>,
): Handed {
  return { ...open, from: current.sponsor, answer, answeredAt: instant(press.now), revision: current.revision + 1 };
}

/** A person without an open offer gets no information about the request. */
function refusesAnswer(current: VisitorRequest, person: PersonId, press: Press): Refusal | undefined {
  const isTheirs = current.handover?.open?.to === person;
  const hasAnswered = current.handover?.last?.to === person;
  if (!isTheirs) return hasAnswered || current.sponsor === person ? { refused: 'moved-on' } : { refused: 'not-yours' };
  return isOfferedNow(current, press) ? undefined : { refused: 'moved-on' };
}

function isOfferedNow(current: VisitorRequest, press: Press): boolean {
  return press.seen === current.revision && canBeHandedOver(current, press);
}
