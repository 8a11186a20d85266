import { day } from '../dates/day-words';
import { itAccessLabels } from '../form/form-words';
import type { ItTask, TaskStep } from '../request/directory-record';

export const taskLabels = {
  userName: 'Username',
  name: 'Name',
  displayName: 'Display name',
  employeeId: 'Employee ID',
  firstDay: 'First day',
  lastDay: 'Last day',
  sponsor: 'Sponsor',
} as const;

export const taskSentences = {
  itOnly: 'This is for the IT service only.',
} as const;

/** One step of a task, for whoever does it; `sponsor` is a name. */
export function taskStepSentence(step: TaskStep, { target }: Pick<ItTask, 'target'>, sponsor: string): string {
  const level = itAccessLabels[target.level];
  const sentences: Record<TaskStep, string> = {
    make: `Make the account, with its employee ID, and put it into the group for ${level} access.`,
    enable: 'Enable it.',
    disable: 'Disable it, and end its sign-ins.',
    'leave-group': 'Take it out of its access group.',
    'change-group': `Move it to the group for ${level} access.`,
    'last-day': `Set its last day to ${day(target.lastDay)}.`,
    rename: `Change its display name to “${target.displayName}”.`,
    sponsor: `Record ${sponsor} as its sponsor.`,
  };
  return sentences[step];
}

/** Why people are asked in place of the directory. */
export function taskReason(code: string): string {
  if (code === 'names-taken') return 'All usernames that we tried are taken in the directory, so please choose one.';
  if (code === 'Synced') return 'Another directory keeps this account, so please change it there.';
  return `Microsoft Entra refused to do this (code ${code}).`;
}
