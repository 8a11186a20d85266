import { draftFromRequest, withTyped } from '../domain/request/edit';
import { isOfDraft } from '../domain/request/lifecycle';
import type { Draft } from '../domain/request/records';
import { statusAt } from '../domain/request/request-dates';
import { isAnswerable, isEditable, withAnswer } from '../domain/request/resubmit';
import type { VisitorRequest } from '../domain/request/visitor-request';
import { sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Answer } from '../ports/turn';
import { busy, card, notYours } from '../shown/chat-answer';
import type { Pressed } from '../shown/press';
import { answerStranger, showRequestOf } from '../shown/request-card';
import { saveAndDraw } from './draft-card';
import { onTop, showOnTop } from './draft-on-top';
import { type FillPorts, typedAnswer } from './fill-draft';

/**
 * *Edit*: opens a request that waits or was returned as a draft of the same id, in a message of its own: the request's card
 * stays. Opened before: goes on with that one, and takes along what was typed where the request has been returned or asked
 * again since.
 */
export async function editRequest(press: Pressed<{ request: string; revision: number }>, ports: FillPorts): Promise<Answer> {
  const { person, data } = press;
  const stored = await ports.requests.read(data.request);
  if (!stored) return notYours(ports);
  if (stored.value.sponsor !== person) return answerStranger(stored.value, person, ports);
  const request = stored.value;
  const isOpen = isEditable(statusAt(request, ports.clock.now().toPlainDate()));
  // What was typed into the card's answer goes along.
  const answer = typedAnswer(press.inputs);
  if (request.revision !== data.revision || !isOpen)
    return showRequestOf(request, person, ports, {
      notice: sentences.movedOn,
      ...(answer !== '' && { asking: { verb: 'answer', body: { words: answer } } }),
    });
  const { draft: found, etag, isStored } = await draftToEdit(request, ports);
  const draft = answer === '' ? found : withAnswer(found, answer);
  if (isStored && draft === found) return showOnTop(person, request.id, ports);
  const drawn = await saveAndDraw(draft, etag, ports);
  return drawn === 'lost' ? busy : onTop(card(drawn), request.id, person, ports);
}

/** The same where there is no card to draw; undefined where the request may not be edited any more. */
export async function openToEdit(
  request: VisitorRequest,
  { drafts, clock }: Pick<Ports, 'drafts' | 'clock'>,
): Promise<Draft | 'busy' | undefined> {
  const now = clock.now();
  if (!isEditable(statusAt(request, now.toPlainDate()))) return undefined;
  const { draft, etag, isStored } = await draftToEdit(request, { drafts });
  if (isStored) return draft;
  const touched = { ...draft, touchedAt: now.toInstant().toString() };
  return (await drafts.save(touched, etag)) === 'saved' ? touched : 'busy';
}

/** The draft by which its sponsor changes a request: as it is stored, or to be saved. */
async function draftToEdit(
  request: VisitorRequest,
  { drafts }: Pick<Ports, 'drafts'>,
): Promise<{ draft: Draft; etag?: string; isStored: boolean }> {
  const existing = await drafts.read(request.sponsor, request.id);
  if (!existing) return { draft: draftFromRequest(request), isStored: false };
  const { value, etag } = existing;
  // Another draft has this id, by chance or on purpose: it is sent or discarded first, so that nothing typed is lost.
  const isUnrelated = !isOfDraft(request, value);
  if (isUnrelated || isAnswerable(request, value.changes?.revision ?? 0)) return { draft: value, etag, isStored: true };
  return { draft: withTyped(draftFromRequest(request), value), etag, isStored: false };
}
