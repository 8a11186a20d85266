import type { Temporal } from 'temporal-polyfill';
import { day } from '../dates/day-words';
import { isEnding } from '../request/views';
import type { VisitorRequest } from '../request/visitor-request';
import { fullName } from '../words/card-words';
import { reportSentence, taskLabels, taskReason, taskStepSentence } from '../words/it-words';
import type { ShownRow } from './request-groups';

/** What somebody in IT has to do to one account: plain text, and of the request no more than that takes. */
export interface TaskShown {
  request: string;
  since: string;
  /** ISO date. */
  due: string;
  isOverdue: boolean;
  isEnding: boolean;
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
  names: { sponsor: string; department: string; reportedBy?: string },
  today: Temporal.PlainDate,
): TaskShown | undefined {
  const { task, userName } = account?.directory ?? {};
  if (!task || task.isRefused || userName === undefined) return undefined;
  const fact = (label: string, text: string | undefined) => (text === undefined ? [] : [{ label, text }]);
  return {
    request: id,
    since: task.since,
    due: task.due,
    isOverdue: today.toString() > task.due,
    isEnding: isEnding(task),
    visitor: fullName(answers) ?? id,
    steps: task.steps.map((step) => taskStepSentence(step, task, names.sponsor)),
    ...(task.code !== undefined && { reason: taskReason(task.code) }),
    ...(task.reported && {
      report: { sentence: reportSentence(task, names.reportedBy ?? 'IT', id), isChecking: task.reported.shows === undefined },
    }),
    facts: [
      ...fact(taskLabels.userName, userName),
      ...fact(taskLabels.name, `${answers.firstName} ${answers.lastName}`),
      ...fact(taskLabels.displayName, task.target.displayName),
      ...fact(taskLabels.employeeId, id),
      ...fact('School or service', names.department),
      ...fact('Company', answers.employer),
      ...fact(taskLabels.firstDay, day(validFrom)),
      ...fact(taskLabels.lastDay, day(validTo)),
      ...fact(taskLabels.sponsor, names.sponsor),
    ],
    ...(task.steps.includes('make') && { userName: nameOnly(task.reported?.userName ?? userName) }),
  };
}

function nameOnly(userName: string): string {
  return userName.slice(0, userName.indexOf('@'));
}
