import { z } from 'zod';
import { type Form, visitorForm } from '../bot/domain/form/form';
import { datesOf, type FormContext } from '../bot/domain/form/form-context';
import { answerText, editStep, reviewGroups, warningSentence } from '../bot/domain/form/form-words';
import { isAboutVisitor, type OwnProblem, type Question } from '../bot/domain/form/question-kinds';
import { type Answers, givenTo } from '../bot/domain/form/questions';
import { type StepName, stepNames } from '../bot/domain/form/steps';
import { canBeNamedFor } from '../bot/domain/request/prepared';
import type { Draft } from '../bot/domain/request/records';
import { hasNothingToSend, isUnedited } from '../bot/domain/request/resubmit';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { preparedNewsOf } from '../bot/domain/shown/prepared-news';
import {
  buttonTitles,
  cardSentences,
  followsLine,
  mend,
  missingBeforeRequest,
  organisationsDay,
  problemAway,
  rowLabels,
  wordsTitle,
} from '../bot/domain/words/card-words';
import { answerWords, completeSentence, reviewTitle, sendTitle, stillNeeded } from '../bot/domain/words/draft-words';
import { preparedBy, preparedTitles } from '../bot/domain/words/prepared-words';
import { stay, summaries } from '../bot/domain/words/words';
import { button } from './actions';
import { wordsPutBack } from './asking';
import { type DuplicatesShown, duplicatesOn, duplicatesView } from './duplicates';
import {
  buttonView,
  drawButton,
  inlines,
  labelledRow,
  literal,
  markedProblem,
  type RankedButton,
  type Row,
  rankedButton,
  refreshing,
  refreshView,
  row,
} from './parts';
import { photoOf, photoView } from './photo';
import { render } from './render';
import { type PageWay, pageDialog, pageDialogs, progressOf, stepButtons } from './step';

/** A row and the warnings about its answer. */
const noted = row.extend({ hasNotes: z.boolean(), notes: z.array(z.strictObject({ inlines })) });
type Noted = z.input<typeof noted>;

const groupView = z.strictObject({ title: z.string(), rows: z.array(noted).min(1), buttons: z.array(buttonView).min(1) });

const reviewData = z.strictObject({
  hasProgress: z.boolean(),
  progress: z.string(),
  title: z.string(),
  hasUnderstood: z.boolean(),
  understood: inlines,
  hasFollows: z.boolean(),
  follows: z.string(),
  hasQuestion: z.boolean(),
  questionTitle: z.string(),
  question: inlines,
  answer: z.strictObject({ label: z.string(), value: z.string() }),
  hasPrepared: z.boolean(),
  prepared: inlines,
  outcome: z.string(),
  problems: z.array(z.strictObject({ sentence: inlines, hasButtons: z.boolean(), buttons: z.array(buttonView) })),
  hasDuplicates: z.boolean(),
  duplicates: duplicatesView,
  groups: z.array(groupView).min(1),
  hasPhoto: z.boolean(),
  photo: photoView,
  /** What is missing, named again where the button would be. */
  hasFoot: z.boolean(),
  foot: inlines,
  buttons: z.array(rankedButton),
  dialogs: z.array(pageDialog),
  refresh: refreshView,
});
type ReviewData = z.input<typeof reviewData>;

export interface ReviewCard {
  draft: Draft;
  context: FormContext;
  duplicates?: DuplicatesShown;
  /** How the client opens the form on one page; absent where it cannot. */
  page?: PageWay;
  /** A press cannot open the upload page in a dialog, and brings its link unless that is here. */
  isWithoutDialogs?: true;
  /** The upload page, with its token in the fragment; absent where a press leads to it. */
  uploadUrl?: string;
  /** What a line was understood to say: until the step where the draft began is left. */
  understood?: string;
}

