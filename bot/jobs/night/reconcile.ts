import type { WorkPorts } from '../../outbox/work-ports';
import { clearOldDrafts } from './old-drafts';
import { dropOrphanPhotos } from './orphan-photos';
import { NightRound, type ReconcileReport } from './reconcile-run';
import { bringRequestsInLine, dropStrayRows } from './sync-requests';

/**
 * The nightly look at what is stored: all drafts, and the thirtieth of photos, requests and lists that is this day's.
 * What a crash, a lost message or a failed deletion left behind is mended; doing it again changes nothing. Never throws
 * for storage: what failed is logged and counted. `isDry` tells in the log what would be done, and does nothing.
 */
export async function reconcile(ports: WorkPorts, { isDry = false }: { isDry?: boolean } = {}): Promise<ReconcileReport> {
  const round = new NightRound(ports, isDry);
  // Before the drafts and requests that let go of photos: those have a message already.
  await dropOrphanPhotos(round);
  await clearOldDrafts(round);
  await dropStrayRows(round);
  await bringRequestsInLine(round);
  ports.log.info({ ...round.report, isDry }, 'the night’s look is over');
  return round.report;
}
