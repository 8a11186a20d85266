import { day } from '../dates/day-words';
import { itAccessLabels } from '../form/form-words';
import type { VisitorRequest } from '../request/visitor-request';

/** "Staff-like, ID card. Since Mon 11 Jan 2027, reapproved twice. It can be reapproved to Thu 3 Feb 2028 at the latest." */
export function accountLine(
  { answers: { itAccess, idCard }, validFrom }: Pick<VisitorRequest, 'answers' | 'validFrom'>,
  most: string,
  times: number,
): string {
  const given = [itAccessLabels[itAccess], idCard ? 'ID card' : 'no ID card'].join(', ');
  return `${given}. Since ${day(validFrom)}, ${reapprovedWords(times)}. ${mostLine(most)}`;
}

/** "not reapproved yet", "reapproved once", "reapproved 3 times". */
function reapprovedWords(times: number): string {
  return times === 0 ? 'not reapproved yet' : `reapproved ${timesWords(times)}`;
}

/** "once", "twice", "3 times". */
export function timesWords(times: number): string {
  return ['', 'once', 'twice'][times] ?? `${times} times`;
}

export function mostLine(most: string): string {
  return `It can be reapproved to ${day(most)} at the latest.`;
}
