import type { WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';
import { isPhotoNamed } from './photo-in-use';

/**
 * A photo was replaced, forgotten, or its draft discarded. It goes only if neither the draft nor the request of that id
 * names it by now: a press of *Make request* at that very moment may have taken it along.
 */
export async function deleteUnnamedPhoto({ id, sponsor, blob }: Extract<WorkMessage, { kind: 'photo' }>, ports: WorkPorts): Promise<void> {
  if (!(await isPhotoNamed(blob, { request: id, sponsor }, ports))) await ports.photos.delete(blob);
}
