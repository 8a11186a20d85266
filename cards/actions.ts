import { z } from 'zod';
import { stepNames } from '../bot/domain/form/steps';
import { digestKinds } from '../bot/domain/notices/digest';
import { tellings } from '../bot/domain/notices/telling';
import type { PersonId } from '../bot/domain/organisation/organisation';
import { requestIdPattern, type VisitorRequest } from '../bot/domain/request/visitor-request';
import type { Offer } from '../bot/domain/verbs/offers';
import type { AskingKind, VerbBody, VerbTable } from '../bot/domain/verbs/verb';

/**
 * Every button of every card that is not a verb of the table: its verb and what it carries, declared once for the card
 * that shows it and the action that answers it. A card carries ids, a revision and what the person typed, nothing that
 * decides who they are. `sends`: submits the card's inputs; without it half-typed text is not sent.
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
/** The text after *new visitor* of which nothing was understood. */
const afterLine = z.object({ line: z.string().max(500).optional() });
/** A step's own inputs ride along beside these. */
/** `asked`: the inputs of that card. A client leaves out those that are empty. */
const asked = z.array(z.string().max(40)).max(40).default([]);
const ofStep = z.object({ draft: id, step, revision, asked });
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
/** The most visitors in one *Reapprove all*: with the longest names, a result for each still fits into a card. */
export const reapprovedAtOnce = 30;

export const actions = {
  help: { verb: 'help', data: nothing },
  newVisitor: { verb: 'new-visitor', data: afterLine },
  myVisitors: { verb: 'my-visitors', data: fromRow },
  waitingForMe: { verb: 'waiting-for-me', data: fromRow },
  /** An approver's notification preference: show and change it. */
  notifications: { verb: 'notifications', data: nothing },
  chooseTelling: { verb: 'choose-telling', data: z.object({ telling: z.enum(tellings) }) },
  /** Visitors by the beginning of a name; without one, how to look for them. */
  find: { verb: 'find', data: fromRow.extend({ name: z.string().max(300).optional() }) },
  /** A new draft in addition to the others, under an id that the card carries, so a repeated press is idempotent. */
  startDraft: { verb: 'start-draft', data: ofDraft.extend(afterLine.shape) },
  /** Shows the draft's current card: continue, redraw, check for the photo. */
  showDraft: { verb: 'show-draft', data: ofDraft },
  /** Opens the upload page in a dialog; where there are none, the press itself arrives and gets the link. */
  photoDialog: { verb: 'photo-dialog', sends: true, data: ofDraft },
  /** Gets the link to the page on which the photo of a card that is newly wanted is added. */
  proposedPhoto: { verb: 'proposed-photo', data: ofRequest },
  /** Which draft a picture sent in the chat is for: the question, and the answer. */
  photoChoices: { verb: 'photo-choices', data: nothing },
  useSentPhoto: { verb: 'use-sent-photo', data: ofDraft },
  nextStep: { verb: 'next-step', sends: true, data: ofStep },
  previousStep: { verb: 'previous-step', sends: true, data: ofStep },
  /** Fills a date in at one press. */
  fillDate: { verb: 'fill-date', sends: true, data: ofStep.extend({ field: z.string().max(40), suggestion: z.string().max(40) }) },
  /** From the review to one of its parts. */
  openStep: { verb: 'open-step', sends: true, data: z.object({ draft: id, step }) },
  /** From a draft to the sponsor’s own request for the same visitor. */
  openDuplicate: { verb: 'open-duplicate', sends: true, data: ofStep.extend({ request: id }) },
  /** The same draft on one page, in a dialog; where there are none, the press itself arrives and gets a link. */
  openPage: { verb: 'open-page', sends: true, data: ofStep },
  saveDraft: { verb: 'save-draft', sends: true, data: ofStep },
  askDiscard: { verb: 'ask-discard', sends: true, data: ofStep },
  discardDraft: { verb: 'discard-draft', data: ofDraft },
  /** `round` is the revision of the returned request that the draft changes; 0 for a new one. */
  makeRequest: { verb: 'make-request', sends: true, data: z.object({ draft: id, revision, round: revision.default(0) }) },
  /** A colleague is asked to confirm a draft as its sponsor: asks for their address, shows whose it is, asks them. */
  askSponsor: { verb: 'ask-sponsor', data: ofDraft },
  findSponsor: { verb: 'find-sponsor', sends: true, data: ofDraft },
  nameSponsor: { verb: 'name-sponsor', data: z.object({ draft: id, revision, to: z.guid().toLowerCase() }) },
  takeDraftBack: { verb: 'take-draft-back', data: ofDraft },
  declinePrepared: { verb: 'decline-prepared', data: ofDraft },
  /** Shows the request's current card: open, refresh, go back. */
  /** *Cancel* of a question: what was typed goes back to the card. */
  leaveQuestion: { verb: 'leave-question', sends: true, data: ofRequest },
  showRequest: { verb: 'show-request', data: ofRequest.extend({ back: back.optional() }) },
  /** *New visitor* beside a request, whose card stays. */
  anotherVisitor: { verb: 'another-visitor', data: nothing },
  /** After a decision: the request that has waited longest for this person's next one. */
  nextRequest: { verb: 'next-request', data: ofRequest },
  /** Starts a draft for another visitor with the same purpose. */
  anotherLikeThis: { verb: 'another-like-this', data: ofRequest },
  /** A new draft filled with a request that is over; `list` where the draft takes the place of a list. */
  askAgain: { verb: 'ask-again', data: ofRequest },
  /** Opens a request that waits, or was returned, as a draft. */
  editRequest: { verb: 'edit-request', sends: true, data: onRevision },
  /** The selected rows; the check boxes are inputs. */
  confirmApproveSelected: { verb: 'ask-approve-ticked', sends: true, data: fromRow.extend({ shown: z.array(onRevision).max(10) }) },
  approveSelected: { verb: 'approve-ticked', data: fromRow.extend({ ticked: z.array(onRevision).max(10) }) },
  /** All visitors of this person in their last thirty days. */
  waitingForReapproval: { verb: 'waiting-for-reapproval', data: fromRow },
  /** Shows the current list: refresh, the next rows, go back. */
  showList: { verb: 'show-list', data: z.object({ list }) },
  /** What a verb takes is the row's own input. */
  answerInList: { verb: 'answer-in-list', sends: true, data: inList.extend({ does: z.string().max(80) }) },
  confirmReapproveAll: { verb: 'ask-keep-all', sends: true, data: z.object({ list }) },
  reapproveAll: { verb: 'keep-all', data: z.object({ list, visitors: z.array(onRevision.extend({ until: date })).max(reapprovedAtOnce) }) },
} as const;

