import { button } from '../../cards/actions';
import { noticeCard } from '../../cards/notice';
import type { PersonId } from '../domain/organisation/organisation';
import { backFrom, isAskedOf, isBeingConfirmed, isConfirmed, type SentBack, withLateAnswers } from '../domain/request/prepared';
import type { Draft } from '../domain/request/records';
import { type RequestId, unlessKnown, type VisitorRequest } from '../domain/request/visitor-request';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import { fullName } from '../domain/words/card-words';
import { preparedTitles, waitingWithColleague } from '../domain/words/prepared-words';
import type { Ports } from '../ports/ports';
import type { Stored } from '../ports/stored';
import { copyOfPhoto } from './copy-of-photo';
import { idInstead } from './draft-ids';

export type PreparedPorts = Pick<Ports, 'drafts' | 'requests' | 'photos' | 'queue' | 'random' | 'log' | 'clock'>;

/** The preparer's row, the sponsor's copy beside it, and the id that both have. */
export interface Parted {
  id: RequestId;
  preparer: PersonId;
  sponsor: PersonId;
}

const tries = 3;

/** What the preparer of a draft sees while a colleague has it. */
export function withColleague({ id, answers, confirmation }: Draft, { policy }: Pick<Ports, 'policy'>): OutgoingCard {
  const { name = '', at = '' } = confirmation ?? {};
  return noticeCard({
    title: preparedTitles.waiting,
    sentence: waitingWithColleague(name, at, policy.zone, fullName(answers)),
    buttons: [button('takeDraftBack', preparedTitles.takeBack, { draft: id }), button('showDraft', 'Check again', { draft: id })],
  });
}

/** The request that the sponsor made by confirming this draft; undefined while there is none. */
export async function confirmedFrom(own: Draft, { requests }: Pick<Ports, 'requests'>): Promise<VisitorRequest | undefined> {
  const sponsor = own.confirmation?.by;
  if (sponsor === undefined) return undefined;
  for (const id of [own.id, await idInstead(own.id, sponsor)]) {
    const request = (await requests.read(id).catch(unlessKnown))?.value;
    if (request && isConfirmed(request, own)) return request;
  }
  return undefined;
}

/**
 * Returns a draft to its preparer with the sponsor's changes. The write of the preparer's row decides, then the sponsor's
 * copy is deleted; after a crash between the two, the message enqueued before deletes it.
 */
export async function sendBack(parted: Parted, how: SentBack, ports: PreparedPorts): Promise<'back' | 'confirmed' | 'gone' | 'busy'> {
  const { id, preparer, sponsor } = parted;
  await ports.queue.enqueue({ kind: 'prepared', ...parted }, clearedAfter);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const own = await ports.drafts.read(preparer, id);
    if (!own) return 'gone';
    if (!isAskedOf(own.value, sponsor)) return 'back';
    if (await confirmedFrom(own.value, ports)) return 'confirmed';
    if (isBeingConfirmed(own.value, ports.clock.now())) return 'busy';
    const copy = await ports.drafts.read(sponsor, id);
    const theirs = copy?.value.prepared?.by === preparer ? copy.value : undefined;
    const next = {
      ...backFrom(own.value, theirs, await photoBack(own.value, theirs, ports), how),
      touchedAt: ports.clock.now().toInstant().toString(),
    };
    if ((await ports.drafts.save(next, own.etag)) === 'lost') continue;
    if (theirs && copy) await dropCopy(parted, copy, ports);
    return 'back';
  }
  return 'busy';
}

/** Deletes the sponsor's copy and merges what they saved since it was read into the preparer's draft. */
async function dropCopy({ id, preparer, sponsor }: Parted, copy: Stored<Draft>, { drafts }: Pick<Ports, 'drafts'>): Promise<void> {
  let seen = copy;
  while (!(await drafts.delete(sponsor, id, seen.etag))) {
    const late = await drafts.read(sponsor, id);
    const own = await drafts.read(preparer, id);
    // Discarded, or the sponsor was asked again meanwhile: the copy stays valid.
    if (late?.value.prepared?.by !== preparer || !own || own.value.confirmation) return;
    const next = withLateAnswers(own.value, seen.value, late.value);
    if (next === own.value || (await drafts.save(next, own.etag)) === 'saved') seen = late;
  }
}

/** Seconds until the worker completes what was interrupted, and notifies the people concerned. */
const clearedAfter = 1;

/** A photo that the sponsor took belongs to their row: the preparer gets one of their own, or is asked for it again. */
async function photoBack(own: Draft, theirs: Draft | undefined, ports: PreparedPorts): Promise<Draft['answers']['photo']> {
  const photo = (theirs ?? own).answers.photo;
  if (!theirs || !photo || photo.blob === own.answers.photo?.blob) return photo;
  return copyOfPhoto(own.id, { answers: theirs.answers, sponsor: own.sponsor }, ports);
}

/**
 * Holds a prepared draft for the sponsor who confirms it, so that nobody takes it back while the request is made. `gone`:
 * it was taken back; `busy`: another press was faster.
 */
export async function holdForConfirming(
  { id, sponsor, prepared }: Draft,
  { drafts, clock }: Pick<PreparedPorts, 'drafts' | 'clock'>,
): Promise<'held' | 'gone' | 'busy'> {
  const own = prepared && (await drafts.read(prepared.by, id));
  if (!own || !isAskedOf(own.value, sponsor)) return 'gone';
  const confirmation = { ...own.value.confirmation, confirmingSince: clock.now().toInstant().toString() };
  return (await drafts.save({ ...own.value, confirmation }, own.etag)) === 'saved' ? 'held' : 'busy';
}

/** Takes a draft back from the colleague whom its preparer has asked. `confirmed`: they were faster. */
export async function takeBack(
  preparer: PersonId,
  id: RequestId,
  ports: PreparedPorts,
): Promise<{ kind: 'back' | 'busy' } | { kind: 'confirmed'; request: VisitorRequest }> {
  const own = await ports.drafts.read(preparer, id);
  const sponsor = own?.value.confirmation?.by;
  if (!own || sponsor === undefined) return { kind: 'back' };
  const outcome = await sendBack({ id, preparer, sponsor }, 'taken-back', ports);
  const request = outcome === 'confirmed' ? await confirmedFrom(own.value, ports) : undefined;
  if (request) return { kind: 'confirmed', request };
  return { kind: outcome === 'busy' ? 'busy' : 'back' };
}

/** The colleague declines: the draft goes back to its preparer, who is notified. `preparer`: their name. */
export async function decline(
  sponsor: PersonId,
  id: RequestId,
  ports: PreparedPorts,
): Promise<{ kind: 'declined'; preparer: string } | { kind: 'not-prepared' | 'confirmed' | 'busy' }> {
  const prepared = (await ports.drafts.read(sponsor, id))?.value.prepared;
  if (!prepared) return { kind: 'not-prepared' };
  const outcome = await sendBack({ id, preparer: prepared.by, sponsor }, 'declined', ports);
  if (outcome === 'busy' || outcome === 'confirmed') return { kind: outcome };
  await ports.drafts.delete(sponsor, id);
  return { kind: 'declined', preparer: prepared.name };
}
