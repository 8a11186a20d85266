import { randomInt } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../domain/visitor-request';
import type { Clock, MailPace } from '../ports';
import { insertRow, packJson, readRow, replaceRow, unpackJson } from './table-client';

const lanes = 4;
/** Lanes that the mails which one person causes may hold together, so that a burst of theirs leaves the others free. */
export const lanesOfOne = 2;
/** Seconds for which a mail holds its lane. Four lanes let 24 mails a minute through. */
export const laneSeconds = 10;
/** Seconds over which those who wait come back, so that they do not all come at once. */
const spreadSeconds = 20;
/** A write is lost only where another mail took a lane: after as many looks as these, come back like one that waits. */
const mostLooks = 8;
const keys = { partitionKey: 'mail', rowKey: 'lanes' };

export interface MailLanesOptions {
  clock: Clock;
  /** A whole number of seconds, from 0 up to but not including `most`. */
  spread?: (most: number) => number;
}

/** A lane that is taken, until an ISO instant. */
interface Held {
  causedBy: PersonId;
  until: string;
}

/**
 * Table `MailLanes`: one row that holds the lanes taken. A mail takes one of four lanes for ten seconds by a conditional
 * write, so that all instances together keep Exchange's two limits by construction: no more than four at a time, as a send
 * gives up before its lane is free again, and no more than 24 in any minute. The same write keeps the share of one person.
 * Counting in each process would let every instance have the whole allowance; a queue of its own would keep the number at
 * a time, but not the number a minute. Whoever finds no lane comes back when the first is free: one small read for each look.
 */
export function mailLanes(table: TableClient, { clock, spread = (most) => randomInt(most) }: MailLanesOptions): MailPace {
  return {
    async wait(causedBy) {
      for (let look = 0; look < mostLooks; look += 1) {
        const row = await readRow(table, keys.partitionKey, keys.rowKey);
        const now = clock.now().toInstant();
        const held = (row ? unpackJson<Held[]>(row) : []).filter(({ until }) => Temporal.Instant.compare(until, now) > 0);
        const theirs = held.filter((one) => one.causedBy === causedBy);
        const inTheWay = held.length >= lanes ? held : theirs.length >= lanesOfOne ? theirs : [];
        if (inTheWay.length > 0) return secondsUntilOneIsFree(inTheWay, now) + spread(spreadSeconds);
        const taken = { ...keys, ...packJson([...held, { causedBy, until: now.add({ seconds: laneSeconds }).toString() }]) };
        const written = row ? await replaceRow(table, taken, row.etag) : await insertRow(table, taken);
        if (written !== undefined) return undefined;
      }
      return 1 + spread(spreadSeconds);
    },
  };
}

function secondsUntilOneIsFree(held: readonly Held[], now: Temporal.Instant): number {
  return Math.max(1, Math.ceil(Math.min(...held.map(({ until }) => now.until(until).total('seconds')))));
}