export type ActionName = keyof typeof actions;
export type DataOf<Name extends ActionName> = z.output<(typeof actions)[Name]['data']>;

/** A button's verb and data, ready for a template. */
export interface Button {
  title: string;
  verb: string;
  data: Record<string, unknown>;
  style: 'default' | 'positive' | 'destructive';
  /** Whether the card's inputs go along. */
  sends: boolean;
}

/** Makes a button: `button('newVisitor', 'New visitor', {}, 'positive')`. */
export function button<Name extends ActionName>(
  name: Name,
  title: string,
  data: z.input<(typeof actions)[Name]['data']>,
  style: Button['style'] = 'default',
): Button {
  return { title, verb: actions[name].verb, data: { ...data }, style, sends: 'sends' in actions[name] };
}

/** A verb's button asks its question, looks up the colleague who was named, or does it. */
export type VerbStep = 'ask' | 'find' | 'do';

/** The data of every verb's button; typed text comes as inputs. */
export const verbData = onRevision;

/** What each kind of question sends from a card, as the body of its verb. */
export const verbInputs: { [Kind in AskingKind]: z.ZodType<VerbBody> } = {
  confirm: nothing.transform(() => ({})),
  words: z.object({ words }),
  day: z.object({ until: typed }),
  // What the card did not ask about is not there; the rules judge the rest.
  terms: z
    .object({
      validFrom: typed.unwrap().optional(),
      validTo: typed,
      itAccess: typed.unwrap().optional(),
      idCard: z.enum(['yes', 'no']).optional(),
      words,
    })
    .transform(({ words: note, ...terms }) => ({ terms, words: note })),
  person: z.object({ to: z.guid().toLowerCase().optional().catch(undefined), words }),
  colleague: z.object({ to: z.guid().toLowerCase() }),
  correction: z.object({ field: typed, value: words }),
};
/** What stands in the field of an answer, as it was typed; blank where a client leaves it out. */
export const answerInput = z.object({ words });
/** The work address of a colleague, as it was typed. */
export const mailInput = z.object({ mail: typed });

const prefixes: Record<VerbStep, string> = { ask: 'ask-', find: 'find-', do: '' };

/** @param data for `do` of a verb that names a colleague: who was shown. */
export function verbButton(
  step: VerbStep,
  offer: Pick<Offer, 'verb' | 'style' | 'takes'>,
  title: string,
  { id, revision }: Pick<VisitorRequest, 'id' | 'revision'>,
  data: { to?: PersonId } = {},
): Button {
  const isAnswer = step === 'find' || (offer.takes !== 'confirm' && offer.takes !== 'colleague');
  return {
    title,
    verb: `${prefixes[step]}${offer.verb}`,
    data: { request: id, revision, ...data },
    // Red is for the step that does it, not for the way to its question.
    style: step === 'ask' && offer.style === 'danger' ? 'default' : styles[offer.style],
    sends: step !== 'ask' && isAnswer,
  };
}

const styles: Record<Offer['style'], Button['style']> = { primary: 'positive', default: 'default', danger: 'destructive' };

/** The verb and step of a button's name: `ask-reject` asks the question of `reject`. */
export function readVerb(name: string, table: VerbTable): { step: VerbStep; verb: string } | undefined {
  const [, prefix = '', verb = ''] = /^(ask-|find-)?([a-z-]{1,60})$/.exec(name) ?? [];
  const step = (Object.keys(prefixes) as VerbStep[]).find((one) => prefixes[one] === prefix);
  return step && Object.hasOwn(table, verb) ? { step, verb } : undefined;
}
