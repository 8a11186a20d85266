import { day } from '../dates/day-words';
import { requestAgainHint, type StatusRow } from './status';

/** Its last day has passed. */
export const expired: StatusRow = {
  label: 'Expired',
  tone: 'emphasis',
  phase: 'over',
  enteredBy: 'expire',
  notice: 'over',
  line: 'decided',
  inList: 'over',
  next: ({ validTo }) => `The last day was ${day(validTo)}. If an account is still needed, ${requestAgainHint}`,
  nextForOthers: ({ validTo }) => `The last day was ${day(validTo)}.`,
};
