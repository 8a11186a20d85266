import { beginDraft, isUntouched, listDrafts } from '../../asking/begin-draft';
import { dropDraft } from '../../asking/discard-draft';
import { duplicatesFor } from '../../asking/duplicates';
import { openToEdit } from '../../asking/edit-request';
import { requestInstead } from '../../asking/fill-draft';
import { madeCard } from '../../asking/make-request';
import { newPhotoLink } from '../../asking/photo/photo-dialog';
import { newProposedPhotoLink } from '../../asking/photo/proposed-photo';
import { decline, takeBack } from '../../asking/prepared-draft';
import { saveAnswers } from '../../asking/save-answers';
import { sendDraft } from '../../asking/send-draft';
import type { FormContext } from '../../domain/form/form-context';
import type { Person } from '../../domain/organisation/organisation';
import { writeUploadHeader } from '../../domain/photo/upload-link';
import { maySponsor } from '../../domain/request/lifecycle';
import type { Actor, Draft } from '../../domain/request/records';
import type { RequestId } from '../../domain/request/visitor-request';
import { choicesOf, draftRowOf, shownDraft, waitingDraft } from '../../domain/shown/draft';
import { draftSentences } from '../../domain/words/draft-words';
import { duplicateSentences, othersDuplicate, ownDuplicate } from '../../domain/words/duplicate-words';
import { tabSentences } from '../../domain/words/tab-words';
import { refusalSentence, sentences } from '../../domain/words/words';
import type { DraftStore } from '../../ports/drafts';
import { contextOfDraft, draftContext, formContext } from '../../shown/form-context';
import { busy, directoryAwayProblem, json, notYoursProblem, problem, type TabAnswer, type TabPorts } from './answer';
import type { DraftAnswer, DraftList, Duplicates, PhotoLink, SaveBody, SendBody } from './draft-contract';
import type { ListPorts } from './lists';

/** A draft is its sponsor's alone: every operation reads it under the caller's own id, so another's is not there. */
export type FormPorts = ListPorts & { drafts: DraftStore };

type DraftPart = Omit<Extract<DraftAnswer, { kind: 'draft' }>, 'kind' | 'view'>;

/** `GET /drafts` */
export async function savedDrafts(person: Person, ports: FormPorts): Promise<TabAnswer> {
  const [drafts, context] = [await listDrafts(person.id, ports), await formContext(ports)];
  const list: DraftList = {
    drafts: drafts.filter((draft) => !isUntouched(draft)).map((draft) => draftRowOf(draft, contextOfDraft(draft, context))),
  };
  return json(list);
}

/** `POST /drafts` */
export async function newDraftOnPage(person: Person, ports: FormPorts): Promise<TabAnswer> {
  if (!maySponsor(person)) return problem(403, 'forbidden', refusalSentence({ refused: 'not-staff' }, ports.policy));
  const begun = await beginDraft(person, ports);
  if (begun.kind === 'full') return problem(422, 'refused', begun.sentence);
  return begun.kind === 'busy' ? busy : openedDraft(begun.draft, ports);
}

/** `GET /drafts/<reference>` */
export async function openDraft(person: Person, reference: RequestId, ports: FormPorts): Promise<TabAnswer> {
  const stored = await ports.drafts.read(person.id, reference);
  return stored ? openedDraft(stored.value, ports) : answerWithRequest(person, reference, ports);
}

/** `POST /requests/<reference>/edit`: the draft that changes the request, or the request where it may not be edited any more. */
export async function editOnPage(person: Person, reference: RequestId, ports: FormPorts): Promise<TabAnswer> {
  const request = (await ports.requests.read(reference))?.value;
  if (request?.sponsor !== person.id) return notYoursProblem(ports);
  const draft = await openToEdit(request, ports);
  if (draft === 'busy') return busy;
  return draft ? openedDraft(draft, ports) : isRequest(request.id);
}

