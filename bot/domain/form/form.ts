import type { Policy } from '../organisation/organisation';
import type { FormContext } from './form-context';
import {
  type AnswersTo,
  type AnyTextQuestion,
  type CommonProblem,
  type DateSuggestion,
  type OwnProblem,
  offeredChoices,
  type ProblemWith,
  type Question,
  type Questions,
  sections,
  type WarningRule,
} from './question-kinds';
import { type Answers, questions } from './questions';
import { type StepName, stepNames } from './steps';
import { textAtMost } from './text-rules';

/** A warning, by the name of its rule: people should read it and may ignore it. */
export type Warning = Pick<WarningRule, 'word'>;

type FieldOf<Q> = keyof Q & string;
type TextFieldOf<Q> = string extends keyof Q ? string : { [F in FieldOf<Q>]: Q[F] extends { kind: 'text' } ? F : never }[FieldOf<Q>];
type Reasons = Pick<Policy, 'reasons'>;

/** The rules of any form. Fields have the names of the questions. */
export interface Form<Q extends Questions = Questions> {
  readonly questions: Q;
  /** Which questions each step asks, in the order of the card. */
  readonly fieldsOf: Readonly<Record<StepName, readonly FieldOf<Q>[]>>;
  /** What an admin may correct, in the order of a shown request. */
  readonly correctableFields: readonly TextFieldOf<Q>[];
  /** The steps that ask something, given these answers. */
  stepsOf(answers: AnswersTo<Q>, policy: Reasons): StepName[];
  /** Decides which questions are asked, for card, tab and validation alike. */
  isVisible(field: FieldOf<Q>, answers: AnswersTo<Q>, policy: Reasons): boolean;
  /** Whether the field is required with these answers. */
  isRequired(field: FieldOf<Q>, answers: AnswersTo<Q>, context: FormContext): boolean;
  /** Drops answers to questions that are not asked, so that a request never stores a hidden answer. */
  clean(answers: AnswersTo<Q>, policy: Reasons): AnswersTo<Q>;
  /** The problems of all asked questions, or of these steps, by field. Empty if the request is complete and asks for IT access or a card. */
  problemsOf(answers: AnswersTo<Q>, context: FormContext, steps?: readonly StepName[]): { [F in FieldOf<Q>]?: ProblemWith<Q> };
  /** Whether *Make request* exists. */
  mayRequest(answers: AnswersTo<Q>, context: FormContext): boolean;
  /** Warnings, which do not block. */
  warningsOf(answers: AnswersTo<Q>, context: FormContext): Warning[];
  warningOf(warning: Warning): WarningRule;
  /** Dates that a button can fill in. */
  suggestionsFor(field: FieldOf<Q> | string, answers: AnswersTo<Q>, context: FormContext): readonly DateSuggestion[];
  /** The warnings of one field, shown beside its answer. */
  warningsAbout(field: FieldOf<Q>, answers: AnswersTo<Q>, context: FormContext): WarningRule[];
  /**
   * Puts the fields of a step's card into the answers, valid or not: nothing typed is lost, and `problemsOf` says
   * what is wrong with it. Fields of other steps, and anything else that a card might carry, are ignored.
   */
  fillIn(answers: AnswersTo<Q>, step: StepName, inputs: Record<string, unknown>): AnswersTo<Q>;
  /**
   * The step after this one or, if it was opened from the review, the next step with a problem.
   * The step itself may no longer apply, if another device changed the answer that reveals it.
   */
  stepAfter(step: StepName, answers: AnswersTo<Q>, context: FormContext, isReviewing: boolean): StepName;
  /** The step before, or the same at the start. */
  stepBefore(step: StepName, answers: AnswersTo<Q>, policy: Reasons): StepName;
  /** The step that asks for a field. */
  stepOf(field: FieldOf<Q>): StepName;
}

