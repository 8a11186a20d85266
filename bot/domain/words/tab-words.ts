import { accountSentences } from './account-words';
import { cardSentences } from './card-words';

/** What the tab alone says; whatever the chat says too comes from there. */
export const tabSentences = {
  ending: 'Will expire after its last day',
  offered: 'For you to take over',
  badCursor: 'The list cannot be continued from there. Please open it again.',
  cannotLookUp: 'We cannot reach the staff directory at the moment, so nobody could be looked up. Please try again in a few minutes.',
  nobodyCalled: 'Nobody of that name can be chosen here. Check the spelling, or enter their whole work email.',
  nobodyAt: 'Nobody with this work email can be chosen here. Check the spelling, or search by name.',
  morePeople: 'More people match. Type more of the name to find others.',
  findColleague: 'Name or work email of your colleague (required)',
  notSignedIn: 'You are not signed in. Please open the tab again.',
  keysAway: 'We cannot check your sign-in at the moment. Please try again in a minute.',
  notKnown: 'This is for members of the organisation only. If you think you should be able to use it, ask the IT Service Desk.',
  adminsOnly: 'This is for administrators only.',
  whoIsAway: 'We cannot reach the staff directory at the moment, so nothing was done. Please try again in a few minutes.',
  nothingHere: 'There is nothing here.',
  onlyPost: 'This cannot be asked for in this way.',
  notUnderstood: 'We could not read this. Please open the tab again.',
  tooLong: 'This is too long.',
  movedOn: 'This request has changed since you opened it, so nothing was done. Here is the latest version.',
  noPhoto: 'There is no photo of this visitor any more.',
  askAgainInChat: 'To request again with the same details, open it in the chat.',
} as const;

/** What became of it, after a verb of the tab. */
export const doneSentences = {
  approve: 'You approved the request.',
  'approve-changed': 'You approved the request with these changes.',
  reject: 'You rejected the request. The sponsor will see your reason.',
  return: 'You returned the request. The sponsor will see your question.',
  recall: 'You reversed your decision. The request is waiting for a decision again.',
  withdraw: 'You withdrew the request.',
  nudge: 'Reminder sent.',
  reapprove: 'Account reapproved.',
  'let-end': 'The account will expire after its last day. You can undo this until then.',
  'keep-after-all': 'Undone. The account still expires after its last day unless you reapprove it.',
  'cancel-proposal': 'Withdrawn. The account stays as approved, and expires after its last day unless you reapprove it.',
  shorten: 'Last day brought forward.',
  end: 'Account ended.',
  'end-enabled': 'The account has been ended and is being disabled.',
  'offer-handover': 'We have asked your colleague. Nothing changes until they accept.',
  'cancel-handover': 'Handover cancelled.',
  'accept-handover': 'You are now the sponsor.',
  'decline-handover': accountSentences.declined,
  resend: 'Request resent.',
  'reassign-sponsor': 'Sponsor changed. Both have been told.',
  'reassign-decider': 'Approver changed.',
  correct: 'Detail corrected.',
} as const;

export const groupTitles = ['Visitor', 'Visit', 'Access', 'Request'] as const;
/** The columns of the list as a file. */
export const exportHeadings = [
  'Reference',
  'Visitor',
  'Status',
  'School or service',
  'Valid from',
  'Valid to',
  'Sponsor',
  'Reason',
  'IT access',
  'ID card',
  'Username',
  'Decided by',
  'Since',
] as const;

export const contactTitle = 'Contact';

export const askSentences = {
  withdraw: cardSentences.askWithdraw,
  end: accountSentences.askEnd,
  recall: 'Undo your decision? The request will wait for a decision again, and the sponsor will be told.',
} as const;
