import { z } from 'zod';
import { readDate } from '../bot/domain/dates/dates';
import { itAccessLabels, yesNo } from '../bot/domain/form/form-words';
import { type ChangedTerms, canGoWithoutCard, levelsToApprove, type TypedTerms } from '../bot/domain/request/approve-changed';
import type { VisitorRequest } from '../bot/domain/request/visitor-request';
import { changeLabels } from '../bot/domain/words/approve-changed-words';
import { problemMark, typedDate } from '../bot/domain/words/card-words';
import { inlines, literal } from './parts';

/** What *Approve with a change* asks: one input for each term that can be less than was asked for. */
export const termView = z.strictObject({
  id: z.enum(['validTo', 'itAccess', 'idCard']),
  kind: z.enum(['date', 'choice']),
  label: z.string(),
  value: z.string(),
  choices: z.array(z.strictObject({ title: z.string(), value: z.string() })),
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

/** With what was asked for in place, or what was typed before. @param problem stands beside the term that it is about */
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
    return { ...term, hasProblem, problem: literal(hasProblem ? `${problemMark}${problem}` : '', { weight: 'Bolder' }) };
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
    hasTyped,
    typed: literal(hasTyped ? `${label}${text}` : ''),
  };
}

/** What is asked for stands first. */
function choiceTerm(id: 'itAccess' | 'idCard', typed: string | undefined, choices: Term['choices']): Term {
  const known = choices.find(({ value }) => value === typed) ?? choices[0];
  return { id, kind: 'choice', label: changeLabels[id], value: known?.value ?? '', choices, hasTyped: false, typed: literal('') };
}
