import { counted, day } from '../dates/day-words';
import { itAccessLabels } from '../form/form-words';
import type { Policy } from '../organisation/organisation';
import type { TypedTerms } from '../request/approve-changed';
import type { Refusal } from '../request/refusal';
import type { Proposal, VisitorRequest } from '../request/visitor-request';
import { proposedTitle } from './proposal-words';
import { refusalSentence } from './words';

/** How a sponsor asks to change what was approved. */
export const proposedChangeTitles = {
  ask: 'Request a change',
  again: 'Edit the change',
} as const;

export const proposedChangeLabels = {
  validFrom: (approved: string) => `Valid from (approved: ${day(approved)})`,
  itAccess: ({ itAccess }: Pick<VisitorRequest['answers'], 'itAccess'>) => `IT access (approved: ${itAccessLabels[itAccess]})`,
  idCard: (needsPhoto: boolean) => (needsPhoto ? 'ID card (you will be asked for a photo)' : 'ID card'),
  note: 'Why the change is needed (optional; the approver will read it)',
} as const;

/** What its sponsor reads while a card that is newly wanted has no photo. */
export const changePhotoSentences = {
  label: 'Photo for the ID card',
  openPage: 'Open the photo page within 30 minutes. This card changes when the photo has been added.',
} as const;

/** What is said above the form. */
export function proposedChangeQuestion(open: Pick<Proposal, 'change'> | undefined): string {
  return open
    ? `You have requested: ${lowerFirst(proposedTitle(open.change))}. What you choose here replaces it.`
    : 'Change only what should be different. Until an approver agrees, the account stays as approved.';
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

/** A refusal in the words of this form, and the field that it stands beside. */
export function proposedChangeProblem(
  refusal: Exclude<Refusal, { refused: 'incomplete' | 'moved-on' }>,
  policy: Pick<Policy, 'helpRoute'>,
): { sentence: string; term?: keyof TypedTerms } {
  switch (refusal.refused) {
    case 'unchanged':
      return { sentence: 'Nothing is different from what was approved or already requested. Change something, or select Cancel.' };
    case 'not-later':
      return { sentence: `Choose a day after ${day(refusal.than)}, the approved Valid from.`, term: 'validFrom' };
    case 'too-far':
      return { sentence: `Choose a day up to ${day(refusal.most)}, the last day.`, term: 'validFrom' };
    case 'not-a-date':
      return { sentence: refusalSentence(refusal, policy), term: 'validFrom' };
    case 'nothing-left':
      return { sentence: 'Choose IT access or an ID card. To close the account, end it instead.', term: 'itAccess' };
    default:
      return { sentence: refusalSentence(refusal, policy) };
  }
}

/** "1 ID card that you requested (School of Law) needs a photo: add it by Fri 5 Mar 2027"; nothing of none. `where` has its brackets. */
export function photosMissing(count: number, by: string | undefined, where: string): string[] {
  if (count === 0) return [];
  const which = `${counted(count, 'ID card')} that you requested${where} ${count === 1 ? 'needs a photo: add it' : 'need photos: add them'}`;
  return [by === undefined ? which : `${which} by ${day(by)}`];
}

/** The same as the first sentence of a list. */
export function photosToAdd(count: number): string[] {
  if (count === 0) return [];
  return count === 1
    ? ['An ID card that you requested needs a photo. Open the request to add it.']
    : [`${count} ID cards that you requested need photos. Open each request to add one.`];
}
