import { day } from '../dates/day-words';
import { yesNo } from '../form/form-words';
import type { Question } from '../form/question-kinds';
import { type Field, questions, rowLabelOf } from '../form/questions';
import { nights } from '../request/nightly-parts';
import type { RequestEvent } from '../request/records';
import type { Channel } from '../request/visitor-request';
import type { VerbTable } from '../verbs/verb';
import { channelNames } from '../words/words';

/** What happened without a verb of the table: a heading in the history of a request. */
const titles: Record<string, string> = {
  request: 'Requested',
  'take-over': 'Taken over from the register',
  resubmit: 'Resubmitted',
  activate: 'Account activated',
  expire: 'Account expired',
  lapse: 'Lapsed',
  'expire-handover': 'Handover expired',
  propose: 'Extension requested',
  'ask-deputies': 'Deputies asked, as the head is away',
  'forget-photo': 'Photo deleted',
  'view-photo': 'Photo viewed',
  'export-card': 'Downloaded for the card system',
  'account-named': 'Username given',
  'account-asked': 'Account requested from the directory',
  'account-made': 'Account made',
  'account-begun': 'Account started',
  'account-enabled': 'Account enabled',
  'account-disabled': 'Account disabled',
  'account-changed': 'Account updated',
  'account-queued': 'Passed to IT, to be done by hand',
  'account-not-done': 'IT could not do this',
  'account-retried': 'Account tried again',
  'account-not-made': 'No account was made',
  'account-reminded': 'Account checked by the nightly check',
  'account-needs-hand': 'Account needs attention from IT',
};

/** "Approved", "Approved with changes", "Photo looked at 3 times". A verb without words of its own is shown as it is. */
export function eventTitle({ verb, fields }: Pick<RequestEvent, 'verb' | 'fields'>, verbs: VerbTable, times = 1): string {
  // Both approvals are recorded as one verb.
  const name = verb === 'approve' && fields.length > 0 ? 'approve-changed' : verb;
  const title = (Object.hasOwn(verbs, name) ? verbs[name]?.event : titles[name]) ?? name;
  return times > 1 ? `${title} ${times} times` : title;
}

/** "in Outlook"; empty for the clock, which acts nowhere. */
export function channelTitle(channel: Channel): string {
  return channel === 'clock' ? '' : `in ${channelNames[channel]}`;
}

/** What an event names that no question asks. */
const others: Record<string, string> = {
  sponsor: 'Sponsor',
  decider: 'Approver',
  userName: 'Username',
  cardNumber: 'Card number',
  cardUntil: 'Card’s last day',
};

/** What changed, in the words of a request's card. */
export function fieldTitle(field: string): string {
  const question = questionNamed(field);
  return others[field] ?? (question ? rowLabelOf(question) : field);
}

/** A value as people read it. */
export function fieldValue(field: string, value: unknown): string {
  const question = questionNamed(field);
  if (question?.kind === 'picture') return 'another one';
  if (question?.kind === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value);
  if (question?.kind === 'option' && typeof value === 'string') return question.options[value] ?? value;
  if (field === 'cardUntil' && typeof value === 'string') return day(value);
  if (typeof value === 'boolean') return yesNo(value);
  return typeof value === 'string' ? value : '';
}

function questionNamed(field: string): Question | undefined {
  return Object.hasOwn(questions, field) ? questions[field as Field] : undefined;
}

/** What is the matter with a request, for admins: one sentence, and what to do about it. */
export function attentionSentence(kind: string, code = ''): string {
  const ofCode = kind === 'account-hand' && Object.hasOwn(accountCodes, code) ? accountCodes[code] : undefined;
  return ofCode ?? attentions[kind] ?? 'This request needs attention.';
}

/** Why an account needs a person, where that is known well enough to say what to do. */
const accountCodes: Record<string, string> = {
  AccountGone: 'Someone has deleted this account in the directory. Restore it there, or end it here.',
  DisabledByHand: 'Someone has disabled this account in the directory. Enable it there, or end it here.',
  NotOurs: 'In the directory, this account no longer carries the reference of the request. Correct it there, or end it here.',
  NotDone: 'IT cannot do this: the history of the request has the reason. Once it is settled, select Done and IT is asked again.',
  NoSuchGroup: 'The directory does not know the group for this level of access. Check the settings of the groups.',
  Synced: 'Another directory keeps this account, so it cannot be changed here. See to it there.',
};

const attentions: Record<string, string> = {
  'todo-views': `The lists that show this request could not be brought up to date. The nightly check corrects them within ${nights} days.`,
  'todo-cards': 'The cards of this request in Teams could not be brought up to date. Tell the people concerned yourself.',
  'todo-mails': 'The mails about this request could not be sent. Tell the people concerned yourself.',
  'todo-accounts': 'The account could not be brought up to date. See to it in the directory yourself.',
  'account-end': 'The account has to end, and the directory is not responding. We try again every few minutes.',
  'account-fault': 'The directory responds, but fails for this account. We try again every few minutes.',
  'account-hand':
    'The directory refuses a change to this account. See to it there, then select Done: it is tried again. The code says what was refused.',
  'account-sponsor': 'The directory did not accept the sponsor of this account. Record the sponsor there yourself; the account works.',
  'account-start': 'The account has to start, and the directory is not responding. We try again every few minutes.',
  'todo-draft': 'The draft of this request could not be deleted. It will be deleted with other old drafts.',
  unreached: 'Someone could not be reached in Teams or by email. Contact them yourself, or change the approver or the sponsor.',
  'unreached-list':
    'A list with this request could not be delivered in Teams or by email. Contact the person yourself, or change the approver or the sponsor.',
  poison: 'A background step of this request keeps failing. Look it up in the log by its reference.',
  unanswered: 'Nobody has decided this request for six working days. Send the question again, or change who decides.',
  'sponsor-gone': 'The sponsor has left. Change the sponsor, unless those who decide there have named a successor.',
};
