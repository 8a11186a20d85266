import { Temporal } from 'temporal-polyfill';
import { isMonthOrLonger, lastDayAllowed, readDate } from './calendar';
import type { Changed, Department, Policy, Reason } from './records';
import { keptAtMost, textProblem } from './text-rules';
import { type Answers, type ItAccess, itAccessLevels } from './visitor-request';

/** The steps in the order in which they are asked; a step may be left out by what is answered. */
export const stepNames = ['department', 'reason', 'employer', 'names', 'dates', 'access', 'photo', 'more', 'review'] as const;
export type StepName = (typeof stepNames)[number];

export type Field = keyof Answers;

/** Which questions each step asks, in the order of the card. */
export const fieldsOf: Record<StepName, readonly Field[]> = {
  department: ['department'],
  reason: ['reason'],
  employer: ['employer'],
  names: ['firstName', 'lastName'],
  dates: ['validFrom', 'validTo'],
  access: ['itAccess', 'idCard'],
  photo: ['photo'],
  more: ['title', 'middleNames', 'preferredName', 'telephone', 'personalEmail'],
  review: [],
};

/** What the rules of the form look at beside the answers. */
export interface FormContext {
  policy: Policy;
  departments: readonly Department[];
  today: Temporal.PlainDate;
}

/** What is wrong with an answer: a closed list, put into words by wording.ts. Dates are ISO. */
export type Problem =
  | { word: 'missing' }
  | { word: 'text-too-long'; most: number }
  | { word: 'no-letter' }
  | { word: 'no-such-date' }
  | { word: 'too-far-back'; earliest: string }
  | { word: 'ends-before-start' }
  | { word: 'over-already' }
  | { word: 'stay-too-long'; latest: string; months: number }
  | { word: 'stay-too-short' }
  | { word: 'not-an-email' }
  | { word: 'university-email' }
  | { word: 'not-a-telephone' }
  | { word: 'nothing-asked' };

export type Problems = Partial<Record<Field, Problem>>;

/** What a person should know but may ignore. */
export type Warning = { word: 'short-visit' } | { word: 'begun-already' } | { word: 'no-middle-names' } | { word: 'no-personal-email' };

/**
 * For a returned request: a date left blank stays what it was frozen at, whatever the organisation’s dates are by now
 * (F16). Another department has dates of its own.
 */
export function withFrozenDates(context: FormContext, changes: Changed | undefined): FormContext {
  if (!changes) return context;
  const { department: id, revision: _seen, photo: _shown, question: _asked, ...frozen } = changes;
  return { ...context, departments: context.departments.map((one) => (one.id === id ? { ...one, ...frozen } : one)) };
}

export function reasonOf(answers: Pick<Answers, 'reason'>, policy: Pick<Policy, 'reasons'>): Reason | undefined {
  return policy.reasons.find((reason) => reason.id === answers.reason);
}

export function departmentOf(answers: Pick<Answers, 'department'>, departments: readonly Department[]): Department | undefined {
  return departments.find((department) => department.id === answers.department);
}

/** The steps that these answers reveal: employer only for a reason that needs one, photo only for a card. */
export function stepsOf(answers: Answers, policy: Pick<Policy, 'reasons'>): StepName[] {
  return stepNames.filter((step) => fieldsOf[step].length === 0 || fieldsOf[step].some((field) => isVisible(field, answers, policy)));
}

/** The one truth about which questions are asked, for card, tab and check alike. */
export function isVisible(field: Field, answers: Answers, policy: Pick<Policy, 'reasons'>): boolean {
  if (field === 'employer') return reasonOf(answers, policy)?.needsEmployer === true;
  if (field === 'photo') return answers.idCard;
  return true;
}

/** True where the field must be filled with these answers; dates only where the organisation has none (F16). */
export function isRequired(field: Field, answers: Answers, context: FormContext): boolean {
  switch (field) {
    case 'department':
    case 'reason':
    case 'firstName':
    case 'lastName':
      return true;
    case 'employer':
    case 'photo':
      return isVisible(field, answers, context.policy);
    case 'validFrom':
    case 'validTo':
      return organisationDate(field, answers, context) === undefined;
    case 'personalEmail':
      return context.policy.personalEmailRequired && answers.itAccess !== 'none';
    default:
      return false;
  }
}

