import { draftsCard } from '../../cards/drafts';
import { sentences } from '../domain/words/words';
import type { Answer } from '../ports/turn';
import { refusalNotice } from '../shown/chat-answer';
import { formContext } from '../shown/form-context';
import type { Pressed } from '../shown/press';
import { onTop, showOnTop } from './draft-on-top';
import type { FillPorts } from './fill-draft';
import { askerOf, draftsAtMost, type NewVisitorPorts, newId, startNewDraft, whereTheyAsk } from './new-visitor';

/** *New visitor* on the card of a request, which stays: the draft, or the saved ones, in a message of its own. */
export async function anotherVisitor({ person, cardActivity }: Pressed<unknown>, ports: NewVisitorPorts & FillPorts): Promise<Answer> {
  const asker = await askerOf(person, ports);
  if (asker === 'refused') return refusalNotice({ refused: 'not-staff' }, ports);
  const drafts = await ports.drafts.list(person, draftsAtMost * 2);
  const [newest] = drafts;
  // An untouched draft from this card: the press was delivered twice, or made by mistake.
  if (newest && cardActivity !== undefined && newest.begunOn === cardActivity && newest.revision === 1)
    return showOnTop(person, newest.id, ports);
  const id = newId(ports);
  if (newest) {
    const message = draftsCard({ drafts, context: await formContext(ports), next: id });
    return { kind: 'sentence', text: sentences.draftsOnTop, posts: { kind: 'card', message } };
  }
  const begun = { id, ...(cardActivity !== undefined && { begunOn: cardActivity }), ...(await whereTheyAsk(person, asker, ports)) };
  return onTop(await startNewDraft(person, undefined, ports, begun), id, person, ports);
}
