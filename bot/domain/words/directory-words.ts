import { day } from '../dates/day-words';
import type { DirectoryAccount, TaskStep } from '../request/directory-record';
import { moment } from './words';

export const directoryLabels = { userName: 'Username', account: 'Account' } as const;

/** "Works since Mon 1 Feb 2027 at 10:25": what the directory last confirmed, or that a person has to look. */
export function directoryLine(
  { state, stateAt, needsHand, task, saidBy }: DirectoryAccount,
  { validFrom, isOver, isTakenOver }: { validFrom: string; isOver: boolean; isTakenOver: boolean },
  zone: string,
): string {
  if (needsHand !== undefined) return notDoneLine(task) ?? 'Needs attention from IT';
  const byIt = task?.steps.map((step) => stepLines[step]).find((line) => line !== undefined);
  if (byIt !== undefined) return byIt;
  if (state === undefined || stateAt === undefined) return 'Being made';
  const at = moment(stateAt, zone);
  const starts = `starts on ${day(validFrom)}`;
  if (saidBy) return `${saidWords[state]}, reported done by ${saidBy.name} on ${at}${state === 'made' ? `; ${starts}` : ''}`;
  if (state === 'enabled' && isOver) return 'Still enabled: not disabled yet';
  // When it was taken over says nothing of since when it works.
  if (isTakenOver) return takenOverLine(state, starts, at);
  const lines = { made: `Made, and ${starts}`, enabled: `Works since ${at}`, disabled: `Disabled since ${at}` };
  return lines[state];
}

/** Undefined unless IT has said that it cannot be done. */
function notDoneLine(task: DirectoryAccount['task']): string | undefined {
  if (!task?.isRefused) return undefined;
  const what = task.steps.map((step) => notDoneVerbs[step]).find((verb) => verb !== undefined) ?? 'change';
  return `IT could not ${what} the account; the administrators are dealing with it`;
}

const notDoneVerbs: Partial<Record<TaskStep, string>> = { make: 'make', enable: 'enable', disable: 'disable', 'leave-group': 'disable' };

/** In place of when it starts, of an account that a person has to see to first. */
export function stuckSentence({ task }: DirectoryAccount): string {
  return `${notDoneLine(task) ?? 'The account needs attention from IT before it can work'}.`;
}

/** Contains typed words: for literal text only. */
export function notDoneReason(words: string): string {
  return `IT gave this reason: “${words}”`;
}

function takenOverLine(state: NonNullable<DirectoryAccount['state']>, starts: string, at: string): string {
  const lines = {
    made: `Taken over from the earlier register, and ${starts}`,
    enabled: 'Taken over from the earlier register, and works',
    disabled: `Disabled since ${at}`,
  };
  return lines[state];
}

const saidWords = { made: 'Made', enabled: 'Enabled', disabled: 'Disabled' } as const;

/** In lists, where the request is read no further. */
export const accountStates = {
  'being-made': 'account being made',
  made: 'account made',
  enabled: 'account enabled',
  disabled: 'account disabled',
  'said-made': 'account made, reported by IT',
  'said-enabled': 'account enabled, reported by IT',
  'said-disabled': 'account disabled, reported by IT',
  'needs-hand': 'account needs attention',
} as const;
export type AccountState = keyof typeof accountStates;

export function accountStateOf({ state, needsHand, saidBy }: DirectoryAccount): AccountState {
  if (needsHand !== undefined) return 'needs-hand';
  if (state === undefined) return 'being-made';
  return saidBy ? `said-${state}` : state;
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
