import { clean } from '../domain/form/form';
import type { FormContext } from '../domain/form/form-context';
import { givenTo } from '../domain/form/questions';
import type { Person } from '../domain/organisation/organisation';
import { remainderOf } from '../domain/request/edit';
import { draftVersion, isOfDraft, request } from '../domain/request/lifecycle';
import type { Actor, Draft } from '../domain/request/records';
import type { Change, Refusal } from '../domain/request/refusal';
import { statusAt } from '../domain/request/request-dates';
import { isEditable, isOtherAnswer, resubmit, withAnswer } from '../domain/request/resubmit';
import type { SentVersion, VisitorRequest } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';
import type { Copy } from '../ports/requests';
import type { Stored } from '../ports/stored';
import { draftContext } from '../shown/form-context';
import { changeRequest, createRequest, type Outcome } from '../verbs/perform';
import { copyOfPhoto } from './copy-of-photo';
import { idInstead } from './draft-ids';
import { newId } from './new-visitor';
import { holdForConfirming } from './prepared-draft';
import { dropSentDraft } from './sent-draft';

export type SendPorts = Pick<
  Ports,
  'drafts' | 'requests' | 'views' | 'departments' | 'people' | 'photos' | 'queue' | 'policy' | 'clock' | 'random' | 'log' | 'atOnce'
>;

/** Which draft is sent, and as it was seen: its revision, and of the returned request that it changes. */
export interface Seen {
  draft: string;
  revision: number;
  round: number;
  /** The answer to the question of the returned request where it was typed beside the draft. */
  answer?: string;
}

/**
 * The result of sending a draft. `request`: the stored one; `isEarlier`: an earlier press made it; `isUnsent`: it was decided
 * or closed first, so that the edits of this draft are not in it; `kept`: the edit that another device typed meanwhile.
 */
export type Sent =
  | { kind: 'request'; request: VisitorRequest; isEarlier: boolean; isUnsent: boolean; kept?: Draft }
  | { kind: 'gone' }
  /** Whoever prepared it has asked a colleague to be the sponsor. */
  | { kind: 'with-colleague'; draft: Draft }
  /** Another device or a photo changed it since it was seen, or something is missing: nothing was sent. */
  | { kind: 'unseen' | 'incomplete'; stored: Stored<Draft>; context: FormContext }
  /** It equals the pending request. */
  | { kind: 'unchanged'; stored: Stored<Draft>; context: FormContext }
  /** The request was corrected or asked once more since it was opened: nothing was sent, and what was typed is kept. */
  | { kind: 'moved-on'; stored: Stored<Draft>; context: FormContext; request: VisitorRequest }
  | { kind: 'refused'; refusal: Exclude<Refusal, { refused: 'incomplete' | 'moved-on' }> }
  | { kind: 'directory-away' }
  | { kind: 'busy' };

/** The card in the sponsor's chat that shows the request from now on, where there is one. */
type CopyOf = (draft: Draft, made: VisitorRequest) => Copy | undefined;

/** Makes the request of a draft, or resubmits the one that it changes, from whichever channel. */
export async function sendDraft(seen: Seen, actor: Actor, copyOf: CopyOf, ports: SendPorts): Promise<Sent> {
  const read = await ports.drafts.read(actor.id, seen.draft);
  if (!read) return { kind: 'gone' };
  const draft = seen.answer === undefined ? read.value : { ...withAnswer(read.value, seen.answer), revision: read.value.revision };
  const stored = { ...read, value: draft };
  if (draft.confirmation) return { kind: 'with-colleague', draft };
  const context = await draftContext(draft, ports);
  // Only what the person saw is sent: a photo or another device may have changed the draft since.
  if (draft.revision !== seen.revision || (draft.changes?.revision ?? 0) !== seen.round) return { kind: 'unseen', stored, context };
  const asker = await directoryKnows(actor.id, ports);
  if (asker === 'no-answer') return { kind: 'directory-away' };
  if (!asker) return { kind: 'refused', refusal: { refused: 'not-staff' } };
  const sending: Sending = { stored, draft, asker, context, actor, copyOf };
  if (draft.prepared && !('refused' in requestChange(draft, sending, ports))) {
    const held = await holdForConfirming(draft, ports);
    if (held !== 'held') return { kind: held };
  }
  return await afterwards(draft.changes ? await sendAgain(sending, ports) : await makeWithFreeId(sending, ports), sending, ports);
}

interface Sending {
  stored: Stored<Draft>;
  draft: Draft;
  asker: Person;
  context: FormContext;
  actor: Actor;
  copyOf: CopyOf;
}

/**
 * Under the id of the draft; where somebody else has made a request under it, under one that follows from it, which
 * another press finds again; where that is taken too, under the draft’s spare one, which nobody can know.
 */
async function makeWithFreeId(sending: Sending, ports: SendPorts): Promise<Outcome> {
  const { draft, actor } = sending;
  const isTaken = (outcome: Outcome) => outcome.kind === 'refused' && outcome.request !== undefined && !isOfDraft(outcome.request, draft);
  const own = await makeAsDraft(draft, sending, ports);
  if (!isTaken(own)) return own;
  for (const id of [await idInstead(draft.id, draft.sponsor), draft.spare ?? newId(ports)]) {
    ports.log.warn({ request: draft.id, person: actor.id }, 'the id of a draft is taken by a request of somebody else');
    // Made by an earlier press, which may have deleted the photo.
    const made = (await ports.requests.read(id))?.value;
    if (made && isOfDraft(made, draft)) return { kind: 'refused', refusal: { refused: 'moved-on' }, request: made };
    // A photo belongs to one id.
    const photo = await copyOfPhoto(id, draft, ports);
    if (draft.answers.photo && !photo) return { kind: 'busy' };
    const moved = { ...draft, id, answers: { ...draft.answers, ...(photo && { photo }) } };
    const outcome = await makeAsDraft(moved, sending, ports);
    if (!isTaken(outcome)) return outcome;
  }
  return { kind: 'busy' };
}

