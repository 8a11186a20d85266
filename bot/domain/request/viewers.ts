import type { PersonId } from '../organisation/organisation';
import { isOver } from '../statuses/table';
import type { Deciders } from './deciders';
import type { VisitorRequest } from './visitor-request';

/** The role in which a person views a request. */
export type Viewer = 'sponsor' | 'decider' | 'reader' | 'card-office';

/**
 * Who may see a request, and in which role: its sponsor; whoever may decide it now, decided it or undid that; whoever is involved or may
 * take it over; the admins. The card office follows, by `isForCardOffice` and in the tab alone. Undefined: the person does not even learn that it exists.
 */
export function viewerOf(request: VisitorRequest, person: PersonId, deciders: Deciders, admins: readonly PersonId[]): Viewer | undefined {
  if (person === request.sponsor) return 'sponsor';
  const { decision, recalled, account } = request;
  const hasDecided = [decision?.by, recalled?.by, account?.proposal?.last?.answered.by].includes(person);
  if (deciders.may.includes(person) || hasDecided) return 'decider';
  // An offer of a request that is over has lapsed.
  const isToTakeOver = request.handover?.open?.to === person && !isOver(request.status);
  return request.involved.includes(person) || isToTakeOver || admins.includes(person) ? 'reader' : undefined;
}
