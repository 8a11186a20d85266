import type { Temporal } from 'temporal-polyfill';
import { statusAt } from './calendar';
import type { Deciders } from './deciders';
import { type Change, type Press, recorded } from './lifecycle';
import type { Person } from './records';
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
  return isConcerned || (isCardOffice === true && needsCard(request, today));
}

/** R14: the card office works on the cards of accounts that were approved and are not over. */
function needsCard(request: VisitorRequest, today: Temporal.PlainDate): boolean {
  const status = statusAt(request, today);
  return request.answers.idCard && (status === 'approved' || status === 'active');
}

/** view-photo: nothing changes but the record of who saw it (Q13). So the revision stays, and every card is still good. */
export function viewPhoto(current: VisitorRequest, press: Omit<Press, 'seen'>): Change {
  return recorded(current, 'view-photo', current.status, press, [], {});
}
