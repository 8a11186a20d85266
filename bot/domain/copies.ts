import type { Deciders } from './deciders';
import type { PersonId, VisitorRequest } from './visitor-request';

/** A message that somebody must have: posting it rings, bringing it up to date later does not. */
export interface WantedCopy {
  person: PersonId;
  /** `ask-<revision>` for a question, `outcome-<revision>` for an answer, `recalled-<revision>` for one taken back: one message each, however often tried. */
  slug: string;
}

/**
 * Who must have which message, given the request as it is now. A question is wanted only while it is open, so one that
 * could not be delivered before the decision is never posted after it.
 * A decision taken back rings with its sponsor once more; with the deciders it does not, as they have the question.
 * Example: pending → each decider who is asked; rejected → its sponsor.
 */
export function wantedCopies(request: VisitorRequest, deciders: Deciders): WantedCopy[] {
  if (request.status === 'pending') {
    const asked = deciders.ask.map((person) => ({ person, slug: `ask-${request.askedRevision}` }));
    return request.recalled ? [...asked, { person: request.sponsor, slug: `recalled-${request.recalled.revision}` }] : asked;
  }
  if (request.outcomeRevision === undefined) return [];
  return [{ person: request.sponsor, slug: `outcome-${request.outcomeRevision}` }];
}

/**
 * Who must have which mail: a question goes by mail too, at once; whatever else is wanted, only where Teams did not
 * reach the person. Like cards, from the request as it is now, so no question is mailed after its answer.
 *
 * @param isReached whether Teams delivered a wanted message, or may still do so.
 */
export function wantedMails(request: VisitorRequest, deciders: Deciders, isReached: (wanted: WantedCopy) => boolean): WantedCopy[] {
  return wantedCopies(request, deciders).filter((wanted) => isQuestion(wanted) || !isReached(wanted));
}

export function isQuestion({ slug }: Pick<WantedCopy, 'slug'>): boolean {
  return slug.startsWith('ask-');
}
