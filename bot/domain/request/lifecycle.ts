import { Temporal } from 'temporal-polyfill';
import { clean, problemsOf, tidy } from '../form/form';
import { datesOf, type FormContext } from '../form/form-context';
import type { Answers } from '../form/questions';
import type { Person, PersonId } from '../organisation/organisation';
import type { Status } from '../statuses/table';
import type { Deciders } from './deciders';
import { withoutProposal } from './proposal';
import type { Actor, Draft, EventDetail, RequestEvent } from './records';
import type { Change, Refusal } from './refusal';
import { statusAt } from './request-dates';
import { type Account, type Decision, type Identity, identityFields, type SentVersion, type VisitorRequest } from './visitor-request';

/** Who presses a button on which card, and when. */
export interface Press {
  actor: Actor;
  /** In the organisation's zone. */
  now: Temporal.ZonedDateTime;
  /** The revision that the pressed card showed. */
  seen: number;
}

/** The longest reason or question, in characters. */
export const wordsAtMost = 1000;

/**
 * request: a complete draft becomes a pending request, its blank dates resolved and frozen.
 * Example: staff, all answered → pending, revision 1.
 */
export function request(draft: Draft, asker: Person, context: FormContext, press: Omit<Press, 'seen'>): Change | Refusal {
  if (!maySponsor(asker)) return { refused: 'not-staff' };
  const filled = complete(draft.answers, context);
  if ('refused' in filled) return filled;
  const at = instant(press.now);
  const made: VisitorRequest = {
    id: draft.id,
    status: 'pending',
    revision: 1,
    events: 0,
    sponsor: asker.id,
    // Whoever prepared it may not decide it.
    involved: [...new Set([asker.id, ...(draft.prepared ? [draft.prepared.by] : []), ...(draft.changedBy ?? [])])],
    ...(draft.prepared && { preparedBy: draft.prepared.by }),
    ...filled,
    madeAt: at,
    changedAt: at,
    question: { askedAt: at, revision: 1 },
    sent: draftVersion(draft),
    ...(draft.follows !== undefined && { follows: draft.follows }),
  };
  return recorded(made, 'request', 'draft', press, Object.keys(filled.answers), { after: { ...filled.answers } });
}

/** The draft as it is now. */
export function draftVersion({ revision, changes }: Pick<Draft, 'revision' | 'changes'>): SentVersion {
  return { round: changes?.revision ?? 0, revision };
}

/** Whether this request was made from this draft or is changed by it: under the id of a draft anybody may have made one. */
export function isOfDraft(
  { involved }: Pick<VisitorRequest, 'involved'>,
  { sponsor, changes }: Pick<Draft, 'sponsor' | 'changes'>,
): boolean {
  return changes !== undefined || involved[0] === sponsor;
}

/** What was typed as a reason, a question or an answer, or why it is none. */
export function tidyWords(
  typed: string,
  of?: 'answer' | 'task',
): { text: string } | Extract<Refusal, { refused: 'words-missing' | 'words-too-long' }> {
  const text = tidy(typed, wordsAtMost + 1);
  // What joins characters and styles emoji shows nothing by itself.
  if (text.replace(/\u200C|\u200D|\uFE0E|\uFE0F| /g, '') === '') return { refused: 'words-missing', ...(of && { of }) };
  return Array.from(text).length > wordsAtMost ? { refused: 'words-too-long', most: wordsAtMost } : { text };
}

/** A note, which may be left out, as it is kept; or why it is none. */
export function tidyNote(typed = ''): { words?: string } | Refusal {
  const words = tidyWords(typed);
  if (!('refused' in words)) return { words: words.text };
  return words.refused === 'words-missing' ? {} : words;
}

/** withdraw: the sponsor takes back what is not decided. Example: pending → withdrawn. */
export function withdraw(current: VisitorRequest, press: Press): Change | Refusal {
  if (press.actor.id !== current.sponsor) return { refused: 'not-yours' };
  if (!isCurrentIn(current, press, ['pending', 'returned'])) return { refused: 'moved-on' };
  return recorded(moved(current, 'withdrawn', press), 'withdraw', current.status, press, [], {});
}

/**
 * approve: active at once when the first day has come, else waiting for it. Example: from tomorrow → approved.
 *
 * @param typed a note, which the sponsor is shown.
 */
export function approve(current: VisitorRequest, deciders: Deciders, press: Press, typed?: string): Change | Refusal {
  const refusal = decides(current, deciders, press);
  if (refusal) return refusal;
  const note = tidyNote(typed);
  if ('refused' in note) return note;
  const status = statusAt({ ...current, status: 'approved' }, press.now.toPlainDate());
  return decided(current, status, { verb: 'approve', ...note }, press);
}

/** reject: needs a reason, which the sponsor is shown. Example: pending → rejected. */
export function reject(current: VisitorRequest, deciders: Deciders, words: string, press: Press): Change | Refusal {
  return decidedInWords(current, deciders, 'rejected', 'reject', words, press);
}

/** return: needs a question, which the sponsor is shown and answers by sending the request again. */
export function giveBack(current: VisitorRequest, deciders: Deciders, words: string, press: Press): Change | Refusal {
  return decidedInWords(current, deciders, 'returned', 'return', words, press);
}

/** As far as the directory has told: enabled and staff. */
export function maySponsor(person: Person): boolean {
  return person.isEnabled && person.isStaff;
}

/**
 * Why this person may not decide this request now, or undefined. Who they are comes before what they saw: a stranger
 * learns nothing, not even that the request has moved on.
 */
