import type { Temporal } from 'temporal-polyfill';
import { tidy } from '../form/form';
import type { Person } from '../organisation/organisation';
import { isOver, isRunning, type Status } from '../statuses/table';
import { instant, type Press, recorded } from './lifecycle';
import type { Standing } from './reapproval';
import type { EventDetail } from './records';
import { type Change, isRefusal, type Refusal } from './refusal';
import { statusAt } from './request-dates';
import type { IssuedCard, VisitorRequest } from './visitor-request';

/** The state of an ID card: to be issued, to be extended, to be collected, or issued and correct. */
export const cardStates = ['issue', 'extend', 'collect', 'issued'] as const;
export type CardState = (typeof cardStates)[number];

/** The data that determine a card's state; list rows have them too. */
export interface CardFacts {
  /** The status on the given day. */
  status: Status;
  idCard: boolean;
  /** ISO date. */
  validTo: string;
  issued?: Pick<IssuedCard, 'until' | 'collected'> | undefined;
}

/** Undefined if the card office has nothing to do: no card is wanted or issued, or the request is not decided yet. */
export function cardStateOf({ status, idCard, validTo, issued }: CardFacts): CardState | undefined {
  const isOut = issued !== undefined && !issued.collected;
  if (idCard && isRunning(status)) {
    if (!isOut) return 'issue';
    return issued.until === validTo ? 'issued' : 'extend';
  }
  return isOut && (isRunning(status) || isOver(status)) ? 'collect' : undefined;
}

/** Issued and not collected: it can no longer be left out. */
export function isCardOut({ issued }: Pick<VisitorRequest, 'issued'>): boolean {
  return issued !== undefined && !issued.collected;
}

/** By the dates on this day, even if the clock is late. */
export function cardStateOn(request: VisitorRequest, today: Temporal.PlainDate): CardState | undefined {
  const { answers, validTo, issued } = request;
  return cardStateOf({ status: statusAt(request, today), idCard: answers.idCard, validTo, issued });
}

/** The card office may see a request while there is something to do with its card, and no others. */
export function isForCardOffice(
  request: VisitorRequest,
  { isCardOffice }: Pick<Person, 'isCardOffice'>,
  today: Temporal.PlainDate,
): boolean {
  return isCardOffice === true && cardStateOn(request, today) !== undefined;
}

/** The longest card number in characters. */
export const cardNumberAtMost = 40;

/** issue-card: records the first card, or a new one after the last was collected. Starts the photo's retention period. */
export function issueCard(current: VisitorRequest, typed: string, standing: Standing, press: Press): Change | Refusal {
  return refusesCard(current, standing, press, ['issue']) ?? cardGiven(current, 'issue-card', typed, press);
}

/**
 * replace-card: records a replacement for a lost or broken card.
 *
 * @param was the card number that the office saw; the second of two at once is refused.
 */
export function replaceCard(
  current: VisitorRequest,
  { words = '', was }: { words?: string | undefined; was?: string | undefined },
  standing: Standing,
  press: Press,
): Change | Refusal {
  const refusal = refusesCard(current, standing, press, ['issued', 'extend']);
  if (refusal) return refusal;
  const change = cardGiven(current, 'replace-card', words, press);
  const isOther = was !== current.issued?.number;
  // What was typed comes last, so that the verb is offered; the same number as a colleague's is no second card.
  return isOther && (!isRefusal(change) || change.refused === 'card-number-same') ? { refused: 'card-moved-on' } : change;
}

/** extend-card: records that the card system has the request's last day. */
export function extendCard(current: VisitorRequest, standing: Standing, press: Press): Change | Refusal {
  const refusal = refusesCard(current, standing, press, ['extend']);
  if (refusal || !current.issued) return refusal ?? { refused: 'card-moved-on' };
  const issued: IssuedCard = { ...current.issued, until: current.validTo };
  const detail = { before: { cardUntil: current.issued.until }, after: { cardUntil: current.validTo } };
  return recorded({ ...current, issued }, 'extend-card', current.status, press, ['cardUntil'], detail);
}

/** collect-card: records that the card came back or was disabled. */
export function collectCard(current: VisitorRequest, standing: Standing, press: Press): Change | Refusal {
  const refusal = refusesCard(current, standing, press, ['collect']);
  if (refusal || !current.issued) return refusal ?? { refused: 'card-moved-on' };
  const issued: IssuedCard = { ...current.issued, collected: { by: press.actor.id, at: instant(press.now), channel: press.actor.channel } };
  return recorded({ ...current, issued }, 'collect-card', current.status, press, [], {});
}

/** Checks the person before the revision. None of these verbs raises the revision, as no approver sees a change. */
function refusesCard(current: VisitorRequest, { person }: Standing, { now, seen }: Press, from: readonly CardState[]): Refusal | undefined {
  if (person.isCardOffice !== true || !person.isEnabled) return { refused: 'not-yours' };
  const state = cardStateOn(current, now.toPlainDate());
  if (state === undefined) return { refused: current.answers.idCard ? 'not-yours' : 'no-card' };
  if (seen !== current.revision) return { refused: 'moved-on' };
  return from.includes(state) ? undefined : { refused: 'card-moved-on' };
}

function cardGiven(current: VisitorRequest, verb: 'issue-card' | 'replace-card', typed: string, press: Press): Change | Refusal {
  const number = tidy(typed, cardNumberAtMost + 1).toUpperCase();
  if (number.length > cardNumberAtMost || !/^[\p{L}\p{N}](?:[\p{L}\p{N} ./-]*[\p{L}\p{N}])?$/u.test(number))
    return { refused: 'card-number-wrong', most: cardNumberAtMost };
  if (verb === 'replace-card' && current.issued?.number === number) return { refused: 'card-number-same' };
  const { actor, now } = press;
  const issued: IssuedCard = { by: actor.id, at: instant(now), channel: actor.channel, number, until: current.validTo };
  const detail: EventDetail = {
    ...(current.issued && { before: { cardNumber: current.issued.number } }),
    after: { cardNumber: number },
  };
  return recorded({ ...current, issued }, verb, current.status, press, ['cardNumber'], detail);
}
