import { answerInput, button } from '../../cards/actions';
import { wordsPutBack } from '../../cards/asking';
import { noticeCard } from '../../cards/notice';
import { fieldsOf, fillIn, stepAfter, stepBefore, stepsOf, suggestionsFor } from '../domain/form/form';
import type { FormContext } from '../domain/form/form-context';
import { isStartProposed, withProposedStart, withStartOf } from '../domain/form/proposed-start';
import { type Answers, emptyAnswers, givenTo } from '../domain/form/questions';
import type { StepName } from '../domain/form/steps';
import { withTouched } from '../domain/form/touched';
import type { PersonId } from '../domain/organisation/organisation';
import { uploadLink } from '../domain/photo/upload-link';
import type { Draft } from '../domain/request/records';
import { withAnswer } from '../domain/request/resubmit';
import type { RequestId, VisitorRequest } from '../domain/request/visitor-request';
import type { OutgoingCard } from '../domain/shown/outgoing-card';
import { buttonTitles, cardSentences, headings } from '../domain/words/card-words';
import { preparedSentences } from '../domain/words/prepared-words';
import { sentences } from '../domain/words/words';
import type { Ports } from '../ports/ports';
import type { Answer } from '../ports/turn';
import { busy, card, notice } from '../shown/chat-answer';
import { draftContext } from '../shown/form-context';
import type { Pressed } from '../shown/press';
import type { ShownPorts } from '../shown/request';
import { showRequestOf } from '../shown/request-card';
import { type DraftPorts, type Drawing, drawDraft, drawStored, saveAndDraw, stepProblems } from './draft-card';
import { idInstead } from './draft-ids';
import { newPhotoLink } from './photo/photo-dialog';
import { withColleague } from './prepared-draft';

export type FillPorts = DraftPorts & ShownPorts & Pick<Ports, 'photos' | 'log'>;
type StepPress = Pressed<{ draft: string; step: StepName; revision: number; asked?: readonly string[] }>;

const tries = 3;

/** *Next*: saves what was typed, and continues unless an answer on this card is invalid. */
export async function nextStep(press: StepPress, ports: FillPorts): Promise<Answer> {
  return onDraft(press, ports, (draft, context) => {
    const { filled, savedElsewhere } = keepTyped(draft, press);
    if (savedElsewhere) return { draft: { ...filled, revision: draft.revision }, drawing: { savedElsewhere } };
    const isBlocked = Object.keys(stepProblems(filled, context)).length > 0;
    if (isBlocked) return { draft: filled, drawing: { problems: 'all' } };
    const next = { ...filled, answers: withStartOf(draft.answers, filled.answers, context) };
    // Pressed twice, the second press finds the draft on its review again.
    const isReviewing = draft.isReviewing === true || draft.step === 'review';
    const step = stepAfter(press.data.step, next.answers, context, isReviewing);
    return { draft: at(step, next, context) };
  });
}

/** A date button: saves what was typed on the card too. */
export async function fillDate(
  press: Pressed<StepPress['data'] & { field: string; suggestion: string }>,
  ports: FillPorts,
): Promise<Answer> {
  return onDraft(press, ports, (draft, context) => {
    const { filled, savedElsewhere } = keepTyped(draft, press);
    if (savedElsewhere) return { draft: { ...filled, revision: draft.revision }, drawing: { savedElsewhere } };
    const date = suggestionsFor(press.data.field, filled.answers, context).find(({ id }) => id === press.data.suggestion)?.date;
    if (date === undefined) return { draft: filled, drawing: { problems: 'all' } };
    const dated = keepTyped(filled, { ...press, data: { ...press.data, asked: [] }, inputs: { [press.data.field]: date } }).filled;
    return { draft: dated, drawing: { problems: 'none' } };
  });
}

/** *Back*: saves what was typed, valid or not. */
export async function previousStep(press: StepPress, ports: FillPorts): Promise<Answer> {
  return onDraft(press, ports, (draft, context) => {
    const { filled } = keepTyped(draft, press);
    return { draft: at(stepBefore(press.data.step, filled.answers, context.policy), filled, context) };
  });
}

