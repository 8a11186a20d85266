import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { buttonTitles, fullName, period, problemMark } from '../bot/domain/card-wording';
import { type DigestKind, tallyOf } from '../bot/domain/digest';
import { digestIntro, digestSentences, digestTitles } from '../bot/domain/digest-wording';
import { departmentOf, type FormContext, reasonOf } from '../bot/domain/form';
import { outlookTitles } from '../bot/domain/outlook-wording';
import type { RequestId } from '../bot/domain/visitor-request';
import { type DigestRow, rowsAtMost, stateOf } from './digest';
import { plainInMarkdown } from './markdown';
import { render } from './render';

const press = z.strictObject({ title: z.string(), url: z.url(), body: z.string() });
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
  /** What is said beside a date, by visitor. */
  problems?: ReadonlyMap<RequestId, string>;
  /** Dates as they were typed, by visitor. */
  typed?: ReadonlyMap<RequestId, string>;
  today: Temporal.PlainDate;
  context: Pick<FormContext, 'policy' | 'departments'>;
  originator: string;
  links: { show: string; of(verb: string, request: RequestId, revision: number): string };
  openUrl: string;
}

/** A digest as Outlook's actionable mails take it: the first ten visitors, each answered in place. */
export function outlookDigestCard(given: OutlookDigestCard): object {
  const { kind, rows, total, results = [], originator, links, openUrl } = given;
  const shown = rows.slice(0, rowsAtMost);
  const data: z.input<typeof outlookDigestData> = {
    originator,
    showTitle: buttonTitles.open,
    showUrl: links.show,
    title: digestTitles[kind],
    intro: digestIntro(kind, tallyOf(shown), total > shown.length),
    hasResults: results.length > 0,
    results: results.map((line) => ({ line: plainInMarkdown(line) })),
    rows: shown.map((row, place) => rowView(row, place, given)),
    hasMore: total > shown.length,
    more: digestSentences.moreInTeams(total - shown.length),
    openTitle: outlookTitles.openInTeams,
    openUrl,
  };
  return render('outlook-digest', outlookDigestData.parse(data));
}

function rowView(row: DigestRow, place: number, { links, typed, problems, context, today }: OutlookDigestCard): Row {
  const { request, stands, isTheirs, offered, offers } = row;
  const { answers, validFrom, validTo, id, revision } = request;
  const isAsked = isTheirs && stands === 'undecided';
  const input = `until${place}`;
  const problem = problems?.get(id);
  const department = departmentOf(answers, context.departments)?.name ?? answers.department;
  const reason = reasonOf(answers, context.policy)?.label ?? answers.reason;
  const value = typed?.get(id);
  const presses = (isAsked ? offers : [])
    .filter((offer) => offer.in.includes('mailed-list'))
    .map(({ verb, title, takes }) => ({ title, url: links.of(verb, id, revision), body: takes === 'day' ? `{{${input}.value}}` : '' }));
  return {
    visitor: plainInMarkdown(fullName(answers) ?? id),
    details: plainInMarkdown(`${reason}, ${department}. ${period(validFrom, validTo)}`),
    state: plainInMarkdown(stateOf(row, today, context.policy.zone)),
    hasProblem: problem !== undefined,
    problem: plainInMarkdown(problem === undefined ? ' ' : `${problemMark}${problem}`),
    hasInput: isAsked && offered !== undefined,
    label: digestSentences.keepUntil,
    input,
    value: value !== undefined && z.iso.date().safeParse(value).success ? value : (offered ?? ''),
    hasPresses: presses.length > 0,
    presses,
  };
}
