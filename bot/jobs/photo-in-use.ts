import type { Draft, PhotoOwner } from '../domain/request/records';
import type { Ports } from '../ports/ports';

/**
 * Whether the owning draft or request still names a photo. Reads the draft first: when a draft becomes a request it is
 * deleted after the request is saved, so one of the two reads finds the photo.
 */
export async function isPhotoNamed(
  blob: string,
  { request: id, sponsor }: PhotoOwner,
  { drafts, requests }: Pick<Ports, 'drafts' | 'requests'>,
): Promise<boolean> {
  const draft = (await drafts.read(sponsor, id))?.value;
  if (isNamedBy(draft, blob)) return true;
  // A prepared draft has two rows: the preparer's and the sponsor's copy.
  const other = draft?.prepared?.by ?? draft?.confirmation?.by;
  if (other !== undefined && isNamedBy((await drafts.read(other, id))?.value, blob)) return true;
  const request = (await requests.read(id))?.value;
  if (request?.answers.photo?.blob === blob || request?.account?.proposal?.open?.photo?.blob === blob) return true;
  if (!request || request.sponsor === sponsor) return false;
  return isNamedBy((await drafts.read(request.sponsor, id))?.value, blob);
}

function isNamedBy(draft: Draft | undefined, blob: string): boolean {
  return draft?.answers.photo?.blob === blob || draft?.changes?.photo === blob;
}
