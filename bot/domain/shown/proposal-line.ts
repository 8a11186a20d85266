import type { Temporal } from 'temporal-polyfill';
import type { PersonId, Policy } from '../organisation/organisation';
import { endedUnanswered, freeUntil, openProposal } from '../request/proposal';
import { reapprovableUntil, timesReapproved } from '../request/reapproval';
import type { VisitorRequest } from '../request/visitor-request';
import type { Status } from '../statuses/table';
import { agreementLine, expiredUnanswered, extensionToDecide, extensionWaits, settledLine } from '../words/proposal-words';
import { accountLine } from '../words/renewal-words';

/**
 * An extension that waits, or what became of the last one; undefined where there is none.
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
  const { validFrom, validTo, account } = request;
  const last = account?.proposal?.last;
  if (last?.change.validTo !== undefined) return settledLine(last.change.validTo, last, nameOf, zone);
  const open = openProposal({ status, ...(account && { account }) });
  const until = open?.change.validTo;
  if (!open || until === undefined) return undefined;
  return isToAgree ? extensionToDecide(until, open, { validFrom, validTo }, nameOf, zone) : extensionWaits(until, waitsFor, validTo);
}

/** Why it expired, where nobody answered an extension. */
export function expiredState(request: VisitorRequest): string | undefined {
  const until = endedUnanswered(request) ? request.account?.proposal?.last?.change.validTo : undefined;
  return until === undefined ? undefined : expiredUnanswered(until, request.validTo);
}

/** What a reapproval is about, and from which day on it has to be agreed by somebody else than a stand-in. */
export function accountWords(request: VisitorRequest, isSponsorGone: boolean, today: Temporal.PlainDate, policy: Policy): string {
  const most = reapprovableUntil(request, today, policy).toString();
  const free = isSponsorGone ? undefined : freeUntil(request, policy)?.toString();
  const line = accountLine(request, most, timesReapproved(request));
  return free !== undefined && free < most ? `${line} ${agreementLine(free, request.validTo)}` : line;
}