/** `POST /drafts/<reference>/save` */
export async function saveOnPage(person: Person, reference: RequestId, { fields }: SaveBody, ports: FormPorts): Promise<TabAnswer> {
  const saved = await saveAnswers(person.id, reference, fields, ports);
  if (saved.kind === 'gone') return answerWithRequest(person, reference, ports);
  if (saved.kind === 'with-colleague') return problem(403, 'forbidden', draftSentences.savedNothing);
  if (saved.kind === 'busy') return busy;
  const isElsewhere = Object.keys(saved.savedElsewhere).length > 0;
  return draftResponse(saved.draft, saved.context, isElsewhere ? { savedElsewhere: saved.savedElsewhere } : {});
}

/** `POST /drafts/<reference>/send` */
export async function sendFromPage(
  person: Person,
  reference: RequestId,
  { revision, round }: SendBody,
  ports: FormPorts,
): Promise<TabAnswer> {
  const actor: Actor = { id: person.id, channel: 'tab' };
  // The draft's card in the chat becomes the request's, and the worker updates it.
  const copyOf = ({ cardActivity }: Draft) => (cardActivity === undefined ? undefined : madeCard(person.id, cardActivity));
  const sent = await sendDraft({ draft: reference, revision, round }, actor, copyOf, ports);
  switch (sent.kind) {
    case 'request':
      if (sent.kept) return openedDraft(sent.kept, ports, draftSentences.editedMeanwhile);
      return sent.isUnsent ? problem(422, 'refused', sentences.editsUnsent) : isRequest(sent.request.id);
    case 'gone':
      return answerWithRequest(person, reference, ports);
    case 'with-colleague':
      return openedDraft(sent.draft, ports);
    case 'unseen':
      return draftResponse(sent.stored.value, sent.context, { sentence: draftSentences.movedOn });
    case 'incomplete':
      return draftResponse(sent.stored.value, sent.context, { sentence: draftSentences.incomplete });
    case 'unchanged':
      return draftResponse(sent.stored.value, sent.context, { sentence: sentences.nothingEdited });
    case 'moved-on':
      return draftResponse(sent.stored.value, sent.context, { sentence: sentences.editsKept });
    case 'refused':
      return problem(403, 'forbidden', refusalSentence(sent.refusal, ports.policy));
    case 'directory-away':
      return directoryAwayProblem(sentences.directoryAway);
    case 'busy':
      return busy;
  }
}

/** `POST /drafts/<reference>/discard` */
export async function discardOnPage(person: Person, reference: RequestId, ports: FormPorts): Promise<TabAnswer> {
  const dropped = await dropDraft(person.id, reference, ports, true);
  if (dropped === 'with-colleague') return problem(422, 'refused', draftSentences.notYoursToDiscard);
  if (dropped === 'busy') return busy;
  return dropped === 'dropped' ? { kind: 'done' } : answerWithRequest(person, reference, ports);
}

/** `POST /drafts/<reference>/take-back`: from the colleague who was asked to confirm it. */
export async function takeBackOnPage(person: Person, reference: RequestId, ports: FormPorts): Promise<TabAnswer> {
  const taken = await takeBack(person.id, reference, ports);
  if (taken.kind === 'busy') return busy;
  if (taken.kind === 'confirmed') return isRequest(taken.request.id);
  await redrawInChat(person, reference, ports);
  return openDraft(person, reference, ports);
}

/** The draft's card in the chat, where there is one, shows whose turn it is now; where that fails, after its next press. */
export async function redrawInChat(
  { id: sponsor }: Person,
  id: RequestId,
  { queue, log }: Pick<FormPorts, 'queue' | 'log'>,
): Promise<void> {
  try {
    await queue.enqueue({ kind: 'draft', id, sponsor, isAtAnyStep: true }, 0);
  } catch {
    log.warn({ draft: id, code: 'draft-redraw-not-queued' }, 'the card was not redrawn after a colleague was asked or not asked any more');
  }
}

