import { calendarDay, lengthOfStay } from '../dates/dates';
import { capitalised, counted, day, dayIn } from '../dates/day-words';
import { clockIn } from '../dates/formats';
import { problemSentence } from '../form/form-words';
import { questions } from '../form/questions';
import type { Policy } from '../organisation/organisation';
import type { Refusal } from '../request/refusal';
import type { Channel } from '../request/visitor-request';
import { requestAgainHint } from '../statuses/status';
import { type Status, statusRow } from '../statuses/table';

/** Times, refusals and the answers of the chat; every other text has a file of its own beside this one. English only for now. */

/** "Wed 3 Feb 2027 at 14:05", in the organisation's zone. */
export function moment(instant: string, zone: string): string {
  return `${dayIn(instant, zone)} at ${clockIn(instant, zone)}`;
}

/** "3 months and 2 days", its last day included. Takes ISO dates. */
export function stay(from: string, to: string): string {
  if (to < from) return 'no days';
  const { months, days } = lengthOfStay(calendarDay(from), calendarDay(to));
  const parts = [months > 0 && counted(months, 'month'), days > 0 && counted(days, 'day')].filter(Boolean);
  return parts.join(' and ');
}

export const channelNames: Record<Channel, string> = { teams: 'Teams', outlook: 'Outlook', tab: 'the Teams tab', clock: 'the calendar' };

/** The line that a notification shows. No visitor's name: it appears on locked screens. */
export const summaries = {
  welcome: 'What I can do for you',
  draft: 'Visitor request: your draft',
  request: (status: Status, id: string) => `Visitor request ${id}: ${statusRow(status).label.toLowerCase()}`,
} as const;

