import { type Button, button } from '../../../cards/actions';
import { photoChoicesCard } from '../../../cards/photo-choices';
import type { PersonId } from '../../domain/organisation/organisation';
import type { Draft } from '../../domain/request/records';
import { awaitsPhoto, offeredTo } from '../../domain/request/sent-picture';
import { viewOf } from '../../domain/request/views';
import type { RequestId, SentPicture } from '../../domain/request/visitor-request';
import { buttonTitles, withReference } from '../../domain/words/card-words';
import { sentences } from '../../domain/words/words';
import type { Ports } from '../../ports/ports';
import type { Answer } from '../../ports/turn';
import { busy, card, notice } from '../../shown/chat-answer';
import { formContext } from '../../shown/form-context';
import type { Pressed } from '../../shown/press';
import { takeSentPicture } from './proposed-photo';
import { addUpload, newUpload } from './upload-token';

export type SentPhotoPorts = Pick<Ports, 'drafts' | 'departments' | 'policy' | 'clock' | 'random' | 'queue' | 'views'> &
  Parameters<typeof takeSentPicture>[3];

const tries = 3;
/** The most drafts that are read, and that are offered on one card. */
const draftsLookedAt = 20;
const choicesShown = 5;
/** As many rows as one storage call answers with: no sponsor has more visitors. */
const visitorsLookedAt = 1_000;

/** Adds a picture from the chat to the draft, or the requested card, that needs one; with several, the person chooses. */
export async function photoSent(person: PersonId, pictures: readonly SentPicture[], ports: SentPhotoPorts): Promise<Answer> {
  const [picture, another] = pictures;
  if (!picture || another) return { kind: 'sentence', text: sentences.onePictureAtATime };
  const [drafts, requests] = await Promise.all([ports.drafts.list(person, draftsLookedAt), requestsWithoutPhoto(person, ports)]);
  const waiting = drafts.filter((draft) => awaitsPhoto(draft, ports.policy));
  const [draft, ...others] = waiting;
  if (!draft) return takeForCard(person, requests, picture, ports);
  if (others.length === 0 && requests.length === 0) return takeInto(person, draft.id, () => picture, ports);
  const chosenFrom = waiting.slice(0, choicesShown);
  await Promise.all(chosenFrom.map(({ id }) => offer(person, id, picture, ports)));
  return drawChoices(chosenFrom, requests, ports);
}

/** The sponsor's requests whose newly requested card lacks its photo. One storage call. */
async function requestsWithoutPhoto(person: PersonId, { views }: SentPhotoPorts): Promise<RequestId[]> {
  const { rows } = await views.list(viewOf.sponsor(person), visitorsLookedAt);
  return rows.filter(({ wantsPhoto }) => wantsPhoto).map(({ request }) => request);
}

async function takeForCard(person: PersonId, requests: readonly RequestId[], picture: SentPicture, ports: SentPhotoPorts): Promise<Answer> {
  const [request, ...others] = requests;
  if (request !== undefined && others.length > 0) return notice(sentences.photoForOneCard, requests.slice(0, choicesShown).map(openButton));
  const taken = request === undefined ? undefined : await takeSentPicture(person, request, picture, ports);
  if (request === undefined || taken === undefined)
    return notice(sentences.noDraftForPhoto, [button('newVisitor', buttonTitles.newVisitor, {})]);
  if (taken === 'busy') return busy;
  return taken === 'waits'
    ? { kind: 'sentence', text: sentences.pictureWaits }
    : notice(sentences.pictureReceived[picture.kind], [openButton(request)]);
}

function openButton(request: RequestId): Button {
  return button('showRequest', withReference(buttonTitles.open, request), { request });
}

/** Asks which draft a picture is for. */
export async function photoChoices({ person }: Pick<Pressed<unknown>, 'person'>, ports: SentPhotoPorts): Promise<Answer> {
  const now = ports.clock.now().toInstant();
  const offered = (await ports.drafts.list(person, draftsLookedAt)).filter((draft) => offeredTo(draft, now));
  if (offered.length === 0) return notice(sentences.pictureGone);
  return drawChoices(offered.slice(0, choicesShown), await requestsWithoutPhoto(person, ports), ports);
}

/** *Use it here*. The picture itself was noted on the draft, as a card is no place for its address. */
export async function useSentPhoto({ person, data }: Pick<Pressed<{ draft: RequestId }>, 'person' | 'data'>, ports: SentPhotoPorts) {
  return takeInto(person, data.draft, (draft) => offeredTo(draft, ports.clock.now().toInstant()), ports);
}

async function drawChoices(drafts: Draft[], requests: readonly RequestId[], ports: SentPhotoPorts): Promise<Answer> {
  return card(photoChoicesCard({ drafts, requests: requests.slice(0, choicesShown), context: await formContext(ports) }));
}

/** A draft that another device changes at this very moment is left out; the picture can be sent again. */
async function offer(person: PersonId, id: RequestId, picture: SentPicture, { drafts, clock }: SentPhotoPorts): Promise<void> {
  const stored = await drafts.read(person, id);
  if (stored) await drafts.save({ ...stored.value, offered: { ...picture, at: clock.now().toInstant().toString() } }, stored.etag);
}

/** Seconds. One picture of a draft at a time: each may be ten megabytes, and all share the worker, which makes way when it is done. */
const fetchSeconds = 60;

/**
 * Enqueues the download, which no turn waits for. It takes a single-use upload like a link does, so a repeat or a
 * discarded draft is harmless.
 */
async function takeInto(
  person: PersonId,
  id: RequestId,
  pick: (draft: Draft) => SentPicture | undefined,
  ports: SentPhotoPorts,
): Promise<Answer> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await ports.drafts.read(person, id);
    if (!stored || stored.value.confirmation) return notice(sentences.noDraft, [button('newVisitor', buttonTitles.newVisitor, {})]);
    const picture = pick(stored.value);
    if (!picture) return notice(sentences.pictureGone, [button('showDraft', buttonTitles.goOn, { draft: id })]);
    const now = ports.clock.now();
    const { offered: _taken, ...draft } = stored.value;
    const at = now.toInstant();
    if (draft.fetchingUntil !== undefined && draft.fetchingUntil > at.toString()) return { kind: 'sentence', text: sentences.pictureWaits };
    const { hash, until } = newUpload(ports.random, now);
    const fetchingUntil = at.add({ seconds: fetchSeconds }).toString();
    // An upload that is being retried is dropped: a draft's row has no room for many addresses.
    const others = draft.uploads.filter((upload) => upload.picture === undefined);
    const uploads = addUpload(others, { hash, until, picture }, now);
    const saved = await ports.drafts.save({ ...draft, fetchingUntil, uploads }, stored.etag);
    if (saved === 'lost') continue;
    await ports.queue.enqueue({ kind: 'sent-photo', id, sponsor: person, upload: hash }, 0);
    return notice(sentences.pictureReceived[picture.kind], [button('showDraft', buttonTitles.goOn, { draft: id })]);
  }
  return busy;
}
