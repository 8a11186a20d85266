import { accountSentences } from './account-words';
import { cardSentences } from './card-words';

/** What the tab alone says; whatever the chat says too comes from there. */
export const tabSentences = {
  ending: 'Ends on its last day',
  badCursor: 'The list cannot be continued from there. Please open it again.',
  cannotLookUp: 'The staff directory does not answer just now, so nobody could be looked up. Please try again in a few minutes.',
  notSignedIn: 'You are not signed in. Please open the tab again.',
  keysAway: 'Your sign-in cannot be checked just now. Please try again in a minute.',
  notKnown: 'This is for members of the organisation only. If you think that you should be able to use it, ask the IT Service Desk.',
  adminsOnly: 'This is for admins only.',
  whoIsAway: 'The staff directory does not answer just now, so nothing was done. Please try again in a few minutes.',
  nothingHere: 'There is nothing here.',
  onlyPost: 'This cannot be asked for in this way.',
  notUnderstood: 'This could not be understood. Please open the tab again.',
  tooLong: 'This is too long.',
  movedOn: 'This has moved on since you opened it. Here it is as it stands now; nothing was changed.',
  noPhoto: 'There is no photo of this visitor any more.',
  changeInChat: 'To edit and resubmit the request, open it in the chat with the bot.',
  askAgainInChat: 'To ask again with what this request said, open it in the chat with the bot.',
} as const;

/** What became of it, after a verb of the tab. */
export const doneSentences = {
  approve: 'You approved the request.',
  'approve-changed': 'You approved the request with this change.',
  reject: 'You rejected the request. The sponsor is told why.',
  return: 'You returned the request. The sponsor is asked your question.',
  recall: 'You took your decision back. The request waits again.',
  withdraw: 'The request is withdrawn.',
  nudge: 'They are reminded.',
  reapprove: 'The account is kept.',
  'let-end': 'The account ends on its last day. You can keep it after all until then.',
  'keep-after-all': 'You took “Let it end” back. The account still ends on its last day unless you keep it until another.',
  shorten: 'The last day is brought forward.',
  end: 'The account is ended.',
  'offer-handover': 'Your colleague is asked. Nothing changes until they accept.',
  'cancel-handover': 'The offer is taken back.',
  'accept-handover': 'You are the sponsor now.',
  'decline-handover': accountSentences.declined,
  resend: 'The question is asked once more.',
  'reassign-sponsor': 'The sponsor is changed. Both are told.',
  'reassign-decider': 'Somebody else is asked now.',
  correct: 'The detail is corrected.',
} as const;

export const groupTitles = ['Visitor', 'Visit', 'Access', 'Request'] as const;
export const contactTitle = 'Contact';

export const askSentences = {
  withdraw: cardSentences.askWithdraw,
  end: accountSentences.askEnd,
  recall: 'Take your decision back? The request waits for a decision again, and its sponsor is told.',
} as const;
