import type { Deciders } from './deciders';
import { toldOfHandover } from './handover';
import { toldOfCorrection } from './steering';
import { isOver, type PersonId, type VisitorRequest } from './visitor-request';

/** A message that somebody must have: posting it rings, bringing it up to date later does not. */
export interface WantedCopy {
  person: PersonId;
  /** `ask-<revision>` for a question, `outcome-<revision>` for an answer, `recalled-<revision>` for one taken back,
   *  `nudge-…` for a reminder, `handover-…` for an offer, `handed-…` for its answer and `corrected-…` for a correction
   *  after the approval: one message each, however often tried. */
  slug: string;
}

/**
 * Who must have which message, given the request as it is now. A question is wanted only while it is open, so one that
 * could not be delivered before the decision is never posted after it.
 * A decision taken back rings with its sponsor once more; with the deciders it does not, as they have the question.
 * Example: pending → each decider who is asked; rejected → its sponsor.
 */
export function wantedCopies(request: VisitorRequest, deciders: Deciders): WantedCopy[] {
  return [
    ...(request.status === 'pending' ? questions(request, deciders) : outcome(request)),
    ...ofHandover(request),
    ...ofCorrection(request),
  ];
}

function questions(request: VisitorRequest, { ask }: Deciders): WantedCopy[] {
  const { question, recalled, sponsor } = request;
  const handed = request.handover?.last;
  const asked = ask.map((person) => ({ person, slug: `ask-${question.revision}` }));
  // A reminder is the question once more, on top of the chat.
  const { nudged } = question;
  const reminded = nudged ? ask.map((person) => ({ person, slug: `nudge-${question.revision}-${nudged.count}` })) : [];
  // Whoever became the sponsor afterwards was never told of the decision, and need not hear that it is none.
  const isNews = recalled && !(handed && handed.answer !== 'declined' && handed.revision > recalled.revision);
  return [...asked, ...reminded, ...(isNews ? [{ person: sponsor, slug: `recalled-${recalled.revision}` }] : [])];
}

function outcome({ decision, sponsor }: VisitorRequest): WantedCopy[] {
  const outcomeRevision = decision?.outcomeRevision;
  return outcomeRevision === undefined ? [] : [{ person: sponsor, slug: `outcome-${outcomeRevision}` }];
}

/** The successor is asked while the offer stands; whoever offered, and the sponsor, hear of the answer. */
function ofHandover(request: VisitorRequest): WantedCopy[] {
  const { open, last } = request.handover ?? {};
  const asked = open && !isOver(request.status) ? [{ person: open.to, slug: `handover-${open.revision}` }] : [];
  return [...asked, ...toldOfHandover(request).map((person) => ({ person, slug: `handed-${last?.revision ?? 0}` }))];
}

function ofCorrection(request: VisitorRequest): WantedCopy[] {
  return toldOfCorrection(request).map((person) => ({ person, slug: `corrected-${request.account?.corrected?.revision ?? 0}` }));
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
