import { app } from '@azure/functions';
import { flushTelemetry } from './look-inside';
import { served } from './served';

/** Waits for deliveries in progress before the instance ends; the queue redelivers what is cut off. */
export function registerEnd(): void {
  app.hook.appTerminate(async () => {
    await served().finish();
    await flushTelemetry();
  });
}
