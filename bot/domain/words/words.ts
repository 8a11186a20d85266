import { Temporal } from 'temporal-polyfill';
import { lengthOfStay } from '../dates/dates';
import { counted, day } from '../dates/day-words';
import { problemSentence } from '../form/form-words';
import { questions } from '../form/questions';
import type { Policy } from '../organisation/organisation';
import type { Refusal } from '../request/lifecycle';
import type { Channel } from '../request/visitor-request';
import { rowOf, type Status } from '../statuses/table';

/** Every sentence that a person reads in the chat. English only for now. */
const locale = 'en-GB';

const timeFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than all the rest of a card, so each zone keeps its own. */
function timeFormat(zone: string): Intl.DateTimeFormat {
  const known = timeFormats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone });
  timeFormats.set(zone, made);
  return made;
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

export const channelNames: Record<Channel, string> = { teams: 'Teams', outlook: 'Outlook', tab: 'the Teams tab', clock: 'the calendar' };

/** The line that a notification shows. No visitor's name: it appears on locked screens. */
export const summaries = {
  welcome: 'What I can do for you',
  draft: 'Visitor request: your draft',
  ask: 'A visitor request waits for your decision',
  recalled: (id: string) => `Visitor request ${id}: the decision was taken back`,
  outcome: (status: Status, id: string) => `Visitor request ${id}: ${rowOf(status).label.toLowerCase()}`,
} as const;

/** One plain sentence for each refusal. */
export function refusalSentence(
  refusal: Exclude<Refusal, { refused: 'incomplete' | 'moved-on' }>,
  policy: Pick<Policy, 'helpRoute'>,
): string {
  switch (refusal.refused) {
    case 'not-yours':
      return 'There is nothing here for you to do. If you expected something, ask the person who sent you here.';
    case 'own-request':
      return 'You asked for this account or changed the request, so somebody else has to decide it.';
    case 'involved':
      return 'You asked for this account, sponsored the visitor or changed the request, so another admin has to do this.';
    case 'not-staff':
      return `Only members of staff can ask for visitor accounts. If you think that you should be able to, ${policy.helpRoute}.`;
    case 'not-who-decided':
      return 'Only whoever decided can take the decision back. Nothing was changed.';
    case 'active-already':
      return 'The account is active already, so its approval can no longer be taken back.';
    case 'too-late':
      return `A decision can be taken back for ${refusal.minutes} minutes, and they have passed. It stands.`;
    case 'outside-window':
      return `This can be done from ${day(refusal.opens)}, thirty days before the last day.`;
    case 'over-already':
      return 'The last day has passed, so the account cannot be kept any more. “Ask again” makes a new request from this one.';
    case 'not-a-date':
      return 'Please give a date, such as 31/07/2027.';
    case 'not-later':
      return `Please choose a day after the present last day, ${day(refusal.than)}.`;
    case 'not-earlier':
      return `Please choose a day before the present last day, ${day(refusal.than)}.`;
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
      return 'This colleague is the sponsor already.';
    case 'offered-too-often':
      return refusal.of === 'request'
        ? `You have asked colleagues to take over this visitor ${refusal.most} times today. Please try again tomorrow.`
        : `You have asked colleagues to take over visitors ${refusal.most} times today. Please try again tomorrow.`;
    case 'decider-involved':
      return 'This colleague asked for the account, changed the request or sponsors the visitor, so they cannot decide it.';
    case 'decider-already':
      return 'This colleague is the one who is asked already.';
    case 'not-correctable':
      return 'This cannot be corrected here.';
    case 'unchanged':
      return 'This is what it says already.';
    case 'another-person':
      return 'This would be another person. End this account and make a new request.';
    case 'not-right':
      return problemSentence(questions[refusal.field], refusal.problem, { shortVisitRoute: '' });
    case 'nudged-already':
      return `They have been asked or reminded just now. You can remind them from ${day(refusal.next)}.`;
    case 'nothing-left':
      return 'Without IT access and without an ID card nothing would be left to approve. Please leave one of them, or reject the request.';
    case 'more-than-asked':
      return 'An approval can give less than was asked for, not more. To change anything else, return the request with a question.';
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
  draftsFull: (most: number, oldest: string, touched: string) =>
    `You have ${most} drafts, which is the most there can be. Please discard one first: the oldest is ${oldest}, last changed ${touched}.`,
  editsKept:
    'This request has changed since you opened it, so nothing was sent. Your changes are kept: edit the request to see them again.',
  nothingEdited: 'You have not changed anything, so the request was not sent again.',
  askDiscard: 'Discard this draft? Everything in it will be gone.',
  discarded: 'The draft is gone. Write “new visitor” to start another.',
  stillBusy: 'Somebody else is changing this at the same moment. Please press again.',
  fault: (reference: string) =>
    `Something went wrong on our side, and your last step may not have been saved. Please try again in a minute; pressing twice does no harm. If it happens again, tell the IT Service Desk this reference: ${reference}.`,
  tooMuch:
    'Too much came from you at once, so this was not done, and for some seconds I may leave out more. Please wait a moment, then try again.',
  unknownPerson: 'a colleague',
  askedAgain: 'You have asked again already. Here is that request.',
  movedOn: 'This has moved on since that card was drawn. Here it is as it stands now; nothing was changed.',
  directoryAway:
    'The staff directory does not answer just now, so the request was not made. Your draft is kept: please press Make request again in a few minutes.',
  slow: 'This takes longer than usual. It may have worked: please look again in a minute, or press once more. Pressing twice does no harm.',
  notTheirs: 'This request is no longer with you.',
  decisionWaits: 'The staff directory does not answer just now, so nothing was decided. Please press again in a few minutes.',
  noVisitors: 'You sponsor no visitors yet.',
  nothingWaiting: 'Nothing waits for your decision.',
  nothingFound:
    'No visitor of yours has a name that begins like that. A request of somebody else opens by its reference, where you may see it.',
  howToFind: 'Write “find” and the beginning of a name, for example “find smith”. A reference such as VR-7K3M9QXA opens its request.',
  noPhotoWanted: 'This request asks for no ID card, so it needs no photo.',
  onePictureAtATime: 'Please send one picture at a time.',
  noDraftForPhoto: 'Thank you, but none of your drafts waits for a photo. Begin a request, and it will ask for one.',
  pictureReceived: {
    file: 'Thank you. The picture is being checked, and you will read here what becomes of it. A file sent in this chat also stays in your OneDrive, in the folder “Microsoft Teams Chat Files”; you can remove it there.',
    pasted: 'Thank you. The picture is being checked, and you will read here what becomes of it.',
  },
  pictureWaits: 'I am still looking at the picture before this one. Please send the next one in a few seconds.',
  pictureGone: 'That picture is no longer at hand. Please send it again.',
  pictureNotFetched: {
    file: 'The picture could not be fetched from your OneDrive. Send it again, or open the draft and use the button “Add the photo”.',
    pasted:
      'A picture that is pasted into this chat cannot always be fetched, and this one could not. Open the draft and use the button “Add the photo”, or send the picture as a file.',
  },
  personalChatOnly: 'I work in a personal chat only. Please write to me there.',
} as const;

/** Above a dialog. */
export const dialogTitles = { photo: 'Photo for the ID card' } as const;

export const wordsLabels = {
  reject: 'Reason (required; the sponsor will read it)',
  return: 'Your question (required; the sponsor will read it)',
} as const;
