import { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../organisation/organisation';

export type PacedChannel = 'teams' | 'mail';

/** How a channel's time is cut into slots, one send a slot. */
export interface Rhythm {
  /** Milliseconds from one slot to the next. */
  apart: number;
  /** One slot in so many is kept for those who have few messages ahead. */
  reservedOneIn: number;
  /** Kept slots ahead that one person may hold. Whoever holds as many has a burst, which takes the others. */
  mostReserved: number;
}

/**
 * Teams takes 50 requests a second from an app in a tenant: 45 a second leave room for clocks that differ. Exchange takes
 * 30 mails a minute and four at a time: 24 a minute, and no more than four under way as a mail gives up after nine seconds.
 */
export const rhythms: Record<PacedChannel, Rhythm> = {
  teams: { apart: 1000 / 45, reservedOneIn: 10, mostReserved: 8 },
  mail: { apart: 2500, reservedOneIn: 4, mostReserved: 3 },
};

/** What is taken of a channel: numbers of slots, counted from 1970. */
export interface Timetable {
  /** The first kept slot that is free, and the first free one of the others. */
  kept: number;
  shared: number;
  /** Kept slots that are still ahead, each with the beginning of the id of whoever it is for. */
  holders: [slot: number, person: string][];
}

export interface Wish {
  causedBy: PersonId;
  isList: boolean;
}

export const emptyTimetable: Timetable = { kept: 0, shared: 0, holders: [] };

/** More than these need not be remembered: a person forgotten here may hold a few kept slots more. */
const mostHolders = 200;

/**
 * The times for these messages, in order, none before `now`, and the timetable after it. Nothing is set aside while nobody
 * asks, so slots that went by unused are gone.
 *
 * The split is the same in both channels. Some slots are kept for single messages of those who have few ahead; the others
 * are for everybody. A list takes none of the kept ones, nor does a burst: so both leave them free, and whoever comes after
 * waits for the few in front and not for the burst. Where there is neither, single messages take every slot.
 *
 * 225 mails of one sponsor: three kept slots and then three slots in four; a mail of somebody else goes within a minute.
 */
export function reserveSlots(
  { apart, reservedOneIn, mostReserved }: Rhythm,
  timetable: Timetable,
  wishes: readonly Wish[],
  now: Temporal.Instant,
): { times: Temporal.Instant[]; timetable: Timetable } {
  const first = Math.ceil(now.epochMilliseconds / apart);
  let { kept, shared } = timetable;
  const holders = timetable.holders.filter(([slot]) => slot >= first);
  const times = wishes.map(({ causedBy, isList }) => {
    kept = nextReserved(Math.max(kept, first), reservedOneIn);
    shared = nextShared(Math.max(shared, first), reservedOneIn);
    const person = causedBy.slice(0, 8);
    const mayHold = !isList && holders.filter(([, holder]) => holder === person).length < mostReserved;
    if (!mayHold || shared < kept) return timeOf(shared++, apart);
    holders.push([kept, person]);
    return timeOf(kept++, apart);
  });
  return { times, timetable: { kept, shared, holders: holders.slice(-mostHolders) } };
}

function nextReserved(slot: number, oneIn: number): number {
  return Math.ceil(slot / oneIn) * oneIn;
}

function nextShared(slot: number, oneIn: number): number {
  return slot % oneIn === 0 ? slot + 1 : slot;
}

function timeOf(slot: number, apart: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.ceil(slot * apart));
}
