import type { WorkPorts } from '../../outbox/work-ports';
import { clearOldDrafts } from './old-drafts';
import { dropOrphanPhotos } from './orphan-photos';
import { type ReconcileReport, ReconcileRun } from './reconcile-run';
import { dropStrayRows, syncRequests } from './sync-requests';

/**
 * The nightly look at what is stored: all drafts, and the thirtieth of photos, requests and lists that is this day's.
 * What a crash, a lost message or a failed deletion left behind is mended; doing it again changes nothing. Never throws
 * for storage: what failed is logged and counted. `isDry` tells in the log what would be done, and does nothing.
 */
export async function reconcile(ports: WorkPorts, { isDry = false }: { isDry?: boolean } = {}): Promise<ReconcileReport> {
  const run = new ReconcileRun(ports, isDry);
  // Before the drafts and requests that let go of photos: those have a message already.
  await dropOrphanPhotos(run);
  await clearOldDrafts(run);
  await dropStrayRows(run);
  await syncRequests(run);
  ports.log.info({ ...run.report, isDry }, 'the night’s look is over');
  return run.report;
}