/** All answers, what is missing, and *Make request* if the rules offer it. */
export function reviewCard(
  { draft, context, duplicates, page, isWithoutDialogs, uploadUrl, understood }: ReviewCard,
  form: Form = visitorForm,
): OutgoingCard {
  const found = Object.entries(form.problemsOf(draft.answers, context));
  const problems = found.flatMap(([field, problem]) => (problem ? [{ field, problem }] : []));
  const data: ReviewData = {
    ...progressOf('review', draft, context, form),
    title: reviewTitle(draft),
    hasUnderstood: understood !== undefined,
    understood: literal(understood ?? ''),
    hasFollows: draft.follows !== undefined,
    follows: draft.follows === undefined ? '' : followsLine(draft.follows, hasBlankDates(draft.answers)),
    hasQuestion: draft.changes?.question !== undefined,
    questionTitle: wordsTitle('return'),
    question: literal(draft.changes?.question ?? ''),
    answer: { label: answerWords.label(isUnedited(draft)), value: shownAnswer(draft) },
    hasPrepared: draft.prepared !== undefined,
    prepared: literal(draft.prepared ? preparedBy(draft.prepared.name) : ''),
    outcome: reviewOutcome(problems, draft),
    problems: problems.map(({ field, problem }) => {
      const question = form.questions[field]!;
      return {
        hasButtons: question.step !== 'review',
        sentence: problemLine(problemAway(question, problem, context.policy), problem),
        // The photo is added on this card.
        buttons:
          question.step === 'review'
            ? []
            : [drawButton(button('openStep', mend(question, problem), { draft: draft.id, step: question.step }))],
      };
    }),
    hasDuplicates: duplicates !== undefined,
    duplicates: duplicatesOn(draft, 'review', duplicates),
    groups: groups.flatMap((group) => reviewGroup(group, draft, context, form)),
    hasPhoto: form.isVisible('photo', draft.answers, context.policy),
    photo: photoOf(draft, context, uploadUrl === undefined ? (isWithoutDialogs ? 'press' : 'dialog') : { link: uploadUrl }),
    hasFoot: problems.length > 0,
    foot: problemFoot(problems, draft, form),
    buttons: [
      ...sendButton(problems.length, draft),
      ...(draft.prepared ? [declineButton(draft)] : []),
      ...(canBeNamedFor(draft, context) ? [askSponsorButton(draft)] : []),
      ...stepButtons(draft, 'review', context, form, page),
    ],
    dialogs: pageDialogs(draft, 'review', context, form, page),
    refresh: refreshing(button('showDraft', buttonTitles.goOn, { draft: draft.id })),
  };
  return {
    card: render('review', reviewData, data),
    summary: draft.prepared ? preparedNewsOf(draft.prepared.name, draft.answers, context) : summaries.draft,
  };
}

/** To the one who prepared it. */
function declineButton({ id }: Draft): RankedButton {
  return { ...drawButton(button('declinePrepared', preparedTitles.decline, { draft: id })), mode: 'primary' };
}

/** Not behind “…”: people who prepare for others did not find it there. */
function askSponsorButton({ id }: Draft): RankedButton {
  return { ...drawButton(button('askSponsor', preparedTitles.askButton, { draft: id })), mode: 'primary' };
}

function hasBlankDates({ validFrom, validTo }: Answers): boolean {
  return validFrom === undefined || validTo === undefined;
}

type Found = { field: string; problem: OwnProblem };

/** A missing answer is a next step; only an invalid one is a problem. */
function isWrong({ word }: OwnProblem): boolean {
  return word !== 'missing';
}

function problemLine(sentence: string, problem: OwnProblem): ReviewData['foot'] {
  return isWrong(problem) ? markedProblem(sentence) : literal(sentence);
}

function reviewOutcome(problems: readonly Found[], draft: Draft): string {
  if (problems.length > 0) return missingBeforeRequest(problems.length, sendTitle(draft));
  if (!hasNothingToSend(draft)) return completeSentence(draft);
  return draft.changes?.question === undefined ? cardSentences.unedited : answerWords.unanswered;
}

