import { Temporal } from 'temporal-polyfill';
import { isMonthOrLonger, lastDayAllowed } from '../../dates/dates';
import { counted, day } from '../../dates/day-words';
import type { KeyAnswers } from '../answer-values';
import { dateOfStay } from '../date-of-stay';
import { datesOf, type FormContext, reasonOf } from '../form-context';
import { proposedEnds } from '../proposed-dates';
import type { CommonProblem, DateQuestion } from '../question-kinds';

type EndProblem =
  | { word: 'ends-before-start' }
  | { word: 'over-already' }
  | { word: 'stay-too-long'; latest: string; months: number }
  | { word: 'stay-too-short' };

/** A blank means the organisation's date, which may not fit this visit either. */
export const validTo: DateQuestion<EndProblem> = {
  ...dateOfStay('validTo', 'Valid to'),
  suggestions: proposedEnds,
  check: endProblem,
  sentences: {
    'ends-before-start': 'Valid to is before Valid from. Please change one of them.',
    'over-already': 'Valid to has already passed. Please enter a later date.',
    'stay-too-long': ({ latest, months }) =>
      `Visits for this reason can last up to ${counted(months, 'month')}. Choose a last day no later than ${day(latest)}.`,
    'stay-too-short': (_problem, { shortVisitRoute }) =>
      `Visitor accounts are for a month or longer. For a shorter visit, ${shortVisitRoute}.`,
  },
  warnings: [
    {
      word: 'short-visit',
      applies: isShort,
      sentence: ({ shortVisitRoute }) => `This visit is shorter than a month. For short visits you can ${shortVisitRoute} instead.`,
      concern: 'The stay is shorter than a month.',
    },
  ],
};

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

function isShort(answers: KeyAnswers, context: FormContext): boolean {
  const { from, to } = datesOf(answers, context);
  return from !== undefined && to !== undefined && Temporal.PlainDate.compare(from, to) <= 0 && !isMonthOrLonger(from, to);
}
