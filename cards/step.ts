import { z } from 'zod';
import { type Form, visitorForm } from '../bot/domain/form/form';
import type { FormContext } from '../bot/domain/form/form-context';
import { hints, savedElsewhere as savedElsewhereSentence, stepCount, stepTitles } from '../bot/domain/form/form-words';
import type { OwnProblem } from '../bot/domain/form/question-kinds';
import type { Problem } from '../bot/domain/form/questions';
import type { StepName } from '../bot/domain/form/steps';
import type { Draft } from '../bot/domain/request/records';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { answersToMend, buttonTitles } from '../bot/domain/words/card-words';
import { detailsNotice } from '../bot/domain/words/privacy-words';
import { summaries } from '../bot/domain/words/words';
import { button } from './actions';
import { type DuplicatesShown, duplicatesOn, duplicatesView } from './duplicates';
import { type ButtonView, buttonView, refreshing, refreshView, shown } from './parts';
import { questionOf, questionView } from './question';
import { render } from './render';

const stepData = z.strictObject({
  progress: z.string(),
  title: z.string(),
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
  buttons: z.array(buttonView),
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
  /** What another device saved meanwhile; a blank is there as undefined. */
  savedElsewhere?: Readonly<Record<string, unknown>>;
}

/** One step's questions; photo and review have cards of their own. */
export function stepCard(
  { draft, step, context, problems = {}, savedElsewhere, duplicates }: StepCard,
  form: Form = visitorForm,
): OutgoingCard {
  const fields = form.fieldsOf[step].filter((field) => form.isVisible(field, draft.answers, context.policy));
  const wrong = fields.filter((field) => problems[field]).length;
  const data: z.input<typeof stepData> = {
    progress: progressOf(step, draft, context, form),
    title: stepTitles[step],
    hasIntro: step === 'dates',
    intro: hints.datesInclusive,
    hasProblemCount: wrong > 0 && fields.length > 1,
    problemCount: answersToMend(wrong),
    hasSavedElsewhere: savedElsewhere !== undefined,
    savedElsewhere: savedElsewhereSentence,
    hasDuplicates: duplicates !== undefined,
    duplicates: duplicatesOn(draft, step, duplicates),
    questions: fields.map((field) =>
      questionOf(
        field,
        {
          answers: draft.answers,
          context,
          ...(problems[field] && { problem: problems[field] }),
          ...(savedElsewhere && field in savedElsewhere && { saved: savedElsewhere[field] }),
        },
        form,
      ),
    ),
    hasPrivacy: step === 'names' || step === 'more',
    privacy: detailsNotice(context.policy),
    buttons: stepButtons(draft, step, context, form),
    refresh: refreshing(button('showDraft', buttonTitles.goOn, { draft: draft.id })),
  };
  return { card: render('step', stepData.parse(data)), summary: summaries.draft };
}

/** "Step 2 of 8", counting the steps that these answers reveal. */
export function progressOf(step: StepName, { answers }: Draft, { policy }: FormContext, form: Form = visitorForm): string {
  const steps = form.stepsOf(answers, policy);
  return stepCount(Math.max(0, steps.indexOf(step)) + 1, steps.length);
}

/** The same four everywhere while drafting, so that nobody has to look for them. */
export function stepButtons(
  { id, revision, answers }: Draft,
  step: StepName,
  { policy }: FormContext,
  form: Form = visitorForm,
): ButtonView[] {
  const here = { draft: id, step, revision };
  const isFirst = form.stepsOf(answers, policy)[0] === step;
  return [
    ...(step === 'review' ? [] : [button('nextStep', buttonTitles.next, here, 'positive')]),
    ...(isFirst ? [] : [button('previousStep', buttonTitles.back, here)]),
    button('saveDraft', buttonTitles.save, here),
    button('askDiscard', buttonTitles.discard, here, 'destructive'),
  ].map(shown);
}
