import { appendFileSync } from 'node:fs';
import type { RowName } from './rows';

/** What `npm run torture` tells its tests: how much to try, and the file that takes what they tried. Neither is set in `npm test`. */
const { TORTURE, TORTURE_FIGURES } = process.env;

/** Of the counts given, the one for this run: in `npm test`, in `npm run torture`, and with its `--full`. */
export function tries(test: number, short: number, full: number): number {
  if (TORTURE === 'full') return full;
  return TORTURE === 'short' ? short : test;
}

/** Notes what a test has tried for a row of the table: counts by their names, added up over the tests of the row. */
export function tried(row: RowName, figures: Record<string, number>): void {
  if (TORTURE_FIGURES) appendFileSync(TORTURE_FIGURES, `${JSON.stringify({ row, figures })}\n`);
}
