import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { accountSentences, accountSummaries, keepFromSentence, keepSentence, nudgeFromSentence } from '../bot/domain/account-wording';
import { isNewlyChanged } from '../bot/domain/approve-changed';
import { changedSummary } from '../bot/domain/approve-changed-wording';
import { statusAt } from '../bot/domain/calendar';
import { cardSentences, headings, nextFor, recallSentence } from '../bot/domain/card-wording';
import { type Choices, noChoices } from '../bot/domain/choices';
import type { FormContext } from '../bot/domain/form';
import { toldOfHandover } from '../bot/domain/handover';
import { toldOfCorrection } from '../bot/domain/steering';
import { correctedSummary } from '../bot/domain/steering-wording';
import type { PersonId, Status, VisitorRequest } from '../bot/domain/visitor-request';
import { statusLabels, summaries } from '../bot/domain/wording';
import type { OutgoingCard } from '../bot/ports';
import { button } from './actions';
import { type Asking, askingOf, askingTerms, askingView, noAsking } from './asking';
import { inlines, literal, rankedButton, refreshing, refreshView, row } from './parts';
import { render } from './render';
import {
  correctionLines,
  handoverLines,
  type Names,
  requestButtons,
  requestConcerns,
  requestGroups,
  saidOf,
  statusLine,
} from './request-parts';
import { type Back, refreshData, waysOut } from './request-ways';

const requestData = z.strictObject({
  hasNotice: z.boolean(),
  notice: inlines,
  heading: z.string(),
  status: z.strictObject({
    style: z.enum(['accent', 'warning', 'good', 'attention', 'emphasis']),
    label: z.string(),
    hasLine: z.boolean(),
    line: inlines,
    next: z.string(),
  }),
  hasHandover: z.boolean(),
  handover: z.array(z.strictObject({ inlines })),
  hasWords: z.boolean(),
  wordsTitle: z.string(),
  words: inlines,
  groups: z.array(z.strictObject({ rows: z.array(row).min(1) })),
  hasConcerns: z.boolean(),
  concernsTitle: z.string(),
  concerns: z.array(z.strictObject({ sentence: z.string() })),
  hasAsking: z.boolean(),
  asking: askingView,
  buttons: z.array(rankedButton),
  refresh: refreshView,
});
/** All that a card of a request shows, whichever channel draws it. */
export type RequestData = z.input<typeof requestData>;

export interface RequestCard {
  request: VisitorRequest;
  viewer: 'sponsor' | 'decider' | 'reader';
  /** Who reads it; absent for nobody in particular. */
  reader?: PersonId;
  /** Whether the decider's buttons are there: the rules' answer for this person now. */
  mayDecide: boolean;
  /** ISO instant until which this person may take their decision back; absent where they may not. */
  recallUntil?: string;
  today: Temporal.PlainDate;
  context: Pick<FormContext, 'policy' | 'departments'>;
  names: Names;
  /** What else this person may do: the rules' answer. Nothing unless given. */
  choices?: Choices;
  asking?: Asking;
  /** Whether this person may open the request that this one follows. */
  mayOpenFollowed?: boolean;
  /** What the request was opened from, where its card stands in the message of that. */
  back?: Back;
  /** One of our sentences, at the top. */
  notice?: string;
}

/** The one card of a request: whatever its state, whoever reads it. */
export function requestCard(shown: RequestCard): OutgoingCard {
  const status = statusAt(shown.request, shown.today);
  return {
    card: render('request', requestData.parse(requestView(shown))),
    summary: summaryOf(shown, status, decidesNow(shown, status)),
  };
}

/** From a state to what its card shows, for every channel. */
export function requestView(shown: RequestCard): RequestData {
  const { request, viewer, today, names, notice, context, choices = noChoices } = shown;
  const status = statusAt(request, today);
  const isSponsor = viewer === 'sponsor';
  const mayDecide = decidesNow(shown, status);
  const asking = mayBeAsked(shown.asking, status, isSponsor, mayDecide, choices) ? shown.asking : undefined;
  const reader = shown.reader ?? '';
  const handover = [...handoverLines(shown, reader, choices.mayAnswerOffer, isOpen(status)), ...correctionLines(shown, reader)];
  const line = statusLine(status, shown, mayDecide);
  const said = saidOf(status, request);
  const concerns = mayDecide ? requestConcerns(shown) : [];
  return {
    hasNotice: notice !== undefined,
    notice: literal(notice ?? '', { weight: 'Bolder' }),
    heading: headingOf(isSponsor, mayDecide, choices),
    status: {
      style: statusStyles[status],
      label: statusLabels[status],
      hasLine: line !== undefined,
      line: literal(line ?? ''),
      next: nextOf(shown, status),
    },
    hasHandover: handover.length > 0,
    handover,
    hasWords: said !== undefined,
    wordsTitle: said?.title ?? '',
    words: literal(said?.text ?? ''),
    groups: requestGroups(request, names.sponsor, context),
    hasConcerns: concerns.length > 0,
    concernsTitle: cardSentences.concerns,
    concerns: concerns.map((sentence) => ({ sentence })),
    ...askingOn(request, choices, asking),
    buttons: [
      ...requestButtons(request, status, {
        isSponsor,
        mayDecide,
        mayRecall: shown.recallUntil !== undefined && !isSponsor,
        choices,
        today: today.toString(),
        // Until when to keep the account is asked all along, so it takes no button away.
        ...(asking && asking.verb !== 'reapprove' && { asking }),
      }),
      ...(shown.asking && asking ? [] : waysOut(shown).map((one) => ({ ...one, mode: 'primary' as const }))),
    ],
    refresh: refreshing(button('showRequest', headings.request, refreshData(shown))),
  };
}

