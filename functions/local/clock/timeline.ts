import { Temporal } from 'temporal-polyfill';
import { messagesFrom } from '../../../bot/domain/request/daily-list';
import type { Product } from '../../../bot/jobs/product';
import type { Log } from '../../../bot/ports/log-fields';
import type { ViewStore } from '../../../bot/ports/views';
import type { MovableClock } from './clock';
import type { WaitingMessages } from './waiting-messages';

export interface TimelineOptions {
  clock: MovableClock;
  sweep: Product['sweep'];
  views: Pick<ViewStore, 'wakesUntil'>;
  /** Resolves when the messages of what has happened so far are delivered. */
  settled(): Promise<void>;
  /** What waits for its time by the product's clock. */
  waiting?: Pick<WaitingMessages, 'makeDue' | 'nextDue'>;
  log: Log;
}

export type Moved =
  /** `ran`: how many wake-ups came due on the way and are done. */
  | { today: string; ran: number }
  /** Time does not go back; `today` is the day that it is. */
  | { refused: 'past'; today: string }
  /** Further than `latest` is a slip of the finger. */
  | { refused: 'too-far'; latest: string };

/** Moves the product's day. Moves are serialised, and each starts from where the last one ended. */
export interface Timeline {
  /** To 12:00 of this day, doing what falls due on the way, each at its hour; resolves when all of it is delivered. */
  moveTo(day: Temporal.PlainDate): Promise<Moved>;
  /** What a timer does. Its faults are logged: as on the host, the next time finds what this one has left. */
  take(job: () => Promise<unknown>): Promise<void>;
  /** Begins nothing more, and resolves when what was begun is done. */
  stop(): Promise<void>;
}

const yearsAhead = 5;
/** The hour to which the clock is moved: within office hours, and never skipped by a DST change. */
const noon = 12;
/**
 * Stops for waiting messages after a sweep, each at its time. After these, every stop is twice as far from the one before, as what is
 * looked at again every minute, such as a task that IT has reported done, would stop the move for ever.
 */
const promptStops = 6;
/** Stops of one move after which a sweep begins no new ones, as there may be one every day for five years. */
const mostStops = 100;
/** Minutes past the hour at which the timer fires (functions/timers.ts). */
const timerMinute = 3;

export function openTimeline({ clock, sweep, views, settled, waiting, log }: TimelineOptions): Timeline {
  let last: Promise<unknown> = Promise.resolve();
  let isStopping = false;

  function inTurn<T>(job: () => Promise<T>): Promise<T> {
    const run = last.then(job);
    last = run.catch(() => undefined);
    return run;
  }

  async function sweepNow(): Promise<number> {
    const { due, held, failed } = await sweep();
    await waiting?.makeDue();
    await settled();
    return due - held - failed;
  }

  async function pass(target: Temporal.ZonedDateTime): Promise<number> {
    // What people have just done belongs to the old day.
    await settled();
    let ran = await sweepNow();
    let stops = 0;
    let stopsSinceSweep = 0;
    let earliest = clock.now();
    while (!isStopping) {
      const next = await nextSweep(clock.now(), views);
      const sweepAt = next && !isAfter(next, target) ? next : undefined;
      const waits = waiting?.nextDue()?.toZonedDateTimeISO(clock.now().timeZoneId);
      const due = waits && isAfter(earliest, waits) ? earliest : waits;
      if (due && !isAfter(due, sweepAt ?? target)) {
        stops += 1;
        stopsSinceSweep += 1;
        clock.moveTo(due);
        await waiting?.makeDue();
        await settled();
        if (stopsSinceSweep >= promptStops) earliest = clock.now().add({ minutes: 2 ** (stopsSinceSweep - promptStops) });
      } else if (sweepAt) {
        clock.moveTo(sweepAt);
        ran += await sweepNow();
        if (stops < mostStops) {
          stopsSinceSweep = 0;
          earliest = clock.now();
        }
      } else break;
    }
    if (isStopping) return ran;
    clock.moveTo(target);
    await waiting?.makeDue();
    await settled();
    return ran;
  }

  return {
    moveTo: (day) =>
      inTurn(async () => {
        const today = clock.now().toPlainDate();
        const latest = today.add({ years: yearsAhead });
        if (Temporal.PlainDate.compare(day, today) < 0) return { refused: 'past', today: today.toString() };
        if (Temporal.PlainDate.compare(day, latest) > 0) return { refused: 'too-far', latest: latest.toString() };
        const ran = await pass(day.toZonedDateTime({ timeZone: clock.now().timeZoneId, plainTime: { hour: noon } }));
        return { today: clock.now().toPlainDate().toString(), ran };
      }),
    take: (job) =>
      inTurn(async () => {
        if (!isStopping) await job().catch((fault: unknown) => log.error({ fault: (fault as Error).name }, 'a timer failed'));
      }),
    async stop() {
      isStopping = true;
      await last;
    },
  };
}

/**
 * When the timer would next find something to do: past the hour of the next wake-up. One of an hour that is over has been
 * looked at and left, as it was night or no working day: it gets its chance every morning.
 */
async function nextSweep(now: Temporal.ZonedDateTime, views: Pick<ViewStore, 'wakesUntil'>): Promise<Temporal.ZonedDateTime | undefined> {
  let isAnyLeft = false;
  let next: Temporal.ZonedDateTime | undefined;
  for await (const { at } of views.wakesUntil('9999-12-31T23')) {
    // An hour that the zone leaves out in spring is the one after it.
    next = Temporal.PlainDateTime.from(`${at}:00`).with({ minute: timerMinute }).toZonedDateTime(now.timeZoneId);
    if (isAfter(next, now)) break;
    isAnyLeft = true;
    next = undefined;
  }
  const morning = isAnyLeft ? nextMorning(now) : undefined;
  if (!morning || !next) return morning ?? next;
  return isAfter(morning, next) ? next : morning;
}

function nextMorning(now: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const today = now.startOfDay().with({ hour: messagesFrom, minute: timerMinute });
  return isAfter(today, now) ? today : today.add({ days: 1 });
}

function isAfter(one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime): boolean {
  return Temporal.ZonedDateTime.compare(one, other) > 0;
}