/** The rules of a form with these questions. */
export function formOf<Q extends Questions>(table: Q): Form<Q>;
export function formOf(table: Questions): Form {
  const fields = Object.keys(table);
  const questionOf = (field: string): Question => table[field]!;
  const asking = (step: StepName) => {
    const here = fields.filter((field) => questionOf(field).step === step);
    return [undefined, ...sections].flatMap((section) => here.filter((field) => questionOf(field).section === section));
  };
  const fieldsOf = Object.fromEntries(stepNames.map((step) => [step, asking(step)])) as Record<StepName, string[]>;
  const warnings = stepNames.flatMap((step) => fieldsOf[step]).flatMap((field) => questionOf(field).warnings ?? []);

  const form: Form = {
    questions: table,
    fieldsOf,
    correctableFields: fields.filter((field) => isCorrectable(questionOf(field))),
    stepsOf(answers, policy) {
      const isAsked = (field: string) => form.isVisible(field, answers, policy);
      return stepNames.filter((step) => step === 'review' || fieldsOf[step].some(isAsked));
    },
    isVisible(field, answers, policy) {
      return questionOf(field).isVisible?.(answers as Answers, policy) ?? true;
    },
    isRequired(field, answers, context) {
      const { mandatory } = questionOf(field);
      if (!mandatory || !form.isVisible(field, answers, context.policy)) return false;
      return mandatory.when?.(answers as Answers, context) ?? true;
    },
    clean(answers, policy) {
      return Object.fromEntries(
        Object.entries(answers).filter(([field]) => !Object.hasOwn(table, field) || form.isVisible(field, answers, policy)),
      );
    },
    problemsOf(answers, context, steps = stepNames) {
      const asked = steps.flatMap((step) => fieldsOf[step]).filter((field) => form.isVisible(field, answers, context.policy));
      const problems = asked.map((field) => [field, problemOf(field, answers, context)] as const);
      return Object.fromEntries(problems.filter(([, problem]) => problem !== undefined));
    },
    mayRequest(answers, context) {
      return Object.keys(form.problemsOf(answers, context)).length === 0;
    },
    warningsOf(answers, context) {
      return warnings.filter(({ applies }) => applies(answers as Answers, context)).map(({ word }) => ({ word }));
    },
    suggestionsFor(field, answers, context) {
      const question = Object.hasOwn(table, field) ? questionOf(field) : undefined;
      return (question?.kind === 'date' && question.suggestions?.(answers as Answers, context)) || [];
    },
    warningsAbout(field, answers, context) {
      const rules = form.isVisible(field, answers, context.policy) ? (questionOf(field).warnings ?? []) : [];
      return rules.filter(({ applies }) => applies(answers as Answers, context));
    },
    warningOf({ word }) {
      const rule = warnings.find((one) => one.word === word);
      if (!rule) throw new RangeError(`no question warns of ${word}`);
      return rule;
    },
    fillIn(answers, step, inputs) {
      const filled = { ...answers };
      for (const field of fieldsOf[step]) {
        if (inputs[field] === undefined) continue;
        const answer = readTyped(questionOf(field), inputs[field], answers[field]);
        if (answer === undefined) delete filled[field];
        else filled[field] = answer;
      }
      return filled;
    },
    stepAfter(step, answers, context, isReviewing) {
      const later = form.stepsOf(answers, context.policy).filter((next) => stepNames.indexOf(next) > stepNames.indexOf(step));
      if (!isReviewing) return later[0] ?? 'review';
      const problems = form.problemsOf(answers, context);
      return later.find((next) => fieldsOf[next].some((field) => problems[field])) ?? 'review';
    },
    stepBefore(step, answers, policy) {
      const earlier = form.stepsOf(answers, policy).filter((previous) => stepNames.indexOf(previous) < stepNames.indexOf(step));
      return earlier.at(-1) ?? 'department';
    },
    stepOf: (field) => questionOf(field).step,
  };
  return form;

  function problemOf(field: string, answers: GivenAnswers, context: FormContext): OwnProblem | undefined {
    const question = questionOf(field);
    const given = answers[field];
    if (given === undefined && form.isRequired(field, answers, context)) return missing;
    switch (question.kind) {
      case 'text':
        return given === undefined ? undefined : textProblem(question, String(given), context);
      case 'list':
        return given === undefined || offeredChoices(question, context).some(({ id }) => id === given) ? undefined : missing;
      case 'date':
      case 'option':
        return question.check?.(answers as Answers, context);
      case 'yes-no':
      case 'picture':
        return undefined;
    }
  }
}

type GivenAnswers = AnswersTo<Questions>;
type Given = GivenAnswers[string];

const missing: CommonProblem = { word: 'missing' };

function isCorrectable(question: Question): boolean {
  return question.kind === 'text' && question.isCorrectable;
}

function textProblem({ most, check }: AnyTextQuestion, text: string, context: FormContext): OwnProblem | CommonProblem | undefined {
  if (Array.from(text).length > most) return { word: 'text-too-long', most };
  if (check) return check(text, context);
  return /\p{L}/u.test(text) ? undefined : { word: 'no-letter' };
}

/** Parses an input's value; undefined for a blank. */
function readTyped(question: Question, typed: unknown, before: Given): Given {
  switch (question.kind) {
    case 'text':
    case 'date':
    case 'list':
      return (typeof typed === 'string' && tidy(typed)) || undefined;
    case 'option':
      return typeof typed === 'string' && Object.hasOwn(question.options, typed) ? typed : before;
    case 'yes-no':
      return typed === 'yes' || typed === 'no' ? typed === 'yes' : before;
    case 'picture':
      return before;
  }
}

/**
 * Normalises typed text: composed characters, single spaces, no control or direction characters (they come
 * with a pasted name, unseen, and could make one name read as another). Joiners and variation selectors stay, as
 * scripts need them. Cut at 300 characters.
 */
export function tidy(text: string, most = textAtMost): string {
  if (text === '') return '';
  const cut = text.slice(0, most * 4);
  const plain = cut
    .replace(/\p{Cs}/gu, '')
    .replace(/(?!\u200C|\u200D|\uFE0E|\uFE0F)\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}/gu, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\s\u2800]+/gu, ' ')
    .trim();
  return Array.from(plain).slice(0, most).join('').trim();
}

/** The form of a visitor request. */
export const visitorForm = formOf(questions);

export const {
  correctableFields,
  fieldsOf,
  stepsOf,
  isVisible,
  isRequired,
  clean,
  problemsOf,
  mayRequest,
  warningsOf,
  suggestionsFor,
  fillIn,
  stepAfter,
  stepBefore,
  stepOf,
} = visitorForm;
