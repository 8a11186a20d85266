/** The part of `localStorage` or `sessionStorage` that is used; a host may block it. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Runs `use` on the browser's storage; undefined where the browser blocks it or has no room. */
export function unlessBlocked<T>(keepOf: () => Keep, use: (keep: Keep) => T): T | undefined {
  try {
    return use(keepOf());
  } catch {
    return undefined;
  }
}
