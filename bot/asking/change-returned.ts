import { isAnswerable, isOfDraft } from '../domain/request/lifecycle';
import type { Draft } from '../domain/request/records';
import { statusAt } from '../domain/request/request-dates';
import type { VisitorRequest } from '../domain/request/visitor-request';
import { sentences } from '../domain/words/words';
import type { Answer } from '../ports/turn';
import { busy, card, notYours } from '../shown/chat-answer';
import type { Pressed } from '../shown/press';
import { answerStranger, showRequestOf } from '../shown/request-card';
import { saveAndDraw } from './draft-card';
import { type FillPorts, showDraft } from './fill-draft';

/** *Change and send again*: opens a returned request as a draft of the same id. Opened before: goes on with that one. */
export async function changeReturned(press: Pressed<{ request: string; revision: number }>, ports: FillPorts): Promise<Answer> {
  const { person, data, cardActivity } = press;
  const stored = await ports.requests.read(data.request);
  if (!stored) return notYours(ports);
  if (stored.value.sponsor !== person) return answerStranger(stored.value, person, ports);
  const request = stored.value;
  const isReturned = statusAt(request, ports.clock.now().toPlainDate()) === 'returned';
  if (request.revision !== data.revision || !isReturned) return showRequestOf(request, person, ports, { notice: sentences.movedOn });
  const existing = await ports.drafts.read(person, request.id);
  // Under the same id by chance or by somebody’s will: sent or discarded first, so that nothing typed is lost.
  const isUnrelated = existing !== undefined && !isOfDraft(request, existing.value);
  if (isUnrelated || isAnswerable(request, existing?.value.changes?.revision ?? 0))
    return showDraft({ ...press, data: { draft: request.id } }, ports);
  const drawn = await saveAndDraw({ ...draftOf(request), ...(cardActivity !== undefined && { cardActivity }) }, existing?.etag, ports);
  return drawn === 'lost' ? busy : card(drawn);
}

function draftOf(request: VisitorRequest): Draft {
  return {
    id: request.id,
    sponsor: request.sponsor,
    revision: 1,
    step: 'review',
    answers: request.answers,
    touched: {},
    changes: {
      revision: request.revision,
      department: request.answers.department,
      ...(request.decision?.words !== undefined && { question: request.decision.words }),
      ...(request.answers.photo && { photo: request.answers.photo.blob }),
      ...(request.answers.validFrom === undefined && { validFrom: request.validFrom }),
      ...(request.answers.validTo === undefined && { validTo: request.validTo }),
    },
    uploads: [],
    touchedAt: '',
  };
}
