import { button } from '../../cards/actions';
import type { StepName } from '../domain/form/steps';
import type { PersonId } from '../domain/organisation/organisation';
import { photoGoesAfter } from '../domain/photo/photo-delay';
import type { Draft } from '../domain/request/records';
import type { RequestId } from '../domain/request/visitor-request';
import { sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Answer } from '../ports/turn';
import { notice } from '../shown/chat-answer';
import type { Pressed } from '../shown/press';
import { type FillPorts, saveDraft, showDraft } from './fill-draft';

/** *Discard* asks first. What was typed on the card is kept for whoever thinks better of it. */
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
  if (dropped === 'with-colleague') return showDraft(press, ports);
  return notice(sentences.discarded, [button('newVisitor', 'New visitor', {}), button('myVisitors', 'My visitors', {})]);
}

/** One that two people have is not gone behind the back of the other: one of them takes it back, or declines. */
export async function dropDraft(
  person: PersonId,
  id: RequestId,
  ports: Pick<Ports, 'drafts' | 'queue' | 'log'>,
): Promise<'dropped' | 'gone' | 'with-colleague'> {
  const stored = await ports.drafts.read(person, id);
  if (!stored) return 'gone';
  if (stored.value.confirmation || stored.value.prepared) return 'with-colleague';
  await ports.drafts.delete(person, id);
  await enqueuePhotoDeletion(stored.value, ports);
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
