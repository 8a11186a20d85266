import type { FormContext } from './form-context';
import { proposedStart } from './proposed-dates';
import type { Answers } from './questions';

/** Whether Valid from may still be proposed: the visit step was not shown, and nobody left it blank on purpose. */
export function isStartProposed({ touched, changes }: { touched: Readonly<Record<string, number>>; changes?: unknown }): boolean {
  return touched['visit'] === undefined && changes === undefined;
}

/** The answers with a blank Valid from filled in, unless the sponsor wrote one that was not understood. */
export function withProposedStart(answers: Answers, context: FormContext): Answers {
  if (context.datesNotUnderstood?.includes('validFrom')) return answers;
  const validFrom = answers.validFrom ?? proposedStart(answers, context);
  return validFrom === undefined ? answers : { ...answers, validFrom };
}

/** Replaces the proposed date of the former department with that of the newly chosen one. */
export function withStartOf(before: Answers, answers: Answers, context: FormContext): Answers {
  const isProposed = answers.validFrom !== undefined && answers.validFrom === proposedStart(before, context);
  if (!isProposed || answers.department === before.department) return answers;
  const { validFrom: _old, ...rest } = answers;
  return withProposedStart(rest, context);
}
