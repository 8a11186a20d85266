import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, readDate } from '../dates/dates';
import type { KeyAnswers } from './answer-values';
import { departmentOf, type FormContext } from './form-context';
import type { Answers } from './questions';

/**
 * The proposed Valid from: the department's own date, else the next working day. Undefined if the department's
 * date is too far back to be entered; a blank still means it.
 */
export function proposedStart(answers: Pick<KeyAnswers, 'department'>, { policy, departments, today }: FormContext): string | undefined {
  const own = readDate(departmentOf(answers, departments)?.validFrom ?? '');
  if (!own) return addWorkingDays(today, 1, policy.closureDays).toString();
  const earliest = today.subtract({ days: policy.maxDaysBack });
  return Temporal.PlainDate.compare(own, earliest) < 0 ? undefined : own.toString();
}

/** Whether Valid from may still be proposed: the visit step was not shown, and nobody left it blank on purpose. */
export function isStartProposed({ touched, changes }: { touched: Readonly<Record<string, number>>; changes?: unknown }): boolean {
  return touched['visit'] === undefined && changes === undefined;
}

/** The answers with a blank Valid from filled in. */
export function withProposedStart(answers: Answers, context: FormContext): Answers {
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
