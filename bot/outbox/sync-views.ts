import { placesOf } from '../domain/request/views';
import type { VisitorRequest } from '../domain/request/visitor-request';
import { listedRequest } from '../domain/shown/list';
import type { Aggregate } from '../ports/requests';
import type { ViewKey, ViewRow } from '../ports/views';
import type { Progress, WorkPorts } from './work-ports';

/** Writes the rows of every list that the request belongs to, then takes away those of lists that it has left. */
export async function bringViewsInLine(
  { request: { value: request }, viewKeys }: Aggregate,
  { requests, views }: WorkPorts,
): Promise<Progress> {
  const places = placesOf(request);
  // Noted before they are written: a crash between leaves a note too many, never a row that nobody knows of.
  await requests.noteViews(request.id, union(viewKeys, places));
  await Promise.all(rowsOf(request).map((row) => views.put(row)));
  const left = viewKeys.filter((key) => !has(places, key));
  await Promise.all(left.map((key) => views.delete(key)));
  if (left.length > 0) await requests.noteViews(request.id, places);
  return {};
}

/** The rows of a request, one in every list that it belongs to. */
export function rowsOf(request: VisitorRequest): ViewRow[] {
  const row: Omit<ViewRow, keyof ViewKey> = {
    ...listedRequest(request),
    ...(request.assigned && { assigned: request.assigned.to }),
    ...(request.question.headAway && { headAway: request.question.headAway.person }),
  };
  return placesOf(request).map((place) => ({ ...place, ...row }));
}

function union(some: ViewKey[], others: ViewKey[]): ViewKey[] {
  return [...some, ...others.filter((key) => !has(some, key))];
}

export function has(keys: ViewKey[], key: ViewKey): boolean {
  return keys.some(({ partition, row }) => partition === key.partition && row === key.row);
}