/** `POST /drafts/<reference>/continue`: the draft's card comes to the end of the chat, which the page opens. */
export async function continueInChat(person: Person, reference: RequestId, ports: FormPorts): Promise<TabAnswer> {
  const stored = await ports.drafts.read(person.id, reference);
  if (!stored) return answerWithRequest(person, reference, ports);
  const { cardActivity: insteadOf = '' } = stored.value;
  await ports.queue.enqueue({ kind: 'draft', id: reference, sponsor: person.id, isAtAnyStep: true, insteadOf }, 0);
  return { kind: 'done' };
}

/** `POST /drafts/<reference>/decline`: by the colleague who was asked. */
export async function declineOnPage(person: Person, reference: RequestId, ports: FormPorts): Promise<TabAnswer> {
  const declined = await decline(person.id, reference, ports);
  if (declined.kind === 'busy') return busy;
  return declined.kind === 'declined' ? { kind: 'done' } : openDraft(person, reference, ports);
}

/** `POST /drafts/<reference>/photo-link` */
export async function linkForPhoto(person: Person, reference: RequestId, ports: FormPorts): Promise<TabAnswer> {
  const made = await newPhotoLink(person.id, reference, ports);
  if (made.kind === 'gone') return answerWithRequest(person, reference, ports);
  if (made.kind === 'not-wanted') return problem(422, 'refused', draftSentences.noPhotoWanted);
  if (made.kind === 'busy') return busy;
  const link: PhotoLink = { upload: writeUploadHeader(made.ref) };
  return json(link);
}

/** `POST /requests/<reference>/photo-link`: for the photo of a card that is newly wanted. */
export async function linkForProposedPhoto(person: Person, reference: RequestId, ports: FormPorts & TabPorts): Promise<TabAnswer> {
  const made = await newProposedPhotoLink(person.id, reference, 'tab', ports);
  if (made.kind === 'busy') return busy;
  if (made.kind === 'not-theirs') return notYoursProblem(ports);
  if (made.kind === 'moved-on') return problem(409, 'moved-on', tabSentences.movedOn);
  const link: PhotoLink = { upload: writeUploadHeader(made.ref) };
  return json(link);
}

/** `GET /drafts/<reference>/duplicates`: as on the review, by name and email. */
export async function lookForDuplicates(person: Person, reference: RequestId, ports: FormPorts): Promise<TabAnswer> {
  const stored = await ports.drafts.read(person.id, reference);
  if (!stored) return answerWithRequest(person, reference, ports);
  const context = await draftContext(stored.value, ports);
  const found = await duplicatesFor({ ...stored.value, step: 'review' }, context, ports);
  const answer: Duplicates = {
    title: duplicateSentences.title,
    found: [
      ...(found?.own ?? []).map((one) => ({ sentence: ownDuplicate(one), request: one.request })),
      ...(found?.others ?? []).map(({ department, sponsor }) => ({ sentence: othersDuplicate(department, sponsor) })),
    ],
    goOn: duplicateSentences.goOn,
  };
  return json(answer);
}

/** @param sentence why what was asked for was not done, where the draft is still the person's to edit. */
export async function openedDraft(draft: Draft, ports: FormPorts, sentence?: string): Promise<TabAnswer> {
  const context = await draftContext(draft, ports);
  if (draft.confirmation) return json({ kind: 'waiting', ...waitingDraft(draft, context) } satisfies DraftAnswer);
  return draftResponse(draft, context, { choices: choicesOf(context), ...(sentence !== undefined && { sentence }) });
}

function draftResponse(draft: Draft, context: FormContext, part: DraftPart): TabAnswer {
  const answer: DraftAnswer = { kind: 'draft', view: shownDraft(draft, context), ...part };
  return json(answer);
}

/** The request made from this person's draft; otherwise the refusal. */
async function answerWithRequest(person: Person, reference: RequestId, ports: FormPorts): Promise<TabAnswer> {
  const request = await requestInstead(person.id, reference, ports);
  return request ? isRequest(request.id) : notYoursProblem(ports);
}

function isRequest(request: RequestId): TabAnswer {
  const answer: DraftAnswer = { kind: 'request', request };
  return json(answer);
}
