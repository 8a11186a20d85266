import type { Temporal } from 'temporal-polyfill';
import { dateOf } from '../dates/dates';
import type { Photo } from '../form/answer-values';
import type { Person } from '../organisation/organisation';
import type { Deciders } from './deciders';
import { cardStateOn } from './id-card';
import { type Press, recorded } from './lifecycle';
import type { RequestEvent } from './records';
import type { Change } from './refusal';
import type { VisitorRequest } from './visitor-request';

/** The photo that this person would be shown: that of a proposed card before the request's own, which the card office gets alone. */
export function photoFor(
  request: VisitorRequest,
  person: Person,
  deciders: Pick<Deciders, 'may'>,
  today: Temporal.PlainDate,
): Photo | undefined {
  if (!maySeePhoto(request, person, deciders, today)) return undefined;
  return (isConcerned(request, person, deciders) ? request.account?.proposal?.open?.photo : undefined) ?? request.answers.photo;
}

/** Who may view a visitor's photo: the sponsor, approvers and whoever decided, admins and, while a card is to be made, the card office. */
export function maySeePhoto(request: VisitorRequest, person: Person, deciders: Pick<Deciders, 'may'>, today: Temporal.PlainDate): boolean {
  const { answers, account } = request;
  if (isConcerned(request, person, deciders)) return answers.photo !== undefined || account?.proposal?.open?.photo !== undefined;
  return answers.photo !== undefined && person.isCardOffice === true && isCardMade(request, today);
}

function isConcerned({ sponsor, decision }: VisitorRequest, { id, isAdmin }: Person, { may }: Pick<Deciders, 'may'>): boolean {
  return id === sponsor || may.includes(id) || decision?.by === id || isAdmin;
}

/** The card office needs photos for approved and active requests; collecting a card needs none. */
function isCardMade(request: VisitorRequest, today: Temporal.PlainDate): boolean {
  const state = cardStateOn(request, today);
  return state !== undefined && state !== 'collect';
}

/** view-photo: records only who viewed it. The revision stays, and every card stays valid. */
export function viewPhoto(current: VisitorRequest, press: Omit<Press, 'seen'>): Change {
  return recorded(current, 'view-photo', current.status, press, [], {});
}

/** An event as a history shows it; `last` is its index in the input. */
export interface ShownEvent {
  event: RequestEvent;
  last: number;
  /** The number of merged views. */
  times: number;
}

/**
 * Merges consecutive views of the photo by one person on one day into one line of a history: the newest, with
 * their number. Each stays recorded. Example: two at 10:15 and 10:20 → one at 10:20, `times` 2.
 */
export function foldViews(events: readonly RequestEvent[], zone: string): ShownEvent[] {
  const shown: ShownEvent[] = [];
  for (const [last, event] of events.entries()) {
    const before = shown.at(-1);
    if (before && isSameView(before.event, event, zone)) shown[shown.length - 1] = { event, last, times: before.times + 1 };
    else shown.push({ event, last, times: 1 });
  }
  return shown;
}

function isSameView(one: RequestEvent, other: RequestEvent, zone: string): boolean {
  const isBoth = one.verb === 'view-photo' && other.verb === 'view-photo' && one.actor === other.actor && one.channel === other.channel;
  return isBoth && dateOf(one.at, zone).equals(dateOf(other.at, zone));
}
