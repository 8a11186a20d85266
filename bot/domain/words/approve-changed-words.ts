import { capitalised, day } from '../dates/day-words';
import type { ItAccess } from '../form/answer-values';
import { itAccessLabels } from '../form/form-words';
import type { Policy } from '../organisation/organisation';
import type { Refusal } from '../request/refusal';
import type { ApprovedChange } from '../request/visitor-request';
import { refusalSentence } from './words';

/** What is said of an approval that gives less than was asked for. */
export const changeTitles = {
  ask: 'Approve with changes',
  answer: 'Approve with changes',
  approved: 'Approved with changes',
} as const;

export const askChange = 'Change only what you want to approve differently. The sponsor will see your changes.';

export const changeLabels = {
  validTo: (asked: string) => `Valid to (requested: ${day(asked)})`,
  itAccess: 'IT access',
  idCard: 'ID card',
} as const;

/** "Valid to Mon 31 May 2027 instead of Tue 31 Aug 2027; IT access Student-like instead of Staff-like; no ID card." */
export function differenceLine({ validTo, itAccess, idCard }: ApprovedChange): string {
  const parts = [
    ...(validTo ? [`valid to ${day(validTo.approved)} instead of ${day(validTo.asked)}`] : []),
    ...(itAccess ? [`${accessNow(itAccess.approved)} instead of ${itAccessLabels[itAccess.asked]}`] : []),
    ...(idCard ? ['no ID card'] : []),
  ];
  const line = parts.join('; ');
  return `${capitalised(line)}.`;
}

function accessNow(level: ItAccess): string {
  return level === 'none' ? 'no IT access' : `IT access ${itAccessLabels[level]}`;
}

/** A refusal beside the field that it is about: a last day that is too late goes beyond the one asked for. */
export function changeProblem(
  refusal: Exclude<Refusal, { refused: 'incomplete' | 'moved-on' }>,
  policy: Pick<Policy, 'helpRoute'>,
): string {
  switch (refusal.refused) {
    case 'too-far':
      return `Please choose a day up to ${day(refusal.most)}, the last day that was requested.`;
    case 'unchanged':
      return 'You have not changed anything. To approve the request as it is, select Cancel, then Approve.';
    default:
      return refusalSentence(refusal, policy);
  }
}
