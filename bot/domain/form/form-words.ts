import { readDate } from '../dates/dates';
import { day } from '../dates/day-words';
import type { Policy } from '../organisation/organisation';
import type { ItAccess } from './answer-values';
import type { FormContext } from './form-context';
import type { CommonProblem, OwnProblem, Question, Section, WarningRule } from './question-kinds';
import type { StepName } from './steps';

/** Part of the label: the server checks a draft's cards, so that *Back* never loses typed text. */
export function labelled({ label }: Pick<Question, 'label'>, isRequired: boolean): string {
  return isRequired ? `${label} (required)` : `${label} (optional)`;
}

export const itAccessLabels: Record<ItAccess, string> = { none: 'No access', 'staff-like': 'Staff-like', 'student-like': 'Student-like' };

export function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

export const stepTitles: Record<StepName, string> = {
  department: 'Which school or professional service is the visitor coming to?',
  who: 'Who is visiting, and why?',
  visit: 'Dates, access and details',
  review: 'Check and make the request',
};

/** Completes “Edit …” on the button that opens a step: “Edit visitor”. */
export const stepParts: Record<Exclude<StepName, 'review'>, string> = {
  department: 'school or service',
  who: 'visitor',
  visit: 'visit',
};

/** Headings of the review, and of the page; the buttons “Edit …” under each name the part that they edit. */
export const reviewGroups = {
  visitor: { title: 'The visitor', edits: { who: stepParts.who, visit: 'details' } },
  visit: { title: 'The visit', edits: { department: stepParts.department, visit: stepParts.visit } },
} as const;

export function editStep(part: string): string {
  return `Edit ${part}`;
}

/** Headings of the sections of a step. */
export const sectionWords: Record<Section, string> = {
  account:
    'If the visitor needs IT access, the next two answers are used to create the username, set the first password and check identity.',
  more: 'More details',
};

export function stepCount(position: number, of: number): string {
  return `Step ${position} of ${of}`;
}

export const hints = {
  datesInclusive: 'The account works from Valid from to Valid to, both days included.',
  dateNotUnderstood: 'The dates in your chat message were not understood, so please enter this one.',
} as const;

/** Says which default a blank date has, or that a date is required. */
export function blankMeans(given: string | undefined, date: string | undefined): string | undefined {
  if (given !== undefined && date === undefined) return undefined;
  return date === undefined
    ? 'This school or service has no default date, so please enter one.'
    : `Leave blank to use the University’s default date, ${day(date)}.`;
}

/** The sentence beside a field with this problem. */
export function problemSentence(question: Question, problem: OwnProblem, policy: Pick<Policy, 'shortVisitRoute'>): string {
  const own = 'sentences' in question ? question.sentences?.[problem.word] : undefined;
  if (own !== undefined) return typeof own === 'string' ? own : own(problem as never, policy);
  return commonSentence(question, problem as CommonProblem);
}

function commonSentence({ mandatory, label }: Question, problem: CommonProblem): string {
  switch (problem.word) {
    case 'missing':
      return mandatory ? mandatory.missing : `Please give this: ${label}.`;
    case 'text-too-long':
      return `That is too long: please use at most ${problem.most} characters.`;
    case 'no-letter':
      return 'This needs at least one letter.';
    case 'no-such-date':
      return 'There is no such date. Please choose a day from the calendar.';
  }
}

/** Warnings for the sponsor, on the review. */
export function warningSentence({ sentence }: WarningRule, policy: Pick<Policy, 'shortVisitRoute'>): string {
  return typeof sentence === 'string' ? sentence : sentence(policy);
}

/** For two devices on one draft: names the saved answer beside the field that still holds the typed one. */
export const savedElsewhere =
  'This has been changed on another device. Your answer is in the field and the saved one is below it. Select Next to keep yours.';

/** An answer as people read it; undefined for a blank and for an id that the organisation's lists do not have. */
export function answerText(question: Question, answer: unknown, context: Pick<FormContext, 'policy' | 'departments'>): string | undefined {
  if (answer === undefined) return undefined;
  switch (question.kind) {
    case 'text':
      return String(answer);
    case 'date':
      return safeDay(String(answer));
    case 'list':
      return question.choices(context).find(({ id }) => id === answer)?.name;
    case 'option':
      return question.options[String(answer)];
    case 'yes-no':
      return yesNo(answer === true);
    case 'picture':
      return 'Added';
  }
}

/**
 * "I understood: First name Zoë; Last name Ito; Valid from Mon 8 Feb 2027. I did not understand: “a scholar”." Contains typed text,
 * so show it as literal text.
 *
 * @param rest the parts of the line that nothing was understood of, or not all.
 */
export function understoodLine(
  answers: Readonly<Partial<Record<string, unknown>>>,
  questions: Readonly<Record<string, Question>>,
  context: FormContext,
  rest: readonly string[] = [],
): string {
  const parts = Object.entries(questions).flatMap(([field, question]) => {
    const text = answerText(question, answers[field], context);
    const label = typeof question.row === 'object' ? question.row.label : question.label;
    return text === undefined ? [] : [`${label} ${text}`];
  });
  const other = rest.length === 0 ? '' : ` ${notUnderstoodLine(rest)}`;
  return `I understood: ${parts.join('; ')}.${other} Please check that this is right.`;
}

/** "I did not understand: “a scholar”." The same holds for it. */
export function notUnderstoodLine(rest: readonly string[]): string {
  return `I did not understand: ${rest.map((part) => `“${part}”`).join(', ')}.`;
}

/** The same for a line of which nothing was understood; one without commas may be many parts in one. */
export function nothingUnderstoodLine(rest: readonly string[]): string {
  const [only = '', ...others] = rest;
  const isLong = others.length === 0 && only.split(' ').length > 2;
  return `${notUnderstoodLine(rest)}${isLong ? ` Separate the parts with commas, as in “${exampleLine}”.` : ''}`;
}

const exampleLine = 'new visitor Zoë Ito, volunteer, 8 Feb to 30 Jul, student-like, no card';

/** A typed date may not be a date yet. */
function safeDay(date: string): string {
  return readDate(date) ? day(date) : date;
}
