import { z } from 'zod';
import { digestKinds } from '../bot/domain/digest';
import { stepNames } from '../bot/domain/form';
import { requestIdPattern } from '../bot/domain/visitor-request';

/**
 * Every button of every card: its verb and what it carries, declared once for the card that shows it and the action
 * that answers it. A card carries ids, a revision and what the person typed, nothing that decides who they are.
 */
const id = z.string().regex(requestIdPattern);
const revision = z.coerce.number().int().min(0).max(1_000_000);
const step = z.enum(stepNames);
/** Free text typed into a card; bounded here, judged by the rules. */
const words = z.string().max(250_000).default('');
/** What was typed into one line, or picked: an address, a date. */
const typed = z.string().max(300).default('');
const nothing = z.object({});
const ofDraft = z.object({ draft: id });
/** A step's own inputs ride along beside these. */
const ofStep = z.object({ draft: id, step, revision });
/** A list that the clock brings up: the digest of a day, or all that waits now; and the first row shown. */
const list = z.object({
  digest: z.enum(digestKinds).optional(),
  date: z.iso.date().optional(),
  from: z.coerce.number().int().min(0).max(1_000).default(0),
});
/** The first row shown of a list that goes over several cards. */
const fromRow = z.object({ from: z.coerce.number().int().min(0).max(1_000).default(0) });
/** What an opened request was opened from, in the same message: the way back to it. */
const back = z.union([z.object({ to: z.enum(['draft', 'request']), id }), z.object({ to: z.literal('list'), list })]);
const ofRequest = z.object({ request: id });
const onRevision = z.object({ request: id, revision });
const inList = onRevision.extend({ list });
/** A date as a field sends it. */
const date = z.string().max(300).default('');
/** How many visitors are kept at one press: with the longest names, an answer to each still fits into a card. */
export const keptAtOnce = 30;

