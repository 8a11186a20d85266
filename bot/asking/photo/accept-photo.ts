import type { Temporal } from 'temporal-polyfill';
import { photoGoesAfter } from '../../domain/photo/photo-delay';
import type { PhotoProblem } from '../../domain/photo/photo-problem';
import type { Crop } from '../../domain/photo/portrait';
import type { Draft } from '../../domain/request/records';
import type { DraftStore } from '../../ports/drafts';
import type { Log } from '../../ports/log-fields';
import type { PhotoImage, Photos } from '../../ports/photos';
import type { WorkQueue } from '../../ports/queue';
import type { Stored } from '../../ports/stored';
import type { Clock, Random } from '../../ports/system';
import { openUpload, type PhotoWay } from './upload-token';

export type PhotoOutcome = { kind: 'accepted' } | { kind: 'refused'; reason: PhotoProblem } | { kind: 'link-over' };

export interface AcceptPhotoDeps {
  drafts: Pick<DraftStore, 'read' | 'save'>;
  photos: Pick<Photos, 'put' | 'delete'>;
  images: PhotoImage;
  queue: Pick<WorkQueue, 'enqueue'>;
  random: Random;
  clock: Clock;
  log: Log;
}

/** A draft into which a photo may come in some way, as it was read at that instant. */
export interface OpenDraft {
  stored: Stored<Draft>;
  readAt: Temporal.Instant;
}

/** Seconds after a person asked for a picture in which they need not ask again; an upload may take minutes. */
const freshFor = 5;

/**
 * Takes a picture into its draft. A refused picture leaves the link as it was; an accepted
 * one ends every link of the draft. Throws for faults only, and then nothing has changed.
 *
 * @param asked what {@link readOpenDraft} answered before the picture came; its tag tells whether that is still so.
 */
export async function acceptPhoto(
  ref: PhotoWay,
  bytes: Uint8Array,
  crop: Crop | undefined,
  deps: AcceptPhotoDeps,
  asked?: OpenDraft,
): Promise<PhotoOutcome> {
  // Checked before decoding, which is expensive and not for strangers.
  const isFresh = asked && asked.readAt.until(deps.clock.now().toInstant()).total('seconds') < freshFor;
  const open = isFresh ? asked : await readOpenDraft(ref, deps);
  if (!open) return { kind: 'link-over' };
  const isWanted = async () => (await readOpenDraft(ref, deps)) !== undefined;
  const prepared = await deps.images.prepare(ref.sponsor, bytes, crop, isWanted);
  if ('unwanted' in prepared) return { kind: 'link-over' };
  if ('problem' in prepared) return { kind: 'refused', reason: prepared.problem };

  const blob = Buffer.from(deps.random.bytes(16)).toString('hex');
  let saved: Saved;
  try {
    await deps.photos.put(blob, prepared.jpeg, { request: ref.draft, sponsor: ref.sponsor });
    saved = await saveIntoDraft(ref, open.stored, blob, prepared.thumbnail, deps);
  } catch (fault) {
    saved = await afterFault(ref, blob, fault, deps);
  }
  if (!saved.isSaved) {
    await deleteBlob(blob, ref, deps);
    return { kind: 'link-over' };
  }
  await redrawCard(ref, deps);
  if (saved.replaced) await dropLater(saved.replaced, ref, deps);
  return { kind: 'accepted' };
}

type Saved = { isSaved: true; replaced?: string } | { isSaved: false };

const maxTries = 3;

/** Checks the link and saves; reads and does so again when somebody else wrote meanwhile: so one link takes one picture. */
async function saveIntoDraft(ref: PhotoWay, read: Stored<Draft>, blob: string, thumbnail: string, deps: AcceptPhotoDeps): Promise<Saved> {
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    const stored = attempt === 1 ? read : await deps.drafts.read(ref.sponsor, ref.draft);
    // A save whose answer was lost shows here.
    if (stored?.value.answers.photo?.blob === blob) return { isSaved: true };
    if (!stored || !openUpload(stored.value, ref, deps.clock.now())) return { isSaved: false };
    const draft = withPhoto(stored.value, blob, thumbnail, deps.clock.now().toInstant().toString());
    if ((await deps.drafts.save(draft, stored.etag)) === 'saved') return { isSaved: true, ...replacedIn(stored.value) };
  }
  throw new Error('the draft kept changing while its photo was saved');
}

function withPhoto(draft: Draft, blob: string, thumbnail: string, touchedAt: string): Draft {
  const revision = draft.revision + 1;
  return {
    ...draft,
    revision,
    answers: { ...draft.answers, photo: { blob } },
    touched: { ...draft.touched, photo: revision },
    thumbnail,
    uploads: [],
    touchedAt,
  };
}

/** The picture to delete: only one that this draft took itself. An inherited one still belongs to its request. */
function replacedIn(draft: Draft): { replaced?: string } {
  const blob = draft.answers.photo?.blob;
  const isOwn = draft.touched.photo !== undefined && blob !== draft.changes?.photo;
  return isOwn && blob !== undefined ? { replaced: blob } : {};
}

/** A failed save may have succeeded, so the blob is deleted only if the draft does not name it. */
async function afterFault(ref: PhotoWay, blob: string, fault: unknown, deps: AcceptPhotoDeps): Promise<Saved> {
  let draft: Draft | undefined;
  try {
    draft = (await deps.drafts.read(ref.sponsor, ref.draft))?.value;
  } catch {
    throw fault;
  }
  if (draft?.answers.photo?.blob === blob) return { isSaved: true };
  await deleteBlob(blob, ref, deps);
  throw fault;
}

/** The draft that this link may still add a photo to: checked before an upload is read, and before it is decoded. */
export async function readOpenDraft(
  ref: PhotoWay,
  { drafts, clock }: Pick<AcceptPhotoDeps, 'drafts' | 'clock'>,
): Promise<OpenDraft | undefined> {
  const now = clock.now();
  const stored = await drafts.read(ref.sponsor, ref.draft);
  return stored && openUpload(stored.value, ref, now) ? { stored, readAt: now.toInstant() } : undefined;
}

/** The photo is stored by now; a card whose update fails shows it after the next press. */
async function redrawCard({ sponsor, draft }: PhotoWay, { queue, log }: AcceptPhotoDeps): Promise<void> {
  try {
    await queue.enqueue({ kind: 'draft', id: draft, sponsor }, 0);
  } catch {
    log.warn({ draft, code: 'draft-redraw-not-queued' }, 'the card was not redrawn after a photo');
  }
}

/** Delayed: a concurrent *Make request* may take the replaced photo over. */
async function dropLater(blob: string, { sponsor, draft }: PhotoWay, { queue, log }: AcceptPhotoDeps): Promise<void> {
  try {
    await queue.enqueue({ kind: 'photo', id: draft, sponsor, blob }, photoGoesAfter);
  } catch {
    log.warn({ draft, blob, code: 'photo-not-queued' }, 'a replaced photo was left for the night');
  }
}

async function deleteBlob(blob: string, { draft }: PhotoWay, { photos, log }: AcceptPhotoDeps): Promise<void> {
  try {
    await photos.delete(blob);
  } catch {
    log.warn({ draft, blob, code: 'photo-not-deleted' }, 'a photo that nothing names was left behind');
  }
}
