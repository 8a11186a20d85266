import type { Deciders } from './deciders';
import { type Change, type Press, recorded } from './lifecycle';
import type { Person } from './records';
import type { VisitorRequest } from './visitor-request';

/** Who may look at a visitor's photo: its sponsor, whoever decides or decided, the card office (R14), and admins. */
export function maySeePhoto(request: VisitorRequest, { id, isAdmin, isCardOffice }: Person, { may }: Pick<Deciders, 'may'>): boolean {
  if (!request.answers.photo) return false;
  return id === request.sponsor || may.includes(id) || request.decision?.by === id || isAdmin || isCardOffice === true;
}

/** view-photo: nothing changes but the record of who saw it (Q13). So the revision stays, and every card is still good. */
export function viewPhoto(current: VisitorRequest, press: Omit<Press, 'seen'>): Change {
  return recorded(current, 'view-photo', current.status, press, [], {});
}
