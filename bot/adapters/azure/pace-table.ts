import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import { Temporal } from 'temporal-polyfill';
import { emptyTimetable, type PacedChannel, reserveSlots, rhythms, type Timetable, type Wish } from '../../domain/notices/timetable';
import type { Pace } from '../../ports/pace';
import type { Stored } from '../../ports/stored';
import type { Clock } from '../../ports/system';
import { insertRow, packJson, readRow, replaceRow, unpackJson } from './table-client';

/** Milliseconds over which writers who met spread their next try, doubled each time up to the last. */
const spreads = { first: 20, last: 500 };
/** Some ten seconds. Forty instances that all ask at the same moment need ten tries at most. */
const mostTries = 40;
/** Milliseconds for which a process takes the row as it wrote it to be still so, which saves reading it. */
const ownFor = 2_000;
/** Messages that one write serves. */
const mostAtOnce = 100;

/** The row of each channel, written only as it was read. */
export interface PaceRows {
  read(channel: PacedChannel): Promise<Stored<Timetable> | undefined>;
  /** The new ETag; undefined if the row changed, or exists although no `etag` is given. */
  write(channel: PacedChannel, timetable: Timetable, etag?: string): Promise<string | undefined>;
}

export interface PaceOptions {
  clock: Clock;
  /** Waits so many milliseconds at most, by chance. */
  pause?: (most: number) => Promise<unknown>;
}

/** Table `Pace`: the timetable of each channel in one row. */
export function paceTable(table: TableClient, options: PaceOptions): Pace {
  return paceOver(
    {
      async read(channel) {
        const row = await readRow(table, 'pace', channel);
        return row && { value: unpackJson<Timetable>(row), etag: row.etag };
      },
      async write(channel, timetable, etag) {
        const row = { partitionKey: 'pace', rowKey: channel, ...packJson(timetable) };
        return etag === undefined ? await insertRow(table, row) : await replaceRow(table, row, etag);
      },
    },
    options,
  );
}

/**
 * Takes slots of the timetable by a conditional write, so no two instances have the same one, whatever their clocks say:
 * all together keep the limits by construction. A process writes once for all its messages that wait by then, a block no
 * larger than the demand: with blocks of a fixed size, ten instances with one mail each would waste 90 slots.
 *
 * Clocks that differ by a second cost this: within a second Teams may get those of two seconds, and a mail may go a second
 * too early, for which its limit leaves room. A clock that is ahead moves everybody's times by as much.
 */
export function paceOver(rows: PaceRows, { clock, pause = (most) => sleep(randomInt(most)) }: PaceOptions): Pace {
  const channel = (name: PacedChannel) => channelOver(name, rows, clock, pause);
  const channels = { teams: channel('teams'), mail: channel('mail') };
  return {
    reserve: (name, causedBy, rank = 'single') => channels[name]({ causedBy, isList: rank === 'list' }),
  };
}

interface Waiting {
  wish: Wish;
  resolve(time: Temporal.Instant): void;
  reject(fault: unknown): void;
}

function channelOver(name: PacedChannel, rows: PaceRows, clock: Clock, pause: (most: number) => Promise<unknown>) {
  const waiting: Waiting[] = [];
  let own: (Stored<Timetable> & { writtenAt: number }) | undefined;
  let isTaking = false;

  const now = () => clock.now().toInstant();
  const isFresh = () => own !== undefined && Math.abs(now().epochMilliseconds - own.writtenAt) < ownFor;

  async function take(wishes: readonly Wish[]): Promise<Temporal.Instant[]> {
    for (let tried = 0; tried < mostTries; tried += 1) {
      const row = isFresh() ? own : await rows.read(name);
      const at = now();
      const { times, timetable } = reserveSlots(rhythms[name], row?.value ?? emptyTimetable, wishes, at);
      const etag = await rows.write(name, timetable, row?.etag);
      own = etag === undefined ? undefined : { value: timetable, etag, writtenAt: at.epochMilliseconds };
      if (own) return times;
      await pause(Math.min(spreads.first * 2 ** tried, spreads.last));
    }
    throw new Error('too many instances wrote the timetable at the same time');
  }

  /** Serialises reservations; requests that arrive meanwhile share the next one. */
  async function takeAll(): Promise<void> {
    isTaking = true;
    while (waiting.length > 0) {
      const block = waiting.splice(0, mostAtOnce);
      try {
        const times = await take(block.map(({ wish }) => wish));
        for (const [place, { resolve }] of block.entries()) resolve(times[place]!);
      } catch (fault) {
        own = undefined;
        for (const { reject } of block) reject(fault);
      }
    }
    isTaking = false;
  }

  return (wish: Wish): Promise<Temporal.Instant> =>
    new Promise((resolve, reject) => {
      waiting.push({ wish, resolve, reject });
      if (!isTaking) void takeAll();
    });
}
