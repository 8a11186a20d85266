import { z } from 'zod';
import { readDate } from '../bot/domain/calendar';
import { cardSentences, problemMark, reasonChoice, savedValue, typedDate } from '../bot/domain/card-wording';
import { departmentOf, type Field, type FormContext, isRequired, organisationDate, type Problem, reasonOf } from '../bot/domain/form';
import { answerText, blankMeans, fieldLabels, hints, itAccessLabels, labelled, problemSentence, yesNo } from '../bot/domain/form-wording';
import { type Answers, itAccessLevels } from '../bot/domain/visitor-request';
import { inlines, isPlain, literal } from './parts';

/** One question of a step: its input, and what stands around it. */
export const questionView = z.strictObject({
  id: z.string(),
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
});
type QuestionView = z.input<typeof questionView>;

interface Asked {
  answers: Answers;
  context: FormContext;
  problem?: Problem;
  /** There only when another device saved something else; undefined is a blank. */
  saved?: Answers[Field];
}

export function questionOf(field: Field, asked: Asked): QuestionView {
  const { answers, context, problem } = asked;
  const hint = hintOf(field, answers, context);
  const beside = besideOf(field, asked);
  return {
    id: field,
    label: hasDefault(field) ? fieldLabels[field] : labelled(field, isRequired(field, answers, context)),
    ...inputOf(field, answers, context),
    hasProblem: problem !== undefined,
    problem: literal(problem ? `${problemMark}${problemSentence(field, problem, context.policy)}` : '', { weight: 'Bolder' }),
    hasHint: hint !== undefined,
    hint: hint ?? '',
    hasBeside: beside.length > 0,
    beside,
  };
}

/** Always answered, so neither required nor optional. */
function hasDefault(field: Field): boolean {
  return field === 'itAccess' || field === 'idCard';
}

/**
 * So many reasons stand in full: one press instead of two. It also keeps two boxes to choose from off two cards in a row,
 * where a client that draws the second over the first may go on offering the first one’s list. Titles that stand in full
 * are read as Markdown, those of a box are not.
 */
const reasonsInFull = 14;

type InputView = Pick<QuestionView, 'kind' | 'value' | 'style' | 'placeholder' | 'choices'>;

function inputOf(field: Field, answers: Answers, context: FormContext): InputView {
  switch (field) {
    case 'department': {
      // A long list, shown as a box to type in: its titles, which admins write, are plain text there.
      const choices = context.departments.map(({ id, name }) => ({ title: name, value: id }));
      return choice('filtered', departmentOf(answers, context.departments)?.id, choices, cardSentences.chooseDepartment);
    }
    case 'reason': {
      const choices = context.policy.reasons.map((reason) => ({ title: reasonChoice(reason), value: reason.id }));
      const isInFull = choices.length <= reasonsInFull && choices.every(({ title }) => isPlain(title));
      const style = isInFull ? 'expanded' : 'compact';
      return choice(style, reasonOf(answers, context.policy)?.id, choices, cardSentences.chooseReason);
    }
    case 'itAccess':
      return choice(
        'expanded',
        answers.itAccess,
        itAccessLevels.map((level) => ({ title: itAccessLabels[level], value: level })),
      );
    case 'idCard':
      return choice(
        'expanded',
        answers.idCard ? 'yes' : 'no',
        [true, false].map((value) => ({ title: yesNo(value), value: value ? 'yes' : 'no' })),
      );
    case 'validFrom':
    case 'validTo':
      return { kind: 'date', value: readDate(answers[field] ?? '')?.toString() ?? '', style: 'Text', placeholder: '', choices: [] };
    default:
      return { kind: 'text', value: textOf(field, answers), style: textStyles[field] ?? 'Text', placeholder: '', choices: [] };
  }
}

function choice(
  style: 'filtered' | 'compact' | 'expanded',
  value: string | undefined,
  choices: InputView['choices'],
  placeholder = '',
): InputView {
  return { kind: 'choice', value: value ?? '', style, placeholder, choices };
}

const textStyles: Partial<Record<Field, 'Tel' | 'Email'>> = { telephone: 'Tel', personalEmail: 'Email' };

function textOf(field: Field, answers: Answers): string {
  const given = answers[field];
  return typeof given === 'string' ? given : '';
}

function hintOf(field: Field, answers: Answers, context: FormContext): string | undefined {
  switch (field) {
    case 'validFrom':
    case 'validTo':
      return blankMeans(organisationDate(field, answers, context));
    case 'department':
    case 'employer':
    case 'itAccess':
    case 'idCard':
    case 'middleNames':
    case 'preferredName':
    case 'telephone':
    case 'personalEmail':
      return hints[field];
    default:
      return undefined;
  }
}

function besideOf(field: Field, asked: Asked): QuestionView['beside'] {
  const notes = [];
  const given = asked.answers[field];
  if ((field === 'validFrom' || field === 'validTo') && typeof given === 'string' && !readDate(given)) notes.push(typedDate(given));
  if ('saved' in asked) notes.push(savedValue(savedText(field, asked.saved, asked)));
  return notes.map(({ label, text }) => ({ inlines: [...literal(label, { isSubtle: true }), ...literal(text)] }));
}

/** As the input would show it, where an answer is stored as an id. */
function savedText(field: Field, saved: Answers[Field], { answers, context }: Asked): string | undefined {
  if (saved === undefined) return undefined;
  const then: Answers = { ...answers, [field]: saved };
  if (field === 'department') return departmentOf(then, context.departments)?.name;
  if (field === 'reason') return reasonOf(then, context.policy)?.label;
  return answerText(field, then);
}
