import type { Crop } from '../../domain/photo/portrait';
import { type UploadRef, uploadLink } from '../../domain/photo/upload-link';
import { addProposedPhoto, awaitingPhoto, openPhotoLink } from '../../domain/request/proposed-change';
import type { Channel, RequestId, SentPicture, VisitorRequest } from '../../domain/request/visitor-request';
import { changePhotoSentences } from '../../domain/words/proposed-change-words';
import { sentences } from '../../domain/words/words';
import type { Ports } from '../../ports/ports';
import type { Answer } from '../../ports/turn';
import { busy, notYours } from '../../shown/chat-answer';
import type { Pressed } from '../../shown/press';
import type { ShownPorts } from '../../shown/request';
import { showRequestOf } from '../../shown/request-card';
import { changeRequest } from '../../verbs/perform';
import type { PhotoOutcome } from './accept-photo';
import { addUpload, newUpload, openUpload, type PhotoWay, uploadMinutes } from './upload-token';

type ChangePorts = Parameters<typeof changeRequest>[2];
type LinkPorts = ChangePorts & Pick<Ports, 'random' | 'clock'>;

/** A way in for the photo of a card that is newly wanted, or the request as it is instead. */
export type ProposedPhotoLink =
  | { kind: 'link'; ref: UploadRef; request: VisitorRequest }
  | { kind: 'moved-on'; request: VisitorRequest }
  | { kind: 'not-theirs' }
  | { kind: 'busy' };

/** Its link works as that of a draft, for its sponsor alone. */
export async function newProposedPhotoLink(person: string, id: RequestId, channel: Channel, ports: LinkPorts): Promise<ProposedPhotoLink> {
  const now = ports.clock.now();
  const upload = newUpload(ports.random, now);
  const press = { actor: { id: person, channel }, now };
  const rule = (current: VisitorRequest) => openPhotoLink(current, (before) => addUpload(before, upload, now), press);
  const outcome = await changeRequest(id, rule, ports, { isUnseen: true });
  if (outcome.kind === 'busy') return { kind: 'busy' };
  if (outcome.kind === 'unknown' || !outcome.request) return { kind: 'not-theirs' };
  if (outcome.kind === 'refused')
    return outcome.refusal.refused === 'not-yours' ? { kind: 'not-theirs' } : { kind: 'moved-on', request: outcome.request };
  return { kind: 'link', ref: { sponsor: person, draft: id, token: upload.token }, request: outcome.request };
}

/** How long a picture from the chat counts as being fetched, in seconds: one at a time, as each may be ten megabytes. */
const fetchSeconds = 60;

/**
 * Takes a picture from the chat for the card of this request: the worker fetches it, which no turn waits for. Undefined where no photo is
 * awaited there any more; `waits` where the last one is still being fetched.
 */
export async function takeSentPicture(
  person: string,
  id: RequestId,
  picture: SentPicture,
  ports: LinkPorts,
): Promise<'taken' | 'waits' | 'busy' | undefined> {
  const now = ports.clock.now();
  const upload = { ...newUpload(ports.random, now), picture };
  const fetchedBy = now
    .toInstant()
    .add({ seconds: uploadMinutes * 60 - fetchSeconds })
    .toString();
  let isWaiting = false;
  const rule = (current: VisitorRequest) => {
    const before = current.account?.proposal?.open?.uploads ?? [];
    isWaiting = before.some((one) => one.picture !== undefined && one.until > fetchedBy);
    if (isWaiting) return { refused: 'moved-on' as const };
    // An address that is no longer fetched needs no room.
    const withOthers = (uploads: typeof before) =>
      addUpload(
        uploads.filter((one) => one.picture === undefined),
        upload,
        now,
      );
    return openPhotoLink(current, withOthers, { actor: { id: person, channel: 'teams' }, now }, 'photo-sent');
  };
  const outcome = await changeRequest(id, rule, ports, { isUnseen: true });
  if (outcome.kind === 'busy') return 'busy';
  if (outcome.kind !== 'done') return isWaiting ? 'waits' : undefined;
  await ports.queue.enqueue({ kind: 'sent-photo', id, sponsor: person, upload: upload.hash }, 0);
  return 'taken';
}

/** *Add the photo* on the card of a request. */
export async function showProposedPhotoLink(
  { person, data }: Pick<Pressed<{ request: RequestId }>, 'person' | 'data'>,
  ports: LinkPorts & ShownPorts & Pick<Ports, 'publicUrl'>,
): Promise<Answer> {
  const made = await newProposedPhotoLink(person, data.request, 'teams', ports);
  if (made.kind === 'busy') return busy;
  if (made.kind === 'link') {
    const addPhotoUrl = uploadLink(ports.publicUrl, made.ref);
    return showRequestOf(made.request, person, ports, { addPhotoUrl, notice: changePhotoSentences.openPage });
  }
  return made.kind === 'moved-on' ? showRequestOf(made.request, person, ports, { notice: sentences.movedOn }) : notYours(ports);
}

/** The request into which a photo may come in this way now. */
export async function readOpenProposal(
  ref: PhotoWay,
  { requests, clock }: Pick<Ports, 'requests' | 'clock'>,
): Promise<VisitorRequest | undefined> {
  const request = (await requests.read(ref.draft))?.value;
  return request && isOpenFor(request, ref, clock) ? request : undefined;
}

function isOpenFor(request: VisitorRequest, ref: PhotoWay, clock: Ports['clock']): boolean {
  const at = clock.now();
  const open = awaitingPhoto(request, { actor: { id: ref.sponsor, channel: 'teams' }, now: at });
  return !('refused' in open) && openUpload({ uploads: open.uploads ?? [] }, ref, at) !== undefined;
}

/** Takes a picture into what is proposed, which is whole with it. A refused picture leaves the link as it was; a fault changes nothing. */
export async function acceptProposedPhoto(
  ref: PhotoWay,
  bytes: Uint8Array,
  crop: Crop | undefined,
  ports: ChangePorts & Pick<Ports, 'photos' | 'images' | 'random' | 'clock' | 'log'>,
): Promise<PhotoOutcome> {
  const isWanted = async () => (await readOpenProposal(ref, ports)) !== undefined;
  const prepared = await ports.images.prepare(ref.sponsor, bytes, crop, isWanted);
  if ('unwanted' in prepared) return { kind: 'link-over' };
  if ('problem' in prepared) return { kind: 'refused', reason: prepared.problem };
  const blob = Buffer.from(ports.random.bytes(16)).toString('hex');
  await ports.photos.put(blob, prepared.jpeg, { request: ref.draft, sponsor: ref.sponsor });
  const outcome = await changeRequest(
    ref.draft,
    (current) => {
      const { channel = 'teams' } = current.account?.proposal?.open ?? {};
      const press = { actor: { id: ref.sponsor, channel }, now: ports.clock.now() };
      return isOpenFor(current, ref, ports.clock) ? addProposedPhoto(current, { blob }, press) : { refused: 'moved-on' };
    },
    ports,
  );
  if (outcome.kind === 'done') return { kind: 'accepted' };
  // One that stays is found by the night, as nothing names it.
  await ports.photos
    .delete(blob)
    .catch(() => ports.log.warn({ request: ref.draft, blob, code: 'photo-not-deleted' }, 'a photo that nothing names was left behind'));
  return { kind: 'link-over' };
}
