import { z } from 'zod';
import { readDate } from '../bot/domain/dates/dates';
import { type Form, visitorForm } from '../bot/domain/form/form';
import type { FormContext } from '../bot/domain/form/form-context';
import { answerText, labelled, problemSentence, yesNo } from '../bot/domain/form/form-words';
import { type OwnProblem, offeredChoices, type Question } from '../bot/domain/form/question-kinds';
import { type Answers, givenTo } from '../bot/domain/form/questions';
import { savedValue, typedDate } from '../bot/domain/words/card-words';
import { type ButtonView, buttonView, inlines, isPlain, literal, markedProblem } from './parts';

/** One question of a step: its input, hints, warnings and problems. */
export const questionView = z.strictObject({
  id: z.string(),
  /** The id of the question's container, by which it is hidden and shown. */
  box: z.string(),
  isShown: z.boolean(),
  hasHeading: z.boolean(),
  heading: z.string(),
  kind: z.enum(['text', 'date', 'choice']),
  label: z.string(),
  value: z.string(),
  style: z.enum(['Text', 'Tel', 'Email', 'filtered', 'compact', 'expanded']),
  placeholder: z.string(),
  choices: z.array(z.strictObject({ title: z.string(), value: z.string() })),
  hasProblem: z.boolean(),
  problem: inlines,
  hasHint: z.boolean(),
  hint: z.string(),
  /** A value beside the input: what another device saved, or a date that no calendar shows. */
  hasBeside: z.boolean(),
  beside: z.array(z.strictObject({ inlines })),
  /** Answers at one press. */
  hasSuggestions: z.boolean(),
  suggestions: z.array(buttonView),
  /** The button that folds out what follows. */
  hasMore: z.boolean(),
  more: z.strictObject({ title: z.string(), boxes: z.array(z.string()) }),
});
export type QuestionView = z.input<typeof questionView>;

interface Asked {
  answers: Answers;
  context: FormContext;
  problem?: OwnProblem;
  /** There only when another device saved something else; undefined is a blank. */
  saved?: unknown;
  suggestions?: ButtonView[];
}

export function toQuestionView(field: string, asked: Asked, form: Form = visitorForm): QuestionView {
  const { answers, context, problem, suggestions = [] } = asked;
  const question = form.questions[field]!;
  const given = givenTo(field, answers);
  const hint = typeof question.hint === 'function' ? question.hint(answers, context) : question.hint;
  const beside = notesBeside(question, given, asked);
  // What has an initial answer is always answered, so neither required nor optional.
  const label = 'initial' in question ? question.label : labelled(question, form.isRequired(field, answers, context));
  return {
    id: field,
    box: boxOf(field),
    isShown: true,
    hasHeading: false,
    heading: '',
    label,
    ...questionInput(question, given, context),
    hasProblem: problem !== undefined,
    problem: problem ? markedProblem(problemSentence(question, problem, context.policy)) : literal(''),
    hasHint: hint !== undefined,
    hint: hint ?? '',
    hasBeside: beside.length > 0,
    beside,
    hasSuggestions: suggestions.length > 0,
    suggestions,
    hasMore: false,
    more: { title: '', boxes: [] },
  };
}

export function boxOf(field: string): string {
  return `box-${field}`;
}

/**
 * So many choices stand in full: one press instead of two. It also keeps two boxes to choose from off two cards in a row,
 * where a client that draws the second over the first may go on offering the first one’s list. Titles that stand in full
 * are read as Markdown, those of a box are not.
 */
const choicesInFull = 14;

type InputView = Pick<QuestionView, 'kind' | 'value' | 'style' | 'placeholder' | 'choices'>;

function questionInput(question: Question, given: unknown, context: FormContext): InputView {
  switch (question.kind) {
    case 'text':
      return { kind: 'text', value: String(given ?? ''), style: question.style ?? 'Text', placeholder: '', choices: [] };
    case 'date':
      return { kind: 'date', value: readDate(String(given ?? ''))?.toString() ?? '', style: 'Text', placeholder: '', choices: [] };
    case 'list': {
      // A box to type in takes titles, which admins write, as plain text.
      const choices = offeredChoices(question, context).map(({ id, title }) => ({ title, value: id }));
      const known = choices.find(({ value }) => value === given)?.value;
      const isInFull = choices.length <= choicesInFull && choices.every(({ title }) => isPlain(title));
      const style = isInFull ? 'expanded' : 'compact';
      return choiceInput(question.isSearched ? 'filtered' : style, known, choices, question.placeholder);
    }
    case 'option':
      return choiceInput(
        'expanded',
        String(given),
        Object.entries(question.options).map(([value, title]) => ({ title, value })),
      );
    case 'yes-no':
      return choiceInput(
        'expanded',
        given === true ? 'yes' : 'no',
        [true, false].map((value) => ({ title: yesNo(value), value: value ? 'yes' : 'no' })),
      );
    case 'picture':
      throw new RangeError('a picture is asked for on a card of its own');
  }
}

function choiceInput(
  style: 'filtered' | 'compact' | 'expanded',
  value: string | undefined,
  choices: InputView['choices'],
  placeholder = '',
): InputView {
  return { kind: 'choice', value: value ?? '', style, placeholder, choices };
}

function notesBeside(question: Question, given: unknown, asked: Asked): QuestionView['beside'] {
  const notes = [];
  if (question.kind === 'date' && typeof given === 'string' && !readDate(given)) notes.push(typedDate(given));
  if ('saved' in asked) notes.push(savedValue(answerText(question, asked.saved, asked.context)));
  return notes.map(({ label, text }) => ({ inlines: [...literal(label, { isSubtle: true }), ...literal(text)] }));
}
