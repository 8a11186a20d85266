import { button } from '../../cards/actions';
import { draftsCard } from '../../cards/drafts';
import { noticeCard } from '../../cards/notice';
import type { FormContext } from '../domain/form/form-context';
import { nothingUnderstoodLine } from '../domain/form/form-words';
import { datesNotUnderstood, readLine } from '../domain/form/one-line';
import { emptyAnswers } from '../domain/form/questions';
import { stepNames } from '../domain/form/steps';
import { departmentCalled } from '../domain/organisation/department-called';
import { departmentNow } from '../domain/organisation/department-merge';
import type { Department, Person, PersonId } from '../domain/organisation/organisation';
import { maySponsor } from '../domain/request/lifecycle';
import type { Draft } from '../domain/request/records';
import { viewOf } from '../domain/request/views';
import { type RequestId, requestId } from '../domain/request/visitor-request';
import { buttonTitles, cardSentences, fullName, headings } from '../domain/words/card-words';
import { moment, sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Answer } from '../ports/turn';
import { busy, card, help, refusalNotice } from '../shown/chat-answer';
import { formContext } from '../shown/form-context';
import type { Pressed } from '../shown/press';
import { type DraftPorts, saveAndDraw } from './draft-card';
import { type FillPorts, showDraft } from './fill-draft';
import { withPresentDepartment } from './present-departments';

export type NewVisitorPorts = DraftPorts & Pick<Ports, 'people' | 'log'>;

/** The most drafts of one sponsor; concurrent presses may exceed it. */
export const draftsAtMost = 50;

/** *New visitor*: offers the saved drafts, else starts one. An automatic refresh starts none. */
export async function newVisitor(
  press: Pick<Pressed<{ line?: string | undefined }>, 'person' | 'cardActivity' | 'isAutomatic' | 'data'>,
  ports: NewVisitorPorts,
): Promise<Answer> {
  const { person, cardActivity, isAutomatic, data } = press;
  const asker = await askerOf(person, ports);
  if (asker === 'refused') return refusalNotice({ refused: 'not-staff' }, ports);
  const drafts = await ports.drafts.list(person, draftsAtMost * 2);
  const context = await formContext(ports);
  const begun = begunBeside(data.line, context);
  if (drafts.length > 0) {
    const said = data.line !== undefined && begun.fromLine && { said: { line: data.line, understood: begun.fromLine.understood } };
    return card(draftsCard({ drafts, context, next: newId(ports), ...said }));
  }
  if (isAutomatic) return help();
  const where = await whereTheyAsk(person, asker, ports);
  return startNewDraft(person, cardActivity, ports, { ...where, ...begun });
}

/** How a draft begins after a line of which nothing was understood: blank, saying so. */
function begunBeside(line: string | undefined, context: FormContext): Pick<Draft, 'fromLine' | 'datesNotUnderstood'> {
  const read = line === undefined ? undefined : readLine(line, context);
  if (!read || read.rest.length === 0) return {};
  const dates = datesNotUnderstood({ ...read, understood: {} });
  return {
    fromLine: { step: stepNames[0], understood: nothingUnderstoodLine(read.rest) },
    ...(dates.length > 0 && { datesNotUnderstood: dates }),
  };
}

/** *Start another*: one more draft beside those that are kept. */
export async function startDraft(
  press: Pressed<{ draft: RequestId; line?: string | undefined }>,
  ports: NewVisitorPorts & FillPorts,
): Promise<Answer> {
  const { person, cardActivity, data } = press;
  const asker = await askerOf(person, ports);
  if (asker === 'refused') return refusalNotice({ refused: 'not-staff' }, ports);
  // An old card may bring an id that is a request by now.
  const isTaken = (await ports.requests.read(data.draft)) !== undefined;
  const refusal = await refusedWhenFull(person, ports, data.draft);
  if (refusal) return refusal;
  const where = await whereTheyAsk(person, asker, ports);
  const begun = begunBeside(data.line, await formContext(ports));
  const started = await startNewDraft(person, cardActivity, ports, { ...where, ...begun, ...(!isTaken && { id: data.draft }) });
  return started === busy ? showDraft(press, ports) : started;
}

/**
 * Refuses a draft beyond the limit and names the oldest, as none is discarded unasked. Undefined where there is room, and
 * for a repeat with the id of a draft that exists.
 */
