import { dueWhy } from '../dates/due-words';
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
  next: (request, today) => `Answer the question or edit your request ${dueWhy(request, today, 'it')}.`,
  nextForOthers: (request, today) => `The sponsor’s answer is needed ${dueWhy(request, today)}.`,
};
