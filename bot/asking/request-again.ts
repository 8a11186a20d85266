import { answersAgain } from '../domain/form/answers-again';
import type { PersonId } from '../domain/organisation/organisation';
import { statusAt } from '../domain/request/request-dates';
import type { RequestId, VisitorRequest } from '../domain/request/visitor-request';
import { isOver } from '../domain/statuses/table';
import { sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Answer } from '../ports/turn';
import { busy, notYours, refusalNotice } from '../shown/chat-answer';
import type { Pressed } from '../shown/press';
import { showRequestOf } from '../shown/request-card';
import { copyOfPhoto } from './copy-of-photo';
import { idAfter } from './draft-ids';
import { onTop, showOnTop } from './draft-on-top';
import type { FillPorts } from './fill-draft';
import { isRefusedByDirectory, type NewVisitorPorts, newId, refusedWhenFull, startNewDraft } from './new-visitor';

type AskAgainPorts = NewVisitorPorts & FillPorts & Pick<Ports, 'queue'>;
type AskAgainPress = Pressed<{ request: string }>;

/**
 * *Request again*: a new draft filled with what is over, for its sponsor, in a message of its own. However often and from
 * whichever card it is pressed, there is one, because its id follows from the old request’s; once that draft is a request, the
 * request is the answer.
 */
export async function requestAgain(press: AskAgainPress, ports: AskAgainPorts): Promise<Answer> {
  const { person, data } = press;
  const old = (await ports.requests.read(data.request))?.value;
  if (old?.sponsor !== person) return notYours(ports);
  if (!isOver(statusAt(old, ports.clock.now().toPlainDate()))) return showRequestOf(old, person, ports, { notice: sentences.movedOn });
  if (await isRefusedByDirectory(person, ports)) return refusalNotice({ refused: 'not-staff' }, ports);
  const id = await idAfter(old.id, person);
  const [made, draft] = await Promise.all([ports.requests.read(id), ports.drafts.read(person, id)]);
  if (made?.value.follows === old.id) return showRequestOf(made.value, person, ports, { notice: sentences.askedAgain });
  const refusal = draft && !made ? undefined : await refusedWhenFull(person, ports);
  if (refusal) return refusal;
  // Somebody else’s by a chance of one in a million million: then any other id.
  const begun = made ? newId(ports) : id;
  return draft && !made ? showOnTop(person, id, ports) : beginAgain(begun, old, person, ports);
}

async function beginAgain(id: RequestId, old: VisitorRequest, person: PersonId, ports: AskAgainPorts): Promise<Answer> {
  const photo = await copyOfPhoto(id, old, ports);
  const answers = answersAgain(old.answers, ports.clock.now().toPlainDate(), photo);
  const touched: Record<string, number> = photo ? { photo: 1 } : {};
  const started = await startNewDraft(person, undefined, ports, { id, step: 'review', answers, touched, follows: old.id });
  return started === busy ? showOnTop(person, id, ports) : onTop(started, id, person, ports);
}
