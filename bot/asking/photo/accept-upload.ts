import type { Answers } from '../../domain/form/questions';
import type { Crop } from '../../domain/photo/portrait';
import type { RequestId } from '../../domain/request/visitor-request';
import { fullName } from '../../domain/words/card-words';
import type { Ports } from '../../ports/ports';
import { type AcceptPhotoDeps, acceptPhoto, type OpenDraft, type PhotoOutcome, readOpenDraft } from './accept-photo';
import { acceptProposedPhoto, readOpenProposal } from './proposed-photo';
import type { PhotoWay } from './upload-token';

/** Where a photo may come in: a draft, or the change that is proposed for a request. `visitor`: whose photo it is, if they have a name yet. */
export type OpenUpload = (OpenDraft | { proposedFor: RequestId }) & { visitor?: string };

/** What a link is for, while it works: checked before an upload is read. */
export async function readOpenUpload(ref: PhotoWay, ports: Pick<Ports, 'drafts' | 'requests' | 'clock'>): Promise<OpenUpload | undefined> {
  const draft = await readOpenDraft(ref, ports);
  if (draft) return { ...draft, ...visitorIn(draft.stored.value) };
  const request = await readOpenProposal(ref, ports);
  return request && { proposedFor: request.id, ...visitorIn(request) };
}

function visitorIn({ answers }: { answers: Answers }): { visitor?: string } {
  const visitor = fullName(answers);
  return visitor === undefined ? {} : { visitor };
}

/** Takes a picture in where its link leads to. @param open what {@link readOpenUpload} answered before the picture came */
export async function acceptUpload(
  ref: PhotoWay,
  bytes: Uint8Array,
  crop: Crop | undefined,
  ports: AcceptPhotoDeps & Parameters<typeof acceptProposedPhoto>[3],
  open: OpenUpload,
): Promise<PhotoOutcome> {
  return 'stored' in open ? acceptPhoto(ref, bytes, crop, ports, open) : acceptProposedPhoto(ref, bytes, crop, ports);
}
