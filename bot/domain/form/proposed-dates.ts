import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, lastDayAllowed, readDate } from '../dates/dates';
import { counted, day } from '../dates/day-words';
import type { KeyAnswers } from './answer-values';
import { datesOf, departmentOf, type FormContext, organisationDate, reasonOf } from './form-context';
import type { DateSuggestion } from './question-kinds';

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

const months = [3, 6, 12] as const;

/**
 * Suggested last days: the default date and round lengths, within the reason's maximum. Reckoned from what Valid from would be
 * filled with, where it is blank or no date.
 */
export function proposedEnds(answers: KeyAnswers, context: FormContext): DateSuggestion[] {
  const from = datesOf(answers, context).from ?? readDate(proposedStart(answers, context) ?? '') ?? context.today;
  const usual = readDate(organisationDate('validTo', answers, context) ?? '');
  const most = reasonOf(answers, context.policy)?.maxMonths;
  const latest = most === undefined ? undefined : lastDayAllowed(from, most);
  const isAllowed = (last: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(last, from) >= 0 &&
    Temporal.PlainDate.compare(last, context.today) >= 0 &&
    (latest === undefined || Temporal.PlainDate.compare(last, latest) <= 0);
  const offered = [
    ...(usual ? [{ id: 'usual', title: day(usual.toString()), last: usual }] : []),
    ...months.map((count) => ({
      id: `${count}-months`,
      title: count === 12 ? counted(1, 'year') : counted(count, 'month'),
      last: lastDayAllowed(from, count),
    })),
  ];
  return offered.filter(({ last }) => isAllowed(last)).map(({ id, title, last }) => ({ id, title, date: last.toString() }));
}