/** The date that a blank stands for: the department's own, else the organisation's (F16). */
export function organisationDate(
  field: 'validFrom' | 'validTo',
  answers: Answers,
  context: Pick<FormContext, 'policy' | 'departments'>,
): string | undefined {
  return departmentOf(answers, context.departments)?.[field] ?? context.policy[field];
}

/** The dates that apply: the sponsor's, else the organisation's. Undefined where missing or no date. */
export function datesOf(
  answers: Answers,
  context: Pick<FormContext, 'policy' | 'departments'>,
): { from?: Temporal.PlainDate; to?: Temporal.PlainDate } {
  const from = dateOf('validFrom', answers, context);
  const to = dateOf('validTo', answers, context);
  return { ...(from && { from }), ...(to && { to }) };
}

function dateOf(
  field: 'validFrom' | 'validTo',
  answers: Answers,
  context: Pick<FormContext, 'policy' | 'departments'>,
): Temporal.PlainDate | undefined {
  const text = answers[field] ?? organisationDate(field, answers, context);
  return text === undefined ? undefined : readDate(text);
}

/** Drops the answers to questions that are not asked, so that nothing hidden is ever stored with a request. */
export function clean(answers: Answers, policy: Pick<Policy, 'reasons'>): Answers {
  const kept = { ...answers };
  if (!isVisible('employer', answers, policy)) delete kept.employer;
  if (!isVisible('photo', answers, policy)) delete kept.photo;
  return kept;
}

/** What is wrong, by field, of all that is asked. Empty when the request is complete and asks for something. */
export function problemsOf(answers: Answers, context: FormContext): Problems {
  const problems: Problems = {};
  for (const step of stepsOf(answers, context.policy)) {
    for (const field of fieldsOf[step]) {
      if (!isVisible(field, answers, context.policy)) continue;
      const problem = problemOf(field, answers, context);
      if (problem) problems[field] = problem;
    }
  }
  return problems;
}

/** R5: whether *Make request* exists. */
export function mayRequest(answers: Answers, context: FormContext): boolean {
  return Object.keys(problemsOf(answers, context)).length === 0;
}

function problemOf(field: Field, answers: Answers, context: FormContext): Problem | undefined {
  if (field === 'itAccess') return answers.itAccess === 'none' && !answers.idCard ? { word: 'nothing-asked' } : undefined;
  if (answers[field] === undefined)
    return isRequired(field, answers, context) ? { word: 'missing' } : blankProblem(field, answers, context);
  switch (field) {
    case 'department':
      return departmentOf(answers, context.departments) ? undefined : { word: 'missing' };
    case 'reason':
      return reasonOf(answers, context.policy) ? undefined : { word: 'missing' };
    case 'validFrom':
      return startProblem(answers, context);
    case 'validTo':
      return endProblem(answers, context);
    case 'idCard':
    case 'photo':
      return undefined;
    default:
      return textProblem(field, answers[field] as string, context.policy);
  }
}

/** A blank end stands for the organisation's date, which may be wrong for this visit too. */
function blankProblem(field: Field, answers: Answers, context: FormContext): Problem | undefined {
  return field === 'validTo' ? endProblem(answers, context) : undefined;
}

/** F10. The organisation's own date may lie further back: activation is never before approval anyway. */
function startProblem(answers: Answers, { policy, today }: FormContext): Problem | undefined {
  const from = readDate(answers.validFrom ?? '');
  if (!from) return { word: 'no-such-date' };
  const earliest = today.subtract({ days: policy.maxDaysBack });
  return Temporal.PlainDate.compare(from, earliest) < 0 ? { word: 'too-far-back', earliest: earliest.toString() } : undefined;
}

