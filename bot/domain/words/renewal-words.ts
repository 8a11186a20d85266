import { day } from '../dates/day-words';
import { itAccessLabels } from '../form/form-words';
import type { VisitorRequest } from '../request/visitor-request';

/** "Staff-like, ID card. Reapproved twice. It can be reapproved to Thu 3 Feb 2028 at the latest." */
export function accountLine({ answers: { itAccess, idCard } }: Pick<VisitorRequest, 'answers'>, most: string, times: number): string {
  const given = [itAccessLabels[itAccess], idCard ? 'ID card' : 'no ID card'].join(', ');
  return `${given}. ${reapprovedWords(times)}. ${mostLine(most)}`;
}

/** "Not reapproved yet", "Reapproved once", "Reapproved 3 times". */
function reapprovedWords(times: number): string {
  return times === 0 ? 'Not reapproved yet' : `Reapproved ${timesWords(times)}`;
}

/** "once", "twice", "3 times". */
export function timesWords(times: number): string {
  return ['', 'once', 'twice'][times] ?? `${times} times`;
}

export function mostLine(most: string): string {
  return `It can be reapproved to ${day(most)} at the latest.`;
}
