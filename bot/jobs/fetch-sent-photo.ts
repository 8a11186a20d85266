import { button } from '../../cards/actions';
import { noticeCard } from '../../cards/notice';
import { acceptPhoto } from '../asking/photo/accept-photo';
import { acceptProposedPhoto, readOpenProposal } from '../asking/photo/proposed-photo';
import { openUpload } from '../asking/photo/upload-token';
import { sentPhotoRetry } from '../domain/messages/delivery';
import { uploadSentence } from '../domain/photo/upload-words';
import type { SentPicture } from '../domain/request/visitor-request';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import { buttonTitles, fullName, headings, photoTaken } from '../domain/words/card-words';
import { sentences } from '../domain/words/words';
import { deliver, type Sent } from '../outbox/deliver';
import type { WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';

type Message = Extract<WorkMessage, { kind: 'sent-photo' }>;

/**
 * Fetches a picture that was sent in the chat, adds it to its draft or requested card by the upload page's rules, and replies to the
 * sponsor. Idempotent: a repeated message finds its upload used and does nothing.
 */
export async function takeSentPhoto(message: Message, ports: WorkPorts): Promise<void> {
  const awaited = await awaitedPicture(message, ports);
  await makeWay(message, awaited ? await deliverPicture(message, awaited, ports) : 'done', ports);
}

/** What a message is about. */
interface AwaitedPicture {
  into: 'draft' | 'card';
  picture: SentPicture;
}

/** `later`: there is a message for another try. */
type Progress = 'done' | 'later';

/** Where the picture belongs, and its address: into a draft or, under the same id, into the change of a request. */
async function awaitedPicture({ id, sponsor, upload }: Message, ports: WorkPorts): Promise<AwaitedPicture | undefined> {
  const way = { sponsor, draft: id, upload };
  const stored = await ports.drafts.read(sponsor, id);
  const ofDraft = stored && openUpload(stored.value, way, ports.clock.now())?.picture;
  if (ofDraft) return { into: 'draft', picture: ofDraft };
  const uploads = (await readOpenProposal(way, ports))?.account?.proposal?.open?.uploads;
  const ofCard = uploads && openUpload({ uploads }, way, ports.clock.now())?.picture;
  return ofCard && { into: 'card', picture: ofCard };
}

async function deliverPicture(message: Message, awaited: AwaitedPicture, ports: WorkPorts): Promise<Progress> {
  const { delivery = {}, sponsor } = message;
  let apology: string | undefined;
  const send = async () => {
    const fetched = await fetchInto(message, awaited, ports);
    apology = fetched.apology;
    return fetched.answer;
  };
  const { record, again } = await deliver(delivery, { channel: 'teams', causedBy: sponsor, retry: sentPhotoRetry, send }, ports);
  if (again) {
    await ports.queue.enqueue({ ...message, delivery: record }, again.seconds);
    return 'later';
  }
  if (record.failed !== undefined && apology !== undefined) await postSentence(message, awaited, apology, ports);
  return 'done';
}

/** The result of one attempt. `apology`: the reply to the sponsor after the last attempt. */
interface Fetched {
  answer: Sent | 'over';
  apology?: string;
}

async function fetchInto(message: Message, awaited: AwaitedPicture, ports: WorkPorts): Promise<Fetched> {
  const { id, sponsor, upload } = message;
  const { into, picture } = awaited;
  const fetched = await ports.pictures.fetch(picture);
  if (fetched.outcome === 'later')
    return { answer: { ...fetched, isAmbiguous: false }, apology: sentences.pictureNotFetched[picture.kind] };
  if (fetched.outcome === 'too-large') return refusePicture(message, awaited, uploadSentence('too-large'), ports);
  if (fetched.outcome === 'refused') return refusePicture(message, awaited, sentences.pictureNotFetched[picture.kind], ports);
  const accept = into === 'draft' ? acceptPhoto : acceptProposedPhoto;
  const outcome = await accept({ sponsor, draft: id, upload }, fetched.bytes, undefined, ports);
  if (outcome.kind === 'link-over') return { answer: 'over' };
  if (outcome.kind === 'accepted') {
    // It is there by now, and a card shows it too: telling it again would find its upload used.
    await postSentence(message, awaited, into === 'card' ? sentences.cardPhotoTaken : await takenSentence(message, ports), ports);
    return { answer: 'over' };
  }
  if (outcome.reason === 'busy') return { answer: { outcome: 'later', code: 'busy', isAmbiguous: false }, apology: uploadSentence('busy') };
  return refusePicture(message, awaited, uploadSentence(outcome.reason), ports);
}

/** The upload stays open until the reply is delivered, so that a failed reply is retried from the start. */
async function refusePicture(message: Message, awaited: AwaitedPicture, sentence: string, ports: WorkPorts): Promise<Fetched> {
  return { answer: await postSentence(message, awaited, sentence, ports) };
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

async function postSentence(
  { id, sponsor }: Message,
  { into }: Pick<AwaitedPicture, 'into'>,
  sentence: string,
  { conversations, chat }: WorkPorts,
): Promise<Sent | 'over'> {
  const to = await conversations.find(sponsor);
  return to ? await chat.post(to, apologyCard(sentence, into, id)) : 'over';
}

/** With a title, as it may name the visitor, and the line of its notification may not. */
function apologyCard(sentence: string, into: AwaitedPicture['into'], id: string): OutgoingCard {
  const onward =
    into === 'draft' ? button('showDraft', buttonTitles.goOn, { draft: id }) : button('showRequest', buttonTitles.open, { request: id });
  return noticeCard({ title: headings.photo, sentence, buttons: [onward] });
}
