import type { WorkPorts } from '../outbox/work-ports';
import { refreshSummary } from '../shown/refresh-summary';
import { type SweepReport, sweep } from './sweep';
import { tellItService } from './tell-it';

/** What an hour brings about, and then how it stands. */
export async function sweepHourly(ports: WorkPorts): Promise<SweepReport> {
  const report = await sweep(ports);
  // No fault of the sweep: the next one tells them.
  await tellItService(ports).catch((fault) => ports.log.warn({ fault: (fault as Error).name }, 'IT was not notified of its tasks'));
  await refreshSummary(ports);
  return report;
}
