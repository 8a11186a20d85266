import type { StatusRow } from './status';

/** Refused with a reason. */
export const rejected: StatusRow = {
  label: 'Rejected',
  tone: 'attention',
  phase: 'over',
  line: 'decided',
  hasWords: true,
  inList: 'over',
  next: () => 'This request is closed.',
};
