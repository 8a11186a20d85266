import { z } from 'zod';
import type { VisitorRequest } from '../bot/domain/request/visitor-request';
import type { RequestShown } from '../bot/domain/shown/request';
import { tones } from '../bot/domain/statuses/tones';
import type { Offer } from '../bot/domain/verbs/offers';
import type { AskingKind } from '../bot/domain/verbs/verb';
import { buttonTitles, cardSentences } from '../bot/domain/words/card-words';
import { outlookTitles } from '../bot/domain/words/outlook-words';
import { noteLabelFor, wordsLabels } from '../bot/domain/words/words';
import { type Asked, askingOf } from './asking';
import { plainInMarkdown } from './markdown';
import { outlookWays } from './outlook-buttons';
import { personBody, termsBody } from './outlook-terms';
import type { Inline } from './parts';
import { render } from './render';
import { noticeWithWords } from './request';
import type { TermView } from './terms';

/** One primary button on the card; red is the button that does it, not the one that opens its question. */
const style = z.enum(['default', 'positive', 'destructive']);
const press = z.strictObject({ title: z.string(), url: z.url(), body: z.string(), style });
const wayOut = z.strictObject({ title: z.string(), url: z.url() });
const question = press.extend({ answerTitle: z.string(), answerStyle: style, sentence: z.string(), label: z.string(), input: z.string() });
const term = z.strictObject({
  id: z.string(),
  kind: z.enum(['date', 'choice']),
  label: z.string(),
  value: z.string(),
  choices: z.array(z.strictObject({ title: z.string(), value: z.string() })),
  style: z.enum(['expanded', 'compact']),
  hasProblem: z.boolean(),
  problem: z.string(),
  hasTyped: z.boolean(),
  typed: z.string(),
});
const outlookData = z.strictObject({
  originator: z.string(),
  showTitle: z.string(),
  showUrl: z.url(),
  hasNotice: z.boolean(),
  notice: z.string(),
  heading: z.string(),
  title: z.string(),
  top: z.string(),
  status: z.strictObject({
    color: z.enum(['Default', 'Accent', 'Good', 'Warning', 'Attention']),
    label: z.string(),
    hasLine: z.boolean(),
    line: z.string(),
    next: z.string(),
  }),
  hasWords: z.boolean(),
  wordsTitle: z.string(),
  words: z.array(z.strictObject({ text: z.string() })),
  details: z.array(z.strictObject({ label: z.string(), text: z.string() })).min(1),
  hasConcerns: z.boolean(),
  concernsTitle: z.string(),
  concerns: z.array(z.strictObject({ sentence: z.string() })),
  hasAsking: z.boolean(),
  asking: z.strictObject({
    sentence: z.string(),
    hasProblem: z.boolean(),
    problem: z.string(),
    hasInput: z.boolean(),
    label: z.string(),
    words: z.string(),
    terms: z.array(term),
  }),
  presses: z.array(press),
  questions: z.array(question),
  /** Terms to approve, a person, or a day: each behind its button. */
  changes: z.array(
    press.extend({
      answerTitle: z.string(),
      answerStyle: style,
      sentence: z.string(),
      terms: z.array(term).min(1),
      hasNote: z.boolean(),
      noteLabel: z.string(),
      noteInput: z.string(),
    }),
  ),
  links: z.array(wayOut),
  /** Links for which the rows of buttons have no room, as Markdown. */
  hasLinksLine: z.boolean(),
  linksLine: z.string(),
});
type OutlookData = z.input<typeof outlookData>;

export interface OutlookRequestCard {
  view: RequestShown;
  /** A verb's question that has to be answered again. */
  asking?: Asked;
  /** One of our sentences, at the top. */
  notice?: string;
  originator: string;
  /** The signed URL of a verb's button, or of `show`, which returns the current card. */
  link(verb: string): string;
  openUrl: string;
  /** Opens the tab at the photo; absent where that is not for this reader. */
  photoUrl?: string;
}

/**
 * The card of a request as Outlook's actionable mails take it: version 1.0, whose buttons are calls of our endpoint. What
 * Outlook cannot ask for (a colleague, a correction) is left to Teams.
 */
