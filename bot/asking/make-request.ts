import { button } from '../../cards/actions';
import { clean } from '../domain/form/form';
import type { FormContext } from '../domain/form/form-context';
import { givenTo } from '../domain/form/questions';
import type { Person } from '../domain/organisation/organisation';
import { type Change, isOfDraft, type Refusal, request } from '../domain/request/lifecycle';
import type { Draft } from '../domain/request/records';
import { statusAt } from '../domain/request/request-dates';
import { isEditable, resubmit } from '../domain/request/resubmit';
import type { VisitorRequest } from '../domain/request/visitor-request';
import { buttonTitles } from '../domain/words/card-words';
import { sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Copy } from '../ports/requests';
import type { Stored } from '../ports/stored';
import type { Answer } from '../ports/turn';
import { busy, card, notice, refused } from '../shown/chat-answer';
import { draftContext } from '../shown/form-context';
import { inTeams, type Pressed } from '../shown/press';
import { showRequestOf } from '../shown/request-card';
import { changeRequest, createRequest, type Outcome } from '../verbs/perform';
import { copyOfPhoto } from './copy-of-photo';
import { drawStored } from './draft-card';
import { idInstead } from './draft-ids';
import { draftGone, type FillPorts } from './fill-draft';
import { newId } from './new-visitor';
import { holdForConfirming, withColleague } from './prepared-draft';
import { dropSentDraft } from './sent-draft';

export type MakePorts = FillPorts & Pick<Ports, 'views' | 'queue'>;

/** *Make request*, *Confirm as sponsor* of what a colleague prepared, and *Resubmit* for one that was edited. A second press answers with the request of the first. */
export async function makeRequest(press: Pressed<{ draft: string; revision: number; round: number }>, ports: MakePorts): Promise<Answer> {
  const stored = await ports.drafts.read(press.person, press.data.draft);
  if (!stored) return draftGone(press, ports);
  if (stored.value.confirmation) return card(withColleague(stored.value, ports));
  const draft = stored.value;
  const context = await draftContext(draft, ports);
  // What is sent is what the card showed: a photo or another device may have changed the draft since.
  const isSeen = draft.revision === press.data.revision && (draft.changes?.revision ?? 0) === press.data.round;
  if (!isSeen) return review(stored, context, ports);
  const asker = await directoryKnows(press.person, ports);
  if (asker === 'no-answer') return { kind: 'sentence', text: sentences.directoryAway };
  if (!asker) return refused({ refused: 'not-staff' }, ports);
  if (draft.prepared && !('refused' in changeOf(draft, asker, context, press, ports))) {
    const held = await holdForConfirming(draft, ports);
    if (held !== 'held') return held === 'busy' ? busy : draftGone(press, ports);
  }
  const outcome = draft.changes ? await sendAgain(draft, asker, context, press, ports) : await make(draft, asker, context, press, ports);
  return answerTo(outcome, stored, context, press, ports);
}

/**
 * Under the id of the draft; where somebody else has made a request under it, under one that follows from it, which
 * another press finds again; where that is taken too, under the draft’s spare one, which nobody can know.
 */
async function make(draft: Draft, asker: Person, context: FormContext, press: Pressed<unknown>, ports: MakePorts): Promise<Outcome> {
  const isTaken = (outcome: Outcome) => outcome.kind === 'refused' && outcome.request !== undefined && !isOfDraft(outcome.request, draft);
  const own = await makeOf(draft, asker, context, press, ports);
  if (!isTaken(own)) return own;
  for (const id of [await idInstead(draft.id, draft.sponsor), draft.spare ?? newId(ports)]) {
    ports.log.warn({ request: draft.id, person: press.person }, 'the id of a draft is taken by a request of somebody else');
    // A photo belongs to one id.
    const photo = await copyOfPhoto(id, draft, ports);
    if (draft.answers.photo && !photo) return { kind: 'busy' };
    const moved = { ...draft, id, answers: { ...draft.answers, ...(photo && { photo }) } };
    const outcome = await makeOf(moved, asker, context, press, ports);
    if (!isTaken(outcome)) return outcome;
  }
  return { kind: 'busy' };
}

async function makeOf(draft: Draft, asker: Person, context: FormContext, press: Pressed<unknown>, ports: MakePorts): Promise<Outcome> {
  const change = changeOf(draft, asker, context, press, ports);
  if ('refused' in change) return { kind: 'refused', refusal: change };
  return createRequest(change, cardOfDraft(press, change.request), ports);
}

