import { app } from '@azure/functions';
import { served } from './served';
import { schedules } from './timers';

/**
 * The nightly reconcile run over a thirtieth of what is stored. Idempotent, and not retried: the next night repairs the
 * rest. An instance that starts by day after a missed night runs it then; its messages are spread out, so this slows
 * nobody.
 */
export function registerReconcile(): string {
  app.timer('reconcile', {
    schedule: schedules.reconcile,
    useMonitor: true,
    runOnStartup: false,
    handler: async () => {
      await served().reconcile();
    },
  });
  return 'reconcile';
}
