import type { WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';
import { isPhotoNamed } from './photo-in-use';

/**
 * Deletes a photo that was replaced, removed or left by a discarded draft, unless the draft or the request still names it.
 * A concurrent *Make request* may have taken it over.
 */
export async function deleteUnnamedPhoto({ id, sponsor, blob }: Extract<WorkMessage, { kind: 'photo' }>, ports: WorkPorts): Promise<void> {
  if (!(await isPhotoNamed(blob, { request: id, sponsor }, ports))) await ports.photos.delete(blob);
}
