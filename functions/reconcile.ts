import { app } from '@azure/functions';
import { served } from './served';
import { schedules } from './timers';

/**
 * The nightly look at a thirtieth of what is stored. Late or twice, it finds less to do. Not tried again when it fails:
 * what it mends has waited for a month at most, and can wait for the next night. An instance that starts by day after a
 * night without any runs it then, which is slow for nobody: its messages are spread.
 */
app.timer('reconcile', {
  schedule: schedules.reconcile,
  useMonitor: true,
  runOnStartup: false,
  handler: async () => {
    await served().reconcile();
  },
});