function requestChange(draft: Draft, { asker, context, actor }: Sending, { clock }: Pick<SendPorts, 'clock'>): Change | Refusal {
  return request(draft, asker, context, { actor, now: clock.now() });
}

async function makeAsDraft(draft: Draft, sending: Sending, ports: SendPorts): Promise<Outcome> {
  const { copyOf } = sending;
  const change = requestChange(draft, sending, ports);
  if ('refused' in change) return { kind: 'refused', refusal: change };
  const copy = copyOf(draft, change.request);
  return createRequest(change, copy ? [copy] : [], ports);
}

async function sendAgain({ draft, asker, context, actor, copyOf }: Sending, ports: SendPorts): Promise<Outcome> {
  const seen = draft.changes?.revision ?? 0;
  return changeRequest(draft.id, (current) => resubmit(current, draft, asker, context, { actor, now: ports.clock.now(), seen }), ports, {
    todos: ['draft'],
    copies: (made) => [copyOf(draft, made)].flatMap((copy) => copy ?? []),
  });
}

async function afterwards(outcome: Outcome, { stored, context, actor }: Sending, ports: SendPorts): Promise<Sent> {
  if (outcome.kind === 'busy') return { kind: 'busy' };
  if (outcome.kind === 'unknown') return { kind: 'gone' };
  if (outcome.request) return afterMeeting(outcome, outcome.request, { stored, context, actor }, ports);
  if (outcome.kind === 'done') return { kind: 'busy' };
  const { refusal } = outcome;
  return refusal.refused === 'incomplete' || refusal.refused === 'moved-on'
    ? { kind: 'incomplete', stored, context }
    : { kind: 'refused', refusal };
}

/** A request exists under the draft's id: made from it, or another one. */
async function afterMeeting(
  outcome: Extract<Outcome, { kind: 'done' | 'refused' }>,
  request: VisitorRequest,
  { stored, context, actor }: Pick<Sending, 'stored' | 'context' | 'actor'>,
  ports: SendPorts,
): Promise<Sent> {
  if (outcome.kind === 'refused' && outcome.refusal.refused === 'unchanged') return { kind: 'unchanged', stored, context };
  if (outcome.kind === 'refused' && outcome.refusal.refused === 'words-too-long') return { kind: 'refused', refusal: outcome.refusal };
  const isUnsent = outcome.kind === 'refused' && isTypedAnew(stored.value, request, context);
  if (outcome.kind === 'refused' && isUnsent && isEditable(statusAt(request, context.today))) {
    const { refusal } = outcome;
    if (refusal.refused === 'moved-on') {
      const value = (stored.value.changes ? undefined : await clearAway(stored, request, request.sent, ports)) ?? stored.value;
      return { kind: 'moved-on', stored: { ...stored, value }, context, request };
    }
    return refusal.refused === 'incomplete' ? { kind: 'incomplete', stored, context } : { kind: 'refused', refusal };
  }
  const isOver = outcome.kind === 'done' || outcome.refusal.refused === 'moved-on';
  const kept = isOver && request.sponsor === actor.id ? await clearAway(stored, request, draftVersion(stored.value), ports) : undefined;
  // Where nothing was sent, that is what is told.
  return { kind: 'request', request, isEarlier: outcome.kind === 'refused', isUnsent, ...(kept && !isUnsent && { kept }) };
}

/** Whether the draft of this request holds what is not in it. */
function isTypedAnew(draft: Draft, request: VisitorRequest, { policy }: FormContext): boolean {
  const { answers, changes, answer } = draft;
  // Of a new request, answers may have been corrected since.
  if (!changes) return request.sent !== undefined && remainderOf(draft, request, request.sent) !== undefined;
  if (isOtherAnswer(answer, request)) return true;
  const typed = clean(answers, policy);
  return Object.keys({ ...typed, ...request.answers }).some(
    (field) => JSON.stringify(givenTo(field, typed)) !== JSON.stringify(givenTo(field, request.answers)),
  );
}

/** Done at once, so that no draft of a made request is offered; the worker repeats it if it fails here. Answers with an edit that was kept. */
async function clearAway(
  stored: Stored<Draft>,
  request: VisitorRequest,
  sent: SentVersion | undefined,
  ports: SendPorts,
): Promise<Draft | undefined> {
  const { value: draft } = stored;
  try {
    // Under the draft’s own id, the request’s work does this.
    if (draft.prepared && request.id !== draft.id) {
      const { by: preparer } = draft.prepared;
      await ports.queue.enqueue({ kind: 'prepared', id: draft.id, preparer, sponsor: draft.sponsor, request: request.id }, 0);
    }
    return await dropSentDraft(stored, request, sent, ports);
  } catch {
    ports.log.warn({ request: draft.id }, 'a sent draft was left for the worker');
    return undefined;
  }
}

async function directoryKnows(person: string, { people, log }: Pick<Ports, 'people' | 'log'>): Promise<Person | undefined | 'no-answer'> {
  try {
    return await people.person(person);
  } catch (fault) {
    log.warn({ person, fault: (fault as Error).name }, 'directory did not answer; the request waits');
    return 'no-answer';
  }
}
