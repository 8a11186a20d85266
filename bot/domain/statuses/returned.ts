import { day } from '../dates/day-words';
import type { StatusRow } from './status';

/** Went back to its sponsor with a question. */
export const returned: StatusRow = {
  label: 'Returned with a question',
  tone: 'warning',
  phase: 'open',
  afterLastDay: 'lapsed',
  line: 'decided',
  hasWords: true,
  inList: 'settled',
  next: ({ validTo }) =>
    `Answer by changing the request, then send it again. If that has not happened by ${day(validTo)}, the request lapses.`,
  nextForOthers: ({ validTo }) => `The sponsor can change the request and send it again until ${day(validTo)}; then it lapses.`,
};
