import { day } from '../dates/day-words';
import { yesNo } from '../form/form-words';
import type { Question } from '../form/question-kinds';
import { type Field, questions, rowLabelOf } from '../form/questions';
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
  'agree-change': 'Change agreed',
  'refuse-change': 'Change refused',
  'cancel-proposal-change': 'Change withdrawn',
  'photo-link': 'Photo page opened',
  'photo-sent': 'Photo sent in the chat',
  'propose-photo': 'Photo added to the requested change',
  'lapse-proposal': 'Requested change lapsed, as no photo was added',
  'ask-deputies': 'Deputies asked, as the head is away',
  'follow-merge': 'School or service merged into another',
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
  'account-reported': 'Reported done by IT',
  'account-looked': 'Directory checked',
  'account-not-done': 'IT could not do this',
  'account-retried': 'Account tried again',
  'account-not-made': 'No account was made',
  'account-reminded': 'Account checked by the nightly check',
  'account-needs-hand': 'Account needs attention from IT',
  'try-again': 'Tried again by an administrator',
};

/** "Approved", "Approved with changes", "Photo looked at 3 times". A verb without words of its own is shown as it is. */
export function eventTitle(
  { verb, fields, channel }: Pick<RequestEvent, 'verb' | 'fields'> & Partial<Pick<RequestEvent, 'channel'>>,
  verbs: VerbTable,
  times = 1,
): string {
  const name = recordedName(verb, fields);
  const known = (Object.hasOwn(verbs, name) ? verbs[name]?.event : titles[name]) ?? name;
  // The directory's word comes by the clock; a person's is no fact of the directory.
  const isSaid = saidByPeople.has(verb) && channel !== undefined && channel !== 'clock';
  const title = isSaid ? `Reported done: ${known.charAt(0).toLowerCase()}${known.slice(1)}` : known;
  return times > 1 ? `${title} ${times} times` : title;
}

const saidByPeople = new Set([
  'account-made',
  'account-begun',
  'account-enabled',
  'account-disabled',
  'account-changed',
  'account-not-made',
]);

/** Both approvals are recorded as one verb, and so are the answers to an extension and to another change. */
function recordedName(verb: string, fields: readonly string[]): string {
  if (fields.length === 0) return verb;
  if (verb === 'approve') return 'approve-changed';
  return proposalVerbs.has(verb) && !fields.includes('validTo') ? `${verb}-change` : verb;
}

const proposalVerbs = new Set(['agree', 'refuse', 'cancel-proposal']);

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

/** Whether it is how the visitor is reached, which approvers are not shown. */
export function isContactField(field: string): boolean {
  const row = questionNamed(field)?.row;
  return typeof row === 'object' && row.group === 'contact';
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
