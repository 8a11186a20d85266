import { day, dayIn } from '../dates/day-words';
import type { FormContext } from '../form/form-context';
import { isEnding, isUrgentEnd } from '../request/views';
import type { VisitorRequest } from '../request/visitor-request';
import { fullName } from '../words/card-words';
import { type LevelGroupNames, reportSentence, taskLabels, taskReason, taskSentences, taskStepSentence } from '../words/it-words';
import type { ShownRow } from './request-groups';

/** What somebody in IT has to do to one account: plain text, and of the request no more than that takes. */
export interface TaskShown {
  request: string;
  since: string;
  /** ISO date. */
  due: string;
  isOverdue: boolean;
  isDueToday: boolean;
  isEnding: boolean;
  /** It has to be ended, and was not to end yet: somebody said so. */
  isUrgent: boolean;
  visitor: string;
  steps: string[];
  reason?: string;
  /** What became of it since somebody reported it done. */
  report?: { sentence: string; isChecking: boolean };
  facts: ShownRow[];
  /** The username to begin with, without its domain, where whoever makes the account may choose another. */
  userName?: string;
}

/** Undefined where nothing is asked for any more. */
export function shownTask(
  { id, answers, validFrom, validTo, account }: VisitorRequest,
  names: { sponsor: string; department: string; reportedBy?: string; groups?: LevelGroupNames },
  { today, policy: { zone } }: Pick<FormContext, 'today' | 'policy'>,
): TaskShown | undefined {
  const { task, userName, kept } = account?.directory ?? {};
  if (!task || task.isRefused || userName === undefined) return undefined;
  const { groups = {} } = names;
  const present = kept?.level === 'none' ? undefined : kept?.level;
  const isUrgent = isUrgentEnd({ task, account });
  const isOverdue = today.toString() > task.due;
  const fact = (label: string, text: string | undefined) => (text === undefined ? [] : [{ label, text }]);
  return {
    request: id,
    since: task.since,
    due: task.due,
    isOverdue,
    isDueToday: today.toString() === task.due,
    isEnding: isEnding(task),
    isUrgent,
    visitor: fullName(answers) ?? id,
    steps: task.steps.map((step) => taskStepSentence(step, task, { sponsor: names.sponsor, groups, present })),
    ...reasonOfTask([
      isUrgent ? taskSentences[isOverdue ? 'endedEarlyOverdue' : 'endedEarly'] : undefined,
      task.code === undefined ? undefined : taskReason(task.code),
    ]),
    ...(task.reported && {
      report: { sentence: reportSentence(task, names.reportedBy ?? 'IT', id, groups), isChecking: task.reported.shows === undefined },
    }),
    facts: [
      ...fact(taskLabels.userName, userName),
      ...fact(taskLabels.name, `${answers.firstName} ${answers.lastName}`),
      ...fact(taskLabels.displayName, task.target.displayName),
      ...fact(taskLabels.employeeId, id),
      ...fact('School or service', names.department),
      ...fact('Company', answers.employer),
      ...fact(taskLabels.firstDay, day(validFrom)),
      ...(account?.end ? fact(taskLabels.endedOn, dayIn(account.end.at, zone)) : fact(taskLabels.lastDay, day(validTo))),
      ...fact(taskLabels.sponsor, names.sponsor),
    ],
    ...(task.steps.includes('make') && { userName: nameOnly(task.reported?.shows ? userName : (task.reported?.userName ?? userName)) }),
  };
}

function reasonOfTask(reasons: readonly (string | undefined)[]): { reason?: string } {
  const given = reasons.filter((reason) => reason !== undefined);
  return given.length === 0 ? {} : { reason: given.join(' ') };
}

function nameOnly(userName: string): string {
  return userName.slice(0, userName.indexOf('@'));
}
