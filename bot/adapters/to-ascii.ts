import type { LoadToAscii } from '../ports/to-ascii';

/** By tables of half a megabyte, which most processes never need. */
export const loadToAscii: LoadToAscii = async () => (await import('any-ascii')).default;
