import { z } from 'zod';
import { readDate } from '../bot/domain/dates/dates';
import { itAccessLabels, yesNo } from '../bot/domain/form/form-words';
import { type ChangedTerms, canGoWithoutCard, levelsToApprove, type TypedTerms } from '../bot/domain/request/approve-changed';
import type { VisitorRequest } from '../bot/domain/request/visitor-request';
import type { Asking } from '../bot/domain/verbs/verb';
import { changeLabels } from '../bot/domain/words/approve-changed-words';
import { typedDate } from '../bot/domain/words/card-words';
import { inlines, isPlain, literal, markedProblem } from './parts';

/** A date, or a choice: one input for each term that can be less than was asked for, or the person to ask. */
export const termView = z.strictObject({
  id: z.enum(['validTo', 'itAccess', 'idCard', 'to']),
  kind: z.enum(['date', 'choice']),
  label: z.string(),
  value: z.string(),
  choices: z.array(z.strictObject({ title: z.string(), value: z.string() })),
  style: z.enum(['expanded', 'compact']),
  hasProblem: z.boolean(),
  problem: inlines,
  /** A date that a calendar cannot show. */
  hasTyped: z.boolean(),
  typed: inlines,
});
export type TermView = z.input<typeof termView>;

/** What was typed, and which of it will not do. */
export interface AskedTerms {
  typed: TypedTerms;
  wrong?: keyof ChangedTerms;
}

/** The terms with the requested or the typed values. @param problem is shown beside its term */
export function termsOf({ answers, validTo }: VisitorRequest, asked?: AskedTerms, problem?: string): TermView[] {
  const { typed, wrong } = asked ?? {};
  const levels = levelsToApprove(answers);
  const choices = [
    ...(levels.length > 1
      ? [
          choiceTerm(
            'itAccess',
            typed?.itAccess,
            levels.map((level) => ({ title: itAccessLabels[level], value: level })),
          ),
        ]
      : []),
    ...(canGoWithoutCard(answers)
      ? [
          choiceTerm(
            'idCard',
            typed?.idCard,
            [true, false].map((value) => ({ title: yesNo(value), value: value ? 'yes' : 'no' })),
          ),
        ]
      : []),
  ];
  return [lastDayTerm(validTo, typed?.validTo), ...choices].map((term) => {
    const hasProblem = problem !== undefined && term.id === wrong;
    return { ...term, hasProblem, problem: hasProblem ? markedProblem(problem) : literal('') };
  });
}

type Term = Omit<TermView, 'hasProblem' | 'problem'>;

function lastDayTerm(asked: string, typed = asked): Term {
  const value = readDate(typed.trim())?.toString() ?? '';
  const hasTyped = value === '' && typed !== '';
  const { label, text } = typedDate(typed);
  return {
    id: 'validTo',
    kind: 'date',
    label: changeLabels.validTo(asked),
    value,
    choices: [],
    style: 'expanded',
    hasTyped,
    typed: literal(hasTyped ? `${label}${text}` : ''),
  };
}

/** Choices with the requested value first. */
function choiceTerm(id: 'itAccess' | 'idCard', typed: string | undefined, choices: Term['choices']): Term {
  const known = choices.find(({ value }) => value === typed) ?? choices[0];
  return { ...choiceOfTerm(choices, known?.value), id, label: changeLabels[id] };
}

/** The first is preselected, as Outlook requires a choice. */
export function personTerm({ label, options }: Extract<Asking, { kind: 'person' }>, typed: string | undefined): TermView {
  const choices = options.map(({ id, label: title }) => ({ title, value: id }));
  const value = choices.find((one) => one.value === typed)?.value ?? choices[0]?.value;
  return { ...choiceOfTerm(choices, value), id: 'to', label, hasProblem: false, problem: literal('') };
}

/** Titles that stand in full are read as Markdown, those of a box are not. */
function choiceOfTerm(choices: Term['choices'], value = ''): Omit<Term, 'id' | 'label'> {
  const style = choices.every(({ title }) => isPlain(title)) ? 'expanded' : 'compact';
  return { kind: 'choice', value, choices, style, hasTyped: false, typed: literal('') };
}
