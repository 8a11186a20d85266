import { useEffect, useState } from 'react';

/** Longer than the browser takes to paint what has just been drawn. Milliseconds. */
const paintedWithin = 50;

/** Since the page was loaded. */
let wasPainted = false;

/** Becomes true once what `isThere` is on the screen for the first time, and stays true, on every later page too. */
export function usePainted(isThere: boolean): boolean {
  const [isPainted, setPainted] = useState(wasPainted);
  useEffect(() => {
    if (!isThere || isPainted) return;
    const timer = window.setTimeout(() => {
      wasPainted = true;
      setPainted(true);
    }, paintedWithin);
    return () => window.clearTimeout(timer);
  }, [isThere, isPainted]);
  return isPainted;
}
