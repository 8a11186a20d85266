import type { Field, Problem, StepName, Warning } from './form';
import type { Policy } from './records';
import type { Answers, ItAccess } from './visitor-request';
import { counted, day } from './wording';

export const fieldLabels: Record<Field, string> = {
  department: 'School or professional service visited',
  reason: 'Visitor access reason',
  employer: 'Visitor’s employing organisation',
  title: 'Title',
  firstName: 'First name',
  middleNames: 'Middle names',
  lastName: 'Last name',
  preferredName: 'Preferred name',
  telephone: 'Telephone',
  validFrom: 'Valid from',
  validTo: 'Valid to',
  itAccess: 'User IT access level',
  idCard: 'User requires ID card',
  photo: 'Photo',
  personalEmail: 'Personal email',
};

/** Stands in the label: cards of a draft leave checking to the server, so that *Back* never loses what was typed. */
export function labelled(field: Field, isRequired: boolean): string {
  return isRequired ? `${fieldLabels[field]} (required)` : `${fieldLabels[field]} (optional)`;
}

export const itAccessLabels: Record<ItAccess, string> = { none: 'No access', 'staff-like': 'Staff-like', 'student-like': 'Student-like' };

export function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

export const stepTitles: Record<StepName, string> = {
  department: 'Which school or service is visited?',
  reason: 'Why is the visitor coming?',
  employer: 'Who employs the visitor?',
  names: 'What is the visitor called?',
  dates: 'When does the account run?',
  access: 'What does the visitor need?',
  photo: 'A photo for the ID card',
  more: 'Anything else we should know?',
  review: 'Check and make the request',
};

export const stepParts: Record<StepName, string> = {
  department: 'School or service',
  reason: 'Reason',
  employer: 'Employer',
  names: 'Name',
  dates: 'Dates',
  access: 'IT access and card',
  photo: 'Photo',
  more: 'Other details',
  review: 'Review',
};

export function stepCount(position: number, of: number): string {
  return `Step ${position} of ${of}`;
}

export const hints = {
  department: 'Scroll, or type part of the name.',
  employer: 'The company or organisation that the contractor or consultant works for.',
  datesInclusive: 'The account starts at the beginning of the first day and works until the end of the last.',
  itAccess: 'Neither level gives library resources or the learning environment.',
  idCard: 'An ID card needs a photo of the visitor.',
  middleNames: 'Best given when IT access is wanted: they feed the username and the identity check of self-service password reset.',
  preferredName: 'If given, other systems know the visitor by this name.',
  telephone: 'The number they prefer to be called on.',
  personalEmail: 'Not a university address. Used to let the visitor set the first IT password.',
} as const;

/** What a blank date stands for (F16). */
export function blankMeans(date: string | undefined): string {
  return date === undefined
    ? 'There is no standard date here, so please give one.'
    : `Leave blank for the organisation’s date, ${day(date)}.`;
}

/** The sentence beside a field. */
export function problemSentence(field: Field, problem: Problem, policy: Pick<Policy, 'shortVisitRoute'>): string {
  switch (problem.word) {
    case 'missing':
      return missingSentences[field] ?? `Please give this: ${fieldLabels[field]}.`;
    case 'text-too-long':
      return `That is too long: please use at most ${problem.most} characters.`;
    case 'no-letter':
      return 'This needs at least one letter.';
    case 'no-such-date':
      return 'There is no such date. Please choose a day from the calendar.';
    case 'too-far-back':
      return `This may be no earlier than ${day(problem.earliest)}.`;
    case 'ends-before-start':
      return 'The last day lies before the first. Please change one of the two dates.';
    case 'over-already':
      return 'The last day has passed already. Please give a later one.';
    case 'stay-too-long':
      return `For this reason a stay is ${counted(problem.months, 'month')} at most. The last day may be no later than ${day(problem.latest)}.`;
    case 'stay-too-short':
      return `Visitor accounts are for a month or longer. For a shorter visit, ${policy.shortVisitRoute}.`;
    case 'not-an-email':
      return 'This does not look like an email address, such as name@example.org.';
    case 'university-email':
      return 'This is a university address. Please give the visitor’s personal one, or leave it blank.';
    case 'not-a-telephone':
      return 'Please use digits, spaces and + ( ) - only, for example 01509 222121.';
    case 'nothing-asked':
      return 'With no IT access and no ID card there is nothing to make. Please choose at least one of them.';
  }
}

const missingSentences: Partial<Record<Field, string>> = {
  department: 'Please choose the school or service from the list.',
  reason: 'Please choose the reason from the list.',
  employer: 'Please give the organisation that employs the visitor.',
  firstName: 'Please give the visitor’s first name.',
  lastName: 'Please give the visitor’s last name.',
  validFrom: 'Please give the first day: there is no standard date here.',
  validTo: 'Please give the last day: there is no standard date here.',
  photo: 'An ID card needs a photo. Please add one, or choose no ID card.',
  personalEmail: 'With IT access a personal email is needed, to set the first password.',
};

export function warningSentence(warning: Warning, policy: Pick<Policy, 'shortVisitRoute'>): string {
  switch (warning.word) {
    case 'short-visit':
      return `This visit is shorter than a month. For short visits you can ${policy.shortVisitRoute} instead.`;
    case 'begun-already':
      return 'The first day lies in the past. The account starts when it is approved, not before.';
    case 'no-middle-names':
      return 'IT access is asked for, but no middle names. If the visitor has any, they help to make the username and to confirm who they are.';
    case 'no-personal-email':
      return 'IT access is asked for, but no personal email. It lets the visitor set the first password.';
  }
}

/** For the decider, about somebody else’s request. */
export function concernSentence(warning: Warning): string | undefined {
  switch (warning.word) {
    case 'short-visit':
      return 'The stay is shorter than a month.';
    case 'begun-already':
      return 'The first day lies in the past: the account starts as soon as you approve.';
    case 'no-middle-names':
      return 'IT access without middle names.';
    case 'no-personal-email':
      return undefined;
  }
}

/** Two devices on one draft: what is saved is named beside the field that still holds what was typed here. */
export const savedElsewhere =
  'This was changed on another device meanwhile. What you typed is in the field; what was saved stands below. Press Next to keep yours.';

export function answerText(field: Field, answers: Answers): string | undefined {
  switch (field) {
    case 'itAccess':
      return itAccessLabels[answers.itAccess];
    case 'idCard':
      return yesNo(answers.idCard);
    case 'photo':
      return answers.photo ? 'Added' : undefined;
    case 'validFrom':
    case 'validTo': {
      const date = answers[field];
      return date === undefined ? undefined : safeDay(date);
    }
    default:
      return answers[field];
  }
}

/** A typed date may be no date yet. */
function safeDay(date: string): string {
  try {
    return day(date);
  } catch {
    return date;
  }
}
