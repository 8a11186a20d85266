import { counted, day } from '../dates/day-words';
import type { ItAccess } from '../form/answer-values';
import { itAccessLabels } from '../form/form-words';
import type { ItTask, TaskGap, TaskStep } from '../request/directory-record';

export const taskLabels = {
  userName: 'Username',
  name: 'Name',
  displayName: 'Display name',
  employeeId: 'Employee ID',
  firstDay: 'First day',
  lastDay: 'Last day',
  endedOn: 'Ended on',
  sponsor: 'Sponsor',
} as const;

export const taskSentences = {
  itOnly: 'This is for the IT service only.',
  endedEarly: 'This account was ended before its last day, so it should stop working today.',
  endedEarlyOverdue: 'This account was ended before its last day, so it should already have stopped working.',
} as const;

/** Of the page with the list. */
export const itTasksTitle = 'IT tasks';

/** `due`: the ISO date by which the most urgent has to be done. */
export interface OpenTasks {
  count: number;
  overdue: number;
  due: string;
}

/** To somebody in IT, of all that is open: names nobody. */
export function openTasksNews({ count, overdue, due }: OpenTasks): string {
  const late = overdue === 0 ? '' : overdue === count ? ', overdue' : `, ${overdue} of them overdue`;
  const urgent = count === 1 ? `It is due by ${day(due)}` : `The most urgent is due by ${day(due)}`;
  return `${counted(count, 'IT task')} for visitor accounts ${count === 1 ? 'is' : 'are'} open${late}. ${urgent}: see IT tasks in the tab.`;
}

/** The subject of the same by mail. */
export function openTasksMail({ count, overdue }: OpenTasks): string {
  return `Visitor accounts: ${counted(count, 'IT task')} open${overdue > 0 ? `, ${overdue} overdue` : ''}`;
}

/** What the groups of the levels are called in the directory, as far as somebody has said so. */
export type LevelGroupNames = Partial<Record<ItAccess, string>>;

function groupWords(level: ItAccess, groups: LevelGroupNames): string {
  const name = groups[level];
  return name === undefined ? `the group for ${itAccessLabels[level]} access` : `the group “${name}”`;
}

interface StepFacts {
  /** A name. */
  sponsor: string;
  groups: LevelGroupNames;
  /** The level whose group it is in now; undefined where that is none, or not known. */
  present: ItAccess | undefined;
}

/** One step of a task, for whoever does it. */
export function taskStepSentence(step: TaskStep, { target }: Pick<ItTask, 'target'>, { sponsor, groups, present }: StepFacts): string {
  const group = groupWords(target.level, groups);
  const left = present === undefined ? undefined : groupWords(present, groups);
  const sentences: Record<TaskStep, string> = {
    make: `Make the account, with its employee ID${target.isEnabled ? '' : ', disabled until its first day'}, and put it into ${group}.`,
    enable: 'Enable it.',
    disable: 'Disable it, and end its sign-ins.',
    'leave-group': `Take it out of ${left ?? 'its access group'}.`,
    'change-group': left === undefined ? `Move it to ${group}.` : `Move it from ${left} to ${group}.`,
    'last-day': `Set its last day to ${day(target.lastDay)}.`,
    rename: `Change its display name to “${target.displayName}”.`,
    sponsor: `Record ${sponsor} as its sponsor.`,
  };
  return sentences[step];
}

/** What the directory shows of a task that was reported done, beside its button. Contains a name: for literal text only. */
export function reportSentence({ target, code, reported }: ItTask, by: string, reference: string, groups: LevelGroupNames): string {
  const shows = reported?.shows;
  if (!shows) return `Reported done by ${by}. We are checking the directory.`;
  const gaps = shows.gaps.map((gap) => gapWords(gap, target, shows.userName ?? '', reference, groups));
  const [last = '', ...first] = [...gaps].reverse();
  const all = first.length === 0 ? last : `${first.reverse().join(', ')} and ${last}`;
  const when =
    code === 'Synced'
      ? 'It can take half an hour until a change made elsewhere is seen there; this closes by itself then.'
      : 'This closes by itself as soon as the directory shows it.';
  return `Reported done by ${by}, but the directory ${all}. ${when}`;
}

function gapWords(gap: TaskGap, target: ItTask['target'], userName: string, reference: string, groups: LevelGroupNames): string {
  const words: Record<TaskGap, string> = {
    make: 'does not have this account',
    absent: `does not have an account with the employee ID ${reference}`,
    unmarked: `has an account with this username that does not have the employee ID ${reference}`,
    several: `has more than one account with the employee ID ${reference} (remove it from the one that is not the visitor’s)`,
    'other-name': `calls this account ${userName} (if that is right, select Done again and enter it)`,
    enable: 'still shows the account disabled',
    disable: 'still shows the account enabled',
    'change-group': `does not show the account in ${groupWords(target.level, groups)} alone`,
    'leave-group': 'still shows the account in an access group',
    'last-day': `does not show ${target.lastDay === '' ? 'the last day' : day(target.lastDay)} as its last day`,
    rename: `does not show the display name “${target.displayName}”`,
    sponsor: 'does not show its sponsor',
    unreadable: 'cannot be read at the moment',
  };
  return words[gap];
}

/** Why people are asked in place of the directory. */
export function taskReason(code: string): string {
  if (code === 'names-taken') return 'All usernames that we tried are taken in the directory, so please choose one.';
  if (code === 'Synced') return 'Another directory keeps this account, so please change it there.';
  return `Microsoft Entra refused to do this (code ${code}).`;
}
