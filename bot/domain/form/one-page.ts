import { type Form, visitorForm } from './form';
import type { FormContext } from './form-context';
import { isStartProposed, withProposedStart } from './proposed-start';
import { type Section, sections } from './question-kinds';
import { type Answers, givenTo } from './questions';
import { type StepName, stepNames } from './steps';

/** The form on one page: the same questions and rules as on the cards, without their order of steps. */

/** What somebody typed into one field, in the texts that inputs hold. */
export interface TypedText {
  /** What may stand in the field as far as the page knows: what it was shown, and what it sent without an answer. */
  was: readonly string[];
  is: string;
}

/** The part of a step, or its section, under a heading of its own. */
export type PagePart = StepName | Section;
export interface PageSection {
  part: PagePart;
  fields: string[];
}

/** What tells how far a draft is: the step of its card, and what was answered. */
interface Progress {
  answers: Answers;
  step: StepName;
  touched: Readonly<Record<string, number>>;
  changes?: unknown;
}

/**
 * Whether more than the first question is asked: once it has an answer that the person gave. One that was only filled in
 * for them is still theirs to confirm.
 */
export function isBegun({ answers, step, touched }: Progress, context: FormContext, form: Form = visitorForm): boolean {
  const problems = form.problemsOf(answers, context);
  const isConfirmed = step !== stepNames[0] || Object.keys(touched).length > 0;
  return isConfirmed && form.fieldsOf[stepNames[0]].every((field) => problems[field] === undefined);
}

/** The draft as the page shows it: the page asks about the visit at once, so Valid from is filled in as on the card of the visit. */
export function asOnPage<Shown extends Progress>(draft: Shown, context: FormContext, form: Form = visitorForm): Shown {
  return isStartProposed(draft) && isBegun(draft, context, form) ? { ...draft, answers: withProposedStart(draft.answers, context) } : draft;
}

/** The school or service first and alone; then every field that these answers reveal, by step and section. */
export function pageSections(draft: Progress, context: FormContext, form: Form = visitorForm): PageSection[] {
  const steps = isBegun(draft, context, form) ? stepNames : stepNames.slice(0, 1);
  return steps.flatMap((step) => {
    const asked = form.fieldsOf[step].filter((field) => form.isVisible(field, draft.answers, context.policy));
    const partOf = (field: string) => form.questions[field]?.section ?? step;
    return [step, ...sections]
      .map((part) => ({ part, fields: asked.filter((field) => partOf(field) === part) }))
      .filter(({ fields }) => fields.length > 0);
  });
}

/** The step at which the chat continues a draft from the page: the first with a problem, else the last. */
export function stepToGoOn(answers: Answers, context: FormContext, form: Form = visitorForm): StepName {
  const problems = form.problemsOf(answers, context);
  const isOpen = (step: StepName) => form.fieldsOf[step].some((field) => problems[field] !== undefined);
  return form.stepsOf(answers, context.policy).find(isOpen) ?? 'review';
}

/** An answer as its input holds it: `yes` and `no`, an id, an ISO date, a text; empty for a blank and for a picture. */
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
  /** What another device saved in a field meanwhile, while the page knew something else: such a field is left as it is. */
  savedElsewhere: Record<string, string>;
}

/** Puts what was typed on the page into the answers, right or wrong. Fields that the form does not have are ignored. */
export function fillPage(answers: Answers, typed: Readonly<Record<string, TypedText>>, form: Form = visitorForm): Filled {
  const filled: Filled = { answers, changed: [], savedElsewhere: {} };
  for (const [field, { was, is }] of Object.entries(typed)) {
    if (!Object.hasOwn(form.questions, field)) continue;
    const put = (text: string) => form.fillIn(filled.answers, form.stepOf(field), { [field]: text }) as Answers;
    const saved = inputText(field, filled.answers, form);
    const next = put(is);
    if (inputText(field, next, form) === saved) continue;
    // Compared as they are stored, since what was typed is tidied before it is.
    if (was.some((text) => inputText(field, put(text), form) === saved)) {
      filled.answers = next;
      filled.changed.push(field);
    } else filled.savedElsewhere[field] = saved;
  }
  return filled;
}
