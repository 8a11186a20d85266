import { z } from 'zod';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import type { RequestShown } from '../bot/domain/shown/request';
import { buttonTitles, cardSentences, headings, youWrote } from '../bot/domain/words/card-words';
import { button } from './actions';
import { type Asked, answersTo, askingOf, askingView, noAsking, wordsPutBack } from './asking';
import { inlines, labelledRow, literal, rankedButton, refreshing, refreshView, row } from './parts';

import { render } from './render';
import { askedAtOnce, ranked, requestButtons } from './request-parts';
import { type Back, refreshData, waysOut } from './request-ways';

const requestData = z.strictObject({
  hasNotice: z.boolean(),
  notice: inlines,
  heading: z.string(),
  title: inlines,
  top: inlines,
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
  words: z.array(z.strictObject({ inlines })),
  details: z.array(row).min(1),
  hasPhoto: z.boolean(),
  photo: z.strictObject({ title: z.string(), url: z.string() }),
  hasConcerns: z.boolean(),
  concernsTitle: z.string(),
  concerns: z.array(z.strictObject({ sentence: z.string() })),
  hasAsking: z.boolean(),
  asking: askingView,
  buttons: z.array(rankedButton),
  refresh: refreshView,
});
type RequestData = z.input<typeof requestData>;

export interface RequestCard {
  view: RequestShown;
  /** A verb's question; not asked where the verb is no longer offered. */
  asking?: Asked;
  /** Typed for a question that was left: kept in the one on the card itself. */
  words?: string;
  /** Opens the tab at the photo; absent where that is not for this reader. */
  photoUrl?: string;
  /** Opens the page on which its sponsor adds the photo of a card that is newly wanted. */
  addPhotoUrl?: string;
  /** Whether this person may open the request that this one follows. */
  mayOpenFollowed?: boolean;
  /** The list from which the request was opened, if its card replaced it. */
  back?: Back;
  /** One of our sentences, at the top. */
  notice?: string;
}

/** The card of a request in Teams, for every state and reader. */
export function requestCard(given: RequestCard): OutgoingCard {
  return { card: render('request', requestData, dataOf(given)), summary: given.view.summary };
}

function dataOf({ view, ...given }: RequestCard): RequestData {
  const { request, said, handover, line, concerns } = view;
  const notice = noticeWithWords(view, given);
  return {
    hasNotice: notice !== undefined,
    notice: literal(notice ?? '', { weight: 'Bolder' }),
    heading: view.heading,
    title: literal(view.title, { size: 'Large', weight: 'Bolder' }),
    top: literal(view.top),
    status: {
      style: view.tone,
      label: view.statusLabel,
      hasLine: line !== undefined,
      line: literal(line ?? ''),
      next: [view.next, ...view.hints].join(' '),
    },
    hasHandover: handover.length > 0,
    handover: handover.map((text) => ({ inlines: literal(text) })),
    hasWords: said !== undefined,
    wordsTitle: said?.title ?? '',
    words: (said?.parts ?? []).map(({ label, text }) => ({ inlines: [...(label ? partLabel(label) : []), ...literal(text)] })),
    details: view.details.map(({ label, text }) => labelledRow(label, text)),
    hasConcerns: concerns.length > 0,
    concernsTitle: cardSentences.concerns,
    concerns: concerns.map((sentence) => ({ sentence })),
    ...questionAndButtons(view, given),
    refresh: refreshing(button('showRequest', headings.request, refreshData({ request, ...given }))),
  };
}

const partLabel = (label: string) => literal(`${label}: `, { weight: 'Bolder' });

/** Shows typed text again if its verb is no longer offered. */
export function noticeWithWords({ offers }: RequestShown, { notice, asking }: Pick<RequestCard, 'notice' | 'asking'>): string | undefined {
  const isLost = asking && !offers.some(({ verb }) => verb === asking.verb);
  const words = isLost ? asking.body?.words?.trim() : undefined;
  const parts = [notice, words ? youWrote(Array.from(words).slice(0, wordsPutBack).join('')) : undefined].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** While a verb's question is open there are only its answer and *Back*; a question on the card itself removes no button. */
function questionAndButtons(
  view: RequestShown,
  { asking, words, photoUrl, addPhotoUrl, ...ways }: Omit<RequestCard, 'view'>,
): Pick<RequestData, 'hasPhoto' | 'photo' | 'hasAsking' | 'asking' | 'buttons'> {
  const { request, offers } = view;
  const atOnce = askedAtOnce(view);
  const offer = asking && offers.find(({ verb }) => verb === asking.verb);
  const isAsking = asking !== undefined && offer !== undefined && offer !== atOnce;
  const link =
    addPhotoUrl === undefined ? { title: buttonTitles.showPhoto, url: photoUrl } : { title: buttonTitles.openPhotoPage, url: addPhotoUrl };
  const photo = { hasPhoto: link.url !== undefined && !isAsking, photo: { ...link, url: link.url ?? '' } };
  if (isAsking)
    return { ...photo, hasAsking: true, asking: askingOf(offer, asking), buttons: ranked(answersTo(offer, asking, request), []) };
  // The link is on the card already.
  const shown = addPhotoUrl === undefined ? view : { ...view, needsProposedPhoto: false };
  const buttons = requestButtons(shown, offer ? undefined : waysOut({ request, ...ways }));
  if (!atOnce) return { ...photo, hasAsking: false, asking: noAsking, buttons };
  return {
    ...photo,
    hasAsking: true,
    asking: askingOf(atOnce, offer && asking ? asking : { verb: atOnce.verb, body: { words } }),
    buttons,
  };
}
