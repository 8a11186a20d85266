import { Temporal } from 'temporal-polyfill';
import { lastDayAllowed, readDate } from '../dates/dates';
import { counted, day } from '../dates/day-words';
import type { KeyAnswers } from './answer-values';
import { datesOf, type FormContext, organisationDate, reasonOf } from './form-context';
import { proposedStart } from './proposed-start';
import type { DateSuggestion } from './question-kinds';

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
