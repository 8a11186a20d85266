import { day } from '../dates/day-words';
import { problemSentence } from '../form/form-words';
import type { OwnProblem, Question, Questions } from '../form/question-kinds';
import { type Answers, givenTo, questions } from '../form/questions';
import type { Policy } from '../organisation/organisation';
import type { VisitorRequest } from '../request/visitor-request';
import { type Status, statusRow } from '../statuses/table';
import { channelNames, moment, withPreferred } from './words';

/** What the cards alone say: headings, button titles, row labels, and the lines put together from names and dates. */
export const headings = {
  welcome: 'Visitor accounts',
  drafts: 'You have a saved draft',
  manyDrafts: 'You have saved drafts',
  draftsFull: 'There is no room for another draft',
  notSent: 'Not sent yet',
  toDecide: 'A visitor request for your decision',
  ofSponsor: 'Your visitor request',
  request: 'Visitor request',
  found: 'Visitors found',
  photo: 'Photo for the ID card',
  photoChoices: 'Whose photo is this?',
  onePage: 'Your draft on one page',
  editRequest: 'Edit the request',
} as const;

export const buttonTitles = {
  next: 'Next',
  back: 'Back',
  save: 'Save for later',
  discard: 'Discard',
  discardOldest: 'Discard the oldest',
  savedDrafts: 'My drafts',
  goOn: 'Continue',
  onePage: 'Fill in on one page',
  openPage: 'Open the page',
  goOnHere: 'Continue here',
  startAnother: 'Start another',
  addPhoto: 'Add the photo',
  replacePhoto: 'Replace the photo',
  useBrowser: 'Use the browser instead',
  usePhoto: 'Use it here',
  checkAgain: 'Check again',
  makeRequest: 'Make request',
  sendAgain: 'Resubmit',
  approve: 'Approve',
  reject: 'Reject',
  return: 'Return with a question',
  withdraw: 'Withdraw',
  takeBack: 'Undo my decision',
  changeAndSend: 'Edit and resubmit',
  editRequest: 'Edit',
  cancel: 'Cancel',
  open: 'Open',
  earlier: 'Show previous',
  more: 'Show more',
  newVisitor: 'New visitor',
  anotherLikeThis: 'Request another like this',
  nextRequest: 'Next one',
  askAgain: 'Request again',
  showPhoto: 'Show the photo in the tab',
  openPhotoPage: 'Open the photo page',
} as const;

/** How a sponsor's way into the draft is called that changes the request. */
export function editTitle(status: Status): string {
  return status === 'returned' ? buttonTitles.changeAndSend : buttonTitles.editRequest;
}

/** Rows of a request that show no single answer; those that do have their label in the question. */
export const rowLabels = {
  /** Under the heading *Visitor*. */
  visitor: 'Name',
  stay: 'Length',
  endedOn: 'Ended on',
  sponsor: 'Sponsor',
  reapproved: 'Reapproved',
  asked: 'Requested',
  resubmitted: 'Resubmitted',
  takenOver: 'Taken over',
  reference: 'Reference',
  follows: 'Follows',
} as const;

export const cardSentences = {
  draftsIntro: 'Continue a saved draft, or start another request.',
  noNameYet: 'No name yet',
  unnamedDraft: 'one without a name',
  noDepartmentYet: 'No school or service chosen yet',
  notGiven: 'Not given',
  missing: 'Missing',
  complete: 'Your request is complete. When you select Make request, it goes to the head of the school or service for approval.',
  unedited: 'Nothing has been changed yet. Choose what to edit below; then you can resubmit the request.',
  completeAgain: 'Your request is complete. When you select Resubmit, it goes to the head of the school or service for approval.',
  concerns: 'Please check',
  photoAlt: 'The photo as it will be printed on the ID card',
  photoByDialog:
    'Adding the photo opens a window here. You can also send the picture in this chat; a file sent here stays in your OneDrive as well.',
  photoChoices: 'Several of your drafts need a photo. Choose the one this photo is for.',
  photoByBrowser: 'Adding the photo opens a page in your browser. Come back here afterwards.',
  photoPage: 'Everything you have entered is saved. The photo page opens in your browser; come back here afterwards.',
  photoAdded: 'Photo added.',
  photoMissing: 'No photo yet.',
  photoCheck: 'If you have added it and it does not show here, select “Check again”.',
  askWithdraw: 'Withdraw this request? This cannot be undone.',
  askApprove: 'Approve this request? You can add a note.',
  askReject: 'Why are you rejecting this request?',
  askReturn: 'What do you need the sponsor to answer or change?',
  nobodyToAsk: 'This request has no approver at the moment.',
} as const;

