import type { Draft } from '../domain/request/records';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';

/**
 * Clears away a draft whose request is made, and the photos that the request does not show. The draft goes last: it is
 * the only one who knows those photos, should this stop half-way and be done again.
 */
export async function dropSentDraft(
  draft: Draft,
  request: VisitorRequest,
  { drafts, photos }: Pick<Ports, 'drafts' | 'photos'>,
): Promise<void> {
  const left = new Set([draft.answers.photo?.blob, draft.changes?.photo]);
  left.delete(undefined);
  left.delete(request.answers.photo?.blob);
  for (const blob of left) await photos.delete(blob as string);
  await drafts.delete(draft.sponsor, draft.id);
}
