import type { Ports } from '../ports/ports';
import { inSpan } from '../ports/telemetry';
import type { JobRun, ViewStore } from '../ports/views';

type TracePorts = Pick<Ports, 'log' | 'telemetry'>;
type RunPorts = TracePorts & Pick<Ports, 'clock'> & { views: Pick<ViewStore, 'putRun'> };

/** Runs a job of the clock and stores its end for the health check. A failure to store it is no failure of the job. */
export async function notedRun<Report extends object>(job: JobRun, run: () => Promise<Report>, ports: RunPorts): Promise<Report> {
  const report = await tracedRun(job, run, ports);
  if (!('isCutShort' in report && report.isCutShort)) await noteRun(job, ports);
  return report;
}

/** Stores that a job ran to its end. */
export async function noteRun(job: JobRun, { views, clock, log }: RunPorts): Promise<void> {
  await views
    .putRun(job, clock.now().toInstant().toString())
    .catch((fault: Error) => log.warn({ kind: job, fault: fault.name }, 'the run of a job was not noted'));
}

/** Runs a job in a span of its own, and logs that it failed. */
export async function tracedRun<Report>(job: JobRun, run: () => Promise<Report>, { log, telemetry }: TracePorts): Promise<Report> {
  try {
    return await inSpan(job, {}, run, telemetry);
  } catch (fault) {
    log.error({ kind: job, fault: (fault as Error).name }, 'a run of a job failed');
    throw fault;
  }
}