/** Marks a problem in words too, so that its colour is not the only sign. */
export const problemMark = '⚠ ';

export function answersToCorrect(count: number): string {
  return count === 1 ? '⚠ Please correct the answer marked below.' : `⚠ Please correct the ${count} answers marked below.`;
}

export function missingBeforeRequest(count: number, button: string): string {
  return `${count === 1 ? 'One more thing is' : `${count} more things are`} needed before you can select “${button}”.`;
}

/** The button beside a problem: "Add the first name", "Edit Valid to". */
export function mend({ noun }: Question, problem: OwnProblem): string {
  return `${problem.word === 'missing' ? 'Add' : 'Edit'} ${noun}`;
}

/** Away from its field: named, unless the sentence does so itself. May hold words of the policy. */
export function problemAway(question: Question, problem: OwnProblem, policy: Pick<Policy, 'shortVisitRoute'>): string {
  const sentence = problemSentence(question, problem, policy);
  const isNamed = problem.word === 'missing' || problem.word === 'nothing-asked' || sentence.startsWith(question.label);
  return isNamed ? sentence : `${question.label}: ${sentence}`;
}

/** On the review of a draft that asks again for what is over. */
export function followsLine(reference: string, hasBlankDates: boolean): string {
  const filled = `This repeats ${reference}. Please check that its details are still right.`;
  return hasBlankDates ? `${filled} Dates that have passed were left blank.` : filled;
}

/** "Open VR-7K3M9QXA". */
export function openIt(reference: string): string {
  return withReference(buttonTitles.open, reference);
}

export function withReference(title: string, reference: string): string {
  return `${title} ${reference}`;
}

/** A blank that stands for the organisation's date. */
export function organisationsDay(date: string): string {
  return `${day(date)} (the University’s default date)`;
}

/** Beside a field on the card of a device that came second. */
export function savedValue(text: string | undefined): { label: string; text: string } {
  return { label: 'Saved on the other device: ', text: text ?? 'blank' };
}

/** A date that a calendar cannot show is named, so that it is not lost. */
export function typedDate(text: string): { label: string; text: string } {
  return { label: 'You entered: ', text };
}

/** "Dr Ada Mary Example"; undefined while there is no name at all. */
export function fullName(answers: Answers, table: Questions = questions): string | undefined {
  if (!answers.firstName && !answers.lastName) return undefined;
  const parts = Object.keys(table).filter((field) => table[field]?.row === 'name');
  return parts.flatMap((field) => givenTo(field, answers) ?? []).join(' ');
}

/** "Dr Ada Mary Example (Addie)"; undefined while there is no name at all. */
export function nameAndPreferred(answers: Answers): string | undefined {
  const name = fullName(answers);
  return name === undefined ? undefined : withPreferred(name, answers.preferredName);
}

/** "Dr Ada Mary Example (Addie), Visiting Professor". For literal text only. */
export function titleOf(visitor: string, reason: string): string {
  return `${visitor}, ${reason}`;
}

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** Where else a picture from the chat may be meant for. */
export function photoOfRequests(references: readonly string[]): string {
  return `If it is for the ID card of ${alternatives.format(references)}, open that request and select “Add the photo”.`;
}

/** "The photo is in your draft for Ada Example, …": a picture from the chat comes without a chosen part. */
export function photoTaken(visitor: string | undefined): string {
  const draft = visitor === undefined ? 'your draft' : `your draft for ${visitor}`;
  return `The photo has been added to ${draft} and cropped automatically. To crop it yourself, select “Replace the photo”.`;
}

