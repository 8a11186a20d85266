import { z } from 'zod';
import { changeTitles } from '../bot/domain/approve-changed-wording';
import { buttonTitles } from '../bot/domain/card-wording';
import { outlookTitles } from '../bot/domain/outlook-wording';
import { actions } from './actions';
import { askingOf, askingTerms } from './asking';
import { plainInMarkdown } from './markdown';
import { termsBody } from './outlook-terms';
import type { Inline } from './parts';
import { render } from './render';
import { type RequestCard, type RequestData, requestView } from './request';

/** What a button of the card is pressed for; `show` asks for the card as it is now. */
export type OutlookLinks = Record<'show' | 'approve' | 'approveChanged' | 'reject' | 'return', string>;

const press = z.strictObject({ title: z.string(), url: z.url(), body: z.string() });
const question = press.extend({ sentence: z.string(), label: z.string(), input: z.string() });
const term = z.strictObject({
  id: z.string(),
  kind: z.enum(['date', 'choice']),
  label: z.string(),
  value: z.string(),
  choices: z.array(z.strictObject({ title: z.string(), value: z.string() })),
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
  status: z.strictObject({
    color: z.enum(['Default', 'Accent', 'Good', 'Warning', 'Attention']),
    label: z.string(),
    hasLine: z.boolean(),
    line: z.string(),
    next: z.string(),
  }),
  hasWords: z.boolean(),
  wordsTitle: z.string(),
  words: z.string(),
  groups: z.array(z.strictObject({ rows: z.array(z.strictObject({ label: z.string(), text: z.string() })).min(1) })),
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
  /** One or none: what may be approved in place of what was asked for. */
  changes: z.array(press.extend({ answerTitle: z.string(), sentence: z.string(), terms: z.array(term).min(1) })),
  openTitle: z.string(),
  openUrl: z.url(),
});
type OutlookData = z.input<typeof outlookData>;

export interface OutlookRequestCard extends RequestCard {
  originator: string;
  links: OutlookLinks;
  openUrl: string;
}

/**
 * The card of a request as Outlook's actionable mails take it: version 1.0, whose buttons are calls of our endpoint. What
 * it shows is what the card in Teams shows, from the one view; buttons that Outlook does not have are left to Teams.
 */
export function outlookRequestCard(shown: OutlookRequestCard): object {
  const view = requestView(shown);
  const { notice, status, asking, groups, words, concerns } = view;
  const data: OutlookData = {
    originator: shown.originator,
    showTitle: buttonTitles.open,
    showUrl: shown.links.show,
    hasNotice: view.hasNotice,
    notice: plain(notice),
    heading: plainInMarkdown(view.heading),
    status: {
      color: colours[status.style],
      label: plainInMarkdown(status.label),
      hasLine: status.hasLine,
      line: plain(status.line),
      next: plainInMarkdown(status.next),
    },
    hasWords: view.hasWords,
    wordsTitle: view.wordsTitle,
    words: plain(words),
    groups: groups.map(({ rows }) => ({ rows: rows.map(({ label, inlines }) => ({ label, text: plain(inlines) })) })),
    hasConcerns: view.hasConcerns,
    concernsTitle: view.concernsTitle,
    concerns: concerns.map(({ sentence }) => ({ sentence: plainInMarkdown(sentence) })),
    hasAsking: view.hasAsking && (asking.hasInput || asking.terms.length > 0),
    asking: {
      sentence: asking.sentence,
      hasProblem: asking.hasProblem,
      problem: plain(asking.problem),
      hasInput: asking.hasInput,
      label: asking.label,
      words: shown.asking?.words ?? '',
      terms: asking.terms.map(termOf),
    },
    ...buttonsOf(view, shown.links),
    changes: changesOf(shown, view),
    openTitle: outlookTitles.openInTeams,
    openUrl: shown.openUrl,
  };
  return render('outlook-request', outlookData.parse(data));
}

/** Which of the view's buttons Outlook has, by the verb that they have in Teams. */
function buttonsOf({ buttons, asking }: RequestData, links: OutlookLinks): Pick<OutlookData, 'presses' | 'questions'> {
  const has = (verb: string) => buttons.some((one) => one.verb === verb);
  const answered = (['reject', 'return'] as const).filter((verb) => has(actions[verb].verb));
  const asked = (
    [
      ['return', actions.askReturn.verb],
      ['reject', actions.askReject.verb],
    ] as const
  ).filter(([, verb]) => has(verb));
  return {
    presses: [
      ...(has(actions.approveChanged.verb) ? changedPresses(asking, links) : []),
      ...(has(actions.approve.verb) ? [{ title: buttonTitles.approve, url: links.approve, body: '' }] : []),
      ...answered.flatMap((verb) => [
        { title: buttonTitles[verb], url: links[verb], body: '{{words.value}}' },
        { title: buttonTitles.cancel, url: links.show, body: '' },
      ]),
    ],
    questions: asked.map(([verb]) => {
      const { sentence, label } = askingOf({ verb });
      // Two inputs of one name in a card would send the first one's text for both.
      const input = `${verb}Words`;
      return { title: buttonTitles[verb], url: links[verb], body: `{{${input}.value}}`, sentence, label, input };
    }),
  };
}

/** Asked again in the card itself, as its first mail has it behind a button. */
function changedPresses({ terms }: RequestData['asking'], links: OutlookLinks): OutlookData['presses'] {
  return [
    { title: changeTitles.answer, url: links.approveChanged, body: termsBody(terms.map(({ id }) => id)) },
    { title: buttonTitles.cancel, url: links.show, body: '' },
  ];
}

function changesOf({ request, links }: OutlookRequestCard, { buttons }: RequestData): OutlookData['changes'] {
  if (!buttons.some(({ verb }) => verb === actions.askApproveChanged.verb)) return [];
  const { sentence, terms } = askingTerms(request, { verb: 'approveChanged' });
  const body = termsBody(terms.map(({ id }) => id));
  return [
    { title: changeTitles.ask, answerTitle: changeTitles.answer, url: links.approveChanged, body, sentence, terms: terms.map(termOf) },
  ];
}

function termOf({ problem, typed, ...rest }: RequestData['asking']['terms'][number]): OutlookData['asking']['terms'][number] {
  return { ...rest, problem: plain(problem), typed: plain(typed) };
}

const colours: Record<RequestData['status']['style'], OutlookData['status']['color']> = {
  accent: 'Accent',
  warning: 'Warning',
  good: 'Good',
  attention: 'Attention',
  emphasis: 'Default',
};

function plain(inlines: readonly Inline[]): string {
  return plainInMarkdown(inlines.map(({ text }) => text).join(''));
}
