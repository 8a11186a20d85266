import { day } from '../../../bot/domain/dates/day-words';
import type { StatusRow } from '../../../bot/domain/statuses/status';

/** A status made up for the recipe: an account that is held until its sponsor releases it. */
export const onHold: StatusRow = {
  label: 'On hold',
  tone: 'warning',
  phase: 'running',
  afterLastDay: 'expired',
  notice: 'reapproval',
  line: 'decided',
  inList: 'window',
  next: ({ validTo }) => `The account is on hold. It expires after ${day(validTo)} all the same.`,
  nextForOthers: () => 'The account is on hold until its sponsor releases it.',
};
