import { counted } from '../dates/day-words';

/** *Waiting for me*, where several are approved together. */
export const selectionTitles = {
  tick: 'Select',
  ask: 'Approve selected …',
  approve: (count: number) => `Approve ${counted(count, 'request')}`,
} as const;

export function approveSelectedQuestion(count: number): string {
  return count === 1 ? 'Approve this request without changes?' : `Approve these ${count} requests without changes?`;
}

export const selectionSentences = {
  none: 'Nothing is selected. Select the requests to approve, then try again.',
  approved: 'approved.',
} as const;
