import type { Temporal } from 'temporal-polyfill';
import { tidy } from '../form/form';
import type { Person } from '../organisation/organisation';
import { isOver, isRunning, type Status } from '../statuses/table';
import { type Change, instant, type Press, type Refusal, recorded } from './lifecycle';
import type { Standing } from './reapproval';
import type { EventDetail } from './records';
import { statusAt } from './request-dates';
import type { IssuedCard, VisitorRequest } from './visitor-request';

/** How an ID card stands: still to be issued, to be extended to another last day, to be collected, or out and right. */
export const cardStates = ['issue', 'extend', 'collect', 'issued'] as const;
export type CardState = (typeof cardStates)[number];

/** What the state of a card follows from; a list row has it too. */
export interface CardFacts {
  /** As of the day that is asked about. */
  status: Status;
  idCard: boolean;
  /** ISO date. */
  validTo: string;
  issued?: Pick<IssuedCard, 'until' | 'collected'> | undefined;
}

/** Undefined where the card office has nothing to do with it: no card is wanted and none is out, or nothing is decided yet. */
export function cardStateOf({ status, idCard, validTo, issued }: CardFacts): CardState | undefined {
  const isOut = issued !== undefined && !issued.collected;
  if (idCard && isRunning(status)) {
    if (!isOut) return 'issue';
    return issued.until === validTo ? 'issued' : 'extend';
  }
  return isOut && (isRunning(status) || isOver(status)) ? 'collect' : undefined;
}

/** As the dates have it on this day, however late the clock is. */
export function cardStateOn(request: VisitorRequest, today: Temporal.PlainDate): CardState | undefined {
  const { answers, validTo, issued } = request;
  return cardStateOf({ status: statusAt(request, today), idCard: answers.idCard, validTo, issued });
}

/** The card office sees a request while it has to do with its card; of others it learns nothing. */
export function isForCardOffice(
  request: VisitorRequest,
  { isCardOffice }: Pick<Person, 'isCardOffice'>,
  today: Temporal.PlainDate,
): boolean {
  return isCardOffice === true && cardStateOn(request, today) !== undefined;
}

/** The longest number of a card, in characters. */
export const cardNumberAtMost = 40;

/** issue-card: the first card of a request, or the first since the last one came back. Starts the time after which the photo goes. */
export function issueCard(current: VisitorRequest, typed: string, standing: Standing, press: Press): Change | Refusal {
  return refusesCard(current, standing, press, ['issue']) ?? cardGiven(current, 'issue-card', typed, press);
}

/** replace-card: another card in place of one that is out, lost or broken. */
export function replaceCard(current: VisitorRequest, typed: string, standing: Standing, press: Press): Change | Refusal {
  return refusesCard(current, standing, press, ['issued', 'extend']) ?? cardGiven(current, 'replace-card', typed, press);
}

/** extend-card: the card system has the request's last day now. */
export function extendCard(current: VisitorRequest, standing: Standing, press: Press): Change | Refusal {
  const refusal = refusesCard(current, standing, press, ['extend']);
  if (refusal || !current.issued) return refusal ?? { refused: 'card-moved-on' };
  const issued: IssuedCard = { ...current.issued, until: current.validTo };
  const detail = { before: { cardUntil: current.issued.until }, after: { cardUntil: current.validTo } };
  return recorded({ ...current, issued }, 'extend-card', current.status, press, ['cardUntil'], detail);
}

/** collect-card: it came back, or works no longer. */
export function collectCard(current: VisitorRequest, standing: Standing, press: Press): Change | Refusal {
  const refusal = refusesCard(current, standing, press, ['collect']);
  if (refusal || !current.issued) return refusal ?? { refused: 'card-moved-on' };
  const issued: IssuedCard = { ...current.issued, collected: { by: press.actor.id, at: instant(press.now), channel: press.actor.channel } };
  return recorded({ ...current, issued }, 'collect-card', current.status, press, [], {});
}

/** Who they are comes before what they saw. The revision stays with all of these: nothing that is decided upon changes. */
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
