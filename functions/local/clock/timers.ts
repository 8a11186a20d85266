import { Cron } from 'croner';
import type { Clock } from '../../../bot/ports/system';

export interface LocalTimer {
  /** As the host reads it: seconds first, in UTC. */
  schedule: string;
  run(): Promise<void>;
}

/** How often the clock is looked at: it may have been moved, of which a timer of the machine would know nothing. */
const look = '*/10 * * * * *';

/**
 * Plays the Functions host's part for timers, by a clock that may be moved: each runs once its time has come, and only
 * once where several of its times have passed. `run` must not reject.
 */
export function startTimers(timers: readonly LocalTimer[], clock: Clock): { stop(): void } {
  const plans = timers.map(({ schedule, run }) => ({ plan: new Cron(schedule, { paused: true, timezone: 'UTC' }), run, from: now(clock) }));
  const looking = new Cron(look, { unref: true }, () => {
    for (const each of plans) {
      const next = each.plan.nextRun(each.from);
      if (!next || next > now(clock)) continue;
      each.from = now(clock);
      void each.run();
    }
  });
  return { stop: () => looking.stop() };
}

function now(clock: Clock): Date {
  return new Date(clock.now().epochMilliseconds);
}
