import { day } from '../dates/day-words';
import type { StatusRow } from './status';

/** Between its first and its last day. */
export const active: StatusRow = {
  label: 'Active',
  tone: 'good',
  phase: 'running',
  afterLastDay: 'expired',
  enteredBy: 'activate',
  notice: 'reapproval',
  line: 'decided',
  hasWords: true,
  inList: 'window',
  next: ({ validTo }) => `The last day is ${day(validTo)}.`,
};
