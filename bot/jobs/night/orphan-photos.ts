import { Temporal } from 'temporal-polyfill';
import { photoGoesAfter } from '../../domain/photo/photo-delay';
import { photosOfNight } from '../../domain/request/nightly-parts';
import type { StoredPhoto } from '../../domain/request/records';
import { isPhotoNamed } from '../photo-in-use';
import type { ReconcileRun } from './reconcile-run';

/** Hours before an unnamed photo counts as orphaned: far longer than an upload or a queue message takes. */
const leftAloneFor = 24;

/**
 * Deletes tonight's share of photos that neither a draft nor a request names: a deletion failed, or a process crashed
 * between two writes. The deletion is queued with a delay, as a draft may be becoming a request.
 */
export async function dropOrphanPhotos(run: ReconcileRun): Promise<void> {
  for (const beginning of photosOfNight(run.report.night)) {
    await run.each(
      'photos',
      run.ports.photos.list(beginning),
      ({ blob }) => ({ blob }),
      (photo) => checkPhoto(photo, run),
    );
  }
}

async function checkPhoto({ blob, storedAt, owner }: StoredPhoto, run: ReconcileRun): Promise<void> {
  const { ports, report } = run;
  report.photos += 1;
  if (Temporal.Instant.compare(storedAt.add({ hours: leftAloneFor }), run.now.toInstant()) > 0) return;
  if (!owner) {
    report.photosOfNobody += 1;
    ports.log.warn({ blob }, 'a photo of which nobody knows whose it is was kept');
    return;
  }
  if (await isPhotoNamed(blob, owner, ports)) return;
  const message = { kind: 'photo', id: owner.request, sponsor: owner.sponsor, blob } as const;
  await run.found('orphanPhotos', { blob, request: owner.request }, () => ports.queue.enqueue(message, photoGoesAfter + run.pace()));
}
