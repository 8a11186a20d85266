import { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../organisation/organisation';

export type PacedChannel = 'teams' | 'mail';

/** How a channel's time is cut into slots, one send a slot. */
export interface Rhythm {
  /** Milliseconds from one slot to the next. */
  apart: number;
  /** One slot in so many is reserved for people with few pending messages. */
  reservedOneIn: number;
  /** The most pending reserved slots of one person; beyond that their messages are a burst and take shared slots. */
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

/** A channel's taken slots, numbered from 1970. */
export interface Timetable {
  /** The first free reserved slot, and the first free shared one. */
  kept: number;
  shared: number;
  /** Pending reserved slots, each with the beginning of its person's id. */
  holders: [slot: number, person: string][];
}

export interface Wish {
  causedBy: PersonId;
  isList: boolean;
}

export const emptyTimetable: Timetable = { kept: 0, shared: 0, holders: [] };

/** The most holders that are stored; a person beyond that may hold a few reserved slots more. */
const mostHolders = 200;

/**
 * Assigns a slot to each message, in order and not before `now`, and returns the next timetable. Unused slots in the past
 * are lost.
 *
 * Both channels split alike: some slots are reserved for single messages of people with few pending ones, the others are
 * shared. Digests and bursts take shared slots only, so a message of somebody else waits behind a few, not behind the
 * burst. With neither, single messages take every slot.
 *
 * 225 mails of one sponsor: three reserved slots, then three slots in four; another person's mail goes within a minute.
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