export function decides(current: VisitorRequest, deciders: Deciders, press: Press): Refusal | undefined {
  const { id } = press.actor;
  const refusal = refusesDecider(current, deciders, id, current.decision?.by === id);
  return refusal ?? (isCurrentIn(current, press, ['pending']) ? undefined : { refused: 'moved-on' });
}

/** Why this person answers no question of this request. `hasAnswered`: they have answered the question already. */
export function refusesDecider(
  { sponsor, involved }: Pick<VisitorRequest, 'sponsor' | 'involved'>,
  { may }: Deciders,
  person: PersonId,
  hasAnswered: boolean,
): Refusal | undefined {
  if (person === sponsor || involved.includes(person)) return { refused: 'own-request' };
  if (may.includes(person)) return undefined;
  return { refused: hasAnswered ? 'moved-on' : 'not-yours' };
}

function decidedInWords(
  current: VisitorRequest,
  deciders: Deciders,
  status: Status,
  verb: 'reject' | 'return',
  typed: string,
  press: Press,
): Change | Refusal {
  const refusal = decides(current, deciders, press);
  if (refusal) return refusal;
  const words = tidyWords(typed);
  return 'refused' in words ? words : decided(current, status, { verb, words: words.text }, press);
}

/** A decision, of which the sponsor is notified. */
export function decided(
  current: VisitorRequest,
  status: Status,
  what: Pick<Decision, 'verb' | 'words' | 'change'>,
  press: Press,
  fields: string[] = [],
  values: EventDetail = {},
): Change {
  const { recalled: _past, ...next } = moved(current, status, press);
  const decision: Decision = {
    ...what,
    by: press.actor.id,
    at: instant(press.now),
    channel: press.actor.channel,
    ...(what.verb === 'approve' && { visitor: identityOf(current.answers) }),
    ...(what.verb === 'return' && { changeableFrom: next.revision }),
    outcomeRevision: next.revision,
  };
  const detail = { ...values, ...(what.words !== undefined && { words: what.words }) };
  return recorded({ ...next, decision }, what.verb, current.status, press, fields, detail);
}

/** Marks the decision's outcome for the sponsor's notification at this revision. */
export function withOutcomeRevision(next: VisitorRequest): VisitorRequest {
  return { ...next, ...(next.decision && { decision: { ...next.decision, outcomeRevision: next.revision } }) };
}

/** Who the visitor is, without what was left blank. */
export function identityOf(answers: Answers): Identity {
  return Object.fromEntries(identityFields.flatMap((field) => (answers[field] === undefined ? [] : [[field, answers[field]]])));
}

/** The revision that a person saw, or the present one where only steps of the directory account lie between. */
export function seenIn({ revision, accountSteps }: VisitorRequest, seen: number): number {
  const isAfterStepsAlone = accountSteps?.to === revision && seen >= accountSteps.from && seen <= revision;
  return isAfterStepsAlone ? revision : seen;
}

/** Same revision, and a status that the dates have not overtaken. */
export function isCurrentIn(current: VisitorRequest, press: Press, from: readonly Status[]): boolean {
  return press.seen === current.revision && from.includes(statusAt(current, press.now.toPlainDate()));
}

/** The next state, which everybody is shown. */
export function moved(current: VisitorRequest, status: Status, press: Press): VisitorRequest {
  return { ...current, status, revision: current.revision + 1, changedAt: instant(press.now) };
}

type Filled = Pick<VisitorRequest, 'answers' | 'validFrom' | 'validTo'>;

export function complete(typed: Answers, context: FormContext): Filled | Refusal {
  const answers = clean(typed, context.policy);
  const problems = problemsOf(answers, context);
  const { department, reason, firstName, lastName } = answers;
  const { from, to } = datesOf(answers, context);
  if (Object.keys(problems).length > 0 || !department || !reason || !firstName || !lastName || !from || !to) {
    return { refused: 'incomplete', problems };
  }
  return { answers: { ...answers, department, reason, firstName, lastName }, validFrom: from.toString(), validTo: to.toString() };
}

/** Over for good: no offer or proposal is open any more, and nobody waits for an end that has come. */
export function closed({ handover, account, ...rest }: VisitorRequest): VisitorRequest {
  const left = account && withoutEnding(account.proposal?.open ? withoutProposal(account) : account);
  return { ...rest, ...(handover?.last && { handover }), ...(left && { account: left }) };
}

export function withoutEnding({ ending: _past, ...account }: Account): Account {
  return account;
}

/** A change with its event; `actingFor` is whose part the actor takes, when it is not their own. */
export function recorded(
  next: VisitorRequest,
  verb: string,
  from: RequestEvent['from'],
  press: Pick<Press, 'actor' | 'now'>,
  fields: string[],
  detail: EventDetail,
  actingFor?: PersonId,
): Change {
  const event: RequestEvent = {
    verb,
    actor: press.actor.id,
    ...(actingFor !== undefined && { actingFor }),
    channel: press.actor.channel,
    at: instant(press.now),
    from,
    to: next.status,
    revision: next.revision,
    fields,
  };
  return { request: { ...next, events: next.events + 1 }, event, detail };
}

const instants = new WeakMap<Temporal.ZonedDateTime, string>();

/** ISO 8601, as stored. Made once of each moment: to say what may be done, every rule is run at the same one. */
export function instant(now: Temporal.ZonedDateTime): string {
  const text = instants.get(now) ?? now.toInstant().toString();
  instants.set(now, text);
  return text;
}
