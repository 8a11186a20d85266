import { answersLike } from '../domain/form/answers-like';
import type { Answer } from '../ports/turn';
import { notYours, refusalNotice } from '../shown/chat-answer';
import type { Pressed } from '../shown/press';
import { onTop, showOnTop } from './draft-on-top';
import type { FillPorts } from './fill-draft';
import { isRefusedByDirectory, type NewVisitorPorts, newId, refusedWhenFull, startNewDraft } from './new-visitor';

/**
 * *Request another like this*: a new draft for another visitor with the same visit, copied from the sponsor's request in any
 * state, in a message of its own.
 */
export async function anotherLikeThis(
  { person, data, cardActivity }: Pressed<{ request: string }>,
  ports: NewVisitorPorts & FillPorts,
): Promise<Answer> {
  const request = (await ports.requests.read(data.request))?.value;
  if (request?.sponsor !== person) return notYours(ports);
  if (await isRefusedByDirectory(person, ports)) return refusalNotice({ refused: 'not-staff' }, ports);
  // An untouched draft from this card: the press was delivered twice, or made by mistake.
  const [newest] = await ports.drafts.list(person, 1);
  if (newest && cardActivity !== undefined && newest.begunOn === cardActivity && newest.revision === 1)
    return showOnTop(person, newest.id, ports);
  const refusal = await refusedWhenFull(person, ports);
  if (refusal) return refusal;
  const id = newId(ports);
  const answer = await startNewDraft(person, undefined, ports, {
    id,
    ...(cardActivity !== undefined && { begunOn: cardActivity }),
    step: 'who',
    answers: answersLike(request.answers),
    // The dates as the sponsor gave them: a blank stays blank.
    touched: { visit: 1 },
  });
  return onTop(answer, id, person, ports);
}
