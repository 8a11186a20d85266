import type { Draft, PhotoOwner } from '../domain/request/records';
import type { Ports } from '../ports/ports';

/**
 * Whether the draft or the request that a photo belongs to names it. The draft is asked first: once it has become a
 * request it goes, and the request, asked after it, is there by then. A request handed over has another sponsor's draft.
 */
export async function isPhotoNamed(
  blob: string,
  { request: id, sponsor }: PhotoOwner,
  { drafts, requests }: Pick<Ports, 'drafts' | 'requests'>,
): Promise<boolean> {
  const draft = (await drafts.read(sponsor, id))?.value;
  if (isNamedBy(draft, blob)) return true;
  // One that a colleague prepared stands in two rows.
  const other = draft?.prepared?.by ?? draft?.confirmation?.by;
  if (other !== undefined && isNamedBy((await drafts.read(other, id))?.value, blob)) return true;
  const request = (await requests.read(id))?.value;
  if (request?.answers.photo?.blob === blob) return true;
  if (!request || request.sponsor === sponsor) return false;
  return isNamedBy((await drafts.read(request.sponsor, id))?.value, blob);
}

function isNamedBy(draft: Draft | undefined, blob: string): boolean {
  return draft?.answers.photo?.blob === blob || draft?.changes?.photo === blob;
}
