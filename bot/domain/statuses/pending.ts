import { dueWhy } from '../dates/due-words';
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
  next: (request, today) => `A decision is needed ${dueWhy(request, today)}.`,
};