export async function refusedWhenFull(person: PersonId, ports: NewVisitorPorts, id?: RequestId): Promise<Answer | undefined> {
  const drafts = await ports.drafts.list(person, draftsAtMost * 2);
  return drafts.some((draft) => draft.id === id) ? undefined : refusalWhenFull(drafts, ports);
}

/** The same for drafts that have been read. */
export function refusalWhenFull(drafts: readonly Draft[], ports: Pick<Ports, 'policy'>): Answer | undefined {
  const oldest = drafts.at(-1);
  if (!oldest || drafts.length < draftsAtMost) return undefined;
  const { step, revision } = oldest;
  return card(
    noticeCard({
      title: headings.draftsFull,
      sentence: fullSentence(drafts.length, oldest, ports),
      buttons: [
        button('askDiscard', buttonTitles.discardOldest, { draft: oldest.id, step, revision }),
        button('newVisitor', buttonTitles.savedDrafts, {}),
      ],
    }),
  );
}

export function fullSentence(count: number, { answers, touchedAt }: Draft, { policy }: Pick<Ports, 'policy'>): string {
  return sentences.draftsFull(count, fullName(answers) ?? cardSentences.unnamedDraft, moment(touchedAt, policy.zone));
}

/** Where a draft begins, with which answers and under which id; blank at the first step unless said. */
type Begun = Partial<Pick<Draft, 'id' | 'step' | 'answers' | 'touched' | 'follows' | 'begunOn' | 'fromLine' | 'datesNotUnderstood'>>;

export async function startNewDraft(
  person: PersonId,
  cardActivity: string | undefined,
  ports: DraftPorts,
  begun: Begun = {},
): Promise<Answer> {
  const made = withPresentDepartment(newDraft(person, ports, begun), await ports.departments.all());
  const draft = { ...made, ...(cardActivity !== undefined && { cardActivity }) };
  const drawn = await saveAndDraw(draft, undefined, ports);
  return drawn === 'lost' ? busy : card(drawn);
}

/** A draft as it begins, not saved yet. */
export function newDraft(person: PersonId, ports: Pick<Ports, 'random'>, begun: Begun = {}): Draft {
  return {
    id: newId(ports),
    spare: newId(ports),
    sponsor: person,
    revision: 1,
    step: 'department',
    answers: emptyAnswers,
    touched: {},
    ...begun,
    uploads: [],
    touchedAt: '',
  };
}

export function newId({ random }: Pick<Ports, 'random'>): RequestId {
  return requestId(random.bytes(8));
}

export async function isRefusedByDirectory(person: PersonId, ports: Pick<Ports, 'people' | 'log'>): Promise<boolean> {
  return (await askerOf(person, ports)) === 'refused';
}

/**
 * Whether this person may sponsor. Without an answer of the directory they may begin, without a filled-in department:
 * *Make request* asks the directory again, and waits for it.
 */
export async function askerOf(person: PersonId, { people, log }: Pick<Ports, 'people' | 'log'>): Promise<Person | undefined | 'refused'> {
  try {
    const known = await people.person(person);
    return known && maySponsor(known) ? known : 'refused';
  } catch (fault) {
    log.warn({ person, fault: String((fault as Error).name) }, 'directory did not answer; the draft goes on');
    return undefined;
  }
}

/** Rows read to find the newest request of a sponsor: those that end last. */
const rowsRead = 50;

/**
 * The school or service on the first card: the person's own, else that of their newest request, else none. One storage call
 * where the directory has none. Never throws.
 */
export async function whereTheyAsk(
  person: PersonId,
  asker: Person | undefined,
  ports: Pick<Ports, 'departments' | 'views' | 'log'>,
): Promise<Begun> {
  const departments = await ports.departments.all();
  const own = departmentCalled(asker?.department, departments);
  const department = own?.id ?? (await lastUsed(person, departments, ports));
  return department === undefined ? {} : { answers: { ...emptyAnswers, department } };
}

async function lastUsed(
  person: PersonId,
  departments: readonly Department[],
  { views, log }: Pick<Ports, 'views' | 'log'>,
): Promise<string | undefined> {
  try {
    const { rows } = await views.list(viewOf.sponsor(person), rowsRead);
    const [newest] = rows.sort((one, other) => (one.since < other.since ? 1 : -1));
    const now = newest && departmentNow(newest.department, departments);
    return departments.find(({ id }) => id === now)?.id;
  } catch (fault) {
    log.warn({ person, fault: (fault as Error).name }, 'the school or service of a new draft was not filled in');
    return undefined;
  }
}
