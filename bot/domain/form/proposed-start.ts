import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, readDate } from '../dates/dates';
import type { KeyAnswers } from './answer-values';
import { departmentOf, type FormContext } from './form-context';
import type { Answers } from './questions';

/**
 * What Valid from is filled with: the department's own date, else the next working day. Undefined where the department's
 * date lies too far back to be typed; a blank stands for it all the same.
 */
export function proposedStart(answers: Pick<KeyAnswers, 'department'>, { policy, departments, today }: FormContext): string | undefined {
  const own = readDate(departmentOf(answers, departments)?.validFrom ?? '');
  if (!own) return addWorkingDays(today, 1, policy.closureDays).toString();
  const earliest = today.subtract({ days: policy.maxDaysBack });
  return Temporal.PlainDate.compare(own, earliest) < 0 ? undefined : own.toString();
}

/** Whether Valid from may still be filled in: the visit was not asked about, and no request has it blank on purpose. */
export function isStartProposed({ touched, changes }: { touched: Readonly<Record<string, number>>; changes?: unknown }): boolean {
  return touched['visit'] === undefined && changes === undefined;
}

/** The answers with Valid from filled in, where nothing stands there. */
export function withProposedStart(answers: Answers, context: FormContext): Answers {
  const validFrom = answers.validFrom ?? proposedStart(answers, context);
  return validFrom === undefined ? answers : { ...answers, validFrom };
}

/** After another department was chosen: a date that was only proposed for the old one gives way to that of the new one. */
export function withStartOf(before: Answers, answers: Answers, context: FormContext): Answers {
  const isProposed = answers.validFrom !== undefined && answers.validFrom === proposedStart(before, context);
  if (!isProposed || answers.department === before.department) return answers;
  const { validFrom: _old, ...rest } = answers;
  return withProposedStart(rest, context);
}