export function outlookRequestCard({ view, asking, originator, link, openUrl, photoUrl, ...given }: OutlookRequestCard): object {
  const { request, said, concerns, line } = view;
  const offers = view.offers.filter(({ takes }) => bodies[takes] !== undefined);
  const notice = noticeWithWords(view, { ...given, ...(asking && { asking }) });
  const asked = asking && offers.find(({ verb }) => verb === asking.verb);
  const atOnce = asked ? undefined : offers.find(({ isAskedAtOnce, takes }) => isAskedAtOnce && takes === 'words');
  const onCard = asked ?? atOnce;
  const again = onCard && askingOf(onCard, asked && asking ? asking : { verb: onCard.verb });
  const data: Omit<OutlookData, 'links' | 'hasLinksLine' | 'linksLine'> = {
    originator,
    showTitle: buttonTitles.open,
    showUrl: link('show'),
    hasNotice: notice !== undefined,
    notice: plainInMarkdown(notice ?? ''),
    heading: plainInMarkdown(view.heading),
    title: plainInMarkdown(view.title),
    top: plainInMarkdown(view.top),
    status: {
      color: tones[view.tone].text,
      label: plainInMarkdown(view.statusLabel),
      hasLine: line !== undefined,
      line: plainInMarkdown(line ?? ''),
      next: plainInMarkdown([view.next, ...view.hints].join(' ')),
    },
    hasWords: said !== undefined,
    wordsTitle: said?.title ?? '',
    words: (said?.parts ?? []).map(({ label, text }) => ({ text: plainInMarkdown(label ? `${label}: ${text}` : text) })),
    details: view.details.map(({ label, text }) => ({ label, text: plainInMarkdown(text) })),
    hasConcerns: concerns.length > 0,
    concernsTitle: cardSentences.concerns,
    concerns: concerns.map((sentence) => ({ sentence: plainInMarkdown(sentence) })),
    hasAsking: again !== undefined,
    asking: {
      sentence: again?.sentence ?? '',
      hasProblem: again?.hasProblem ?? false,
      problem: inlinesText(again?.problem ?? []),
      hasInput: again?.hasInput ?? false,
      label: atOnce && again?.label === wordsLabels.approve ? noteLabelFor(atOnce.title) : (again?.label ?? ''),
      words: (asked && asking?.body?.words) ?? '',
      terms: again && asked ? offerTerms(asked, asking, '') : [],
    },
    presses: asked
      ? [
          { title: asked.answer, url: link(asked.verb), body: bodyOf(asked, request, ''), style: answerStyle(asked) },
          { title: buttonTitles.cancel, url: link('show'), body: '', style: 'default' },
        ]
      : offers
          .filter((offer) => !offer.asks || offer === atOnce)
          .map((offer) => ({ title: offer.title, url: link(offer.verb), body: bodyOf(offer, request, ''), style: ownStyle(offer) })),
    questions: asked
      ? []
      : offers.filter((offer) => offer.asks?.kind === 'words' && offer !== atOnce).map((offer) => outlookQuestion(offer, link)),
    changes: asked
      ? []
      : offers.filter(({ asks }) => asks !== undefined && asks.kind !== 'words').map((offer) => outlookChange(offer, request, link)),
  };
  const verbs = [...data.presses, ...data.questions, ...data.changes];
  const inOrder = asked ? verbs : offers.flatMap(({ title }) => verbs.filter((one) => one.title === title));
  const photo = photoUrl === undefined || asked ? undefined : { title: outlookTitles.showPhoto, url: photoUrl };
  const { buttons, links } = outlookWays(inOrder, { title: teamsTitle(view), url: openUrl }, photo);
  const linksLine = links.map(({ title, url }) => `[${title}](${url})`).join(' · ');
  const order = [...inOrder, ...buttons].map(({ title }) => title);
  return render('outlook-request', outlookData, { ...data, links: buttons, hasLinksLine: links.length > 0, linksLine }, order);
}

/** A returned request is edited where the form is; in Outlook it can only be answered. */
function teamsTitle({ status, viewer }: RequestShown): string {
  return status === 'returned' && viewer === 'sponsor' ? outlookTitles.editInTeams : outlookTitles.openInTeams;
}

