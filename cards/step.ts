import { z } from 'zod';
import { type Form, visitorForm } from '../bot/domain/form/form';
import type { FormContext } from '../bot/domain/form/form-context';
import { hints, savedElsewhere as savedElsewhereSentence, sectionWords, stepCount, stepTitles } from '../bot/domain/form/form-words';
import type { OwnProblem } from '../bot/domain/form/question-kinds';
import type { Problem } from '../bot/domain/form/questions';
import type { StepName } from '../bot/domain/form/steps';
import type { Draft } from '../bot/domain/request/records';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { answersToCorrect, buttonTitles } from '../bot/domain/words/card-words';
import { answersToCorrectAbove } from '../bot/domain/words/draft-words';
import { detailsNotice } from '../bot/domain/words/privacy-words';
import { summaries } from '../bot/domain/words/words';
import { actions, button } from './actions';
import { type DuplicatesShown, duplicatesOn, duplicatesView } from './duplicates';
import { type ButtonView, drawButton, inlines, literal, type RankedButton, rankedButton, refreshing, refreshView } from './parts';
import { type QuestionView, questionView, toQuestionView } from './question';
import { render } from './render';

export const pageDialog = z.strictObject({
  title: z.string(),
  data: z.strictObject({
    msteams: z.strictObject({ type: z.literal('task/fetch') }),
    verb: z.string(),
    draft: z.string(),
    step: z.string(),
    revision: z.number(),
    asked: z.array(z.string()),
  }),
  mode: z.enum(['primary', 'secondary']),
});

/** Where the form on one page opens: in a dialog, or by a link that a press brings. */
export type PageWay = 'dialog' | 'link';

const stepData = z.strictObject({
  hasProgress: z.boolean(),
  progress: z.string(),
  title: z.string(),
  hasUnderstood: z.boolean(),
  understood: inlines,
  hasIntro: z.boolean(),
  intro: z.string(),
  hasProblemCount: z.boolean(),
  problemCount: z.string(),
  hasSavedElsewhere: z.boolean(),
  savedElsewhere: z.string(),
  hasDuplicates: z.boolean(),
  duplicates: duplicatesView,
  questions: z.array(questionView).min(1),
  hasPrivacy: z.boolean(),
  privacy: z.string(),
  /** The problems, counted again where the buttons are: the card is long. */
  hasFoot: z.boolean(),
  foot: z.string(),
  buttons: z.array(rankedButton),
  /** At most one: the form on one page, in a dialog. */
  dialogs: z.array(pageDialog),
  refresh: refreshView,
});

export interface StepCard {
  /** Its answers are those that stand in the inputs. */
  draft: Draft;
  step: StepName;
  context: FormContext;
  /** By field. */
  problems?: Partial<Record<string, OwnProblem | Problem>>;
  duplicates?: DuplicatesShown;
  /** How the client opens the form on one page; absent where it cannot. */
  page?: PageWay;
  /** Answers that another device saved meanwhile; undefined for a blank. */
  savedElsewhere?: Readonly<Record<string, unknown>>;
  /** What a line was understood to say: until the step where the draft began is left. */
  understood?: string;
}

/** The card of one step; the review has its own. */
export function stepCard(
  { draft, step, context, problems = {}, savedElsewhere, duplicates, page, understood }: StepCard,
  form: Form = visitorForm,
): OutgoingCard {
  const fields = form.fieldsOf[step].filter((field) => form.isVisible(field, draft.answers, context.policy));
  const wrong = fields.filter((field) => problems[field]).length;
  const data: z.input<typeof stepData> = {
    ...progressOf(step, draft, context, form),
    title: stepTitles[step],
    hasUnderstood: understood !== undefined,
    understood: literal(understood ?? ''),
    hasIntro: step === 'visit',
    intro: hints.datesInclusive,
    hasProblemCount: wrong > 0 && fields.length > 1,
    problemCount: answersToCorrect(wrong),
    hasSavedElsewhere: savedElsewhere !== undefined,
    savedElsewhere: savedElsewhereSentence,
    hasDuplicates: duplicates !== undefined,
    duplicates: duplicatesOn(draft, step, duplicates, askedOn(step, draft.answers, context, form)),
    questions: inSections(
      fields.map((field) =>
        toQuestionView(
          field,
          {
            answers: draft.answers,
            context,
            ...(problems[field] && { problem: problems[field] }),
            ...(savedElsewhere && field in savedElsewhere && { saved: savedElsewhere[field] }),
            suggestions: suggestionsOf(field, draft, step, context, form),
          },
          form,
        ),
      ),
      form,
    ),
    // The privacy notice is shown once, with the first personal detail.
    hasPrivacy: step === 'who',
    privacy: detailsNotice(context.policy),
    hasFoot: wrong > 0 && fields.length > 1,
    foot: answersToCorrectAbove(wrong),
    buttons: stepButtons(draft, step, context, form, page),
    dialogs: pageDialogs(draft, step, context, form, page),
    refresh: refreshing(button('showDraft', buttonTitles.goOn, { draft: draft.id })),
  };
  return { card: render('step', stepData, data), summary: summaries.draft };
}

