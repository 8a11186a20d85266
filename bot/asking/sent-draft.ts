import { remainderOf } from '../domain/request/edit';
import type { Draft } from '../domain/request/records';
import type { SentVersion, VisitorRequest } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';
import type { Stored } from '../ports/stored';
import { copyOfPhoto } from './copy-of-photo';

export type SentDraftPorts = Pick<Ports, 'drafts' | 'photos' | 'queue' | 'random' | 'log'>;

/** Attempts beside devices that edit the draft at the same moment. */
const tries = 5;
/** Seconds until the card of an edit is looked for again: whoever kept the edit has most likely posted it by then. */
const postedAfter = 15;

/**
 * Deletes a draft whose request is made, and the photos that the request does not use; or keeps what another device typed
 * into it since this version was sent, as an edit of the request, and answers with that. Idempotent. Photos go first, as the
 * draft alone names them if this is interrupted and repeated.
 *
 * @param sent absent for a request that was sent before versions were noted.
 */
export async function dropSentDraft(
  draft: Stored<Draft>,
  request: VisitorRequest,
  sent: SentVersion | undefined,
  ports: SentDraftPorts,
): Promise<Draft | undefined> {
  let stored: Stored<Draft> | undefined = draft;
  for (let attempt = 0; attempt < tries && stored; attempt += 1) {
    const { value, etag } = stored;
    const left = remainderOf(value, request, sent);
    if (left === value)
      return value.changes?.isLate && value.cardActivity === undefined ? withCardPosted(value, postedAfter, ports) : undefined;
    const kept = left && (await withOwnPhoto(left, value, request, ports));
    await dropPhotos(value, [request, kept], ports);
    if (kept ? await keepEdit(kept, stored, ports) : await ports.drafts.delete(value.sponsor, value.id, etag))
      return kept && withCardPosted(kept, 0, ports);
    stored = await ports.drafts.read(value.sponsor, value.id);
  }
  if (stored) throw new Error('a draft kept changing after it had been sent');
  return undefined;
}

/** Deletes the draft of whoever prepared a request that a colleague has made by confirming it. */
export async function dropPreparersDraft(draft: Draft, request: VisitorRequest, ports: Pick<Ports, 'drafts' | 'photos'>): Promise<void> {
  await dropPhotos(draft, [request], ports);
  await ports.drafts.delete(draft.sponsor, draft.id);
}

/** A photo that was added since belongs to the id of the draft: where the request got another, the edit needs one of its own. */
async function withOwnPhoto(edit: Draft, draft: Draft, request: VisitorRequest, ports: SentDraftPorts): Promise<Draft> {
  const { photo, ...answers } = edit.answers;
  if (edit.id === draft.id || !photo || photo.blob === request.answers.photo?.blob) return edit;
  const own = await copyOfPhoto(edit.id, draft, ports);
  return { ...edit, answers: { ...answers, ...(own && { photo: own }) } };
}

async function dropPhotos(
  { answers, changes }: Draft,
  named: readonly (Pick<Draft, 'answers'> | undefined)[],
  { photos }: Pick<Ports, 'photos'>,
): Promise<void> {
  const left = new Set([answers.photo?.blob, changes?.photo]);
  for (const blob of [undefined, ...named.map((one) => one?.answers.photo?.blob)]) left.delete(blob);
  for (const blob of left) await photos.delete(blob as string);
}

/** In the place of the draft, or under the request’s own id. */
async function keepEdit(edit: Draft, { value: draft, etag }: Stored<Draft>, { drafts }: Pick<Ports, 'drafts'>): Promise<boolean> {
  if (edit.id === draft.id) return (await drafts.save(edit, etag)) === 'saved';
  const before = await drafts.read(edit.sponsor, edit.id);
  return (await drafts.save(edit, before?.etag)) === 'saved' && (await drafts.delete(draft.sponsor, draft.id, etag));
}

/** The card of an edit that has none, as the draft’s has become the request’s. */
async function withCardPosted(edit: Draft, after: number, { queue }: Pick<Ports, 'queue'>): Promise<Draft> {
  await queue.enqueue({ kind: 'draft', id: edit.id, sponsor: edit.sponsor, isAtAnyStep: true, insteadOf: '' }, after);
  return edit;
}
