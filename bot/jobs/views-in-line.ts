import { placesOf } from '../domain/views';
import type { Aggregate, ViewKey, ViewRow } from '../ports';
import type { WorkPorts } from './try-later';

/** Writes the rows of every list that the request belongs to, then takes away those of lists that it has left. */
export async function bringViewsInLine(
  { request: { value: request }, viewKeys }: Aggregate,
  { requests, views }: WorkPorts,
): Promise<void> {
  const places = placesOf(request);
  const row: Omit<ViewRow, keyof ViewKey> = {
    request: request.id,
    revision: request.revision,
    status: request.status,
    visitor: `${request.answers.firstName} ${request.answers.lastName}`,
    department: request.answers.department,
    sponsor: request.sponsor,
    validFrom: request.validFrom,
    validTo: request.validTo,
    since: request.changedAt,
    ...(request.headAway && { headAway: request.headAway.person }),
  };
  // Noted before they are written: a crash between leaves a note too many, never a row that nobody knows of.
  await requests.noteViews(request.id, union(viewKeys, places));
  await Promise.all(places.map((place) => views.put({ ...place, ...row })));
  const left = viewKeys.filter((key) => !has(places, key));
  await Promise.all(left.map((key) => views.delete(key)));
  if (left.length > 0) await requests.noteViews(request.id, places);
}

function union(some: ViewKey[], others: ViewKey[]): ViewKey[] {
  return [...some, ...others.filter((key) => !has(some, key))];
}

function has(keys: ViewKey[], key: ViewKey): boolean {
  return keys.some(({ partition, row }) => partition === key.partition && row === key.row);
}