function changeOf(draft: Draft, asker: Person, context: FormContext, press: Pressed<unknown>, ports: MakePorts): Change | Refusal {
  return request(draft, asker, context, { actor: inTeams(press.person), now: ports.clock.now() });
}

async function sendAgain(draft: Draft, asker: Person, context: FormContext, press: Pressed<unknown>, ports: MakePorts): Promise<Outcome> {
  const seen = draft.changes?.revision ?? 0;
  return changeRequest(
    draft.id,
    (current) => resubmit(current, draft, asker, context, { actor: inTeams(press.person), now: ports.clock.now(), seen }),
    ports,
    { todos: ['draft'] },
  );
}

async function answerTo(
  outcome: Outcome,
  stored: Stored<Draft>,
  context: FormContext,
  press: Pressed<unknown>,
  ports: MakePorts,
): Promise<Answer> {
  if (outcome.kind === 'busy') return busy;
  if (outcome.kind === 'unknown') return notice(sentences.noDraft);
  if (outcome.kind === 'refused' && !outcome.request) return answerToRefusal(outcome.refusal, stored, context, ports);
  if (!outcome.request) return busy;
  if (outcome.kind === 'refused' && outcome.refusal.refused === 'unchanged')
    return notice(sentences.nothingEdited, [button('showDraft', buttonTitles.goOn, { draft: stored.value.id })]);
  if (outcome.kind === 'refused' && isStillTyped(stored.value, outcome.request, context))
    return showRequestOf(outcome.request, press.person, ports, { notice: sentences.editsKept });
  const isOver = outcome.kind === 'done' || outcome.refusal.refused === 'moved-on';
  if (isOver && outcome.request.sponsor === press.person) await clearAway(stored.value, outcome.request, ports);
  return showRequestOf(outcome.request, press.person, ports);
}

/** Whether a draft holds changes that its request, corrected or asked once more meanwhile, can still take. */
function isStillTyped({ answers, changes }: Draft, request: VisitorRequest, { policy, today }: FormContext): boolean {
  if (!changes || !isEditable(statusAt(request, today))) return false;
  const typed = clean(answers, policy);
  return Object.keys({ ...typed, ...request.answers }).some(
    (field) => JSON.stringify(givenTo(field, typed)) !== JSON.stringify(givenTo(field, request.answers)),
  );
}

async function answerToRefusal(refusal: Refusal, stored: Stored<Draft>, context: FormContext, ports: MakePorts): Promise<Answer> {
  if (refusal.refused === 'incomplete' || refusal.refused === 'moved-on') return review(stored, context, ports);
  return refused(refusal, ports);
}

async function review({ value, etag }: Stored<Draft>, context: FormContext, ports: MakePorts): Promise<Answer> {
  const drawn = await drawStored({ value: { ...value, step: 'review' }, etag }, context, ports);
  return drawn === 'lost' ? busy : card(drawn);
}

/** The worker does this too, should it fail here; at once it spares the sponsor a draft that is a request already. */
async function clearAway(draft: Draft, request: VisitorRequest, ports: MakePorts): Promise<void> {
  try {
    // Under the draft’s own id, the request’s work does this.
    if (draft.prepared && request.id !== draft.id)
      await ports.queue.enqueue(
        { kind: 'prepared', id: draft.id, preparer: draft.prepared.by, sponsor: draft.sponsor, request: request.id },
        0,
      );
    await dropSentDraft(draft, request, ports);
  } catch {
    ports.log.warn({ request: draft.id }, 'a sent draft was left for the worker');
  }
}

/** The pressed card becomes the request’s card, so it has to be kept up to date like any other. */
function cardOfDraft({ person, cardActivity }: Pressed<unknown>, { revision, status }: VisitorRequest): Copy[] {
  if (cardActivity === undefined) return [];
  return [{ person, channel: 'teams', message: { kind: 'made' }, activity: cardActivity, shownRevision: revision, shownStatus: status }];
}

async function directoryKnows(person: string, { people, log }: Pick<Ports, 'people' | 'log'>): Promise<Person | undefined | 'no-answer'> {
  try {
    return await people.person(person);
  } catch (fault) {
    log.warn({ person, fault: (fault as Error).name }, 'directory did not answer; the request waits');
    return 'no-answer';
  }
}
