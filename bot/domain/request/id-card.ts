import { Temporal } from 'temporal-polyfill';
import { tidy } from '../form/form';
import type { Person } from '../organisation/organisation';
import { isOver, isRunning, type Status } from '../statuses/table';
import { instant, type Press, recorded } from './lifecycle';
import type { Standing } from './reapproval';
import { isUndoOpen } from './recall';
import type { EventDetail } from './records';
import { type Change, isRefusal, type Refusal } from './refusal';
import { statusAt } from './request-dates';
import type { IssuedCard, VisitorRequest } from './visitor-request';

/** The state of an ID card: to be issued, to be extended, to be collected, or issued and correct. */
export const cardStates = ['issue', 'extend', 'collect', 'issued'] as const;
export type CardState = (typeof cardStates)[number];

/** The same, and collected lately: by these the card office's list is filtered. */
export const shownCardStates = [...cardStates, 'collected'] as const;
export type ShownCardState = (typeof shownCardStates)[number];

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

/** Nobody is to have a card for it any more: it is over, or the card was left out by a change. Of a request that was approved. */
export function isCardOver({ status, idCard }: Pick<CardFacts, 'status' | 'idCard'>): boolean {
  return isOver(status) || !idCard;
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

/** What the card office has to do with it now: no card is issued while whoever approved it may still undo that. */
export function cardStateNow(request: VisitorRequest, now: Temporal.ZonedDateTime): CardState | undefined {
  const state = cardStateOn(request, now.toPlainDate());
  return state === 'issue' && isUndoOpen(request.decision?.at, now) ? undefined : state;
}

/** How long a collected card stays in the card office's list, in days: a slip can be undone. */
export const collectedDays = 30;

/** The ISO date from which on a card counts as collected lately. */
export function collectedSince(today: Temporal.PlainDate): string {
  return today.subtract({ days: collectedDays }).toString();
}

/** Whether its card was collected in the last thirty days, and no other one was issued since. */
export function isLatelyCollected({ issued }: { issued?: Pick<IssuedCard, 'collected'> | undefined }, today: Temporal.PlainDate): boolean {
  return issued?.collected !== undefined && issued.collected.at >= collectedSince(today);
}

/** The card office may see a request while there is something to do with its card or it was collected lately, and no others. */
export function isForCardOffice(
  request: VisitorRequest,
  { isCardOffice }: Pick<Person, 'isCardOffice'>,
  now: Temporal.ZonedDateTime,
): boolean {
  return isCardOffice === true && (cardStateNow(request, now) !== undefined || isLatelyCollected(request, now.toPlainDate()));
}

/** How long a claim of a number stands before its request has it, in minutes: longer than any commit takes, and than clocks differ. */
const claimMinutes = 5;

/** Whether a number that was claimed at this ISO instant is still being recorded. */
export function isClaimFresh(at: string, now: Temporal.ZonedDateTime): boolean {
  return Temporal.Instant.compare(now.toInstant(), Temporal.Instant.from(at).add({ minutes: claimMinutes })) < 0;
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
  return (
    refusesCard(current, standing, press, ['issued', 'extend']) ??
    unlessOther(current, was, (issued) => cardGiven(current, 'replace-card', words, press, issued.number))
  );
}

/** correct-card: another number for the same card, as it was typed wrong. The photo's retention period goes on. */
export function correctCard(
  current: VisitorRequest,
  { words = '', was }: { words?: string | undefined; was?: string | undefined },
  standing: Standing,
  press: Press,
): Change | Refusal {
  return (
    refusesCard(current, standing, press, cardIsOut) ??
    unlessOther(current, was, (issued) => {
      const number = tidyNumber(words, issued.number);
      return 'refused' in number ? number : withCardNumber(current, { ...issued, number: number.text }, 'correct-card', press);
    })
  );
}

/** unissue-card: takes the record of a card back that was never issued, or to somebody else. It is to be issued again. */
export function unissueCard(current: VisitorRequest, was: string | undefined, standing: Standing, press: Press): Change | Refusal {
  const refusal = refusesCard(current, standing, press, cardIsOut);
  if (refusal) return refusal;
  const { issued, ...without } = current;
  if (!issued || isOther(was, issued.number)) return { refused: 'card-moved-on' };
  return recorded(without, 'unissue-card', current.status, press, ['cardNumber'], { before: { cardNumber: issued.number } });
}

/** uncollect-card: takes it back that a card was collected, while it is listed and no other one was issued. */
export function uncollectCard(current: VisitorRequest, was: string | undefined, standing: Standing, press: Press): Change | Refusal {
  const refusal = refusesOffice(current, standing, press);
  if (refusal) return refusal;
  const { issued } = current;
  if (!issued || !isLatelyCollected(current, press.now.toPlainDate()) || isOther(was, issued.number)) return { refused: 'card-moved-on' };
  const { collected: _slip, ...out } = issued;
  return recorded({ ...current, issued: out }, 'uncollect-card', current.status, press, [], {});
}

/** extend-card: records that the card system has the request's last day. `was`: that day, as the office saw it. */
export function extendCard(current: VisitorRequest, was: string | undefined, standing: Standing, press: Press): Change | Refusal {
  const refusal = refusesCard(current, standing, press, ['extend']);
  if (refusal || !current.issued || isOther(was, current.validTo)) return refusal ?? { refused: 'card-moved-on' };
  const issued: IssuedCard = { ...current.issued, until: current.validTo };
  const detail = { before: { cardUntil: current.issued.until }, after: { cardUntil: current.validTo } };
  return recorded({ ...current, issued }, 'extend-card', current.status, press, ['cardUntil'], detail);
}

/** collect-card: records that the card came back or was disabled. `was`: its number, as the office saw it. */
export function collectCard(current: VisitorRequest, was: string | undefined, standing: Standing, press: Press): Change | Refusal {
  const refusal = refusesCard(current, standing, press, ['collect']);
  if (refusal || !current.issued || isOther(was, current.issued.number)) return refusal ?? { refused: 'card-moved-on' };
  const issued: IssuedCard = { ...current.issued, collected: { by: press.actor.id, at: instant(press.now), channel: press.actor.channel } };
  return recorded({ ...current, issued }, 'collect-card', current.status, press, [], {});
}

const cardIsOut: readonly CardState[] = ['issued', 'extend', 'collect'];

/**
 * Checks the person before the card. These verbs compare the card, not the revision: a step of the directory account changes nothing
 * about it. None of them raises the revision, as no approver sees a change.
 */
function refusesCard(current: VisitorRequest, standing: Standing, press: Press, from: readonly CardState[]): Refusal | undefined {
  const refusal = refusesOffice(current, standing, press);
  if (refusal) return refusal;
  const state = cardStateNow(current, press.now);
  return state !== undefined && from.includes(state) ? undefined : { refused: 'card-moved-on' };
}

function refusesOffice(current: VisitorRequest, { person }: Standing, { now }: Press): Refusal | undefined {
  if (person.isCardOffice !== true || !person.isEnabled) return { refused: 'not-yours' };
  if (isForCardOffice(current, person, now)) return undefined;
  return { refused: current.answers.idCard ? 'not-yours' : 'no-card' };
}

/** Whether a press is about something else than what is recorded now; absent where it is only asked whether the verb is offered. */
function isOther(was: string | undefined, now: string): boolean {
  return was !== undefined && was !== now;
}

/** What was typed comes last, so that the verb is offered; the same number as a colleague's is no second card. */
function unlessOther(current: VisitorRequest, was: string | undefined, give: (issued: IssuedCard) => Change | Refusal): Change | Refusal {
  if (!current.issued) return { refused: 'card-moved-on' };
  const change = give(current.issued);
  return was !== current.issued.number && (!isRefusal(change) || change.refused === 'card-number-same')
    ? { refused: 'card-moved-on' }
    : change;
}

function cardGiven(
  current: VisitorRequest,
  verb: 'issue-card' | 'replace-card',
  typed: string,
  press: Press,
  before?: string,
): Change | Refusal {
  const number = tidyNumber(typed, before);
  if ('refused' in number) return number;
  const { actor, now } = press;
  const issued: IssuedCard = { by: actor.id, at: instant(now), channel: actor.channel, number: number.text, until: current.validTo };
  return withCardNumber(current, issued, verb, press);
}

function withCardNumber(
  current: VisitorRequest,
  issued: IssuedCard,
  verb: 'issue-card' | 'replace-card' | 'correct-card',
  press: Press,
): Change {
  const detail: EventDetail = {
    ...(current.issued && { before: { cardNumber: current.issued.number } }),
    after: { cardNumber: issued.number },
  };
  return recorded({ ...current, issued }, verb, current.status, press, ['cardNumber'], detail);
}

/** `before`: the number that it replaces. */
function tidyNumber(typed: string, before: string | undefined): { text: string } | Refusal {
  const text = tidy(typed, cardNumberAtMost + 1).toUpperCase();
  if (text.length > cardNumberAtMost || !/^[\p{L}\p{N}](?:[\p{L}\p{N} ./-]*[\p{L}\p{N}])?$/u.test(text))
    return { refused: 'card-number-wrong', most: cardNumberAtMost };
  return text === before ? { refused: 'card-number-same' } : { text };
}
