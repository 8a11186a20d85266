import { answersLike } from '../domain/form/answers-like';
import type { Aggregate } from '../ports/requests';
import type { Answer } from '../ports/turn';
import { notYours, refusalNotice } from '../shown/chat-answer';
import type { Pressed } from '../shown/press';
import type { ShownPorts } from '../shown/request';
import { type FillPorts, showDraft } from './fill-draft';
import { isRefusedByDirectory, type NewVisitorPorts, refusedWhenFull, startNewDraft } from './new-visitor';

/** *Another like this*: a new draft for somebody else who comes for the same, from the sponsor’s request in any state. */
export async function anotherLikeThis(
  { person, data, cardActivity }: Pressed<{ request: string }>,
  ports: NewVisitorPorts & FillPorts,
): Promise<Answer> {
  const aggregate = await ports.requests.readAll(data.request, 0);
  if (!aggregate || aggregate.request.value.sponsor !== person) return notYours(ports);
  if (await isRefusedByDirectory(person, ports)) return refusalNotice({ refused: 'not-staff' }, ports);
  // The message holds a draft already: this is the same press, delivered again.
  const [newest] = await ports.drafts.list(person, 1);
  if (newest && cardActivity !== undefined && newest.cardActivity === cardActivity) {
    return showDraft({ person, cardActivity, inputs: {}, isAutomatic: false, data: { draft: newest.id } }, ports);
  }
  const refusal = await refusedWhenFull(person, ports);
  if (refusal) return refusal;
  const answer = await startNewDraft(person, cardActivity, ports, {
    step: 'who',
    answers: answersLike(aggregate.request.value.answers),
    // Dates are as they were given: a blank stays one.
    touched: { visit: 1 },
  });
  if (answer.kind === 'card') await releaseCard(aggregate, person, cardActivity, ports);
  return answer;
}

/** Detaches the request from its message, which now shows a draft. The sponsor still gets each outcome in a new message. */
export async function releaseCard(
  { request, copies }: Aggregate,
  person: string,
  cardActivity: string | undefined,
  ports: ShownPorts,
): Promise<void> {
  const here = copies.filter((copy) => copy.person === person && copy.activity !== undefined && copy.activity === cardActivity);
  if (here.length === 0) return;
  try {
    await ports.requests.noteCopies(
      request.value.id,
      here.map((copy) => ({ ...copy, failed: 'became-a-draft' })),
    );
  } catch (fault) {
    ports.log.warn(
      { request: request.value.id, person, fault: (fault as Error).name },
      'a card that became a draft is still taken for the request’s',
    );
  }
}
