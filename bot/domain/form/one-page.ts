import { type Form, visitorForm } from './form';
import type { FormContext } from './form-context';
import { isStartProposed, withProposedStart } from './proposed-start';
import { isAboutVisitor } from './question-kinds';
import { type Answers, givenTo } from './questions';
import { type StepName, stepNames } from './steps';

/** The form on one page: the questions and rules of the cards, without steps. */

/** One edit of a field, as the text in its input. */
export interface TypedText {
  /** The values that the page knows of: the one it was shown and those it sent without an answer. */
  was: readonly string[];
  is: string;
}

/** What stands under one heading. Its part is called after a step, but holds all about the visitor or all about the visit. */
export interface PageSection {
  part: StepName;
  fields: string[];
}

/** Shows how far a draft has come: the step of its card, and the answers. */
interface Progress {
  answers: Answers;
  step: StepName;
  touched: Readonly<Record<string, number>>;
  changes?: unknown;
}

/**
 * Whether the page asks more than the first question: once the person has answered it. A proposed answer
 * still needs their confirmation.
 */
export function isBegun({ answers, step, touched }: Progress, context: FormContext, form: Form = visitorForm): boolean {
  const problems = form.problemsOf(answers, context);
  const isConfirmed = step !== stepNames[0] || Object.keys(touched).length > 0;
  return isConfirmed && form.fieldsOf[stepNames[0]].every((field) => problems[field] === undefined);
}

/** The draft as the page shows it, with the proposed Valid from, which the cards fill in at the visit step. */
export function asOnPage<Shown extends Progress>(draft: Shown, context: FormContext, form: Form = visitorForm): Shown {
  return isStartProposed(draft) && isBegun(draft, context, form) ? { ...draft, answers: withProposedStart(draft.answers, context) } : draft;
}

/** The school or service alone at first; then every field that these answers reveal: about the visitor, about the visit, the photo. */
export function pageSections(draft: Progress, context: FormContext, form: Form = visitorForm): PageSection[] {
  const parts = isBegun(draft, context, form) ? stepNames : stepNames.slice(0, 1);
  const visible = Object.keys(form.questions).filter((field) => form.isVisible(field, draft.answers, context.policy));
  const revealedBy = (field: string) => form.questions[field]!.revealedBy;
  const asked = visible.flatMap((field) => (revealedBy(field) ? [] : [field, ...visible.filter((one) => revealedBy(one) === field)]));
  const partOf = (field: string) => (isAboutVisitor(form.questions[field]!) ? 'who' : form.stepOf(field));
  return parts.map((part) => ({ part, fields: asked.filter((field) => partOf(field) === part) })).filter(({ fields }) => fields.length > 0);
}

/** The step at which the chat continues: the first with a problem, else the last. */
export function stepToGoOn(answers: Answers, context: FormContext, form: Form = visitorForm): StepName {
  const problems = form.problemsOf(answers, context);
  const isOpen = (step: StepName) => form.fieldsOf[step].some((field) => problems[field] !== undefined);
  return form.stepsOf(answers, context.policy).find(isOpen) ?? 'review';
}

/** The value of an answer's input: `yes` or `no`, an id, an ISO date, a text; empty for a blank and for a photo. */
export function inputText(field: string, answers: Answers, form: Form = visitorForm): string {
  const given = givenTo(field, answers);
  switch (form.questions[field]?.kind) {
    case 'yes-no':
      return given === true ? 'yes' : 'no';
    case 'picture':
      return '';
    default:
      return given === undefined ? '' : String(given);
  }
}

export interface Filled {
  answers: Answers;
  changed: string[];
  /** Fields that another device saved meanwhile; the page's edit does not overwrite them. */
  savedElsewhere: Record<string, string>;
}

/** Puts the page's edits into the answers, valid or not. Unknown fields are ignored. */
export function fillPage(answers: Answers, typed: Readonly<Record<string, TypedText>>, form: Form = visitorForm): Filled {
  const filled: Filled = { answers, changed: [], savedElsewhere: {} };
  for (const [field, { was, is }] of Object.entries(typed)) {
    if (!Object.hasOwn(form.questions, field)) continue;
    const put = (text: string) => form.fillIn(filled.answers, form.stepOf(field), { [field]: text }) as Answers;
    const saved = inputText(field, filled.answers, form);
    const next = put(is);
    if (inputText(field, next, form) === saved) continue;
    // Typed text is normalised before it is stored, so compare the normalised values.
    if (was.some((text) => inputText(field, put(text), form) === saved)) {
      filled.answers = next;
      filled.changed.push(field);
    } else filled.savedElsewhere[field] = saved;
  }
  return filled;
}
