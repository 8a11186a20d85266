import { z } from 'zod';
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
} from '../bot/domain/card-wording';
import {
  datesOf,
  departmentOf,
  type Field,
  type FormContext,
  fieldsOf,
  isVisible,
  organisationDate,
  type Problem,
  problemsOf,
  reasonOf,
  type StepName,
  stepOf,
  stepsOf,
  warningsOf,
} from '../bot/domain/form';
import { answerText, fieldLabels, stepParts, stepTitles, warningSentence } from '../bot/domain/form-wording';
import type { Draft } from '../bot/domain/records';
import type { Answers } from '../bot/domain/visitor-request';
import { stay, summaries } from '../bot/domain/wording';
import type { OutgoingCard } from '../bot/ports';
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
export function reviewCard({ draft, context, duplicates }: ReviewCard): OutgoingCard {
  const problems = Object.entries(problemsOf(draft.answers, context)) as [Field, Problem][];
  const warnings = warningsOf(draft.answers, context);
  const data: ReviewData = {
    progress: progressOf('review', draft, context),
    title: stepTitles.review,
    hasFollows: draft.follows !== undefined,
    follows: draft.follows === undefined ? '' : followsLine(draft.follows, hasBlankDates(draft.answers)),
    hasQuestion: draft.changes?.question !== undefined,
    questionTitle: wordsTitle('return'),
    question: literal(draft.changes?.question ?? ''),
    outcome: outcomeOf(problems.length, draft),
    problems: problems.map(([field, problem]) => ({
      sentence: literal(namedProblem(field, problem, context.policy)),
      buttons: [shown(button('openStep', mend(field, problem), { draft: draft.id, step: stepOf(field) }))],
    })),
    hasDuplicates: duplicates !== undefined,
    duplicates: duplicatesOn(draft, 'review', duplicates),
    hasWarnings: warnings.length > 0,
    warningsTitle: cardSentences.worthKnowing,
    warnings: warnings.map((warning) => ({ inlines: literal(warningSentence(warning, context.policy)) })),
    parts: stepsOf(draft.answers, context.policy)
      .filter((step) => step !== 'review')
      .map((step) => partOf(step, draft, context)),
    buttons: [...sendButton(problems.length, draft), ...stepButtons(draft, 'review', false, context)],
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

function partOf(step: StepName, { id, answers, thumbnail }: Draft, context: FormContext): z.input<typeof partView> {
  const picture = step === 'photo' ? thumbnail : undefined;
  const value = loneValue(step, answers, context);
  return {
    title: stepParts[step],
    hasThumbnail: picture !== undefined,
    thumbnail: picture ?? '',
    altText: cardSentences.photoAlt,
    hasValue: value !== undefined,
    value: literal(value ?? ''),
    rows: value === undefined ? rowsOf(step, answers, context) : [],
    buttons: [described(button('openStep', buttonTitles.change, { draft: id, step }), changePart(stepParts[step]))],
  };
}

function loneValue(step: StepName, answers: Answers, context: FormContext): string | undefined {
  const [field, ...others] = fieldsOf[step];
  if (step === 'more') return fieldsOf.more.some((one) => answers[one] !== undefined) ? undefined : cardSentences.nothingAdded;
  return field && others.length === 0 ? valueOf(field, answers, context) : undefined;
}

function rowsOf(step: StepName, answers: Answers, context: FormContext): Row[] {
  const fields = fieldsOf[step].filter((field) => isVisible(field, answers, context.policy));
  const given = step === 'more' ? fields.filter((field) => answers[field] !== undefined) : fields;
  const rows = given.map((field) => rowOf(fieldLabels[field], valueOf(field, answers, context)));
  return step === 'dates' ? [...rows, ...lengthRow(answers, context)] : rows;
}

function valueOf(field: Field, answers: Answers, context: FormContext): string {
  if (field === 'department') return departmentOf(answers, context.departments)?.name ?? cardSentences.missing;
  if (field === 'reason') return reasonOf(answers, context.policy)?.label ?? cardSentences.missing;
  if ((field === 'validFrom' || field === 'validTo') && answers[field] === undefined) {
    const date = organisationDate(field, answers, context);
    return date === undefined ? cardSentences.missing : organisationsDay(date);
  }
  return answerText(field, answers) ?? cardSentences.missing;
}

function lengthRow(answers: Answers, context: FormContext): Row[] {
  const { from, to } = datesOf(answers, context);
  return from && to && from.until(to).sign >= 0 ? [rowOf(rowLabels.stay, stay(from.toString(), to.toString()))] : [];
}
