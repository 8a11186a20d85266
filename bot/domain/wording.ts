import { Temporal } from 'temporal-polyfill';
import { lengthOfStay } from './calendar';
import type { Field, Problem, StepName, Warning } from './form';
import type { Policy, Reason } from './records';
import { type Refusal, wordsAtMost } from './lifecycle';
import type { Answers, Channel, Decision, ItAccess, Status } from './visitor-request';

/** Every sentence that a person reads in the chat. English only for now. */
const locale = 'en-GB';

const dayFormat = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const timeFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than all the rest of a card, so each zone keeps its own. */
function timeFormat(zone: string): Intl.DateTimeFormat {
  const known = timeFormats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone });
  timeFormats.set(zone, made);
  return made;
}

/** R12: with its weekday. `day('2027-02-03')` is "Wed 3 Feb 2027". */
export function day(date: string | Temporal.PlainDate): string {
  const { year, month, day: dayOfMonth } = Temporal.PlainDate.from(date);
  return dayFormat.format(Date.UTC(year, month - 1, dayOfMonth)).replace(',', '');
}

/** "Wed 3 Feb 2027 at 14:05", in the organisation's zone. */
export function moment(instant: string, zone: string): string {
  const at = Temporal.Instant.from(instant);
  return `${day(at.toZonedDateTimeISO(zone).toPlainDate())} at ${timeFormat(zone).format(at.epochMilliseconds)}`;
}

/** "3 months and 2 days", its last day included. */
export function stay(from: string, to: string): string {
  const { months, days } = lengthOfStay(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to));
  const parts = [months > 0 && counted(months, 'month'), days > 0 && counted(days, 'day')].filter(Boolean);
  return parts.length > 0 ? parts.join(' and ') : 'no days';
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

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
  privacy: 'These details are used to make the visitor’s account and card. You, the people who decide, and the account and card offices see them. They are erased 12 months after the account ends, or 90 days after a request that never became one.',
  privacyPhoto: 'Used for the ID card only. You, the people who decide, and the card office see it. It is deleted 30 days after the card is issued or the request is over.',
} as const;

/** What a blank date stands for (F16). */
export function blankMeans(date: string | undefined): string {
  return date === undefined ? 'There is no standard date here, so please give one.' : `Leave blank for the organisation’s date, ${day(date)}.`;
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
export const savedElsewhere = 'This was changed on another device meanwhile. What you typed is in the field; what was saved stands below. Press Next to keep yours.';

export const statusLabels: Record<Status, string> = {
  pending: 'Waiting for a decision',
  returned: 'Returned with a question',
  approved: 'Approved',
  active: 'Active',
  expired: 'Expired',
  ended: 'Ended',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  lapsed: 'Lapsed',
};

export const channelNames: Record<Channel, string> = { teams: 'Teams', outlook: 'Outlook', tab: 'the Teams tab', clock: 'the calendar' };

const decidedWords: Record<Decision['verb'], string> = { approve: 'Approved', reject: 'Rejected', return: 'Returned with a question' };

/** "on Tue 3 Feb 2027 at 14:05 in Teams"; the name goes before it, as literal text of its own. */
export function decidedWhen(decision: Decision, zone: string): string {
  return `on ${moment(decision.at, zone)} in ${channelNames[decision.channel]}`;
}
export function decidedWord(decision: Decision): string {
  return decidedWords[decision.verb];
}

/** What happens next, under the status. `date` fields are ISO. */
export function nextSentence(status: Status, request: { validFrom: string; validTo: string }): string {
  switch (status) {
    case 'pending':
      return `If nobody decides by ${day(request.validTo)}, the request lapses.`;
    case 'returned':
      return 'Answer by changing the request, then send it again.';
    case 'approved':
      return `The account starts on ${day(request.validFrom)}.`;
    case 'active':
      return `The last day is ${day(request.validTo)}.`;
    case 'expired':
      return `The last day was ${day(request.validTo)}. If an account is still needed, make a new request.`;
    case 'lapsed':
      return 'Nobody decided in time. If an account is still needed, make a new request.';
    case 'rejected':
    case 'withdrawn':
    case 'ended':
      return 'Nothing further happens with this request.';
  }
}

/** The line that a notification shows. No visitor's name: it appears on locked screens. */
export const summaries = {
  welcome: 'What I can do for you',
  draft: 'Visitor request: your draft',
  ask: 'A visitor request waits for your decision',
  list: 'Your list',
  outcome: (status: Status, id: string) => `Visitor request ${id}: ${statusLabels[status].toLowerCase()}`,
} as const;

/** One plain sentence for each refusal. */
export function refusalSentence(refusal: Exclude<Refusal, { refused: 'incomplete' | 'moved-on' }>, policy: Pick<Policy, 'helpRoute'>): string {
  switch (refusal.refused) {
    case 'not-yours':
      return 'There is nothing here for you to do. If you expected something, ask the person who sent you here.';
    case 'own-request':
      return 'You asked for this account or changed the request, so somebody else has to decide it.';
    case 'not-staff':
      return `Only members of staff can ask for visitor accounts. If you think that you should be able to, ${policy.helpRoute}.`;
    case 'words-missing':
      return 'Please write a few words: the sponsor will read them.';
    case 'words-too-long':
      return `That is too long: please use at most ${refusal.most} characters.`;
  }
}

export const sentences = {
  welcome: 'I help you to ask for accounts for visitors who stay a month or longer, and to decide about them.',
  notUnderstood: 'I did not understand that. Here is what I can do.',
  unknownButton: 'This button no longer works. Write “help” to see what I can do.',
  noDraft: 'This draft is no longer there: it was sent or discarded. Write “new visitor” to start another.',
  saved: 'Saved. Write “new visitor” whenever you want to go on.',
  askDiscard: 'Discard this draft? What you have filled in, and the photo, will be gone.',
  discarded: 'The draft is gone. Write “new visitor” to start another.',
  stillBusy: 'Somebody else is changing this at the same moment. Please press again.',
  fault: (reference: string) => `Something went wrong on our side, and your last step may not have been saved. Please try again in a minute; pressing twice does no harm. If it happens again, tell the IT Service Desk this reference: ${reference}.`,
  unknownPerson: 'a colleague',
  movedOn: 'This has moved on since that card was drawn. Here it is as it stands now; nothing was changed.',
  directoryAway: 'The staff directory does not answer just now, so the request was not made. Your draft is kept: please press Make request again in a few minutes.',
  slow: 'This takes longer than usual. It may have worked: please look again in a minute, or press once more. Pressing twice does no harm.',
  noVisitors: 'You sponsor no visitors yet.',
  nothingWaiting: 'Nothing waits for your decision.',
  personalChatOnly: 'I work in a personal chat only. Please write to me there.',
} as const;

export const wordsLabels = {
  reject: 'Reason (required; the sponsor will read it)',
  return: 'Your question (required; the sponsor will read it)',
} as const;

/** The reason for a visit as a list shows it. */
export function reasonHint(reason: Pick<Reason, 'maxMonths'>): string {
  return `For this reason an account runs at most ${counted(reason.maxMonths, 'month')}.`;
}

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

export { wordsAtMost };