type ButtonStyle = OutlookData['presses'][number]['style'];

function ownStyle({ style }: Pick<Offer, 'style'>): ButtonStyle {
  return style === 'primary' ? 'positive' : 'default';
}

function answerStyle({ style }: Pick<Offer, 'style'>): ButtonStyle {
  return style === 'danger' ? 'destructive' : 'positive';
}

/** The placeholders in the body of a button, by question; two inputs with one id would both send the first one's text. */
const bodies: Record<AskingKind, ((offer: Offer, request: VisitorRequest, prefix: string) => string) | undefined> = {
  confirm: () => '',
  words: (_offer, _request, prefix) => `{{${wordsInput(prefix)}.value}}`,
  day: (_offer, _request, prefix) => `{{${prefix}until.value}}`,
  terms: (offer, _request, prefix) =>
    termsBody(
      offerTerms(offer, undefined, '').map(({ id }) => id),
      wordsInput(prefix),
    ),
  person: (_offer, _request, prefix) => personBody('to', wordsInput(prefix)),
  colleague: undefined,
  correction: undefined,
};

function bodyOf(offer: Offer, request: VisitorRequest, prefix: string): string {
  return bodies[offer.takes]?.(offer, request, prefix) ?? '';
}

function wordsInput(prefix: string): string {
  return prefix === '' ? 'words' : `${prefix}Words`;
}

/** What a verb's inputs are named after: Outlook takes letters alone, so `pass-on` is `passOn` there. */
function inputPrefix(verb: string): string {
  return verb.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** What every button that opens its own question has. */
function opened(offer: Offer, link: OutlookRequestCard['link']) {
  const { verb, title, answer, asks } = offer;
  return {
    title,
    style: ownStyle(offer),
    answerTitle: answer,
    answerStyle: answerStyle(offer),
    url: link(verb),
    sentence: asks?.sentence ?? '',
  };
}

function outlookQuestion(offer: Offer, link: OutlookRequestCard['link']): OutlookData['questions'][number] {
  const { verb, asks } = offer;
  const input = wordsInput(inputPrefix(verb));
  return { ...opened(offer, link), body: `{{${input}.value}}`, label: asks?.kind === 'words' ? asks.label : '', input };
}

function outlookChange(offer: Offer, request: VisitorRequest, link: OutlookRequestCard['link']): OutlookData['changes'][number] {
  const prefix = inputPrefix(offer.verb);
  const terms = offerTerms(offer, undefined, offer.asks?.kind === 'day' ? prefix : '');
  return { ...opened(offer, link), body: bodyOf(offer, request, prefix), terms, ...noteField(offer, prefix) };
}

function noteField({ asks, title }: Offer, prefix: string): Pick<OutlookData['changes'][number], 'hasNote' | 'noteLabel' | 'noteInput'> {
  const note = asks && 'note' in asks ? asks.note : undefined;
  return { hasNote: note !== undefined, noteLabel: note ? noteLabelFor(title) : '', noteInput: wordsInput(prefix) };
}

/** The inputs of a question about terms, a person, or a day. */
function offerTerms(offer: Offer, asked: Asked | undefined, prefix: string): Term[] {
  const { asks } = offer;
  const view = askingOf(offer, asked ?? { verb: offer.verb });
  if (asks?.kind !== 'day') return view.terms.map(termOf);
  const { label, until, hasTyped, typed } = view;
  const day = {
    id: `${prefix}until`,
    kind: 'date' as const,
    label,
    value: until,
    choices: [],
    style: 'expanded' as const,
    hasProblem: false,
    problem: '',
    hasTyped,
  };
  return [{ ...day, typed: inlinesText(typed) }];
}

type Term = OutlookData['asking']['terms'][number];

function termOf({ problem, typed, ...rest }: TermView): Term {
  return { ...rest, problem: inlinesText(problem), typed: inlinesText(typed) };
}

function inlinesText(inlines: readonly Inline[]): string {
  return plainInMarkdown(inlines.map(({ text }) => text).join(''));
}
