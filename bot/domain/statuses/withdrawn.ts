import type { StatusRow } from './status';

/** Taken back by its sponsor before a decision. */
export const withdrawn: StatusRow = {
  label: 'Withdrawn',
  tone: 'emphasis',
  phase: 'over',
  line: 'happened',
  inList: 'over',
  next: () => 'This request is closed.',
};
