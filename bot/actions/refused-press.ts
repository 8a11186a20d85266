import type { Refusal } from '../domain/lifecycle';
import type { Actor } from '../domain/records';
import type { RequestId } from '../domain/visitor-request';
import type { Ports } from '../ports';

/** What is logged, the same in every channel: an attack shows as many of these of one person. */
export const refusedForPerson = 'a press was refused for who pressed';

/** Whether something was refused for who acts, whatever the request is like. */
function isForPerson({ refused }: Refusal): boolean {
  return refused === 'not-yours' || refused === 'own-request' || refused === 'involved' || refused === 'not-staff';
}

/** Notes who pressed what is not theirs; nothing for other refusals. */
export function noteRefused(
  refusal: Refusal,
  request: RequestId,
  { id, channel }: Actor,
  { log }: Pick<Ports, 'log'>,
  verb?: string,
): void {
  if (!isForPerson(refusal)) return;
  log.warn({ request, person: id, channel, ...(verb !== undefined && { verb }), refused: refusal.refused }, refusedForPerson);
}
