import { isVisible } from '../../domain/form/form';
import type { PersonId } from '../../domain/organisation/organisation';
import { type UploadRef, uploadLink } from '../../domain/photo/upload-link';
import type { Draft } from '../../domain/request/records';
import { withAnswer } from '../../domain/request/resubmit';
import type { RequestId } from '../../domain/request/visitor-request';
import { dialogTitles, sentences } from '../../domain/words/words';
import type { Ports } from '../../ports/ports';
import type { Reply } from '../../ports/turn';
import { busy } from '../../shown/chat-answer';
import type { Pressed } from '../../shown/press';
import { addUpload, newUpload } from './upload-token';

export type PhotoDialogPorts = Pick<Ports, 'drafts' | 'policy' | 'clock' | 'random' | 'publicUrl'>;

const tries = 3;

/** A new upload link for a draft, or why there is none. */
export type PhotoLink = { kind: 'link'; ref: UploadRef } | { kind: 'gone' } | { kind: 'not-wanted' } | { kind: 'busy' };

/**
 * *Add the photo* with dialogs: the upload page, by a link for this person's draft. The pressed card is stored with the
 * draft, to be updated with the photo.
 */
export async function openPhotoDialog(
  {
    person,
    data,
    cardActivity,
    answer,
  }: Pick<Pressed<{ draft: string }>, 'person' | 'data' | 'cardActivity'> & {
    /** The answer to the request's question, as it stands on the card. */
    answer: string;
  },
  ports: PhotoDialogPorts,
): Promise<Reply> {
  const made = await newPhotoLink(person, data.draft, ports, (draft) => ({
    // The photo redraws the card, which holds the answer to a question.
    ...withAnswer(draft, answer),
    ...(cardActivity !== undefined && { cardActivity }),
  }));
  if (made.kind === 'gone') return { kind: 'sentence', text: sentences.noDraft };
  if (made.kind === 'not-wanted') return { kind: 'sentence', text: sentences.noPhotoWanted };
  if (made.kind === 'busy') return busy;
  const url = uploadLink(ports.publicUrl, made.ref, '/photo/dialog');
  return { kind: 'dialog', title: dialogTitles.photo, url, fallbackUrl: uploadLink(ports.publicUrl, made.ref) };
}

/** Saves the hash of a new link's token with the draft as `noted` makes it. Two storage calls. */
export async function newPhotoLink(
  person: PersonId,
  id: RequestId,
  ports: Omit<PhotoDialogPorts, 'publicUrl'>,
  noted: (draft: Draft) => Draft = (draft) => draft,
): Promise<PhotoLink> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await ports.drafts.read(person, id);
    if (!stored || stored.value.confirmation) return { kind: 'gone' };
    const { value: draft, etag } = stored;
    if (!isVisible('photo', draft.answers, ports.policy)) return { kind: 'not-wanted' };
    const now = ports.clock.now();
    const upload = newUpload(ports.random, now);
    const next = { ...noted(draft), uploads: addUpload(draft.uploads, upload, now) };
    if ((await ports.drafts.save(next, etag)) === 'saved')
      return { kind: 'link', ref: { sponsor: person, draft: draft.id, token: upload.token } };
  }
  return { kind: 'busy' };
}
