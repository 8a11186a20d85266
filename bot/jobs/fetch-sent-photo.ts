import { button } from '../../cards/actions';
import { noticeCard } from '../../cards/notice';
import { acceptPhoto } from '../asking/photo/accept-photo';
import { openUpload } from '../asking/photo/upload-token';
import { sentenceFor } from '../domain/photo/upload-words';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import { buttonTitles, fullName, headings, photoTaken } from '../domain/words/card-words';
import { sentences } from '../domain/words/words';
import type { WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';

type Message = Extract<WorkMessage, { kind: 'sent-photo' }>;

/** Seconds between the tries of a download that may yet work. */
const retryDelays = [5, 30, 120];

/**
 * A picture was sent in the chat: fetches it and takes it into its draft by the rules of the upload page, then tells the
 * sponsor. A message that came twice finds its upload used, and says nothing.
 */
export async function takeSentPhoto(message: Message, ports: WorkPorts): Promise<void> {
  await makeWay(message, await take(message, ports), ports);
}

/** `later`: there is a message for another try. */
type Progress = 'done' | 'later';

async function take(message: Message, ports: WorkPorts): Promise<Progress> {
  const { id, sponsor, upload } = message;
  const way = { sponsor, draft: id, upload };
  const stored = await ports.drafts.read(sponsor, id);
  const picture = stored && openUpload(stored.value, way, ports.clock.now())?.picture;
  if (!picture) return 'done';
  const fetched = await ports.pictures.fetch(picture);
  if (fetched.outcome === 'later' && (await tryAgain(message, ports, fetched.afterSeconds))) return 'later';
  if (fetched.outcome === 'too-large') return refuse(message, sentenceFor('too-large'), ports);
  if (fetched.outcome !== 'fetched') return refuse(message, sentences.pictureNotFetched[picture.kind], ports);
  const outcome = await acceptPhoto(way, fetched.bytes, undefined, ports);
  if (outcome.kind === 'link-over') return 'done';
  if (outcome.kind === 'accepted') {
    await tell(message, await takenSentence(message, ports), ports);
    return 'done';
  }
  if (outcome.reason === 'busy' && (await tryAgain(message, ports))) return 'later';
  return refuse(message, sentenceFor(outcome.reason), ports);
}

/**
 * The next picture may come, and the address of this one goes with its last try. Where somebody writes the draft at this
 * moment, both wait for their time to run out.
 */
async function makeWay({ id, sponsor, upload }: Message, progress: Progress, { drafts }: WorkPorts): Promise<void> {
  const stored = await drafts.read(sponsor, id);
  if (!stored) return;
  const { fetchingUntil, ...draft } = stored.value;
  const uploads = progress === 'done' ? draft.uploads.filter(({ hash }) => hash !== upload) : draft.uploads;
  if (fetchingUntil === undefined && uploads.length === draft.uploads.length) return;
  await drafts.save({ ...draft, uploads }, stored.etag);
}

async function tryAgain(message: Message, { queue }: WorkPorts, afterSeconds = 0): Promise<boolean> {
  const { attempt = 0 } = message;
  const delay = retryDelays[attempt];
  if (delay === undefined) return false;
  await queue.enqueue({ ...message, attempt: attempt + 1 }, Math.max(delay, afterSeconds));
  return true;
}

/** Its upload stays open until this is told, so a message that could not be delivered is tried again from the start. */
async function refuse(message: Message, sentence: string, ports: WorkPorts): Promise<Progress> {
  const delivery = await tell(message, sentence, ports);
  return delivery?.outcome === 'later' && (await tryAgain(message, ports, delivery.afterSeconds)) ? 'later' : 'done';
}

async function takenSentence({ id, sponsor }: Message, { drafts }: WorkPorts): Promise<string> {
  const stored = await drafts.read(sponsor, id);
  return photoTaken(stored && fullName(stored.value.answers));
}

async function tell({ id, sponsor }: Message, sentence: string, { conversations, chat }: WorkPorts) {
  const to = await conversations.find(sponsor);
  return to && (await chat.post(to, told(sentence, id)));
}

/** With a title, as it may name the visitor, and the line of its notification may not. */
function told(sentence: string, draft: string): OutgoingCard {
  return noticeCard({ title: headings.photo, sentence, buttons: [button('showDraft', buttonTitles.goOn, { draft })] });
}
