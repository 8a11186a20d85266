import { app } from '@azure/functions';
import { served } from './served';
import { schedules } from './timers';

/**
 * The hourly sweep. It may be late, or run twice at once where the host lost its lease on the timer: the sweep takes
 * everything that is due by now, and twice changes nothing. So `isPastDue` is not asked, nor is it told reliably.
 */
export function registerSweep(): string {
  app.timer('sweep', {
    schedule: schedules.sweep,
    // Written down where the host finds it: after a stop it runs at once, and not only at the next minute 3.
    useMonitor: true,
    // A new instance is no reason to sweep: with many of them starting, that would be a storm.
    runOnStartup: false,
    // A timer that fails is otherwise done until its next hour, and people would be written to at nine instead of eight.
    retry: { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: { minutes: 1 } },
    handler: async () => {
      await served().sweep();
    },
  });
  return 'sweep';
}
