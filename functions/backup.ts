import { app } from '@azure/functions';
import { served } from './served';
import { schedules } from './timers';

/** The nightly backup, where there is an account for it. Idempotent; what fails, or takes too long, the next hour goes on with. */
export function registerBackup(): string {
  app.timer('backup', {
    schedule: schedules.backup,
    useMonitor: true,
    runOnStartup: false,
    handler: async () => {
      await served().backup();
    },
  });
  return 'backup';
}
