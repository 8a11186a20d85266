import { isOver } from '../statuses/table';
import { askedAgain, proposedAgain } from './corrections';
import { type Press, recorded } from './lifecycle';
import type { Change, Refusal } from './refusal';
import { statusAt } from './request-dates';
import type { VisitorRequest } from './visitor-request';

/** A department that has become part of another; `hasOtherDeciders`: others decide there. */
export interface Merge {
  from: string;
  into: string;
  hasOtherDeciders: boolean;
}

/**
 * follow merge: a request that is not over moves with its department. What waits is asked of whoever decides there; what was approved
 * stands. One that is over keeps the department that it was made to. Example: pending at history → pending at arts, asked again.
 */
export function followMerge(
  current: VisitorRequest,
  { from, into, hasOtherDeciders }: Merge,
  press: Pick<Press, 'actor' | 'now'>,
): Change | Refusal {
  const status = statusAt(current, press.now.toPlainDate());
  if (current.answers.department !== from || isOver(status)) return { refused: 'moved-on' };
  const asked = hasOtherDeciders ? (status === 'pending' ? askedAgain(current, press) : proposedAgain(current, press)) : undefined;
  const { answers, ...next } = asked ?? { ...current, revision: current.revision + 1 };
  const moved: VisitorRequest = { ...next, answers: { ...answers, department: into }, movedFrom: from };
  return recorded(moved, 'follow-merge', current.status, press, ['department'], {
    before: { department: from },
    after: { department: into },
  });
}
