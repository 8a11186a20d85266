import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Me } from '../channels/tab/contract';
import type { TabHost } from './host';
import { type Arrival, arrive, type ListPlace, ownPlace, placeLabel } from './navigation';
import { isOwnPage, type OwnPage, type Place, writePlace } from './place';

interface Whereabouts extends Arrival {
  /** The current list, or the one from which the request was opened. */
  list: ListPlace;
  /** The host navigated, so it need not be told. */
  isByHost: boolean;
}

export interface Places extends Whereabouts {
  go(place: Place): void;
  /** Dismisses the sentence about a link. */
  dismiss(): void;
}

/** The current place. Reports it to the host, and restores scroll and focus in a list. */
export function usePlaces(host: TabHost, me: Me): Places {
  const [at, setAt] = useState<Whereabouts>(() => whereabouts(arrive(host.startPlace(), me), ownPlace(me), false));

  useEffect(() => {
    host.onPlace((text) => setAt((now) => whereabouts(arrive(text, me), now.list, true)));
  }, [host, me]);

  const key = writePlace(at.place);
  // Going back to `new` would create another draft.
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

/** The attribute of the control that opens a request or a draft, by which focus is restored. */
export const opens = (reference: string) => ({ 'data-opens': reference });

function openedBy(place: OwnPage): string {
  if (place.page === 'request') return place.request;
  return place.page === 'draft' ? place.draft : '';
}

function useReturn({ place }: Whereabouts): void {
  const scrolls = useRef(new Map<string, number>());
  const before = useRef<Place>(undefined);
  const key = writePlace(place);

  // Recorded on every scroll, because a left page has already shrunk.
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
    // Typing in a filter must keep the focus.
    if (isFiltered) return;
    window.scrollTo({ top: isOwnPage(place) ? 0 : (scrolls.current.get(key) ?? 0) });
    // The request and draft pages set the focus themselves.
    if (isOwnPage(last) && !isOwnPage(place)) openerOf(openedBy(last))?.focus({ preventScroll: true });
  }, [key, place]);
}

/** The row to focus on return; the list itself if the row is gone. */
function openerOf(reference: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-opens="${reference}"]`) ?? document.querySelector<HTMLElement>('main');
}
