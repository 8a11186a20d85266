import type { PersonId } from '../organisation/organisation';
import { isOver } from '../statuses/table';
import type { Deciders } from './deciders';
import type { VisitorRequest } from './visitor-request';

/** In which part somebody looks at a request. */
export type Viewer = 'sponsor' | 'decider' | 'reader' | 'card-office';

/**
 * Who may see a request, and as what: its sponsor; whoever may decide it now, decided it or took that back; whoever is involved, is to
 * take it over, and the admins may read. The card office comes after these, by `isForCardOffice`, and in the tab alone. Undefined: nothing is shown, not even that there is such a request.
 */
export function viewerOf(request: VisitorRequest, person: PersonId, deciders: Deciders, admins: readonly PersonId[]): Viewer | undefined {
  if (person === request.sponsor) return 'sponsor';
  if (deciders.may.includes(person) || request.decision?.by === person || request.recalled?.by === person) return 'decider';
  // What was offered and is over is nobody's to take any more.
  const isToTakeOver = request.handover?.open?.to === person && !isOver(request.status);
  return request.involved.includes(person) || isToTakeOver || admins.includes(person) ? 'reader' : undefined;
}
