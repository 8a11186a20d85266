import { Temporal } from 'temporal-polyfill';
import { isOver } from '../statuses/table';
import { hasChangedSponsor } from './handover';
import { type Press, recorded } from './lifecycle';
import { openProposal } from './proposal';
import { isInWindow } from './reapproval';
import type { Change } from './refusal';
import { statusAt } from './request-dates';
import type { VisitorRequest } from './visitor-request';

/**
 * Whether an item of *Needs attention* from `since`, an ISO instant, is still open. If a
 * background step failed, it is open whatever happens to the request.
 */
export function isOpenMatter(
  { kind, since }: { kind: string; since: string },
  request: VisitorRequest,
  today: Temporal.PlainDate,
): boolean {
  const status = statusAt(request, today);
  const isLater = (at: string) => Temporal.Instant.compare(at, since) > 0;
  switch (kind) {
    case 'unanswered':
      return isUnanswered({ ...request, status }, isLater);
    case 'sponsor-gone':
      return !isOver(status) && !hasNewSponsor(request, isLater);
    case 'unreached':
      // The sponsor has not received the rejection yet.
      return !isOver(status) || status === 'rejected';
    case 'unreached-list': {
      const isUndecided = isInWindow(request, today) && !request.account?.ending;
      return (
        status === 'pending' || openProposal({ ...request, status }) !== undefined || (isUndecided && !hasNewSponsor(request, isLater))
      );
    }
    case 'it-untold':
      return request.account?.directory?.task !== undefined;
    case 'account-refused':
      return request.account?.directory?.task?.code !== undefined && !request.account.directory.task.isRefused;
    case 'account-end':
    case 'account-start':
    case 'account-hand':
    case 'account-not-done':
    case 'account-fault':
      return isAccountBehind(request, isOver(status));
    default:
      return true;
  }
}

/** Asked, and not once more since. */
function isUnanswered(request: VisitorRequest, isLater: (at: string) => boolean): boolean {
  const { question, status } = request;
  const open = openProposal(request);
  if (open) return !isLater(open.resentAt ?? open.at);
  return status === 'pending' && !isLater(question.resentAt ?? question.askedAt);
}

function hasNewSponsor({ handover }: VisitorRequest, isLater: (at: string) => boolean): boolean {
  const handed = handover?.last;
  return handed !== undefined && hasChangedSponsor(handed) && isLater(handed.answeredAt);
}

function isAccountBehind({ account }: VisitorRequest, isPast: boolean): boolean {
  const { state, needsHand } = account?.directory ?? {};
  return needsHand !== undefined || (isPast ? state !== 'disabled' : state !== 'enabled');
}

/** try-again: an admin has the product try once more what it gave up. The revision stays, as no approver sees a change. */
export function tryAgain(current: VisitorRequest, press: Omit<Press, 'seen'>): Change {
  return recorded(current, 'try-again', current.status, press, [], {});
}
