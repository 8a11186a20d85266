import type { Me } from '../channels/tab/contract';
import type { RowsPlace } from './lists/list-store';
import { isOwnPage, type OwnPage, type Place, readPlace } from './place';
import { pageNames, shellWords } from './words';

export type ListPlace =
  | RowsPlace
  | { page: 'overview' }
  | { page: 'attention' }
  | { page: 'it-tasks' }
  | { page: 'health' }
  | { page: 'policy' }
  | { page: 'departments' };
type Roles = Pick<Me, 'decides' | 'ownDepartments' | 'isAdmin' | 'isItService' | 'isCardOffice'>;
export type Page = ListPlace['page'];

/** The lists that this person may see, in display order. */
export function pagesFor({ decides, ownDepartments, isAdmin, isItService, isCardOffice }: Roles): Page[] {
  return [
    ...(isAdmin ? (['overview'] as const) : []),
    'mine',
    'reapproval',
    ...(decides ? (['waiting'] as const) : []),
    ...(ownDepartments.length > 0 ? (['department'] as const) : []),
    ...(isAdmin ? (['requests', 'attention', 'departments', 'policy', 'health'] as const) : []),
    ...(isCardOffice ? (['cards'] as const) : []),
    ...(isItService ? (['it-tasks'] as const) : []),
  ];
}

/** The first page without a link: the list with work for this person. */
export function ownPlace({ decides, isAdmin, isItService, isCardOffice }: Roles): ListPlace {
  if (isAdmin) return { page: 'overview' };
  if (isCardOffice) return { page: 'cards' };
  if (isItService) return { page: 'it-tasks' };
  return { page: decides ? 'waiting' : 'mine' };
}

/** A list without filters. */
export const listPlace = (page: Page): ListPlace => (page === 'requests' ? { page, filter: {} } : { page });

export interface Arrival {
  place: ListPlace | OwnPage;
  /** Why another place is shown than the link names. */
  because?: 'unreadable' | 'notAllowed';
}

/** The place for a link's text; empty without a link. Access to a request is checked when its page reads it. */
export function arrive(text: string, me: Roles): Arrival {
  if (text === '') return { place: ownPlace(me) };
  const place = readPlace(text);
  if (!place) return { place: ownPlace(me), because: 'unreadable' };
  if (!isOwnPage(place) && !pagesFor(me).includes(place.page)) return { place: ownPlace(me), because: 'notAllowed' };
  return { place };
}

/** The title that the host shows above the tab or in a link. */
export function placeLabel(place: Place): string {
  if (place.page === 'request') return shellWords.request(place.request);
  return isOwnPage(place) ? shellWords.newVisitor : pageNames[place.page];
}
