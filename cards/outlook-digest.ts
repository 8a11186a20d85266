import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { FormContext } from '../bot/domain/form/form-context';
import type { DigestKind } from '../bot/domain/notices/digest';
import type { RequestId } from '../bot/domain/request/visitor-request';
import { type DigestRow, type DigestRowShown, shownDigest } from '../bot/domain/shown/list';
import { buttonTitles, problemMark } from '../bot/domain/words/card-words';
import { digestSentences } from '../bot/domain/words/digest-words';
import { outlookTitles } from '../bot/domain/words/outlook-words';
import { dateOr, rowsAtMost } from './digest';
import { plainInMarkdown } from './markdown';
import { render } from './render';

const press = z.strictObject({ title: z.string(), url: z.url(), body: z.string(), style: z.enum(['default', 'positive']) });
const outlookDigestData = z.strictObject({
  originator: z.string(),
  showTitle: z.string(),
  showUrl: z.url(),
  title: z.string(),
  intro: z.string(),
  hasResults: z.boolean(),
  results: z.array(z.strictObject({ line: z.string() })),
  rows: z.array(
    z.strictObject({
      visitor: z.string(),
      details: z.string(),
      hasAccount: z.boolean(),
      account: z.string(),
      state: z.string(),
      hasProblem: z.boolean(),
      problem: z.string(),
      hasInput: z.boolean(),
      label: z.string(),
      input: z.string(),
      value: z.string(),
      hasPresses: z.boolean(),
      presses: z.array(press),
    }),
  ),
  hasBefore: z.boolean(),
  beforeTitle: z.string(),
  before: z.array(z.strictObject({ visitor: z.string(), state: z.string() })),
  hasMore: z.boolean(),
  more: z.string(),
  openTitle: z.string(),
  openUrl: z.url(),
});
type Row = z.input<typeof outlookDigestData>['rows'][number];

export interface OutlookDigestCard {
  kind: DigestKind;
  rows: DigestRow[];
  /** How many the list has in all; the rest is in Teams. */
  total: number;
  results?: string[];
  /** The sentences beside date fields, by visitor. */
  problems?: ReadonlyMap<RequestId, string>;
  /** Dates as they were typed, by visitor. */
  typed?: ReadonlyMap<RequestId, string>;
  today: Temporal.PlainDate;
  context: Pick<FormContext, 'policy' | 'departments'>;
  originator: string;
  links: { show: string; of(verb: string, request: RequestId, revision: number): string };
  openUrl: string;
}

/**
 * A digest as Outlook's actionable mails take it: the first ten visitors, each answered in place; those who were asked about
 * before in a shorter block, which is answered in Teams.
 */
export function outlookDigestCard(given: OutlookDigestCard): object {
  const { kind, rows, total, results = [], originator, links, openUrl, today, context } = given;
  const shown = rows.slice(0, rowsAtMost);
  const view = shownDigest({ kind, rows: shown, isPart: total > shown.length, today, context });
  const before = view.rows.filter(({ wasAsked }) => wasAsked);
  const data: z.input<typeof outlookDigestData> = {
    originator,
    showTitle: buttonTitles.open,
    showUrl: links.show,
    title: view.title,
    intro: view.intro,
    hasResults: results.length > 0,
    results: results.map((line) => ({ line: plainInMarkdown(line) })),
    rows: view.rows.flatMap((row, place) => (row.wasAsked ? [] : [outlookRowView(row, place, given)])),
    hasBefore: before.length > 0,
    beforeTitle: digestSentences.askedBefore,
    before: before.map(({ visitor, state }) => ({ visitor: plainInMarkdown(visitor), state: plainInMarkdown(state) })),
    hasMore: total > shown.length,
    more: digestSentences.moreInTeams(total - shown.length),
    openTitle: outlookTitles.openInTeams,
    openUrl,
  };
  return render('outlook-digest', outlookDigestData, data);
}

function outlookRowView(row: DigestRowShown, place: number, { links, typed, problems, total }: OutlookDigestCard): Row {
  const { request, revision, isAsked, keepUntil, offers } = row;
  const input = `until${place}`;
  const problem = problems?.get(request);
  const presses = (isAsked ? offers : [])
    .filter((offer) => offer.in.includes('mailed-list'))
    .map(({ verb, title, takes }) => ({
      title,
      url: links.of(verb, request, revision),
      body: takes === 'day' ? `{{${input}.value}}` : '',
      // One main button on the card: with several visitors each has one like it.
      style: total === 1 && takes === 'day' ? ('positive' as const) : ('default' as const),
    }));
  return {
    visitor: plainInMarkdown(row.visitor),
    details: plainInMarkdown(row.details),
    hasAccount: row.account !== undefined,
    account: plainInMarkdown(row.account ?? ''),
    state: plainInMarkdown(row.state),
    hasProblem: problem !== undefined,
    problem: plainInMarkdown(problem === undefined ? ' ' : `${problemMark}${problem}`),
    hasInput: keepUntil !== undefined,
    label: digestSentences.keepUntil,
    input,
    value: dateOr(typed?.get(request), keepUntil),
    hasPresses: presses.length > 0,
    presses,
  };
}