export const actions = {
  help: { verb: 'help', data: nothing },
  newVisitor: { verb: 'new-visitor', data: nothing },
  myVisitors: { verb: 'my-visitors', data: fromRow },
  waitingForMe: { verb: 'waiting-for-me', data: fromRow },
  /** Visitors by the beginning of a name; without one, how to look for them. */
  find: { verb: 'find', data: fromRow.extend({ name: z.string().max(300).optional() }) },
  /** A further draft beside those that are kept, under an id that the card brings: pressed twice, it is one. */
  startDraft: { verb: 'start-draft', data: ofDraft },
  /** The draft's card as it is now: go on, redraw, look for the photo. */
  showDraft: { verb: 'show-draft', data: ofDraft },
  /** Opens the upload page in a dialog; where there are none, the press itself arrives and gets the link. */
  photoDialog: { verb: 'photo-dialog', data: ofDraft },
  /** Which draft a picture sent in the chat is for: the question, and the answer. */
  photoChoices: { verb: 'photo-choices', data: nothing },
  useSentPhoto: { verb: 'use-sent-photo', data: ofDraft },
  nextStep: { verb: 'next-step', data: ofStep },
  previousStep: { verb: 'previous-step', data: ofStep },
  /** From the review to one of its parts. */
  openStep: { verb: 'open-step', data: z.object({ draft: id, step }) },
  /** From a draft to the sponsor’s own request for the same visitor. */
  openDuplicate: { verb: 'open-duplicate', data: ofStep.extend({ request: id }) },
  saveDraft: { verb: 'save-draft', data: ofStep },
  askDiscard: { verb: 'ask-discard', data: ofStep },
  discardDraft: { verb: 'discard-draft', data: ofDraft },
  /** `round` is the revision of the returned request that the draft changes; 0 for a new one. */
  makeRequest: { verb: 'make-request', data: z.object({ draft: id, revision, round: revision.default(0) }) },
  /** The request's card as it is now: open, refresh, go back. */
  showRequest: { verb: 'show-request', data: ofRequest.extend({ back: back.optional() }) },
  /** A new draft for somebody else who comes for the same. */
  anotherLikeThis: { verb: 'another-like-this', data: ofRequest },
  /** A new draft filled with a request that is over. */
  /** `list` where the draft takes the place of a list. */
  askAgain: { verb: 'ask-again', data: ofRequest.extend({ list: list.optional() }) },
  askWithdraw: { verb: 'ask-withdraw', data: onRevision },
  withdraw: { verb: 'withdraw', data: onRevision },
  /** Opens a returned request as a draft. */
  changeRequest: { verb: 'change-request', data: onRevision },
  approve: { verb: 'approve', data: onRevision },
  /** Those of the rows shown that were ticked; the ticks are inputs. */
  askApproveTicked: { verb: 'ask-approve-ticked', data: fromRow.extend({ shown: z.array(onRevision).max(10) }) },
  approveTicked: { verb: 'approve-ticked', data: fromRow.extend({ ticked: z.array(onRevision).max(10) }) },
  askApproveChanged: { verb: 'ask-approve-changed', data: onRevision },
  /** What the card did not ask about is not there; the rules judge the rest. */
  approveChanged: {
    verb: 'approve-changed',
    data: onRevision.extend({ validTo: typed, itAccess: typed.unwrap().optional(), idCard: z.enum(['yes', 'no']).optional() }),
  },
  askReject: { verb: 'ask-reject', data: onRevision },
  reject: { verb: 'reject', data: onRevision.extend({ words }) },
  askReturn: { verb: 'ask-return', data: onRevision },
  /** Takes back a decision that one made a few minutes ago. */
  recall: { verb: 'recall', data: onRevision },
  /** All visitors of this person in their last thirty days. */
  waitingForReapproval: { verb: 'waiting-for-reapproval', data: fromRow },
  /** The list as it is now: look again, the next rows, go back. */
  showList: { verb: 'show-list', data: z.object({ list }) },
  /** The new last day is the row's own input. */
  keepInList: { verb: 'keep-in-list', data: inList },
  letEndInList: { verb: 'let-end-in-list', data: inList },
  keepAfterAllInList: { verb: 'keep-after-all-in-list', data: inList },
  askKeepAll: { verb: 'ask-keep-all', data: z.object({ list }) },
  keepAll: { verb: 'keep-all', data: z.object({ list, visitors: z.array(onRevision.extend({ until: date })).max(keptAtOnce) }) },
  return: { verb: 'return', data: onRevision.extend({ words }) },
  /** Keeps an account until a new last day. */
  reapprove: { verb: 'reapprove', data: onRevision.extend({ until: typed }) },
  letEnd: { verb: 'let-end', data: onRevision },
  keepAfterAll: { verb: 'keep-after-all', data: onRevision },
  askShorten: { verb: 'ask-shorten', data: onRevision },
  shorten: { verb: 'shorten', data: onRevision.extend({ until: typed }) },
  askEnd: { verb: 'ask-end', data: onRevision },
  end: { verb: 'end', data: onRevision },
  /** Handing over: asks for an address, shows whose it is, offers, and is answered. */
  askHandover: { verb: 'ask-handover', data: onRevision },
  findSuccessor: { verb: 'find-successor', data: onRevision.extend({ mail: typed }) },
  offerHandover: { verb: 'offer-handover', data: onRevision.extend({ to: z.guid() }) },
  cancelHandover: { verb: 'cancel-handover', data: onRevision },
  acceptHandover: { verb: 'accept-handover', data: onRevision },
  declineHandover: { verb: 'decline-handover', data: onRevision },
  nudge: { verb: 'nudge', data: onRevision },
} as const;

export type ActionName = keyof typeof actions;
export type DataOf<Name extends ActionName> = z.output<(typeof actions)[Name]['data']>;

/** A button's verb and data, ready for a template. */
export interface Button {
  title: string;
  verb: string;
  data: Record<string, unknown>;
  style: 'default' | 'positive' | 'destructive';
}

/** Makes a button: `button('approve', 'Approve', { request, revision }, 'positive')`. */
export function button<Name extends ActionName>(
  name: Name,
  title: string,
  data: Omit<z.input<(typeof actions)[Name]['data']>, 'words' | 'until' | 'mail' | 'validTo'>,
  style: Button['style'] = 'default',
): Button {
  return { title, verb: actions[name].verb, data: { ...data }, style };
}
