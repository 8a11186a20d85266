import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { statusAt } from '../bot/domain/calendar';
import { cardSentences, headings, nextFor, recallSentence, wordsTitle } from '../bot/domain/card-wording';
import { type FormContext, warningsOf } from '../bot/domain/form';
import { concernSentence } from '../bot/domain/form-wording';
import type { Status, VisitorRequest } from '../bot/domain/visitor-request';
import { statusLabels, summaries } from '../bot/domain/wording';
import type { OutgoingCard } from '../bot/ports';
import { button } from './actions';
import { type Asking, askingOf, askingView, noAsking } from './asking';
import { buttonView, inlines, literal, refreshing, refreshView, row } from './parts';
import { render } from './render';
import { type HeadAway, requestButtons, requestGroups, statusLine } from './request-parts';
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
  hasWords: z.boolean(),
  wordsTitle: z.string(),
  words: inlines,
  groups: z.array(z.strictObject({ rows: z.array(row).min(1) })),
  hasConcerns: z.boolean(),
  concernsTitle: z.string(),
  concerns: z.array(z.strictObject({ sentence: z.string() })),
  hasAsking: z.boolean(),
  asking: askingView,
  buttons: z.array(buttonView),
  refresh: refreshView,
});
type RequestData = z.input<typeof requestData>;

export interface RequestCard {
  request: VisitorRequest;
  viewer: 'sponsor' | 'decider' | 'reader';
  /** Whether the decider's buttons are there: the rules' answer for this person now. */
  mayDecide: boolean;
  /** ISO instant until which this person may take their decision back; absent where they may not. */
  recallUntil?: string;
  today: Temporal.PlainDate;
  context: Pick<FormContext, 'policy' | 'departments'>;
  names: { sponsor: string; decidedBy?: string; recalledBy?: string; waitsFor: string[]; headAway?: HeadAway };
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
  const { request, viewer, today, names, notice, context } = shown;
  const status = statusAt(request, today);
  const isSponsor = viewer === 'sponsor';
  const mayDecide = shown.mayDecide && status === 'pending' && !isSponsor;
  const asking = mayBeAsked(shown.asking, status, isSponsor, mayDecide) ? shown.asking : undefined;
  const line = statusLine(status, shown, mayDecide);
  const words = status === 'returned' || status === 'rejected' ? request.decision?.words : undefined;
  const concerns = mayDecide ? concernsOf(shown) : [];
  const data: RequestData = {
    hasNotice: notice !== undefined,
    notice: literal(notice ?? '', { weight: 'Bolder' }),
    heading: mayDecide ? headings.toDecide : isSponsor ? headings.ofSponsor : headings.request,
    status: {
      style: statusStyles[status],
      label: statusLabels[status],
      hasLine: line !== undefined,
      line: literal(line ?? ''),
      next: nextOf(shown, status),
    },
    hasWords: words !== undefined,
    wordsTitle: wordsTitle(request.decision?.verb ?? 'approve'),
    words: literal(words ?? ''),
    groups: requestGroups(request, names.sponsor, context),
    hasConcerns: concerns.length > 0,
    concernsTitle: cardSentences.concerns,
    concerns: concerns.map((sentence) => ({ sentence })),
    hasAsking: asking !== undefined,
    asking: asking ? askingOf(asking) : noAsking,
    buttons: [
      ...requestButtons(request, status, {
        isSponsor,
        mayDecide,
        mayRecall: shown.recallUntil !== undefined,
        ...(asking && { asking: asking.verb }),
      }),
      ...(asking ? [] : waysOut(shown)),
    ],
    refresh: refreshing(button('showRequest', headings.request, refreshData(shown))),
  };
  return { card: render('request', requestData.parse(data)), summary: summaryOf(request, status, mayDecide) };
}

function nextOf({ request, viewer, recallUntil, context }: RequestCard, status: Status): string {
  const next = nextFor(viewer === 'sponsor', status, request);
  return recallUntil === undefined ? next : `${next} ${recallSentence(recallUntil, context.policy.zone)}`;
}

function summaryOf({ id, recalled }: VisitorRequest, status: Status, mayDecide: boolean): string {
  if (mayDecide) return summaries.ask;
  return status === 'pending' && recalled ? summaries.recalled(id) : summaries.outcome(status, id);
}

/** A question about a state that has moved on meanwhile is not asked. */
function mayBeAsked(asking: Asking | undefined, status: Status, isSponsor: boolean, mayDecide: boolean): boolean {
  if (asking?.verb === 'withdraw') return isSponsor && (status === 'pending' || status === 'returned');
  return mayDecide;
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

/** By the dates as frozen at *Make request*, whatever the organisation's are now. */
function concernsOf({ request, context, today }: RequestCard): string[] {
  const answers = { ...request.answers, validFrom: request.validFrom, validTo: request.validTo };
  return warningsOf(answers, { ...context, today })
    .map(concernSentence)
    .filter((sentence) => sentence !== undefined);
}
