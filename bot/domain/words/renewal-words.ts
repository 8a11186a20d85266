import { day } from '../dates/day-words';
import { itAccessLabels } from '../form/form-words';
import type { VisitorRequest } from '../request/visitor-request';

/** "Staff-like, ID card. Since Mon 11 Jan 2027, renewed twice. Can be reapproved until Thu 3 Feb 2028 at the latest." */
export function accountLine(
  { answers: { itAccess, idCard }, validFrom }: Pick<VisitorRequest, 'answers' | 'validFrom'>,
  most: string,
  times: number,
): string {
  const given = [itAccessLabels[itAccess], idCard ? 'ID card' : 'no ID card'].join(', ');
  return `${given}. Since ${day(validFrom)}, ${renewedWords(times)}. ${mostLine(most)}`;
}

/** "not renewed yet", "renewed once", "renewed 3 times". */
export function renewedWords(times: number): string {
  if (times < 3) return ['not renewed yet', 'renewed once', 'renewed twice'][times] ?? '';
  return `renewed ${times} times`;
}

export function mostLine(most: string): string {
  return `Can be reapproved until ${day(most)} at the latest.`;
}
