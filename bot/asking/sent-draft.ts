import type { Draft } from '../domain/request/records';
import type { VisitorRequest } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';

/**
 * Deletes a draft whose request is made, and the photos that the request does not use. The draft is deleted last, as it
 * alone names those photos if this is interrupted and repeated.
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
