/** The polling interval in milliseconds. */
export const lookEvery = 15_000;

/** The part of `document` that tells whether the page is visible. */
export interface WatchedPage {
  document: EventTarget & { readonly visibilityState: DocumentVisibilityState };
  window: EventTarget;
}

/**
 * Polls while the page is visible, and at once when it becomes visible; one call at a time. `look` returns whether to go
 * on. The returned function stops polling and aborts the current call.
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
  // Teams renders tabs before it shows them, so the first poll does not wait for visibility.
  if (atOnce) void lookNow();
  else next = setTimeout(lookIfVisible, lookEvery);
  return () => stopped.abort();
}
