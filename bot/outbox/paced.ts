import { Temporal } from 'temporal-polyfill';
import type { PacedChannel } from '../domain/notices/timetable';
import type { PersonId } from '../domain/organisation/organisation';
import type { WorkPorts } from './work-ports';

/** The longest wait of the worker for a slot, in seconds; later slots get a delayed message. */
const waitsFor = 3;
/** Seconds after which a reserved time has lapsed, so that a backlog does not use all its old times at once. */
const lapsesAfter = 60;
/** Seconds until a time is asked for again that could not be reserved. */
const asksAgainAfter = 15;

/** The channel, the person whose action caused the message, and the slot reserved before, as an ISO instant. */
export interface PacedMessage {
  channel: PacedChannel;
  causedBy: PersonId;
  reserved?: string | undefined;
  rank?: 'single' | 'list';
}

/** A time that is too far away to wait for. */
export interface Reserved {
  /** ISO instant, to be saved with the message; absent where no slot could be reserved. */
  at?: string;
  code: 'paced' | 'no-pace';
  /** Whole seconds until the slot, rounded down as the queue takes no fractions; the worker waits for the remainder. */
  seconds: number;
}

/**
 * Waits until the message may be sent and returns undefined, or returns the reserved slot where it is too far ahead. Where
 * no slot can be reserved nothing is sent, because all instances together could exceed the channel's limit.
 */
export async function itsTime(
  { channel, causedBy, reserved, rank = 'single' }: PacedMessage,
  { pace, clock, wait, log }: Pick<WorkPorts, 'pace' | 'clock' | 'wait' | 'log'>,
): Promise<Reserved | undefined> {
  if (!pace) return undefined;
  const now = clock.now().toInstant();
  const earlier = reserved === undefined ? undefined : Temporal.Instant.from(reserved);
  const isStillReserved = earlier && earlier.until(now).total('seconds') < lapsesAfter;
  const at = isStillReserved
    ? earlier
    : await pace.reserve(channel, causedBy, rank).catch((fault: unknown) => {
        log.warn({ channel, fault: (fault as Error).name }, 'no time could be reserved');
        return undefined;
      });
  if (!at) return { seconds: asksAgainAfter, code: 'no-pace' };
  const seconds = now.until(at).total('seconds');
  if (seconds > waitsFor) return { at: at.toString(), seconds: Math.floor(seconds), code: 'paced' };
  if (seconds > 0) await wait(seconds * 1000);
  return undefined;
}
