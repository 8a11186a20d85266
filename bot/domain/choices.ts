import { Temporal } from 'temporal-polyfill';
import { statusAt, windowOpens } from './calendar';
import { canBeHandedOver, cancelHandover, offeringPart } from './handover';
import { type Change, isRefusal, maySponsor, type Press, type Refusal } from './lifecycle';
import { end, endingPart, isInWindow, keepAfterAll, letEnd, offeredUntil, type Standing, sponsorPart } from './reapproval';
import type { Policy } from './records';
import type { VisitorRequest } from './visitor-request';
import { nextNudge } from './wake';

/** What somebody may do with a request today besides deciding it: the buttons of its card. */
export interface Choices {
  /** ISO date offered as the new last day; absent where it cannot be kept today. */
  keepUntil?: string;
  mayLetEnd: boolean;
  mayKeepAfterAll: boolean;
  /** ISO date from which on it can be kept; absent inside the window, and for whoever may not. */
  keepFrom?: string;
  mayShorten: boolean;
  mayEnd: boolean;
  mayOffer: boolean;
  mayTakeOfferBack: boolean;
  mayAnswerOffer: boolean;
  /** ISO date from which on the deciders can be reminded, today or later; absent for whoever may not. */
  nudgeFrom?: string;
  /** In the place of a sponsor who is gone (Q9). */
  standsIn: boolean;
}

/** Nothing at all, as for a reader. */
export const noChoices: Choices = {
  mayLetEnd: false,
  mayKeepAfterAll: false,
  mayShorten: false,
  mayEnd: false,
  mayOffer: false,
  mayTakeOfferBack: false,
  mayAnswerOffer: false,
  standsIn: false,
};

/** The answer of the rules themselves, so that no card has a button which they refuse. */
export function choicesOf(
  current: VisitorRequest,
  standing: Standing,
  now: Temporal.ZonedDateTime,
  policy: Pick<Policy, 'zone' | 'closureDays' | 'reasons'>,
): Choices {
  const { id } = standing.person;
  const press: Press = { actor: { id, channel: 'teams' }, now, seen: current.revision };
  const part = sponsorPart(current, standing);
  const nudgeFrom = nudgeableFrom(current, standing, now, policy);
  return {
    ...(!('refused' in part) && keeping(current, now.toPlainDate(), policy)),
    mayLetEnd: may(letEnd(current, standing, press)),
    mayKeepAfterAll: may(keepAfterAll(current, standing, press)),
    mayShorten: !('refused' in endingPart(current, standing, false)) && canBeShortened(current, now.toPlainDate()),
    mayEnd: may(end(current, standing, press)),
    mayOffer: !('refused' in offeringPart(current, standing)) && canBeHandedOver(current, press),
    mayTakeOfferBack: may(cancelHandover(current, standing, press)),
    mayAnswerOffer: current.handover?.to === id && canBeHandedOver(current, press) && maySponsor(standing.person),
    ...(nudgeFrom && { nudgeFrom }),
    standsIn: 'part' in part && part.part === 'stand-in',
  };
}

function may(result: Change | Refusal): boolean {
  return !isRefusal(result);
}

function keeping(
  current: VisitorRequest,
  today: Temporal.PlainDate,
  policy: Pick<Policy, 'reasons'>,
): Pick<Choices, 'keepUntil' | 'keepFrom'> {
  const status = statusAt(current, today);
  if (status !== 'approved' && status !== 'active') return {};
  if (current.ending) return {};
  if (!isInWindow(current, today)) return { keepFrom: windowOpens(current.validTo).toString() };
  const until = offeredUntil(current, today, policy);
  return until ? { keepUntil: until.toString() } : {};
}

/** An earlier last day is left: the account runs, and neither today nor its first day is the last one already. */
function canBeShortened(current: VisitorRequest, today: Temporal.PlainDate): boolean {
  const status = statusAt(current, today);
  const isBefore = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, Temporal.PlainDate.from(current.validTo)) < 0;
  return (status === 'approved' || status === 'active') && isBefore(today) && isBefore(Temporal.PlainDate.from(current.validFrom));
}

function nudgeableFrom(
  current: VisitorRequest,
  { person }: Standing,
  now: Temporal.ZonedDateTime,
  policy: Pick<Policy, 'zone' | 'closureDays'>,
): string | undefined {
  const today = now.toPlainDate();
  if (person.id !== current.sponsor || !maySponsor(person) || statusAt(current, today) !== 'pending') return undefined;
  const next = nextNudge(current, policy);
  return (Temporal.PlainDate.compare(next, today) < 0 ? today : next).toString();
}
