import { day } from '../dates/day-words';
import type { StatusRow } from './status';

/** Waits for its first day. */
export const approved: StatusRow = {
  label: 'Approved',
  tone: 'good',
  phase: 'running',
  onFirstDay: 'active',
  afterLastDay: 'expired',
  notice: 'reapproval',
  line: 'decided',
  hasWords: true,
  inList: 'window',
  next: ({ validFrom }) => `The account starts on ${day(validFrom)}.`,
};
