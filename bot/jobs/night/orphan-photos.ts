import { Temporal } from 'temporal-polyfill';
import { photoGoesAfter } from '../../domain/photo/photo-delay';
import { photosOfNight } from '../../domain/request/nightly-parts';
import type { StoredPhoto } from '../../domain/request/records';
import { isPhotoNamed } from '../photo-in-use';
import type { ReconcileRun } from './reconcile-run';

/** Hours in which something may yet come to name a photo: far more than an upload or a message takes. */
const leftAloneFor = 24;

/**
 * Photos of the night that nothing names: a deletion failed, or a process died between two of its writes. They go as a
 * discarded draft's does, looked at once more after a while: the draft that named one may be becoming a request just now.
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
