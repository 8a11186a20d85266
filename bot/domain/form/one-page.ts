import { type Form, visitorForm } from './form';
import type { FormContext } from './form-context';
import { type Answers, givenTo } from './questions';
import { type StepName, stepNames } from './steps';

/** The form on one page: the same questions and rules as on the cards, without their order of steps. */

/** What somebody typed into one field, in the texts that inputs hold. */
export interface TypedText {
  /** What may stand in the field as far as the page knows: what it was shown, and what it sent without an answer. */
  was: readonly string[];
  is: string;
}

export interface Section {
  step: StepName;
  fields: string[];
}

/** The school or service first and alone; once that is chosen, every field that these answers reveal, by step. */
export function sectionsOf(answers: Answers, context: FormContext, form: Form = visitorForm): Section[] {
  const problems = form.problemsOf(answers, context);
  const [first] = stepNames;
  const isBegun = form.fieldsOf[first].every((field) => problems[field] === undefined);
  return stepNames
    .filter((step) => isBegun || step === first)
    .map((step) => ({ step, fields: form.fieldsOf[step].filter((field) => form.isVisible(field, answers, context.policy)) }))
    .filter(({ fields }) => fields.length > 0);
}

/** The step whose card goes on where the page was left: the first with a problem, else the last. */
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
