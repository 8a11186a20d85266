import { appendFileSync } from 'node:fs';
import type { RowName } from './rows';

/** What `npm run torture` tells its tests: how much to try, and the file that takes what they tried. Neither is set in `npm test`. */
const { TORTURE, TORTURE_FIGURES } = process.env;

/** Of the counts given, the one for this run: in `npm test`, in `npm run torture`, and with its `--full`. */
export function tries(test: number, short: number, full: number): number {
  if (TORTURE === 'full') return full;
  return TORTURE === 'short' ? short : test;
}

/** Milliseconds that a test may take whose counts come from `tries`: several times what it takes on a quiet machine. */
export function triesTimeout(): number {
  return tries(180_000, 1_800_000, 7_200_000);
}

/** Notes what a test has tried for a row of the table: counts by their names, added up over the tests of the row. */
export function tried(row: RowName, figures: Record<string, number>): void {
  if (TORTURE_FIGURES) appendFileSync(TORTURE_FIGURES, `${JSON.stringify({ row, figures })}\n`);
}
