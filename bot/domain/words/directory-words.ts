import { day } from '../dates/day-words';
import type { DirectoryAccount, TaskStep } from '../request/directory-record';
import { moment } from './words';

export const directoryLabels = { userName: 'Username', account: 'Account' } as const;

/** "Works since Mon 1 Feb 2027 at 10:25": what the directory last confirmed, or that a person has to look. */
export function directoryLine({ state, stateAt, needsHand, task }: DirectoryAccount, validFrom: string, zone: string): string {
  if (needsHand !== undefined) return 'Needs attention from IT';
  const byIt = task?.steps.map((step) => stepLines[step]).find((line) => line !== undefined);
  if (byIt !== undefined) return byIt;
  if (state === undefined || stateAt === undefined) return 'Being made';
  const at = moment(stateAt, zone);
  const lines = { made: `Made, and starts on ${day(validFrom)}`, enabled: `Works since ${at}`, disabled: `Disabled since ${at}` };
  return lines[state];
}

/** In lists, where the request is read no further. */
export const accountStates = {
  'being-made': 'account being made',
  made: 'account made',
  enabled: 'account enabled',
  disabled: 'account disabled',
  'needs-hand': 'account needs attention',
} as const;
export type AccountState = keyof typeof accountStates;

export function accountStateOf({ state, needsHand }: DirectoryAccount): AccountState {
  return needsHand === undefined ? (state ?? 'being-made') : 'needs-hand';
}

/** While people in IT have it on their list; of other steps, the account works as before. */
const stepLines: Partial<Record<TaskStep, string>> = {
  make: 'Being made by IT',
  enable: 'Being enabled by IT',
  disable: 'Being disabled by IT',
  'leave-group': 'Being disabled by IT',
};

/** To the sponsor, beside the words of the organisation. */
export const opensNot = 'The account does not include library resources or Learn.';

/** Follows the subject of the mail in an inbox. */
export const beganPreview = 'Open this mail for the username, and for what to tell your visitor.';