export function lastTouched(instant: string, zone: string): string {
  return `Last changed ${moment(instant, zone)}`;
}

/** "With Ann Head or Bo Deputy since Tue 3 Feb 2027 at 14:05." */
export function waitingWith(names: readonly string[], since: string, zone: string): string {
  return names.length === 0 ? cardSentences.nobodyToAsk : `With ${alternatives.format(names)} since ${moment(since, zone)}.`;
}

const together = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** After who has it: "Ann Head is away until Wed 3 Feb 2027, so Bo Deputy has been asked too." */
export function awayLine({ name, until, deputies }: { name: string; until?: string; deputies: readonly string[] }): string {
  const away = until === undefined ? 'away' : `away until ${day(until)}`;
  return `${name} is ${away}, so ${together.format(deputies)} ${deputies.length === 1 ? 'has' : 'have'} been asked too.`;
}

/** For what happened without a decision: "Withdrawn on Tue 3 Feb 2027 at 14:05." */
export function happened(status: Status, instant: string, zone: string): string {
  return `${statusRow(status).label} on ${moment(instant, zone)}.`;
}

/** "Approved by Ann Head on Tue 3 Feb 2027 at 14:05 in Outlook." */
export function decidedLine(decision: NonNullable<VisitorRequest['decision']>, by: string | undefined, zone: string): string {
  const words = { approve: 'Approved', reject: 'Rejected', return: 'Returned' };
  return `${words[decision.verb]}${by ? ` by ${by}` : ''} on ${moment(decision.at, zone)} in ${channelNames[decision.channel]}.`;
}

/** Before who has it now: "Ann Head reversed their decision on Tue 3 Feb 2027 at 14:08."; `by` is undefined for the reader’s own. */
export function recalledLine(by: string | undefined, instant: string, zone: string): string {
  return `${by === undefined ? 'You reversed your' : `${by} reversed their`} decision on ${moment(instant, zone)}.`;
}

/** Under their own decision: "You can take this back until Tue 3 Feb 2027 at 14:15." */
export function recallSentence(until: string, zone: string): string {
  return `You can undo your decision until ${moment(until, zone)}.`;
}

/** What happens next, as the sponsor or anybody else is told it. */
export function nextFor(
  isSponsor: boolean,
  status: Status,
  request: Pick<VisitorRequest, 'validFrom' | 'validTo' | 'decision'>,
  today: string,
): string {
  const { next, nextForOthers = next } = statusRow(status);
  return isSponsor ? next(request, today) : nextForOthers(request, today);
}

const wordsTitles = { approve: 'Note', reject: 'The reason', return: 'The question' } as const;

/** What the sponsor is shown of a decision, by its verb. */
export function wordsTitle(verb: keyof typeof wordsTitles): string {
  return wordsTitles[verb];
}

/** After what was approved in place of what was asked for. For literal text only. */
export function noteLine(note: string): string {
  return `${wordsTitles.approve}: “${note}”`;
}

/** Beside why it was not sent. For literal text only. */
export function youWrote(words: string): string {
  return `You wrote: “${words}”`;
}

/** "Wed 3 Feb 2027 to Fri 30 Jul 2027". */
export function period(from: string, to: string): string {
  return `${day(from)} to ${day(to)}`;
}

/** In a row of a list: "Waiting for Ann Head or Bo Deputy". For literal text only. */
export function waitingFor(names: readonly string[]): string {
  return `Waiting for ${alternatives.format(names)}`;
}

/** Under a list that goes on: "11 to 20 of 23". */
export function range(first: number, last: number, total: number): string {
  return `${first} to ${last} of ${total}`;
}

/** In a list over several sponsors: "Active, asked by Sam Sponsor". */
export function statusAskedBy(statusLabel: string, sponsor: string): string {
  return `${statusLabel}, requested by ${sponsor}`;
}

/** In a list of what waits: "Asked to take over from Sam Sponsor". */
export function takeOverFrom(sponsor: string): string {
  return `You have been asked to take over from ${sponsor}`;
}

export function askedByName(sponsor: string): string {
  return `Requested by ${sponsor}`;
}
