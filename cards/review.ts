import { z } from 'zod';
import { type Form, visitorForm } from '../bot/domain/form/form';
import { datesOf, type FormContext } from '../bot/domain/form/form-context';
import { answerText, stepParts, stepTitles, warningSentence } from '../bot/domain/form/form-words';
import { type Answers, givenTo } from '../bot/domain/form/questions';
import type { StepName } from '../bot/domain/form/steps';
import type { Draft } from '../bot/domain/request/records';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import {
  buttonTitles,
  cardSentences,
  changePart,
  followsLine,
  mend,
  missingBeforeRequest,
  namedProblem,
  organisationsDay,
  rowLabels,
  wordsTitle,
} from '../bot/domain/words/card-words';
import { stay, summaries } from '../bot/domain/words/words';
import { button } from './actions';
import { type DuplicatesShown, duplicatesOn, duplicatesView } from './duplicates';
import { buttonView, described, describedButton, inlines, literal, type Row, refreshing, refreshView, row, rowOf, shown } from './parts';
import { render } from './render';
import { progressOf, stepButtons } from './step';

const partView = z.strictObject({
  title: z.string(),
  hasThumbnail: z.boolean(),
  thumbnail: z.string(),
  altText: z.string(),
  /** The one answer of the part, which its title names already. */
  hasValue: z.boolean(),
  value: inlines,
  rows: z.array(row),
  buttons: z.array(describedButton),
});

const reviewData = z.strictObject({
  progress: z.string(),
  title: z.string(),
  hasFollows: z.boolean(),
  follows: z.string(),
  hasQuestion: z.boolean(),
  questionTitle: z.string(),
  question: inlines,
  outcome: z.strictObject({ style: z.enum(['good', 'attention']), sentence: z.string() }),
  problems: z.array(z.strictObject({ sentence: inlines, buttons: z.array(buttonView) })),
  hasDuplicates: z.boolean(),
  duplicates: duplicatesView,
  hasWarnings: z.boolean(),
  warningsTitle: z.string(),
  warnings: z.array(z.strictObject({ inlines })),
  parts: z.array(partView).min(1),
  buttons: z.array(buttonView),
  refresh: refreshView,
});
type ReviewData = z.input<typeof reviewData>;

export interface ReviewCard {
  draft: Draft;
  context: FormContext;
  duplicates?: DuplicatesShown;
}

/** Everything that was answered, what is still missing, and *Make request* only where the rules have it (R5). */
export function reviewCard({ draft, context, duplicates }: ReviewCard, form: Form = visitorForm): OutgoingCard {
  const found = Object.entries(form.problemsOf(draft.answers, context));
  const problems = found.flatMap(([field, problem]) => (problem ? [{ field, problem }] : []));
  const warnings = form.warningsOf(draft.answers, context);
  const data: ReviewData = {
    progress: progressOf('review', draft, context, form),
    title: stepTitles.review,
    hasFollows: draft.follows !== undefined,
    follows: draft.follows === undefined ? '' : followsLine(draft.follows, hasBlankDates(draft.answers)),
    hasQuestion: draft.changes?.question !== undefined,
    questionTitle: wordsTitle('return'),
    question: literal(draft.changes?.question ?? ''),
    outcome: outcomeOf(problems.length, draft),
    problems: problems.map(({ field, problem }) => {
      const question = form.questions[field]!;
      return {
        sentence: literal(namedProblem(question, problem, context.policy)),
        buttons: [shown(button('openStep', mend(question, problem), { draft: draft.id, step: question.step }))],
      };
    }),
    hasDuplicates: duplicates !== undefined,
    duplicates: duplicatesOn(draft, 'review', duplicates),
    hasWarnings: warnings.length > 0,
    warningsTitle: cardSentences.worthKnowing,
    warnings: warnings.map((warning) => ({ inlines: literal(warningSentence(form.warningOf(warning), context.policy)) })),
    parts: form
      .stepsOf(draft.answers, context.policy)
      .filter((step) => step !== 'review')
      .map((step) => partOf(step, draft, context, form)),
    buttons: [...sendButton(problems.length, draft), ...stepButtons(draft, 'review', context, form)],
    refresh: refreshing(button('showDraft', buttonTitles.goOn, { draft: draft.id })),
  };
  return { card: render('review', reviewData.parse(data)), summary: summaries.draft };
}

