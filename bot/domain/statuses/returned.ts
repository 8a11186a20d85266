import { day } from '../dates/day-words';
import type { StatusRow } from './status';

/** Went back to its sponsor with a question. */
export const returned: StatusRow = {
  label: 'Returned with a question',
  tone: 'warning',
  phase: 'open',
  afterLastDay: 'lapsed',
  notice: 'answer',
  line: 'decided',
  hasWords: true,
  inList: 'returned',
  next: ({ validTo }) => `Answer the question or edit your request by ${day(validTo)}, or it will lapse.`,
  nextForOthers: ({ validTo }) => `The sponsor can answer, or edit the request, until ${day(validTo)}; then it lapses.`,
};
