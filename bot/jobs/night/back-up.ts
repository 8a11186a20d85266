import { Temporal } from 'temporal-polyfill';
import type { Backup, BackupReport } from '../../ports/backup';
import type { Ports } from '../../ports/ports';
import type { ViewStore } from '../../ports/views';
import { noteRun } from '../noted-run';
import { runFor } from '../sweep';

type BackupPorts = Pick<Ports, 'clock' | 'log'> & { views: Pick<ViewStore, 'putRun' | 'lastRuns'> };

/** Hours after a whole run in which there is nothing to do: the timer comes some times a night, for what the first could not do. */
const enoughFor = 20;

/**
 * The nightly backup; undefined where there is none to make, or tonight's is made. It counts as made once the copy is the same as
 * what is stored: not where its time was over, and not while it keeps what is gone.
 */
export async function backUp(backup: Backup | undefined, ports: BackupPorts): Promise<BackupReport | undefined> {
  if (!backup) return undefined;
  const { clock, log, views } = ports;
  const start = clock.now();
  const { backup: last } = await views.lastRuns();
  if (last !== undefined && Temporal.Instant.compare(Temporal.Instant.from(last).add({ hours: enoughFor }), start.toInstant()) > 0)
    return undefined;
  const isOver = () => Temporal.ZonedDateTime.compare(clock.now(), start.add({ minutes: runFor })) >= 0;
  const report = await backup.copy(start.toInstant(), isOver);
  log.info({ ...report }, 'the backup is over');
  if (report.held > 0) log.error({ held: report.held }, 'much is gone at once; the backup keeps it for some days');
  if (!report.isCutShort && report.held === 0) await noteRun('backup', ports);
  return report;
}
