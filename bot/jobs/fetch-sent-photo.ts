import { button } from '../../cards/actions';
import { noticeCard } from '../../cards/notice';
import { acceptPhoto } from '../asking/photo/accept-photo';
import { openUpload } from '../asking/photo/upload-token';
import { sentPhotoRetry } from '../domain/messages/delivery';
import { uploadSentence } from '../domain/photo/upload-words';
import type { SentPicture } from '../domain/request/records';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import { buttonTitles, fullName, headings, photoTaken } from '../domain/words/card-words';
import { sentences } from '../domain/words/words';
import { deliver, type Sent } from '../outbox/deliver';
import type { WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';

type Message = Extract<WorkMessage, { kind: 'sent-photo' }>;

/**
 * Fetches a picture that was sent in the chat, adds it to its draft by the upload page's rules, and replies to the
 * sponsor. Idempotent: a repeated message finds its upload used and does nothing.
 */
export async function takeSentPhoto(message: Message, ports: WorkPorts): Promise<void> {
  const picture = await pictureOf(message, ports);
  await makeWay(message, picture ? await deliverPicture(message, picture, ports) : 'done', ports);
}

/** `later`: there is a message for another try. */
type Progress = 'done' | 'later';

async function pictureOf({ id, sponsor, upload }: Message, { drafts, clock }: WorkPorts): Promise<SentPicture | undefined> {
  const stored = await drafts.read(sponsor, id);
  return stored && openUpload(stored.value, { sponsor, draft: id, upload }, clock.now())?.picture;
}

async function deliverPicture(message: Message, picture: SentPicture, ports: WorkPorts): Promise<Progress> {
  const { delivery = {}, sponsor } = message;
  let apology: string | undefined;
  const send = async () => {
    const fetched = await fetchInto(message, picture, ports);
    apology = fetched.apology;
    return fetched.answer;
  };
  const { record, again } = await deliver(delivery, { channel: 'teams', causedBy: sponsor, retry: sentPhotoRetry, send }, ports);
  if (again) {
    await ports.queue.enqueue({ ...message, delivery: record }, again.seconds);
    return 'later';
  }
  if (record.failed !== undefined && apology !== undefined) await postSentence(message, apology, ports);
  return 'done';
}

/** The result of one attempt. `apology`: the reply to the sponsor after the last attempt. */
interface Fetched {
  answer: Sent | 'over';
  apology?: string;
}

async function fetchInto(message: Message, picture: SentPicture, ports: WorkPorts): Promise<Fetched> {
  const { id, sponsor, upload } = message;
  const fetched = await ports.pictures.fetch(picture);
  if (fetched.outcome === 'later')
    return { answer: { ...fetched, isAmbiguous: false }, apology: sentences.pictureNotFetched[picture.kind] };
  if (fetched.outcome === 'too-large') return refusePicture(message, uploadSentence('too-large'), ports);
  if (fetched.outcome === 'refused') return refusePicture(message, sentences.pictureNotFetched[picture.kind], ports);
  const outcome = await acceptPhoto({ sponsor, draft: id, upload }, fetched.bytes, undefined, ports);
  if (outcome.kind === 'link-over') return { answer: 'over' };
  if (outcome.kind === 'accepted') {
    // It is in the draft by now, whose card shows it too: telling it again would find its upload used.
    await postSentence(message, await takenSentence(message, ports), ports);
    return { answer: 'over' };
  }
  if (outcome.reason === 'busy') return { answer: { outcome: 'later', code: 'busy', isAmbiguous: false }, apology: uploadSentence('busy') };
  return refusePicture(message, uploadSentence(outcome.reason), ports);
}

/** The upload stays open until the reply is delivered, so that a failed reply is retried from the start. */
async function refusePicture(message: Message, sentence: string, ports: WorkPorts): Promise<Fetched> {
  return { answer: await postSentence(message, sentence, ports) };
}

/**
 * Closes the upload after the last attempt, so that the sponsor may send another picture. A draft that changes at the same
 * moment keeps it open until it expires.
 */
async function makeWay({ id, sponsor, upload }: Message, progress: Progress, { drafts }: WorkPorts): Promise<void> {
  const stored = await drafts.read(sponsor, id);
  if (!stored) return;
  const { fetchingUntil, ...draft } = stored.value;
  const uploads = progress === 'done' ? draft.uploads.filter(({ hash }) => hash !== upload) : draft.uploads;
  if (fetchingUntil === undefined && uploads.length === draft.uploads.length) return;
  await drafts.save({ ...draft, uploads }, stored.etag);
}

async function takenSentence({ id, sponsor }: Message, { drafts }: WorkPorts): Promise<string> {
  const stored = await drafts.read(sponsor, id);
  return photoTaken(stored && fullName(stored.value.answers));
}

async function postSentence({ id, sponsor }: Message, sentence: string, { conversations, chat }: WorkPorts): Promise<Sent | 'over'> {
  const to = await conversations.find(sponsor);
  return to ? await chat.post(to, apologyCard(sentence, id)) : 'over';
}

/** With a title, as it may name the visitor, and the line of its notification may not. */
function apologyCard(sentence: string, draft: string): OutgoingCard {
  return noticeCard({ title: headings.photo, sentence, buttons: [button('showDraft', buttonTitles.goOn, { draft })] });
}
