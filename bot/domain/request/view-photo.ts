import type { Temporal } from 'temporal-polyfill';
import { dateOf } from '../dates/dates';
import type { Person } from '../organisation/organisation';
import type { Deciders } from './deciders';
import { cardStateOn } from './id-card';
import { type Change, type Press, recorded } from './lifecycle';
import type { RequestEvent } from './records';
import type { VisitorRequest } from './visitor-request';

/** Who may look at a visitor's photo: its sponsor, whoever decides or decided, admins, and, while a card is to be made, the card office. */
export function maySeePhoto(
  request: VisitorRequest,
  { id, isAdmin, isCardOffice }: Person,
  { may }: Pick<Deciders, 'may'>,
  today: Temporal.PlainDate,
): boolean {
  if (!request.answers.photo) return false;
  const isConcerned = id === request.sponsor || may.includes(id) || request.decision?.by === id || isAdmin;
  return isConcerned || (isCardOffice === true && isCardMade(request, today));
}

/** The card office works on the cards of accounts that were approved and are not over; of what is to be collected it needs no photo. */
function isCardMade(request: VisitorRequest, today: Temporal.PlainDate): boolean {
  const state = cardStateOn(request, today);
  return state !== undefined && state !== 'collect';
}

/** view-photo: nothing changes but the record of who saw it. So the revision stays, and every card is still good. */
export function viewPhoto(current: VisitorRequest, press: Omit<Press, 'seen'>): Change {
  return recorded(current, 'view-photo', current.status, press, [], {});
}

/** An event as a history shows it; `last` is its place among those given. */
export interface ShownEvent {
  event: RequestEvent;
  last: number;
  /** More than one where it stands for several views. */
  times: number;
}

/**
 * Views of the photo by one person on one day, with nothing between them, are one line of a history: the newest, with how
 * many there were. Each is recorded all the same. Example: two at 10:15 and 10:20 → one at 10:20, `times` 2.
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
