/** A code of Graph's own, not a sentence. */
export function isWord(code: unknown): code is string {
  return typeof code === 'string' && /^[A-Za-z][A-Za-z0-9_.]*$/.test(code);
}

/** In whole seconds; the header holds either those or a date. */
export function secondsOf(header: string | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = Math.ceil(/^\d+(\.\d+)?$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : undefined;
}