/** One plain sentence for each refusal. */
export function refusalSentence(
  refusal: Exclude<Refusal, { refused: 'incomplete' | 'moved-on' }>,
  policy: Pick<Policy, 'helpRoute'>,
): string {
  switch (refusal.refused) {
    case 'not-yours':
      return 'This request does not exist or you do not have access to it.';
    case 'own-request':
      return 'You made or changed this request, so someone else has to decide it.';
    case 'involved':
      return 'You made or changed this request, or sponsored the visitor, so another administrator has to do this.';
    case 'not-staff':
      return `Only members of staff can request visitor accounts. If you think you should be able to, ${policy.helpRoute}.`;
    case 'not-who-decided':
      return 'Only the person who made the decision can undo it.';
    case 'active-already':
      return 'The account is already active, so the approval can no longer be undone.';
    case 'too-late':
      return `A decision can be undone for ${refusal.minutes} minutes. That time has passed.`;
    case 'outside-window':
      return `You can do this from ${day(refusal.opens)}, 30 days before the last day.`;
    case 'over-already':
      return `The last day has passed, so the account can no longer be reapproved. ${requestAgainHint}`;
    case 'agreed-too-late':
      return `The last day, ${day(refusal.end)}, has passed, so the account can no longer be extended. The sponsor can make a new request.`;
    case 'asked-already':
      return `You have already asked for an extension to ${day(refusal.until)}. Choose another day, or wait for the answer.`;
    case 'extension-waits':
      return 'An extension of this account is waiting for an approver. Request another change once it has been answered, or withdraw it first.';
    case 'not-a-date':
      return 'Enter a date, such as 31/07/2027.';
    case 'not-later':
      return `Choose a day after the current last day, ${day(refusal.than)}.`;
    case 'not-earlier':
      return `Choose a day before the current last day, ${day(refusal.than)}.`;
    case 'no-later-day':
      return `For this reason of visit, no day after ${day(refusal.most)} can be chosen today.`;
    case 'no-earlier-day':
      return 'The last day is already the earliest that can be chosen.';
    case 'too-early':
      return `Please choose ${day(refusal.least)} or a later day.`;
    case 'too-far':
      return `For this reason of visit, please choose a day up to ${day(refusal.most)}.`;
    case 'needs-editing':
      return 'Some of what was requested is no longer possible. Please edit the request, then resubmit it.';
    case 'no-such-colleague':
      return 'No member of staff has this address. Please check it: it is the address of their work account.';
    case 'sponsor-already':
      return 'This colleague is already the sponsor.';
    case 'offered-too-often':
      return refusal.of === 'request'
        ? `You have asked colleagues to take over this visitor ${refusal.most} times today. Please try again tomorrow.`
        : `You have asked colleagues to take over visitors ${refusal.most} times today. Please try again tomorrow.`;
    case 'decider-involved':
      return 'This colleague made or changed the request, or sponsors the visitor, so they cannot decide it.';
    case 'decider-already':
      return 'This colleague is already the approver.';
    case 'not-the-head':
      return 'Only the head of the school or service can ask a deputy to decide.';
    case 'no-deputy':
      return 'There is no other deputy who can decide this request.';
    case 'deputy-missing':
      return 'Choose the deputy to ask.';
    case 'not-correctable':
      return 'This cannot be corrected here.';
    case 'unchanged':
      return 'This is what it says already. Enter the corrected detail.';
    case 'another-person':
      return 'This would be a different person. End this account and make a new request.';
    case 'not-right':
      return problemSentence(questions[refusal.field], refusal.problem, { shortVisitRoute: '' });
    case 'nudged-already':
      return `They have only just been asked. You can send a reminder from ${day(refusal.next)}.`;
    case 'nothing-left':
      return 'Without IT access or an ID card there is nothing left to approve. Keep one of them, or reject the request.';
    case 'more-than-asked':
      return 'You can approve less than was requested, not more. To change anything else, return the request with a question.';
    case 'task-over':
      return 'This has already been answered, or is no longer needed, so nothing was done.';
    case 'task-changed':
      return 'What is needed for this account has changed since you opened the list, so nothing was done. Here is the latest version.';
    case 'username-not-legal':
      return usernameSentence(refusal.most);
    case 'username-taken':
      return 'This username belongs or once belonged to someone else. Usernames are never reused, so please choose another.';
    case 'username-of-staff':
      return 'This is the username of a member of staff, so it cannot be the visitor’s. Please enter the visitor’s.';
    case 'no-card':
      return 'No ID card is needed for this visitor.';
    case 'card-moved-on':
      return 'A colleague has recorded something else about this card, so nothing was done. Please check the card’s number and history.';
    case 'card-issued':
      return 'The ID card has been issued, so it can no longer be left out. When the account ends, the card office collects it.';
    case 'card-number-wrong':
      return `Enter the number on the card: letters, digits, spaces, dots, slashes and hyphens, at most ${refusal.most} characters.`;
    case 'card-number-same':
      return 'This card number is already recorded.';
    case 'card-number-taken':
      return `${refusal.by} has a card with this number. Check the number, or open ${refusal.by} and correct it there.`;
    case 'words-missing':
      if (refusal.of === 'answer') return 'Please answer the question here, or edit the request.';
      return `Please write a few words: ${refusal.of === 'task' ? 'the administrators and the sponsor' : 'the sponsor'} will read them.`;
    case 'words-too-long':
      return `That is too long: please use at most ${refusal.most} characters.`;
  }
}

