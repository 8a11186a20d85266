import { z } from 'zod';
import { readDate } from '../bot/domain/dates/dates';
import { yesNo } from '../bot/domain/form/form-words';
import type { TypedTerms } from '../bot/domain/request/approve-changed';
import type { Asking } from '../bot/domain/verbs/verb';
import { typedDate } from '../bot/domain/words/card-words';
import { inlines, isPlain, literal, markedProblem } from './parts';

/** A date, or a choice: one input for each term that can be chosen, or the person to ask. */
export const termView = z.strictObject({
  id: z.enum(['validFrom', 'validTo', 'itAccess', 'idCard', 'to']),
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
  wrong?: keyof TypedTerms;
}

type AskedOfTerms = Extract<Asking, { kind: 'terms' }>;

/** The terms with the offered or the typed values. @param problem is shown beside its term */
export function termsOf({ validFrom, validTo, itAccess, idCard }: AskedOfTerms, asked?: AskedTerms, problem?: string): TermView[] {
  const { typed, wrong } = asked ?? {};
  const levels = itAccess?.options.map(({ id, label }) => ({ title: label, value: id })) ?? [];
  const yesOrNo = [true, false].map((value) => ({ title: yesNo(value), value: idOfYesNo(value) }));
  const terms = [
    ...(validFrom ? [dateTerm('validFrom', validFrom, typed?.validFrom)] : []),
    ...(validTo ? [dateTerm('validTo', validTo, typed?.validTo)] : []),
    ...(itAccess ? [choiceTerm('itAccess', itAccess, typed?.itAccess, levels)] : []),
    ...(idCard ? [choiceTerm('idCard', { label: idCard.label, value: idOfYesNo(idCard.value) }, typed?.idCard, yesOrNo)] : []),
  ];
  return terms.map((term) => {
    const hasProblem = problem !== undefined && term.id === wrong;
    return { ...term, hasProblem, problem: hasProblem ? markedProblem(problem) : literal('') };
  });
}

const idOfYesNo = (value: boolean) => (value ? 'yes' : 'no');

type Term = Omit<TermView, 'hasProblem' | 'problem'>;
type Given = { label: string; value: string };

function dateTerm(id: 'validFrom' | 'validTo', { label: title, value: offered }: Given, typed = offered): Term {
  const value = readDate(typed.trim())?.toString() ?? '';
  const hasTyped = value === '' && typed !== '';
  const { label, text } = typedDate(typed);
  return {
    id,
    kind: 'date',
    label: title,
    value,
    choices: [],
    style: 'expanded',
    hasTyped,
    typed: literal(hasTyped ? `${label}${text}` : ''),
  };
}

/** The offered value is chosen unless another was. */
function choiceTerm(id: 'itAccess' | 'idCard', { label, value }: Given, typed: string | undefined, choices: Term['choices']): Term {
  const known = choices.find((one) => one.value === typed);
  return { ...choiceOfTerm(choices, known?.value ?? value), id, label };
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
