import { isVisible } from '../../domain/form/form';
import { uploadLink } from '../../domain/photo/upload-link';
import { dialogTitles, sentences } from '../../domain/words/words';
import type { Ports } from '../../ports/ports';
import type { Reply } from '../../ports/turn';
import { busy } from '../../shown/chat-answer';
import type { Pressed } from '../../shown/press';
import { addUpload, newUpload } from './upload-token';

export type PhotoDialogPorts = Pick<Ports, 'drafts' | 'policy' | 'clock' | 'random' | 'publicUrl'>;

const tries = 3;

/**
 * *Add the photo* where the client has dialogs: the upload page, by a link of its own for this person's draft. The card
 * that was pressed is noted, as it shall show the photo.
 */
export async function openPhotoDialog(
  { person, data, cardActivity }: Pick<Pressed<{ draft: string }>, 'person' | 'data' | 'cardActivity'>,
  ports: PhotoDialogPorts,
): Promise<Reply> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await ports.drafts.read(person, data.draft);
    if (!stored || stored.value.confirmation) return { kind: 'sentence', text: sentences.noDraft };
    const { value: draft, etag } = stored;
    if (!isVisible('photo', draft.answers, ports.policy)) return { kind: 'sentence', text: sentences.noPhotoWanted };
    const now = ports.clock.now();
    const upload = newUpload(ports.random, now);
    const next = { ...draft, uploads: addUpload(draft.uploads, upload, now), ...(cardActivity !== undefined && { cardActivity }) };
    if ((await ports.drafts.save(next, etag)) === 'lost') continue;
    const ref = { sponsor: person, draft: draft.id, token: upload.token };
    const url = uploadLink(ports.publicUrl, ref, '/photo/dialog');
    return { kind: 'dialog', title: dialogTitles.photo, url, fallbackUrl: uploadLink(ports.publicUrl, ref) };
  }
  return busy;
}