/** "Step 2 of 4", where the cards are gone through one by one: not for a request that is there, nor for one part of a checked draft. */
export function progressOf(
  step: StepName,
  { answers, changes, prepared, isReviewing }: Draft,
  { policy }: FormContext,
  form: Form = visitorForm,
): { hasProgress: boolean; progress: string } {
  if (changes || prepared || isReviewing) return { hasProgress: false, progress: '' };
  const steps = form.stepsOf(answers, policy);
  return { hasProgress: true, progress: stepCount(Math.max(0, steps.indexOf(step)) + 1, steps.length) };
}

/** The questions on the card of a step: review and picture have no input. */
function askedOn(step: StepName, answers: Draft['answers'], { policy }: Pick<FormContext, 'policy'>, form: Form): string[] {
  if (step === 'review') return [];
  return form.fieldsOf[step].filter((field) => form.isVisible(field, answers, policy));
}

function suggestionsOf(field: string, { id, revision, answers }: Draft, step: StepName, context: FormContext, form: Form): ButtonView[] {
  const here = { draft: id, step, revision, field, asked: askedOn(step, answers, context, form) };
  return form
    .suggestionsFor(field, answers, context)
    .map((one) => drawButton(button('fillDate', one.title, { ...here, suggestion: one.id })));
}

/**
 * *Fill in on one page*, in a dialog. Beside *Next* on the first card, where the way is chosen; behind “…” on the others.
 * Teams opens a dialog for Action.Submit only, with the inputs of the card among the data.
 */
export function pageDialogs(
  { id, revision, answers }: Draft,
  step: StepName,
  { policy }: FormContext,
  form: Form = visitorForm,
  page?: PageWay,
): z.input<typeof pageDialog>[] {
  if (page !== 'dialog') return [];
  const here = { draft: id, step, revision, asked: askedOn(step, answers, { policy }, form) };
  const isFirst = form.stepsOf(answers, policy)[0] === step;
  const data = { msteams: { type: 'task/fetch' as const }, verb: actions.openPage.verb, ...here };
  return [{ title: buttonTitles.onePage, data, mode: isFirst ? 'primary' : 'secondary' }];
}

/** A heading before the first question of a section; the rarer ones are folded away, unless one holds something. */
function inSections(views: QuestionView[], form: Form): QuestionView[] {
  const sectionOf = ({ id }: QuestionView) => form.questions[id]?.section;
  const rare = views.filter((view) => sectionOf(view) === 'more');
  const isFolded = rare.every(({ value, hasProblem, hasBeside }) => value === '' && !hasProblem && !hasBeside);
  const frequent = views.filter((view) => !rare.includes(view));
  return views.map((view) => ({
    ...view,
    ...(view === views.find((one) => sectionOf(one) === 'account') && { hasHeading: true, heading: sectionWords.account }),
    ...(rare.includes(view) && isFolded && { isShown: false }),
    ...(rare.length > 0 &&
      isFolded &&
      view === frequent.at(-1) && { hasMore: true, more: { title: sectionWords.more, boxes: rare.map(({ box }) => box) } }),
  }));
}

/** The same buttons on every step; *Save for later* and *Discard* are behind “…”. */
export function stepButtons(
  { id, revision, answers, prepared }: Draft,
  step: StepName,
  { policy }: FormContext,
  form: Form = visitorForm,
  page?: PageWay,
): RankedButton[] {
  const asked = askedOn(step, answers, { policy }, form);
  const here = { draft: id, step, revision, ...(asked.length > 0 && { asked }) };
  const isFirst = form.stepsOf(answers, policy)[0] === step;
  const onPage = page === 'link' ? [button('openPage', buttonTitles.onePage, { ...here, asked })] : [];
  const frequent = [
    ...(step === 'review' ? [] : [button('nextStep', buttonTitles.next, here, 'positive')]),
    ...(isFirst ? onPage : [button('previousStep', buttonTitles.back, here)]),
  ];
  // What a colleague prepared is declined, on the review.
  const rare = [
    ...(isFirst ? [] : onPage),
    button('saveDraft', buttonTitles.save, here),
    ...(prepared ? [] : [button('askDiscard', buttonTitles.discard, here)]),
  ];
  return [
    ...frequent.map((one) => ({ ...drawButton(one), mode: 'primary' as const })),
    ...rare.map((one) => ({ ...drawButton(one), mode: 'secondary' as const })),
  ];
}
