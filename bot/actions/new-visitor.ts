import { draftsCard } from '../../cards/drafts';
import { maySponsor } from '../domain/lifecycle';
import type { Draft } from '../domain/records';
import { type PersonId, emptyAnswers, requestId } from '../domain/visitor-request';
import type { Ports } from '../ports';
import type { Answer } from '../turn';
import { busy, card, refused } from './answers';
import { type DraftPorts, saveAndDraw } from './draft-card';
import { formContext } from './form-context';
import type { Pressed } from './press';

export type NewVisitorPorts = DraftPorts & Pick<Ports, 'people' | 'log'>;

/** How many drafts are offered to go on with. */
const draftsShown = 5;

/** *New visitor*: offers to go on with what is saved, else starts a draft. */
export async function newVisitor({ person, cardActivity }: Pick<Pressed<unknown>, 'person' | 'cardActivity'>, ports: NewVisitorPorts): Promise<Answer> {
  if (await isRefusedByDirectory(person, ports)) return refused({ refused: 'not-staff' }, ports);
  const drafts = await ports.drafts.list(person, draftsShown);
  if (drafts.length === 0) return start(person, cardActivity, ports);
  return card(draftsCard({ drafts, context: await formContext(ports) }));
}

/** *Start another*: one more draft beside those that are kept. */
export async function startDraft({ person, cardActivity }: Pressed<unknown>, ports: NewVisitorPorts): Promise<Answer> {
  if (await isRefusedByDirectory(person, ports)) return refused({ refused: 'not-staff' }, ports);
  return start(person, cardActivity, ports);
}

/** Where a draft begins, and with which answers. */
type Begun = Pick<Draft, 'step' | 'answers'>;
const blank: Begun = { step: 'department', answers: emptyAnswers };

export async function start(person: PersonId, cardActivity: string | undefined, ports: DraftPorts, begun = blank): Promise<Answer> {
  const draft: Draft = {
    id: requestId(ports.random.bytes(8)),
    sponsor: person,
    revision: 1,
    ...begun,
    touched: {},
    uploads: [],
    touchedAt: '',
    ...(cardActivity !== undefined && { cardActivity }),
  };
  const drawn = await saveAndDraw(draft, undefined, ports);
  return drawn === 'lost' ? busy : card(drawn);
}

/** R2. A directory that does not answer stops nobody here: *Make request* asks it again, and waits for it. */
export async function isRefusedByDirectory(person: PersonId, { people, log }: Pick<Ports, 'people' | 'log'>): Promise<boolean> {
  try {
    const known = await people.person(person);
    return !known || !maySponsor(known);
  } catch (fault) {
    log.warn({ person, fault: String((fault as Error).name) }, 'directory did not answer; the draft goes on');
    return false;
  }
}
