import type { Photo } from '../domain/form/answer-values';
import { photoGoesAfter } from '../domain/photo/photo-delay';
import type { Draft } from '../domain/request/records';
import type { RequestId } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';
import { withTimeLimit } from '../shown/time-limit';

/** Milliseconds that a turn has for copying the photo; after that, the sponsor is asked for a photo again. */
const copyTimeout = 1_500;

/**
 * Copies the photo, as each request's is deleted in its own time; undefined where the original is gone or unavailable. A
 * delayed message is enqueued first and deletes a copy that no draft names.
 */
export async function copyOfPhoto(
  id: RequestId,
  { answers, sponsor }: Pick<Draft, 'answers' | 'sponsor'>,
  ports: Pick<Ports, 'photos' | 'queue' | 'random' | 'log'>,
): Promise<Photo | undefined> {
  if (!answers.photo) return undefined;
  const copy = async (from: string): Promise<Photo | undefined> => {
    const jpeg = await ports.photos.get(from);
    if (!jpeg) return undefined;
    const blob = Buffer.from(ports.random.bytes(16)).toString('hex');
    await ports.queue.enqueue({ kind: 'photo', id, sponsor, blob }, photoGoesAfter);
    await ports.photos.put(blob, jpeg, { request: id, sponsor });
    return { blob };
  };
  try {
    return await withTimeLimit(copyTimeout, copy(answers.photo.blob));
  } catch (fault) {
    ports.log.warn({ draft: id, fault: (fault as Error).name }, 'a photo was not taken along; it is asked again');
    return undefined;
  }
}
