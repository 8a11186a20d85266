import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Clock } from '../../../bot/ports/system';
import { StartError } from '../start-error';

/** The organisation's clock, which the person who tries the product may move forward. It runs on from there. */
export interface MovableClock extends Clock {
  /** Moves forward to this moment, also for the starts that follow. A moment that is over changes nothing. */
  moveTo(moment: Temporal.ZonedDateTime): void;
}

/** In the data folder, as the data there is of that day. */
export const clockFile = 'clock.json';
/** How far the product's clock is ahead of the machine's, in milliseconds; less than nothing where it is behind. */
const shape = z.object({ ahead: z.number().int() });

/** The clock of the data in this folder. Throws a {@link StartError} where the file says nothing sensible. */
export function openClock(folder: string, zone: string, real: () => Temporal.Instant = Temporal.Now.instant): MovableClock {
  let ahead = readAhead(folder);
  const now = () => real().add({ milliseconds: ahead }).toZonedDateTimeISO(zone);
  return {
    now,
    moveTo(moment) {
      const further = Math.ceil(now().until(moment, { largestUnit: 'milliseconds' }).total('milliseconds'));
      if (further <= 0) return;
      ahead += further;
      writeAhead(folder, ahead);
    },
  };
}

function readAhead(folder: string): number {
  const file = join(folder, clockFile);
  if (!existsSync(file)) return 0;
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8'))).ahead;
  } catch {
    throw new StartError(`${file} does not tell the day. Delete it to go back to today, or drop all data: npm start -- --fresh`);
  }
}

/** Whole or not at all: a day that is lost would put the data into the future. */
function writeAhead(folder: string, ahead: number): void {
  const file = join(folder, clockFile);
  writeFileSync(`${file}.new`, `${JSON.stringify({ ahead })}\n`);
  renameSync(`${file}.new`, file);
}
