import { Temporal } from 'temporal-polyfill';
import { isMonthOrLonger, readDate } from '../../dates/dates';
import { day } from '../../dates/day-words';
import type { KeyAnswers } from '../answer-values';
import { datesOf, type FormContext, organisationDate } from '../form-context';
import { blankMeans } from '../form-words';
import type { CommonProblem, DateQuestion } from '../question-kinds';

type StartProblem = { word: 'too-far-back'; earliest: string };

/** F10; a blank stands for the organisation's date (F16). */
export const validFrom: DateQuestion<StartProblem> = {
  kind: 'date',
  step: 'dates',
  label: 'Valid from',
  noun: 'the first day',
  hint: (answers, context) => blankMeans(organisationDate('validFrom', answers, context)),
  standsFor: (answers, context) => organisationDate('validFrom', answers, context),
  mandatory: {
    when: (answers, context) => organisationDate('validFrom', answers, context) === undefined,
    missing: 'Please give the first day: there is no standard date here.',
  },
  check: startProblem,
  sentences: { 'too-far-back': ({ earliest }) => `This may be no earlier than ${day(earliest)}.` },
  warnings: [
    {
      word: 'short-visit',
      applies: isShort,
      sentence: ({ shortVisitRoute }) => `This visit is shorter than a month. For short visits you can ${shortVisitRoute} instead.`,
      concern: 'The stay is shorter than a month.',
    },
    {
      word: 'begun-already',
      applies: hasBegun,
      sentence: 'The first day lies in the past. The account starts when it is approved, not before.',
      concern: 'The first day lies in the past: the account starts as soon as you approve.',
    },
  ],
  row: { group: 'visit', label: 'First day' },
  comesAlong: true,
};

/** The organisation's own date may lie further back: activation is never before approval anyway. */
function startProblem({ validFrom: given }: KeyAnswers, { policy, today }: FormContext): StartProblem | CommonProblem | undefined {
  if (given === undefined) return undefined;
  const from = readDate(given);
  if (!from) return { word: 'no-such-date' };
  const earliest = today.subtract({ days: policy.maxDaysBack });
  return Temporal.PlainDate.compare(from, earliest) < 0 ? { word: 'too-far-back', earliest: earliest.toString() } : undefined;
}

/** R1. */
function isShort(answers: KeyAnswers, context: FormContext): boolean {
  const { from, to } = datesOf(answers, context);
  return from !== undefined && to !== undefined && Temporal.PlainDate.compare(from, to) <= 0 && !isMonthOrLonger(from, to);
}

function hasBegun(answers: KeyAnswers, context: FormContext): boolean {
  const { from } = datesOf(answers, context);
  return from !== undefined && Temporal.PlainDate.compare(from, context.today) < 0;
}