/** *Edit …* on the review, and the buttons that name what is missing. */
export async function openStep(press: Pressed<{ draft: string; step: StepName }>, ports: FillPorts): Promise<Answer> {
  return onDraft(press, ports, (draft, context) => {
    const isAsked = stepsOf(draft.answers, context.policy).includes(press.data.step);
    const step = isAsked ? press.data.step : 'review';
    return { draft: { ...at(step, answeredOn(draft, press), context), isReviewing: step !== 'review' }, drawing: { problems: 'all' } };
  });
}

/** The stored draft: *Go on*, *Check again*, and the refresh of an open card. */
export async function showDraft(press: Pressed<{ draft: string }>, ports: FillPorts): Promise<Answer> {
  const stored = await ports.drafts.read(press.person, press.data.draft);
  if (stored?.value.confirmation) return card(withColleague(stored.value, ports));
  const context = stored && (await draftContext(stored.value, ports));
  if (context && stored.value.cardActivity === press.cardActivity) {
    const drawn = await drawStored(stored, context, ports);
    if (drawn !== 'lost') return card(drawn);
  }
  return onDraft(press, ports, (draft) => ({ draft }));
}

/** *Add the photo* where no dialog opens: keeps the answer that was typed on the card, and leads to the upload page. */
export async function showPhotoLink(press: Pressed<{ draft: string }>, ports: FillPorts): Promise<Answer> {
  const { person, data, cardActivity } = press;
  const made = await newPhotoLink(person, data.draft, ports, (draft) => ({
    ...answeredOn(draft, press),
    // The photo redraws this card.
    ...(cardActivity !== undefined && { cardActivity }),
  }));
  if (made.kind === 'busy') return busy;
  if (made.kind !== 'link') return showDraft(press, ports);
  return card(
    noticeCard({
      title: headings.photo,
      sentence: cardSentences.photoPage,
      link: { title: buttonTitles.openPhotoPage, url: uploadLink(ports.publicUrl, made.ref) },
      buttons: [button('showDraft', buttonTitles.goOnHere, data)],
    }),
  );
}

/** *Save for later*. */
export async function saveDraft(
  press: StepPress,
  ports: FillPorts,
  answer: AnswerTo = () => savedNotice(press.data.draft),
): Promise<Answer> {
  return onDraft(press, ports, (draft) => ({ draft: keepTyped(draft, press).filled }), answer);
}

function savedNotice(draft: string): Answer {
  return notice(sentences.saved, [button('showDraft', 'Continue', { draft }), button('myVisitors', 'My visitors', {})]);
}

/** Answers a saved draft; usually with its card. */
type AnswerTo = (drawn: OutgoingCard) => Answer | Promise<Answer>;

/** The draft after a press, and how to draw its card. */
type Filling = (draft: Draft, context: FormContext) => { draft: Draft; drawing?: Drawing };

/**
 * Reads the draft, fills it, saves and draws it: two storage calls. Read again when another device was faster. What
 * another device has saved is not written over before the person has seen it: such a card is drawn, not saved.
 */
async function onDraft(press: Pressed<{ draft: string }>, ports: FillPorts, fill: Filling, answer: AnswerTo = card): Promise<Answer> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await ports.drafts.read(press.person, press.data.draft);
    if (!stored) return (await typedForNothing(press, ports)) ?? draftGone(press, ports);
    if (stored.value.confirmation)
      return isTypedAgain(press, stored.value.answers) ? typedWithColleague : card(withColleague(stored.value, ports));
    const context = await draftContext(stored.value, ports);
    const { draft, drawing } = fill(stored.value, context);
    if (drawing?.savedElsewhere) return card(await drawDraft(draft, context, ports, drawing));
    const next = { ...draft, ...(press.cardActivity !== undefined && { cardActivity: press.cardActivity }) };
    const drawn: OutgoingCard | 'lost' = await saveAndDraw(next, stored.etag, ports, drawing);
    if (drawn !== 'lost') return answer(drawn);
  }
  return busy;
}

const typedWithColleague: Answer = { kind: 'sentence', text: preparedSentences.typedMeanwhile };

