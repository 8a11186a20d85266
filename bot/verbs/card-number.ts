import { isCardOut, isClaimFresh } from '../domain/request/id-card';
import { instant } from '../domain/request/lifecycle';
import { type Change, isRefusal, type Refusal } from '../domain/request/refusal';
import { viewOf } from '../domain/request/views';
import { type RequestId, unlessKnown, type VisitorRequest } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';
import type { CardClaim } from '../ports/views';

type NumberPorts = Pick<Ports, 'requests' | 'views' | 'clock'>;

/** Requests that are read; more than one with the same number were there before numbers were compared. */
const mostHolders = 20;

/**
 * Refuses a change that gives a card the number of another request's card. The number is claimed first, by one row that two requests
 * cannot both insert, then compared with what has it: so of two at once one is refused.
 */
export async function unlessNumberTaken(change: Change | Refusal, ports: NumberPorts): Promise<Change | Refusal> {
  if (isRefusal(change) || !change.request.issued) return change;
  const { id, issued } = change.request;
  const by = (await claimedBy(issued.number, id, ports)) ?? (await heldBy(issued.number, id, ports));
  return by === undefined ? change : { refused: 'card-number-taken', by };
}

/** Another request with a claim that counts; undefined once the number is claimed for this one. */
async function claimedBy(number: string, id: RequestId, ports: NumberPorts): Promise<RequestId | undefined> {
  const { views, clock } = ports;
  const at = instant(clock.now());
  let claim = await views.claimCard(number, id, at);
  // Its own may be as old as a press that failed, and would be taken over.
  const isOver = claim.request === id ? claim.at !== at : !(await isClaimValid(claim, number, ports));
  if (isOver) claim = await views.claimCard(number, id, at, claim);
  return claim.request === id ? undefined : claim.request;
}

async function isClaimValid({ request, at }: CardClaim, number: string, ports: NumberPorts): Promise<boolean> {
  return isClaimFresh(at, ports.clock.now()) || (await holdsNumber(request, number, ports));
}

/** By the lists, for a card that is out without a claim; the lists may be behind, so each request is read. */
async function heldBy(number: string, id: RequestId, ports: NumberPorts): Promise<RequestId | undefined> {
  const { rows } = await ports.views.list(viewOf.cardNumber(number), mostHolders);
  for (const { request } of rows) {
    if (request === id || !(await holdsNumber(request, number, ports))) continue;
    await ports.views.releaseCard(number, id);
    return request;
  }
  return undefined;
}

async function holdsNumber(id: RequestId, number: string, { requests }: Pick<NumberPorts, 'requests'>): Promise<boolean> {
  const request = (await requests.read(id).catch(unlessKnown))?.value;
  return request !== undefined && isCardOut(request) && request.issued?.number === number;
}

/** The number that a card had until now is free; if that fails, it is once somebody asks for it. */
export async function releaseFormerNumber(
  before: VisitorRequest | undefined,
  after: VisitorRequest,
  { views, log }: Pick<Ports, 'views' | 'log'>,
): Promise<void> {
  const former = before && isCardOut(before) ? before.issued?.number : undefined;
  if (former === undefined || (isCardOut(after) && after.issued?.number === former)) return;
  await views
    .releaseCard(former, after.id)
    .catch((fault: Error) => log.warn({ request: after.id, fault: fault.name }, 'a card number was not released'));
}
