import type { PersonId } from '../domain/organisation/organisation';
import type { RequestId } from '../domain/request/visitor-request';
import { sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Answer } from '../ports/turn';
import { changeDraft } from './change-draft';
import { type FillPorts, showDraft } from './fill-draft';

/** Posts the card of a draft that was begun from a card that stays. An answer without a card is returned as it is. */
export function onTop(drawn: Answer, draft: RequestId, person: PersonId, ports: Pick<Ports, 'drafts' | 'log'>): Answer {
  if (drawn.kind !== 'card') return drawn;
  const sent = (activity: string) => noteCard(draft, person, activity, ports);
  return { kind: 'sentence', text: sentences.draftOnTop, posts: { ...drawn, sent } };
}

/** Seconds within which Teams may deliver a press once more. */
const comesAgain = 60;

/** Posts the card of a draft that was begun before, unless the same press has just posted it. */
export async function showOnTop(person: PersonId, draft: RequestId, ports: FillPorts): Promise<Answer> {
  const stored = await ports.drafts.read(person, draft);
  const { cardActivity, touchedAt = '' } = stored?.value ?? {};
  const justNow = ports.clock.now().toInstant().subtract({ seconds: comesAgain }).toString();
  if (cardActivity !== undefined && touchedAt > justNow) return { kind: 'sentence', text: sentences.draftOnTop };
  return onTop(await showDraft({ person, data: { draft }, inputs: {}, isAutomatic: false }, ports), draft, person, ports);
}

/** So that its card shows a photo as soon as one arrives. Whatever is pressed on the card notes it too. */
async function noteCard(id: RequestId, person: PersonId, activity: string, { drafts, log }: Pick<Ports, 'drafts' | 'log'>): Promise<void> {
  try {
    await changeDraft(person, id, { drafts }, (draft) => ({ ...draft, cardActivity: activity }));
  } catch (fault) {
    log.warn({ draft: id, person, fault: (fault as Error).name }, 'the message of a draft was not noted');
  }
}
