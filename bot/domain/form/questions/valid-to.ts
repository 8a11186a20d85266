import { Temporal } from 'temporal-polyfill';
import { isMonthOrLonger, lastDayAllowed } from '../../dates/dates';
import { counted, day } from '../../dates/day-words';
import type { KeyAnswers } from '../answer-values';
import { datesOf, type FormContext, organisationDate, reasonOf } from '../form-context';
import { blankMeans } from '../form-words';
import type { CommonProblem, DateQuestion } from '../question-kinds';

type EndProblem =
  | { word: 'ends-before-start' }
  | { word: 'over-already' }
  | { word: 'stay-too-long'; latest: string; months: number }
  | { word: 'stay-too-short' };

/** F11; a blank stands for the organisation's date (F16), which may be wrong for this visit too. */
export const validTo: DateQuestion<EndProblem> = {
  kind: 'date',
  step: 'dates',
  label: 'Valid to',
  noun: 'the last day',
  hint: (answers, context) => blankMeans(organisationDate('validTo', answers, context)),
  standsFor: (answers, context) => organisationDate('validTo', answers, context),
  mandatory: {
    when: (answers, context) => organisationDate('validTo', answers, context) === undefined,
    missing: 'Please give the last day: there is no standard date here.',
  },
  check: endProblem,
  sentences: {
    'ends-before-start': 'The last day lies before the first. Please change one of the two dates.',
    'over-already': 'The last day has passed already. Please give a later one.',
    'stay-too-long': ({ latest, months }) =>
      `For this reason a stay is ${counted(months, 'month')} at most. The last day may be no later than ${day(latest)}.`,
    'stay-too-short': (_problem, { shortVisitRoute }) =>
      `Visitor accounts are for a month or longer. For a shorter visit, ${shortVisitRoute}.`,
  },
  row: { group: 'visit', label: 'Last day' },
  comesAlong: true,
};

/** F11, R1. */
function endProblem(answers: KeyAnswers, context: FormContext): EndProblem | CommonProblem | undefined {
  const { from, to } = datesOf(answers, context);
  if (!to) return { word: 'no-such-date' };
  if (from && Temporal.PlainDate.compare(to, from) < 0) return { word: 'ends-before-start' };
  if (Temporal.PlainDate.compare(to, context.today) < 0) return { word: 'over-already' };
  const reason = reasonOf(answers, context.policy);
  if (!from) return undefined;
  if (reason && Temporal.PlainDate.compare(to, lastDayAllowed(from, reason.maxMonths)) > 0) {
    return { word: 'stay-too-long', latest: lastDayAllowed(from, reason.maxMonths).toString(), months: reason.maxMonths };
  }
  return context.policy.shortVisit === 'refuse' && !isMonthOrLonger(from, to) ? { word: 'stay-too-short' } : undefined;
}