function decidesNow({ mayDecide, viewer }: RequestCard, status: Status): boolean {
  return mayDecide && status === 'pending' && viewer !== 'sponsor';
}

function headingOf(isSponsor: boolean, mayDecide: boolean, { mayAnswerOffer }: Choices): string {
  if (mayDecide) return headings.toDecide;
  if (mayAnswerOffer) return accountSentences.offered;
  return isSponsor ? headings.ofSponsor : headings.request;
}

/** Inside the window the card always asks until when; anything else that is asked takes its place. */
function askingOn(request: VisitorRequest, { keepUntil }: Choices, asking: Asking | undefined): Pick<RequestData, 'hasAsking' | 'asking'> {
  if (asking?.verb === 'approveChanged') return { hasAsking: true, asking: askingTerms(request, asking) };
  if (asking && asking.verb !== 'reapprove') return { hasAsking: true, asking: askingOf(asking) };
  if (keepUntil === undefined) return { hasAsking: false, asking: noAsking };
  return { hasAsking: true, asking: askingOf(asking ?? { verb: 'reapprove', words: keepUntil }, keepSentence(request)) };
}

function nextOf({ request, viewer, recallUntil, today, context, choices = noChoices }: RequestCard, status: Status): string {
  const { keepFrom, nudgeFrom, standsIn } = choices;
  return [
    nextFor(viewer === 'sponsor', status, request),
    ...(recallUntil === undefined ? [] : [recallSentence(recallUntil, context.policy.zone)]),
    ...(keepFrom === undefined ? [] : [keepFromSentence(keepFrom)]),
    ...(nudgeFrom === undefined || nudgeFrom <= today.toString() ? [] : [nudgeFromSentence(nudgeFrom)]),
    ...(standsIn && isOpen(status) ? [accountSentences.sponsorGone] : []),
  ].join(' ');
}

function isOpen(status: Status): boolean {
  return status === 'pending' || status === 'returned' || status === 'approved' || status === 'active';
}

function summaryOf({ request, reader = '', choices = noChoices }: RequestCard, status: Status, mayDecide: boolean): string {
  const { id, recalled, revision, handed, shortened, corrected, outcomeRevision } = request;
  if (mayDecide) return summaries.ask;
  if (choices.mayAnswerOffer) return accountSummaries.offered;
  if (handed?.revision === revision && toldOfHandover(request).includes(reader)) return accountSummaries.handed(id, handed.answer);
  if (corrected?.revision === revision && toldOfCorrection(request).includes(reader)) return correctedSummary(id);
  if (shortened && isOpen(status) && outcomeRevision === revision) return accountSummaries.shortened(id);
  if (isNewlyChanged(request, status)) return changedSummary(id);
  return status === 'pending' && recalled ? summaries.recalled(id) : summaries.outcome(status, id);
}

/** A question about a state that has moved on meanwhile is not asked. */
function mayBeAsked(asking: Asking | undefined, status: Status, isSponsor: boolean, mayDecide: boolean, choices: Choices): boolean {
  switch (asking?.verb) {
    case undefined:
      return false;
    case 'withdraw':
      return isSponsor && (status === 'pending' || status === 'returned');
    case 'approveChanged':
    case 'reject':
    case 'return':
      return mayDecide;
    case 'reapprove':
      return choices.keepUntil !== undefined;
    case 'shorten':
      return choices.mayShorten;
    case 'end':
      return choices.mayEnd;
    case 'findSuccessor':
    case 'offerHandover':
      return choices.mayOffer;
  }
}

const statusStyles: Record<Status, RequestData['status']['style']> = {
  pending: 'accent',
  returned: 'warning',
  approved: 'good',
  active: 'good',
  rejected: 'attention',
  expired: 'emphasis',
  ended: 'emphasis',
  withdrawn: 'emphasis',
  lapsed: 'emphasis',
};