function problemFoot(problems: readonly Found[], draft: Draft, form: Form): ReviewData['foot'] {
  const nouns = problems.map(({ field }) => form.questions[field]!.noun);
  const sentence = stillNeeded(nouns, sendTitle(draft));
  return problems.some(({ problem }) => isWrong(problem)) ? markedProblem(sentence) : literal(sentence, { weight: 'Bolder' });
}

function shownAnswer({ answer = '' }: Draft): string {
  return Array.from(answer).slice(0, wordsPutBack).join('');
}

function sendButton(problems: number, draft: Draft): RankedButton[] {
  // An answer is typed on this very card.
  if (problems > 0 || (isUnedited(draft) && draft.changes?.question === undefined)) return [];
  const { id, revision, changes } = draft;
  const send = button('makeRequest', sendTitle(draft), { draft: id, revision, round: changes?.revision ?? 0 }, 'positive');
  return [{ ...drawButton(send), mode: 'primary' }];
}

interface ReviewGroup {
  title: string;
  /** Whether it shows a question. */
  has(question: Question): boolean;
  /** The steps that ask what it shows, with what each is called on *Edit …*. */
  edits: Readonly<Partial<Record<GroupStep, string>>>;
}
type GroupStep = Exclude<StepName, 'review'>;

/** The two groups of facts. The card of the visit asks some of what is about the visitor. */
const groups: readonly ReviewGroup[] = [
  { ...reviewGroups.visitor, has: isAboutVisitor },
  { ...reviewGroups.visit, has: (question) => !isAboutVisitor(question) },
];

function reviewGroup(group: ReviewGroup, { id, answers }: Draft, context: FormContext, form: Form): z.input<typeof groupView>[] {
  const rows = reviewRows(group, answers, context, form);
  const steps = stepNames.flatMap((step) => (step === 'review' ? [] : [step]));
  const buttons = steps.flatMap((step) => {
    const part = group.edits[step];
    return part === undefined ? [] : [drawButton(button('openStep', editStep(part), { draft: id, step }))];
  });
  return rows.length === 0 ? [] : [{ title: group.title, rows, buttons }];
}

/** Rare questions have a row where they are answered. */
function reviewRows({ has }: ReviewGroup, answers: Answers, context: FormContext, form: Form): Noted[] {
  const shown = Object.entries(form.questions).filter(
    ([field, question]) =>
      question.step !== 'review' &&
      has(question) &&
      form.isVisible(field, answers, context.policy) &&
      (question.section !== 'more' || givenTo(field, answers) !== undefined),
  );
  return shown.flatMap(([field, { label }]) => [
    withNotes(labelledRow(label, valueOf(field, answers, context, form)), field, answers, context, form),
    ...(field === 'validTo' ? lengthRow(answers, context) : []),
  ]);
}

function withNotes(shownRow: Row, field: string, answers: Answers, context: FormContext, form: Form): Noted {
  const notes = form.warningsAbout(field, answers, context).map((warning) => warningSentence(warning, context.policy));
  return { ...shownRow, hasNotes: notes.length > 0, notes: notes.map((note) => ({ inlines: literal(note) })) };
}

function valueOf(field: string, answers: Answers, context: FormContext, form: Form): string {
  const question = form.questions[field]!;
  const given = givenTo(field, answers);
  const standard = question.kind === 'date' && given === undefined ? question.defaultAnswer?.(answers, context) : undefined;
  if (standard !== undefined) return organisationsDay(standard);
  const blank = form.isRequired(field, answers, context) ? cardSentences.missing : (question.blankMeans ?? cardSentences.notGiven);
  return answerText(question, given, context) ?? blank;
}

function lengthRow(answers: Answers, context: FormContext): Noted[] {
  const { from, to } = datesOf(answers, context);
  const isStay = from && to && from.until(to).sign >= 0;
  return isStay ? [{ ...labelledRow(rowLabels.stay, stay(from.toString(), to.toString())), hasNotes: false, notes: [] }] : [];
}
