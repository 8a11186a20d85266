import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Me } from '../channels/tab/contract';
import type { TabHost } from './host';
import { type Arrival, arrive, type ListPlace, ownPlace, placeLabel } from './navigation';
import { isOwnPage, type OwnPage, type Place, writePlace } from './place';

interface Whereabouts extends Arrival {
  /** The list that is shown, or that a request was opened from. */
  list: ListPlace;
  /** The host brought us here, and knows. */
  isByHost: boolean;
}

export interface Places extends Whereabouts {
  go(place: Place): void;
  /** The sentence about where a link led was read. */
  dismiss(): void;
}

/** Where the tab is. Tells the host, and brings scroll and focus back to where they were in a list. */
export function usePlaces(host: TabHost, me: Me): Places {
  const [at, setAt] = useState<Whereabouts>(() => whereabouts(arrive(host.startPlace(), me), ownPlace(me), false));

  useEffect(() => {
    host.onPlace((text) => setAt((now) => whereabouts(arrive(text, me), now.list, true)));
  }, [host, me]);

  const key = writePlace(at.place);
  // Whoever goes back to where a draft begins would begin another.
  const isReportedAlready = (at.isByHost && at.because === undefined) || at.place.page === 'new';
  const label = placeLabel(at.place);
  useEffect(() => {
    if (!isReportedAlready) host.showsPlace(key, label);
  }, [host, key, label, isReportedAlready]);

  useReturn(at);
  const go = useCallback((place: Place) => setAt((now) => whereabouts({ place }, now.list, false)), []);
  const dismiss = useCallback(() => setAt(({ because: _read, ...now }) => now), []);
  return { ...at, go, dismiss };
}

function whereabouts(arrival: Arrival, list: ListPlace, isByHost: boolean): Whereabouts {
  return { ...arrival, list: isOwnPage(arrival.place) ? list : arrival.place, isByHost };
}

/** The attribute of whatever opens a request or a draft in a list, by which it is found again. */
export const opens = (reference: string) => ({ 'data-opens': reference });

function openedBy(place: OwnPage): string {
  if (place.page === 'request') return place.request;
  return place.page === 'draft' ? place.draft : '';
}

function useReturn({ place }: Whereabouts): void {
  const scrolls = useRef(new Map<string, number>());
  const before = useRef<Place>(undefined);
  const key = writePlace(place);

  // Continuously, as the page is shorter already when a place has been left.
  useEffect(() => {
    const note = () => void scrolls.current.set(key, window.scrollY);
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [key]);

  useLayoutEffect(() => {
    const last = before.current;
    before.current = place;
    if (!last || writePlace(last) === key) return;
    const isFiltered = last.page === place.page && 'filter' in place;
    // Whoever types a filter goes on typing.
    if (isFiltered) return;
    window.scrollTo({ top: isOwnPage(place) ? 0 : (scrolls.current.get(key) ?? 0) });
    // The page of a request or a draft takes the focus itself.
    if (isOwnPage(last) && !isOwnPage(place)) openerOf(openedBy(last))?.focus({ preventScroll: true });
  }, [key, place]);
}

/** The row that somebody comes back to; the list itself where the row has gone from it. */
function openerOf(reference: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-opens="${reference}"]`) ?? document.querySelector<HTMLElement>('main');
}
