import type { StatusRow } from './status';

/** Ended before its last day. */
export const ended: StatusRow = {
  label: 'Ended',
  tone: 'emphasis',
  phase: 'over',
  line: 'ended',
  inList: 'over',
  next: () => 'This request is closed.',
};
