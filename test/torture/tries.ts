import { appendFileSync } from 'node:fs';
import { testSeed } from '../setup/dice';
import type { RowName } from './rows';

/** What `npm run torture` tells its tests: how much to try, and the file that takes what they tried. Neither is set in `npm test`. */
const { TORTURE, TORTURE_FIGURES } = process.env;

/** Of the counts given, the one (or those) for this run: in `npm test`, in `npm run torture`, and with its `--full`. */
export function tries<T extends number | number[]>(test: T, short: T, full: T): T {
  if (TORTURE === 'full') return full;
  return TORTURE === 'short' ? short : test;
}

/** All of them in `npm run torture`; in `npm test` as many as `few`, which the seed of the run draws anew each time. */
export function someOf<T>(all: readonly T[], few: number): T[] {
  const from = Math.floor(testSeed % Math.ceil(all.length / few));
  return TORTURE === undefined ? all.filter((_, place) => place % Math.ceil(all.length / few) === from) : [...all];
}

/** Notes what a test has tried for a row of the table: counts by their names, added up over the tests of the row. */
export function tried(row: RowName, figures: Record<string, number>): void {
  if (TORTURE_FIGURES) appendFileSync(TORTURE_FIGURES, `${JSON.stringify({ row, figures })}\n`);
}
