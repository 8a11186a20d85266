import type { WorkPorts } from '../../outbox/work-ports';
import { clearOldDrafts } from './old-drafts';
import { dropOrphanPhotos } from './orphan-photos';
import { type ReconcileReport, ReconcileRun } from './reconcile-run';
import { dropStrayRows, syncRequests } from './sync-requests';

/**
 * Repairs what a crash, a lost message or a failed deletion left inconsistent: in all drafts, and in tonight's thirtieth
 * of photos, requests and lists. Idempotent; faults of storage are logged and counted, not thrown. `isDry` only logs and
 * counts.
 */
export async function reconcile(ports: WorkPorts, { isDry = false }: { isDry?: boolean } = {}): Promise<ReconcileReport> {
  const run = new ReconcileRun(ports, isDry);
  // Runs first: drafts and requests that drop a photo below enqueue its deletion themselves.
  await dropOrphanPhotos(run);
  await clearOldDrafts(run);
  await dropStrayRows(run);
  await syncRequests(run);
  ports.log.info({ ...run.report, isDry }, 'the night’s look is over');
  return run.report;
}
