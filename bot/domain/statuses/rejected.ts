import type { StatusRow } from './status';

/** Refused with a reason. */
export const rejected: StatusRow = {
  label: 'Rejected',
  tone: 'attention',
  phase: 'over',
  line: 'decided',
  hasWords: true,
  inList: 'over',
  next: () => 'Nothing more will happen with this request.',
};
