import type { WorkMessage } from '../ports';
import type { WorkPorts } from './try-later';

/**
 * A photo was replaced, or its draft discarded. It goes only if neither the draft nor the request of that id names it by
 * now: a press of *Make request* at that very moment may have taken it along.
 */
export async function dropPhoto(
  { id, sponsor, blob }: Extract<WorkMessage, { kind: 'photo' }>,
  { drafts, requests, photos }: WorkPorts,
): Promise<void> {
  // The draft first: it goes only once its request is there, so whichever of the two has the photo is seen.
  const draft = await drafts.read(sponsor, id);
  const request = await requests.read(id);
  const named = [draft?.value.answers.photo?.blob, draft?.value.changes?.photo, request?.value.answers.photo?.blob];
  if (!named.includes(blob)) await photos.delete(blob);
}
