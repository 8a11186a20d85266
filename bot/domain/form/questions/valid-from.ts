import { Temporal } from 'temporal-polyfill';
import { readDate } from '../../dates/dates';
import { day } from '../../dates/day-words';
import type { KeyAnswers } from '../answer-values';
import { dateOfStay } from '../date-of-stay';
import { datesOf, type FormContext } from '../form-context';
import type { CommonProblem, DateQuestion } from '../question-kinds';

type StartProblem = { word: 'too-far-back'; earliest: string };

/** A first day later than so many months from now may be of the wrong year. */
const farOffMonths = 6;

/** A blank means the organisation's date. */
export const validFrom: DateQuestion<StartProblem> = {
  ...dateOfStay('validFrom', 'Valid from'),
  check: startProblem,
  sentences: { 'too-far-back': ({ earliest }) => `The earliest date you can choose is ${day(earliest)}.` },
  warnings: [
    {
      word: 'begun-already',
      applies: hasBegun,
      sentence: 'Valid from has passed, so the account will start when it is approved.',
      concern: 'Valid from has passed, so the account will start as soon as you approve it.',
    },
    {
      word: 'far-off',
      applies: isFarOff,
      sentence: `Valid from is more than ${farOffMonths} months away. Please check the year.`,
    },
  ],
};

/** The organisation's own date may be further back, as no account begins before its approval. */
function startProblem({ validFrom: given }: KeyAnswers, { policy, today }: FormContext): StartProblem | CommonProblem | undefined {
  if (given === undefined) return undefined;
  const from = readDate(given);
  if (!from) return { word: 'no-such-date' };
  const earliest = today.subtract({ days: policy.maxDaysBack });
  return Temporal.PlainDate.compare(from, earliest) < 0 ? { word: 'too-far-back', earliest: earliest.toString() } : undefined;
}

function hasBegun(answers: KeyAnswers, context: FormContext): boolean {
  const { from } = datesOf(answers, context);
  return from !== undefined && Temporal.PlainDate.compare(from, context.today) < 0;
}

function isFarOff(answers: KeyAnswers, context: FormContext): boolean {
  const { from } = datesOf(answers, context);
  return from !== undefined && Temporal.PlainDate.compare(from, context.today.add({ months: farOffMonths })) > 0;
}
