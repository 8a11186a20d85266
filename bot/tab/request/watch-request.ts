/** How long after one look the next one comes, in milliseconds. */
export const lookEvery = 15_000;

/** What of a browser page tells whether somebody looks at it. */
export interface WatchedPage {
  document: EventTarget & { readonly visibilityState: DocumentVisibilityState };
  window: EventTarget;
}

/**
 * Looks again and again while the page is visible, and as soon as somebody comes back to it; one look at a time. `look`
 * tells whether to go on. The function that comes back stops it and aborts a look that is under way.
 */
export function watchRequest(
  { document, window }: WatchedPage,
  look: (signal: AbortSignal) => Promise<boolean>,
  atOnce: boolean,
): () => void {
  const stopped = new AbortController();
  let next: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;
  let isOver = false;

  async function lookNow(): Promise<void> {
    if (isLooking || isOver || stopped.signal.aborted) return;
    clearTimeout(next);
    isLooking = true;
    isOver = !(await look(stopped.signal));
    isLooking = false;
    if (!stopped.signal.aborted && !isOver) next = setTimeout(lookIfVisible, lookEvery);
  }

  function lookIfVisible(): void {
    if (document.visibilityState === 'visible') void lookNow();
  }

  const heeds = { signal: stopped.signal };
  document.addEventListener('visibilitychange', lookIfVisible, heeds);
  window.addEventListener('focus', lookIfVisible, heeds);
  stopped.signal.addEventListener('abort', () => clearTimeout(next));
  // Teams draws tabs before it shows them: the first look does not wait to be seen.
  if (atOnce) void lookNow();
  else next = setTimeout(lookIfVisible, lookEvery);
  return () => stopped.abort();
}
