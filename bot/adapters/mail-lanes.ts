import { randomInt } from 'node:crypto';
import { odata, type TableClient } from '@azure/data-tables';
import { Temporal } from 'temporal-polyfill';
import type { Clock, MailPace } from '../ports';
import { insertRow, type ReadRow, replaceRow, rowsOf } from './table-client';

const lanes = ['lane:0', 'lane:1', 'lane:2', 'lane:3'];
/** Seconds for which a mail holds its lane. Four lanes let 24 mails a minute through. */
export const laneSeconds = 10;
/** Seconds over which those who wait come back, so that they do not all come at once. */
const spreadSeconds = 20;
const partitionKey = 'mail';

export interface MailLanesOptions {
  clock: Clock;
  /** A whole number of seconds, from 0 up to but not including `most`. */
  spread?: (most: number) => number;
}

/**
 * Table `MailLanes`: four rows, one a lane. A mail takes a free lane for ten seconds by a conditional write, so that all
 * instances together keep Exchange's two limits by construction: no more than four at a time, as a send gives up before
 * its lane is free again, and no more than 24 in any minute. Counting in each process would let every instance have the
 * whole allowance; a queue of its own would keep the number at a time, but not the number a minute. Whoever finds no lane
 * comes back when the first is free: one small read for each look.
 */
export function mailLanes(table: TableClient, { clock, spread = (most) => randomInt(most) }: MailLanesOptions): MailPace {
  async function take(name: string, row: ReadRow | undefined, until: Temporal.Instant): Promise<boolean> {
    const taken = { partitionKey, rowKey: name, until: until.toString() };
    return (row ? await replaceRow(table, taken, row.etag) : await insertRow(table, taken)) !== undefined;
  }

  return {
    async wait() {
      const rows = new Map<string, ReadRow>();
      for await (const row of rowsOf(table, odata`PartitionKey eq ${partitionKey}`)) rows.set(row.rowKey, row);
      const now = clock.now().toInstant();
      const busyFor = (name: string) => secondsUntil(rows.get(name), now);
      const first = spread(lanes.length);
      // Each begins at another lane, or all would fight for the first one.
      for (const name of [...lanes.slice(first), ...lanes.slice(0, first)]) {
        if (busyFor(name) <= 0 && (await take(name, rows.get(name), now.add({ seconds: laneSeconds })))) return undefined;
      }
      return Math.max(1, Math.ceil(Math.min(...lanes.map(busyFor)))) + spread(spreadSeconds);
    },
  };
}

function secondsUntil(row: ReadRow | undefined, now: Temporal.Instant): number {
  return row ? now.until(Temporal.Instant.from(String(row.until))).total('seconds') : 0;
}
