import type { ListFilter } from '../channels/tab/list-contract';

/** What the tab shows: a list, a request (`photo`: at its photo), or a draft (`new`: a new one). In links `requests?status=pending` or `request/VR-7K3M9QXA`. */
export type Place =
  | { page: 'mine' | 'cards' | 'department'; filter?: ListFilter }
  | { page: (typeof plainPages)[number] }
  | { page: 'requests'; filter: ListFilter }
  | { page: 'request'; request: string; part?: 'photo' }
  | { page: 'new' }
  | { page: 'draft'; draft: string };

/** A place that is opened from a list and replaces it. */
export type OwnPage = Extract<Place, { page: 'request' | 'new' | 'draft' }>;

export function isOwnPage(place: Place): place is OwnPage {
  return place.page === 'request' || place.page === 'new' || place.page === 'draft';
}

const plainPages = ['overview', 'reapproval', 'waiting', 'attention', 'it-tasks', 'policy', 'departments', 'health'] as const;

/** A list that can be filtered. */
export type FilteringPlace = Extract<Place, { filter?: unknown }>;

export function isFiltering(place: Place): place is FilteringPlace {
  return place.page in filterNames;
}

/** The same list with another filter. */
export function filteredPlace(page: FilteringPlace['page'], filter: ListFilter): FilteringPlace {
  if (page === 'requests') return { page, filter };
  return { page, ...(Object.keys(filter).length > 0 && { filter }) };
}

const filterNames = {
  mine: ['status', 'search', 'sort'],
  cards: ['card', 'search'],
  requests: ['status', 'department', 'sponsor', 'ends', 'starts', 'waits', 'search', 'reason', 'access', 'idCard', 'approver', 'sort'],
  department: ['status', 'department', 'sponsor', 'ends', 'starts', 'waits', 'search', 'reason', 'access', 'idCard', 'sort'],
} as const;

/** The text of a deep link. Example: `{ page: 'requests', filter: { ends: '2027-02' } }` is `requests?ends=2027-02`. */
export function writePlace(place: Place): string {
  if (place.page === 'request') return ['request', place.request, ...(place.part ? [place.part] : [])].join('/');
  if (place.page === 'draft') return `draft/${place.draft}`;
  if (!isFiltering(place)) return place.page;
  const query = new URLSearchParams();
  for (const name of filterNames[place.page]) {
    const value = place.filter?.[name];
    if (value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? place.page : `${place.page}?${text}`;
}

/** Parses a link; undefined if it names no place. The API checks filter values. */
export function readPlace(text: string): Place | undefined {
  const [path = '', query = ''] = text.split('?', 2);
  const [page, reference, ...rest] = path.split('/');
  if (reference !== undefined) {
    if (!/^VR-[0-9A-Z]{8}$/.test(reference)) return undefined;
    if (page === 'request' && rest.join('/') === 'photo') return { page, request: reference, part: 'photo' };
    if (rest.length > 0) return undefined;
    if (page === 'request') return { page, request: reference };
    return page === 'draft' ? { page, draft: reference } : undefined;
  }
  if (page === 'new') return { page };
  if (plainPages.some((one) => one === page)) return { page: page as (typeof plainPages)[number] };
  if (page !== 'requests' && page !== 'mine' && page !== 'cards' && page !== 'department') return undefined;
  const read = new URLSearchParams(query);
  const filter = Object.fromEntries(
    filterNames[page].flatMap((name) => (read.get(name) ? [[name, read.get(name) ?? '']] : [])),
  ) as ListFilter;
  if (page !== 'requests') return Object.keys(filter).length === 0 ? { page } : { page, filter };
  return { page, filter };
}
