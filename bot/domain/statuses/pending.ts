import { day } from '../dates/day-words';
import type { StatusRow } from './status';

/** Waits for a decision. */
export const pending: StatusRow = {
  label: 'Waiting for a decision',
  tone: 'accent',
  phase: 'open',
  afterLastDay: 'lapsed',
  notice: 'nudge',
  line: 'waiting',
  inList: 'pending',
  next: ({ validTo }) => `If it is not decided by ${day(validTo)}, the request will lapse.`,
};