export const sentences = {
  welcome: 'I can help you request accounts for visitors staying a month or longer, and approve them.',
  notUnderstood: 'I did not understand that. Here is what I can do.',
  unknownButton: 'This button no longer works. Type “help” to see what I can do.',
  noDraft: 'This draft is no longer here: it has been sent or discarded, or a colleague has it back. Type “new visitor” to start another.',
  typedForNothing:
    'This draft is no longer here: it has been sent or discarded, or a colleague has it back. What you typed was not saved; it is still on this card, so you can copy it.',
  draftOnTop: 'Your draft is in a new message at the end of this chat.',
  draftsOnTop: 'Your saved drafts are in a new message at the end of this chat.',
  nextOnTop: 'The next request is in a new message at the end of this chat.',
  noneNext: 'No other request is waiting for your decision.',
  saved: 'Saved. Type “new visitor” when you want to continue.',
  draftsFull: (most: number, oldest: string, touched: string) =>
    `You have ${most} drafts, which is the maximum. Please discard one first: the oldest is ${oldest}, last changed ${touched}.`,
  editsKept:
    'This request has changed since you opened it, so nothing was sent. Your changes are kept: edit the request to see them again.',
  editsUnsent: 'Your changes were not sent: this request was decided or closed before you resubmitted it.',
  editsInNewMessage:
    'What you changed on another device while this was being sent is not in the request yet. It is in a new message at the end of this chat: select Resubmit there to send it too.',
  nothingEdited:
    'You have not changed anything, so the request was not sent again. If you were asked a question, you can answer it on the request’s card.',
  askDiscard: 'Discard this draft? Everything in it will be deleted.',
  discarded: 'Draft discarded. Type “new visitor” to start another.',
  stillBusy: 'Someone else is updating this. Please try again.',
  fault: (reference: string) =>
    `Something went wrong on our side, and your last step may not have been saved. Please try again in a minute: it is safe to do so. If the problem continues, quote this reference to the IT Service Desk: ${reference}.`,
  tooMuch: 'You are sending messages too quickly. Please wait a few seconds and try again.',
  unknownPerson: 'a colleague',
  askedAgain: 'You have already requested this again. Here is that request.',
  movedOn: 'This request has changed since you opened it, so nothing was done. Here is the latest version.',
  directoryAway:
    'We cannot reach the staff directory at the moment, so the request was not made. Your draft is saved: please select Make request again in a few minutes.',
  slow: 'This is taking longer than usual. It may have worked: please check in a minute. It is safe to try again.',
  notTheirs: 'This request is no longer with you.',
  decisionWaits: 'We cannot reach the staff directory at the moment, so nothing was decided. Please try again in a few minutes.',
  noVisitors: 'You have no visitors yet.',
  nothingWaiting: 'Nothing is waiting for your decision.',
  nothingFound: 'No visitors found. If you have a reference (VR-…), type it to open the request.',
  howToFind:
    'Write “find” and the beginning of a name or employing organisation, for example “find smith”. A reference such as VR-7K3M9QXA opens its request.',
  noPhotoWanted: 'This request asks for no ID card, so it needs no photo.',
  onePictureAtATime: 'Please send one picture at a time.',
  noDraftForPhoto: 'None of your drafts needs a photo. Start a request with an ID card first.',
  photoForOneCard: 'Several of the ID cards that you requested need a photo. Open the right request and select “Add the photo”.',
  cardPhotoTaken: 'The photo has been added and cropped automatically, and the approver has been asked.',
  pictureReceived: {
    file: 'Thank you. We are checking the photo and will tell you here when it is ready. A file sent in this chat also stays in your OneDrive, in the folder “Microsoft Teams Chat Files”; you can remove it there.',
    pasted: 'Thank you. We are checking the photo and will tell you here when it is ready.',
  },
  pictureWaits: 'I am still checking your last photo. Please send the next one in a few seconds.',
  pictureGone: 'That photo is no longer available. Please send it again.',
  pictureNotFetched: {
    file: 'We could not get the picture from your OneDrive. Send it again, or open the draft and select “Add the photo”.',
    pasted: 'We could not get the picture that you pasted. Open the draft and select “Add the photo”, or send the picture as a file.',
  },
  personalChatOnly: 'I work in a personal chat only. Please write to me there.',
} as const;

/** Above a dialog. */
export const dialogTitles = { photo: 'Photo for the ID card', page: 'New visitor' } as const;

export const wordsLabels = {
  approve: 'Note (optional; the sponsor will read it)',
  reject: 'Reason (required; the sponsor will read it)',
  end: 'Reason (optional; kept in the history)',
  return: 'Your question (required; the sponsor will read it)',
  refuse: 'Reason (required; the sponsor will read it)',
} as const;

/** In a mail each button sends a box of its own, so that a note says whose it is. */
export function noteLabelFor(button: string): string {
  return `Note for “${button}” (optional; the sponsor will read it)`;
}

/** What a username may be; `most` in characters. */
export function usernameSentence(most: number): string {
  return `Enter at most ${most} letters, digits, dots, hyphens and underscores, with a letter or digit first and last.`;
}

/** "Ada Example (Addie)"; a preferred name that is the whole name is not said twice. */
export function withPreferred(name: string, preferredName: string | undefined): string {
  return preferredName === undefined || preferredName === name ? name : `${name} (${preferredName})`;
}

/** Whose name is not known is called "a colleague", at the start of a sentence "A colleague". */
export function startingWithCapital(line: string): string {
  return line.startsWith(sentences.unknownPerson) ? capitalised(line) : line;
}
