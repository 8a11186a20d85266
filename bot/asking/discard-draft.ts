import { button } from '../../cards/actions';
import type { StepName } from '../domain/form/steps';
import type { PersonId } from '../domain/organisation/organisation';
import { photoGoesAfter } from '../domain/photo/photo-delay';
import type { Draft } from '../domain/request/records';
import type { RequestId } from '../domain/request/visitor-request';
import { sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Answer } from '../ports/turn';
import { busy, notice } from '../shown/chat-answer';
import type { Pressed } from '../shown/press';
import { type FillPorts, saveDraft, showDraft } from './fill-draft';
import { type PreparedPorts, sendBack } from './prepared-draft';

/** *Discard* asks first, and keeps what was typed on the card. */
export async function askDiscard(press: Pressed<{ draft: string; step: StepName; revision: number }>, ports: FillPorts): Promise<Answer> {
  const { draft } = press.data;
  return saveDraft(press, ports, () =>
    notice(sentences.askDiscard, [
      button('discardDraft', 'Discard the draft', { draft }, 'destructive'),
      button('showDraft', 'Keep it', { draft }),
    ]),
  );
}

/** Discards the draft and its photo. A photo that a returned request still shows stays. */
export async function discardDraft(press: Pressed<{ draft: string }>, ports: FillPorts & Pick<Ports, 'queue'>): Promise<Answer> {
  const dropped = await dropDraft(press.person, press.data.draft, ports);
  if (dropped === 'with-colleague' || dropped === 'confirmed') return showDraft(press, ports);
  if (dropped === 'busy') return busy;
  return notice(sentences.discarded, [button('newVisitor', 'New visitor', {}), button('myVisitors', 'My visitors', {})]);
}

/**
 * Discards a draft. One that is with a colleague only where `fromColleague` says that its person knows; one that a
 * colleague prepared never, as it can be declined. `confirmed`: it is a request by now.
 */
export async function dropDraft(
  person: PersonId,
  id: RequestId,
  ports: PreparedPorts,
  fromColleague = false,
): Promise<'dropped' | 'gone' | 'with-colleague' | 'confirmed' | 'busy'> {
  const stored = await ports.drafts.read(person, id);
  if (!stored) return 'gone';
  const { prepared, confirmation } = stored.value;
  if (prepared || (confirmation && !fromColleague)) return 'with-colleague';
  if (!confirmation) return dropOwn(stored.value, ports);
  const back = await sendBack({ id, preparer: person, sponsor: confirmation.by }, 'taken-back', ports);
  if (back !== 'back') return back;
  const own = await ports.drafts.read(person, id);
  return own ? dropOwn(own.value, ports) : 'gone';
}

async function dropOwn(draft: Draft, ports: Pick<Ports, 'drafts' | 'queue' | 'log'>): Promise<'dropped'> {
  await ports.drafts.delete(draft.sponsor, draft.id);
  await enqueuePhotoDeletion(draft, ports);
  return 'dropped';
}

async function enqueuePhotoDeletion(draft: Draft, { queue, log }: Pick<Ports, 'queue' | 'log'>): Promise<void> {
  const blob = draft.answers.photo?.blob;
  if (blob === undefined || blob === draft.changes?.photo) return;
  try {
    await queue.enqueue({ kind: 'photo', id: draft.id, sponsor: draft.sponsor, blob }, photoGoesAfter);
  } catch {
    log.warn({ draft: draft.id }, 'the photo of a discarded draft was left for the night');
  }
}
