import type { Temporal } from 'temporal-polyfill';
import type { ListedRow } from '../notices/digest';
import type { PersonId, Policy } from '../organisation/organisation';
import { begunProposal, endedUnanswered, freeUntil } from '../request/proposal';
import { standingValues } from '../request/proposed-change';
import { reapprovableUntil, timesReapproved } from '../request/reapproval';
import type { VisitorRequest } from '../request/visitor-request';
import type { Status } from '../statuses/table';
import {
  agreementLine,
  expiredUnanswered,
  photoAwaited,
  photoMissingLine,
  proposalToAnswer,
  proposalToDecide,
  proposalWaits,
  settledLine,
} from '../words/proposal-words';
import { accountLine } from '../words/renewal-words';

/**
 * What is proposed and waits, or what became of the last proposal; undefined where there is none.
 *
 * @param isToAgree the reader may answer it.
 * @param waitsFor the names of those who are asked.
 */
export function proposalLine(
  status: Status,
  request: VisitorRequest,
  isToAgree: boolean,
  waitsFor: readonly string[],
  nameOf: (person: PersonId) => string,
  zone: string,
): string | undefined {
  const { validTo, account } = request;
  const last = account?.proposal?.last;
  if (last) return settledLine(last, nameOf, zone);
  const open = begunProposal({ status, ...(account && { account }) });
  if (!open) return undefined;
  if (open.awaitsPhoto) return photoAwaited(open.change);
  return isToAgree
    ? proposalToDecide(open, standingValues(request, open.change), request, nameOf, zone)
    : proposalWaits(open.change, waitsFor, validTo);
}

/** Why it expired, where nobody answered an extension. */
export function expiredState(request: VisitorRequest): string | undefined {
  const last = endedUnanswered(request) ? request.account?.proposal?.last : undefined;
  return last && expiredUnanswered(last.change, request.validTo);
}

/** In a list: what waits, and for whom; or until when its sponsor has to add the photo. `waitsFor`: absent where the reader is asked. */
export function proposedState({
  request: { account, validTo },
  rowState,
  sponsor,
  waitsFor,
  by = validTo,
}: Pick<ListedRow, 'request' | 'rowState' | 'by'> & { sponsor: string; waitsFor?: string[] }): string {
  const change = account?.proposal?.open?.change ?? { validTo };
  if (rowState === 'photo') return photoMissingLine(change, by);
  return waitsFor ? proposalWaits(change, waitsFor, validTo) : proposalToAnswer(change, sponsor, validTo);
}

/** What a reapproval is about, and from which day on it has to be agreed by somebody else than a stand-in. */
export function accountWords(request: VisitorRequest, isSponsorGone: boolean, today: Temporal.PlainDate, policy: Policy): string {
  const most = reapprovableUntil(request, today, policy).toString();
  const free = isSponsorGone ? undefined : freeUntil(request, policy)?.toString();
  const line = accountLine(request, most, timesReapproved(request));
  return free !== undefined && free < most ? `${line} ${agreementLine(free, request.validTo)}` : line;
}
