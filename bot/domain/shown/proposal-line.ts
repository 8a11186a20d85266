import type { PersonId } from '../organisation/organisation';
import { openProposal } from '../request/proposal';
import type { VisitorRequest } from '../request/visitor-request';
import type { Status } from '../statuses/table';
import { extensionToDecide, extensionWaits, settledLine } from '../words/proposal-words';

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