/** A sentence leaves the card, and what is typed on it, as they are. Undefined where nothing was typed that is not saved. */
async function typedForNothing(press: Pressed<{ draft: string }>, ports: ShownPorts): Promise<Answer | undefined> {
  if (!isTypedAgain(press, emptyAnswers)) return undefined;
  const request = await requestInstead(press.person, press.data.draft, ports);
  return request && !isTypedAgain(press, request.answers) ? undefined : { kind: 'sentence', text: sentences.typedForNothing };
}

/** Whether the card sends an answer that differs from these. */
function isTypedAgain({ data, inputs }: Pressed<{ draft: string; step?: StepName }>, answers: Answers): boolean {
  const { step } = data;
  if (step === undefined) return false;
  const asked: readonly string[] = fieldsOf[step];
  const typed = Object.fromEntries(Object.entries(inputs).filter(([field, value]) => asked.includes(field) && value !== ''));
  const filled = fillIn(answers, step, typed);
  return Object.keys(typed).some((field) => JSON.stringify(givenTo(field, filled)) !== JSON.stringify(givenTo(field, answers)));
}

/** A missing draft has usually become a request, under its id or another; that request is the answer. */
export async function draftGone({ person, data }: Pressed<{ draft: string }>, ports: ShownPorts): Promise<Answer> {
  const request = await requestInstead(person, data.draft, ports);
  if (request) return showRequestOf(request, person, ports);
  return notice(sentences.noDraft, [button('newVisitor', 'New visitor', {}), button('myVisitors', 'My visitors', {})]);
}

/** The request that this person's draft has become. */
export async function requestInstead(
  person: PersonId,
  draft: RequestId,
  { requests }: Pick<Ports, 'requests'>,
): Promise<VisitorRequest | undefined> {
  for (const id of [draft, await idInstead(draft, person)]) {
    const stored = await requests.read(id);
    if (stored?.value.sponsor === person || stored?.value.preparedBy === person) return stored.value;
  }
  return undefined;
}

/** The first time that the visit is asked about, Valid from is filled in. Cleared, it stays blank. */
function at(step: StepName, draft: Draft, context: FormContext): Draft {
  const { isReviewing: _left, ...rest } = draft;
  if (step === 'review') return { ...rest, step };
  const answers = step === 'visit' && isStartProposed(draft) ? withProposedStart(draft.answers, context) : draft.answers;
  return { ...draft, step, answers };
}

/**
 * Puts the typed values in. Where another device has changed the same field since this card was drawn, what it saved is
 * handed back to be shown beside what was typed here.
 */
function keepTyped(stored: Draft, { data, inputs }: StepPress): { filled: Draft; savedElsewhere?: Partial<Answers> } {
  const draft = data.step === 'review' ? answeredOn(stored, { inputs }) : stored;
  // Clients do not send emptied inputs, so an asked field that was not sent is blank.
  const blank = Object.fromEntries((data.asked ?? []).map((field) => [field, '']));
  const answers = fillIn(draft.answers, data.step, { ...blank, ...inputs });
  const changed = fieldsOf[data.step].filter((field) => JSON.stringify(answers[field]) !== JSON.stringify(draft.answers[field]));
  if (changed.length === 0) return { filled: { ...draft, step: data.step } };
  const revision = draft.revision + 1;
  const filled: Draft = { ...draft, step: data.step, answers, revision, touched: withTouched(draft.touched, changed, revision) };
  const unseen = changed.filter((field) => data.revision < (draft.touched[field] ?? 0));
  return unseen.length === 0
    ? { filled }
    : { filled, savedElsewhere: Object.fromEntries(unseen.map((field) => [field, draft.answers[field]])) };
}

/** The draft with the answer that stands on its review. */
function answeredOn(draft: Draft, { inputs }: Pick<StepPress, 'inputs'>): Draft {
  return withAnswer(draft, typedAnswer(inputs));
}

/** The answer to a question as a card sends it; as much as a card can show again. */
export function typedAnswer(inputs: Record<string, unknown>): string {
  const { words } = answerInput.catch({ words: '' }).parse(inputs);
  return Array.from(words.trim()).slice(0, wordsPutBack).join('');
}
