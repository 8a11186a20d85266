import { day } from '../dates/day-words';
import type { DirectoryAccount } from '../request/visitor-request';
import { moment } from './words';

export const directoryLabels = { userName: 'Username', account: 'Account' } as const;

/** "Works since Mon 1 Feb 2027 at 10:25": what the directory last confirmed, or that a person has to look. */
export function directoryLine({ state, stateAt, needsHand }: DirectoryAccount, validFrom: string, zone: string): string {
  if (needsHand !== undefined) return 'Needs attention from IT';
  if (state === undefined || stateAt === undefined) return 'Being made';
  const at = moment(stateAt, zone);
  const lines = { made: `Made, and starts on ${day(validFrom)}`, enabled: `Works since ${at}`, disabled: `Disabled since ${at}` };
  return lines[state];
}

/** To the sponsor, beside the words of the organisation. */
export const opensNot = 'The account does not include library resources or Learn.';

/** Follows the subject of the mail in an inbox. */
export const beganPreview = 'Open this mail for the username, and for what to tell your visitor.';