/** F11, R1. */
function endProblem(answers: Answers, context: FormContext): Problem | undefined {
  const { from, to } = datesOf(answers, context);
  if (!to) return { word: 'no-such-date' };
  if (from && Temporal.PlainDate.compare(to, from) < 0) return { word: 'ends-before-start' };
  if (Temporal.PlainDate.compare(to, context.today) < 0) return { word: 'over-already' };
  const reason = reasonOf(answers, context.policy);
  if (!from) return undefined;
  if (reason && Temporal.PlainDate.compare(to, lastDayAllowed(from, reason.maxMonths)) > 0) {
    return { word: 'stay-too-long', latest: lastDayAllowed(from, reason.maxMonths).toString(), months: reason.maxMonths };
  }
  return context.policy.shortVisit === 'refuse' && !isMonthOrLonger(from, to) ? { word: 'stay-too-short' } : undefined;
}

/** What should be known but does not block: short visits (R1), a start in the past (F10), F6 and F15. */
export function warningsOf(answers: Answers, context: FormContext): Warning[] {
  const { from, to } = datesOf(answers, context);
  const warnings: Warning[] = [];
  if (from && to && Temporal.PlainDate.compare(from, to) <= 0 && !isMonthOrLonger(from, to)) warnings.push({ word: 'short-visit' });
  if (from && Temporal.PlainDate.compare(from, context.today) < 0) warnings.push({ word: 'begun-already' });
  if (answers.itAccess !== 'none' && !answers.middleNames) warnings.push({ word: 'no-middle-names' });
  if (answers.itAccess !== 'none' && !answers.personalEmail) warnings.push({ word: 'no-personal-email' });
  return warnings;
}

/**
 * Puts what was typed on a step's card into the answers, right or wrong: nothing typed is lost, and `problemsOf` says
 * what is wrong with it. Fields of other steps, and anything else that a card might carry, are ignored.
 */
export function fillIn(answers: Answers, step: StepName, inputs: Record<string, unknown>): Answers {
  const filled: Answers = { ...answers };
  for (const field of fieldsOf[step]) {
    const given = inputs[field];
    if (field === 'photo' || given === undefined) continue;
    if (field === 'itAccess') filled.itAccess = itAccessLevels.includes(given as ItAccess) ? (given as ItAccess) : answers.itAccess;
    else if (field === 'idCard') filled.idCard = given === 'yes' || given === 'no' ? given === 'yes' : answers.idCard;
    else {
      const text = typeof given === 'string' ? tidy(given) : '';
      if (text === '') delete filled[field];
      else filled[field] = text;
    }
  }
  return filled;
}

/**
 * One spelling of what was typed: composed characters, single spaces, no control or direction characters (they come
 * along unseen when a name is pasted, and could make one name read as another). Joiners and the looks of emoji stay, as
 * scripts need them. Cut at 300 characters.
 */
export function tidy(text: string, most = keptAtMost): string {
  const cut = text.slice(0, most * 4);
  const plain = cut
    .replace(/\p{Cs}/gu, '')
    .replace(/(?!\u200C|\u200D|\uFE0E|\uFE0F)\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}/gu, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\s\u2800]+/gu, ' ')
    .trim();
  return Array.from(plain).slice(0, most).join('').trim();
}

/**
 * Where to go after a step is answered: the next one, or, when it was opened from the review, the next with a problem.
 * The step itself may be asked no longer, when another device changed what reveals it.
 */
export function stepAfter(step: StepName, answers: Answers, context: FormContext, isReviewing: boolean): StepName {
  const later = stepsOf(answers, context.policy).filter((next) => stepNames.indexOf(next) > stepNames.indexOf(step));
  if (!isReviewing) return later[0] ?? 'review';
  const problems = problemsOf(answers, context);
  return later.find((next) => fieldsOf[next].some((field) => problems[field])) ?? 'review';
}

/** The step before, or the same at the start. */
export function stepBefore(step: StepName, answers: Answers, policy: Pick<Policy, 'reasons'>): StepName {
  const earlier = stepsOf(answers, policy).filter((previous) => stepNames.indexOf(previous) < stepNames.indexOf(step));
  return earlier.at(-1) ?? 'department';
}

/** The step that asks for a field. */
export function stepOf(field: Field): StepName {
  return stepNames.find((step) => fieldsOf[step].includes(field)) ?? 'review';
}