function hasBlankDates({ validFrom, validTo }: Answers): boolean {
  return validFrom === undefined || validTo === undefined;
}

function outcomeOf(problems: number, { changes }: Draft): ReviewData['outcome'] {
  if (problems > 0) return { style: 'attention', sentence: missingBeforeRequest(problems, changes !== undefined) };
  return { style: 'good', sentence: changes ? cardSentences.completeAgain : cardSentences.complete };
}

function sendButton(problems: number, { id, revision, changes }: Draft): ReviewData['buttons'] {
  if (problems > 0) return [];
  return [
    shown(
      button(
        'makeRequest',
        changes ? buttonTitles.sendAgain : buttonTitles.makeRequest,
        { draft: id, revision, round: changes?.revision ?? 0 },
        'positive',
      ),
    ),
  ];
}

function partOf(step: StepName, { id, answers, thumbnail }: Draft, context: FormContext, form: Form): z.input<typeof partView> {
  const picture = step === 'photo' ? thumbnail : undefined;
  const value = loneValue(step, answers, context, form);
  return {
    title: stepParts[step],
    hasThumbnail: picture !== undefined,
    thumbnail: picture ?? '',
    altText: cardSentences.photoAlt,
    hasValue: value !== undefined,
    value: literal(value ?? ''),
    rows: value === undefined ? rowsOf(step, answers, context, form) : [],
    buttons: [described(button('openStep', buttonTitles.change, { draft: id, step }), changePart(stepParts[step]))],
  };
}

function loneValue(step: StepName, answers: Answers, context: FormContext, form: Form): string | undefined {
  const [field, ...others] = form.fieldsOf[step];
  if (step === 'more') return givenOf(step, answers, context, form).length > 0 ? undefined : cardSentences.nothingAdded;
  return field && others.length === 0 ? valueOf(field, answers, context, form) : undefined;
}

function rowsOf(step: StepName, answers: Answers, context: FormContext, form: Form): Row[] {
  const fields = step === 'more' ? givenOf(step, answers, context, form) : visibleOf(step, answers, context, form);
  const rows = fields.map((field) => rowOf(form.questions[field]?.label ?? field, valueOf(field, answers, context, form)));
  return step === 'dates' ? [...rows, ...lengthRow(answers, context)] : rows;
}

function visibleOf(step: StepName, answers: Answers, { policy }: FormContext, form: Form): string[] {
  return form.fieldsOf[step].filter((field) => form.isVisible(field, answers, policy));
}

function givenOf(step: StepName, answers: Answers, context: FormContext, form: Form): string[] {
  return visibleOf(step, answers, context, form).filter((field) => givenTo(field, answers) !== undefined);
}

function valueOf(field: string, answers: Answers, context: FormContext, form: Form): string {
  const question = form.questions[field]!;
  const given = givenTo(field, answers);
  const standard = question.kind === 'date' && given === undefined ? question.standsFor?.(answers, context) : undefined;
  if (standard !== undefined) return organisationsDay(standard);
  const blank = form.isRequired(field, answers, context) ? cardSentences.missing : cardSentences.notGiven;
  return answerText(question, given, context) ?? blank;
}

function lengthRow(answers: Answers, context: FormContext): Row[] {
  const { from, to } = datesOf(answers, context);
  return from && to && from.until(to).sign >= 0 ? [rowOf(rowLabels.stay, stay(from.toString(), to.toString()))] : [];
}
