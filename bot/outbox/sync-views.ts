import type { PersonId } from '../domain/organisation/organisation';
import { placesOf } from '../domain/request/views';
import type { VisitorRequest } from '../domain/request/visitor-request';
import { listedRequest } from '../domain/shown/listed-request';
import type { Aggregate } from '../ports/requests';
import type { ViewKey, ViewRow } from '../ports/views';
import type { WorkPorts } from './work-ports';

/**
 * Writes the request's rows in every list it belongs to, then deletes those in lists it has left. Returns the keys of its
 * rows and the ETag of the note to be replaced; `moved-on` where a newer commit exists.
 */
export async function syncViews(
  { request: { value: request }, viewKeys, viewsEtag }: Aggregate,
  { requests, views, people }: Pick<WorkPorts, 'requests' | 'views'> & Partial<Pick<WorkPorts, 'people'>>,
): Promise<Pick<Aggregate, 'viewKeys' | 'viewsEtag'> | 'moved-on'> {
  const places = placesOf(request);
  const unnoted = places.filter((place) => !has(viewKeys, place));
  // The keys are stored before the rows, as a rule by the commit itself: a crash between the two leaves a key too many, never
  // a row without a key.
  const etag = unnoted.length === 0 ? viewsEtag : await requests.noteViews(request.id, [...viewKeys, ...unnoted], viewsEtag);
  if (etag === undefined) return 'moved-on';
  const left = viewKeys.filter((key) => !has(places, key));
  // In the row, so that no list looks people up. Who is not found, or cannot be asked for, is looked up when the row is shown.
  const nameIn = (person: PersonId | undefined) => (person === undefined ? undefined : people?.name(person).catch(() => undefined));
  const [sponsor, decider] = await Promise.all([nameIn(request.sponsor), nameIn(request.decision?.by)]);
  await views.putAll(viewRows(request, sponsor, decider), left);
  return { viewKeys: places, viewsEtag: etag };
}

/** The rows of a request, one in every list that has it. `sponsor` and `decider`: the names, if known. */
export function viewRows(request: VisitorRequest, sponsor?: string, decider?: string): ViewRow[] {
  const row: Omit<ViewRow, keyof ViewKey> = {
    ...listedRequest(request),
    ...(sponsor !== undefined && { sponsorName: sponsor }),
    ...(request.decision && {
      decidedBy: request.decision.by,
      decidedAt: request.decision.at,
      ...(decider !== undefined && { deciderName: decider }),
    }),
    ...(request.assigned && { assigned: request.assigned.to }),
    ...(request.handover?.open && { offeredTo: request.handover.open.to }),
    ...(request.question.headAway && { headAway: request.question.headAway.person }),
    ...(request.question.passedOn && { passedOn: request.question.passedOn.map(({ to }) => to) }),
  };
  return placesOf(request).map((place) => ({ ...place, ...row }));
}

export function has(keys: ViewKey[], key: ViewKey): boolean {
  return keys.some(({ partition, row }) => partition === key.partition && row === key.row);
}
