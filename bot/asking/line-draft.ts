import { problemsOf, stepOf } from '../domain/form/form';
import type { FormContext } from '../domain/form/form-context';
import { understoodLine } from '../domain/form/form-words';
import { datesNotUnderstood, readLine, type Understood } from '../domain/form/one-line';
import { withProposedStart } from '../domain/form/proposed-start';
import { type Answers, emptyAnswers, type Field, questions } from '../domain/form/questions';
import { type StepName, stepNames } from '../domain/form/steps';
import type { PersonId } from '../domain/organisation/organisation';
import type { Draft } from '../domain/request/records';
import type { Answer } from '../ports/turn';
import { refusalNotice } from '../shown/chat-answer';
import { formContext } from '../shown/form-context';
import { type FillPorts, showDraft } from './fill-draft';
import { askerOf, draftsAtMost, type NewVisitorPorts, newVisitor, refusalWhenFull, startNewDraft, whereTheyAsk } from './new-visitor';

/** What a form has an answer to before anybody gave one: it is asked unless the line said it. */
const presumed: readonly Field[] = ['validFrom', 'validTo', 'itAccess', 'idCard'];

/**
 * *New visitor* with a line after it: one more draft, filled with what is certain of the line, at the first card with
 * something to ask. The card says what was understood, and nothing is sent. A line of which nothing is certain begins what
 * *New visitor* begins, and the card says that it was not understood.
 */
export async function lineDraft(person: PersonId, line: string, ports: NewVisitorPorts & FillPorts): Promise<Answer> {
  const plain = await formContext(ports);
  const { understood, rest } = readLine(line, plain);
  if (Object.keys(understood).length === 0) return newVisitor({ person, isAutomatic: false, data: { line } }, ports);
  const dates = datesNotUnderstood({ understood, rest });
  const open = dates.length > 0 && { datesNotUnderstood: dates };
  const context: FormContext = { ...plain, ...open };
  const asker = await askerOf(person, ports);
  if (asker === 'refused') return refusalNotice({ refused: 'not-staff' }, ports);
  const where = await whereTheyAsk(person, asker, ports);
  const answers: Answers = { ...emptyAnswers, ...where.answers, ...understood };
  const step = firstToAsk(answers, understood, context);
  const fromLine = { step, understood: understoodLine(understood, questions, context, rest) };
  const filled = step === 'visit' ? withProposedStart(answers, context) : answers;
  const begun = { ...where, ...open, answers: filled, step, fromLine };
  const drafts = await ports.drafts.list(person, draftsAtMost * 2);
  const same = drafts.find((draft) => isAsBegun(draft, begun));
  if (same) return showDraft({ person, data: { draft: same.id }, inputs: {}, isAutomatic: false }, ports);
  return refusalWhenFull(drafts, ports) ?? startNewDraft(person, undefined, ports, begun);
}

/** A draft that the same line began and nobody has touched: it is continued, so that a repeated line adds none. */
function isAsBegun(draft: Draft, { answers, fromLine }: Pick<Draft, 'answers' | 'fromLine'>): boolean {
  const isUntouched = draft.revision === 1 && Object.keys(draft.touched).length === 0;
  return isUntouched && draft.fromLine?.understood === fromLine?.understood && JSON.stringify(draft.answers) === JSON.stringify(answers);
}

function firstToAsk(answers: Answers, understood: Understood, context: FormContext): StepName {
  const missing = [
    ...(Object.keys(problemsOf(answers, context)) as Field[]),
    ...presumed.filter((field) => understood[field] === undefined),
  ];
  const steps = new Set(missing.map(stepOf));
  return stepNames.find((step) => steps.has(step)) ?? 'review';
}
