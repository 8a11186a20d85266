import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { buttonTitles, fullName, period, problemMark, range, withReference } from '../bot/domain/card-wording';
import type { DigestKind, EndingBy, ListedRow, ListTally } from '../bot/domain/digest';
import {
  askedLine,
  digestButtons,
  digestIntro,
  digestSentences,
  digestSummary,
  digestTitles,
  endingLine,
  endsLine,
  keptLine,
  overLine,
  untilLine,
} from '../bot/domain/digest-wording';
import { departmentOf, type FormContext, reasonOf } from '../bot/domain/form';
import type { Offer } from '../bot/domain/verbs/offers';
import { type RequestId, requestIdPattern, type VisitorRequest } from '../bot/domain/visitor-request';
import type { OutgoingCard } from '../bot/ports';
import { type Button, button } from './actions';
import { buttonView, described, describedButton, inlines, literal, refreshing, refreshView, shown } from './parts';
import { render } from './render';

const digestData = z.strictObject({
  title: z.string(),
  intro: z.string(),
  hasResults: z.boolean(),
  results: z.array(z.strictObject({ line: inlines })),
  hasConfirm: z.boolean(),
  confirm: z.strictObject({ question: z.string(), lines: z.array(z.strictObject({ text: z.string() })) }),
  rows: z.array(
    z.strictObject({
      visitor: inlines,
      details: inlines,
      state: inlines,
      hasRemark: z.boolean(),
      remark: z.string(),
      hasInput: z.boolean(),
      input: z.strictObject({ id: z.string(), label: z.string(), value: z.string() }),
      hasProblem: z.boolean(),
      problem: inlines,
      hasButtons: z.boolean(),
      buttons: z.array(describedButton),
    }),
  ),
  hasRange: z.boolean(),
  range: z.string(),
  buttons: z.array(buttonView),
  refresh: refreshView,
});
type Row = z.input<typeof digestData>['rows'][number];

/** Which list a card shows: a digest of a day, or all that waits now. */
export type ListName = { digest: DigestKind; date: string } | { digest?: undefined };

export interface DigestRow extends ListedRow {
  request: VisitorRequest;
  /** The sponsor's name. */
  sponsor: string;
  isSponsorGone: boolean;
  /** What the reader may do with this visitor in the list: the rules' answer. */
  offers: Offer[];
  /** Of an account that is let expire: whose wish that is, where it is the reader's or the sponsor's. */
  endingBy?: EndingBy;
  /** What stands in the field instead: as it was typed. */
  typed?: string;
  /** Beside the field. */
  problem?: string;
}

export interface DigestCard {
  list: ListName;
  /** At most ten, of which the first is number `from` (counted from 0) of the list. */
  rows: DigestRow[];
  from: number;
  /** Of the whole list, not of these rows alone. */
  tally: ListTally;
  /** What *Keep all* is about to do; asked before it is done. */
  keepAll?: { request: RequestId; revision: number; until: string }[];
  /** What became of what was just pressed, a line a visitor. May hold names. */
  results?: string[];
  today: Temporal.PlainDate;
  context: Pick<FormContext, 'policy' | 'departments'>;
}

/** The input of one row's date. */
export function untilInput(request: RequestId): string {
  return `until-${request}`;
}

/** The request that an input of a list belongs to. */
export function requestOfInput(input: string): RequestId | undefined {
  const request = input.startsWith('until-') ? input.slice('until-'.length) : '';
  return requestIdPattern.test(request) ? request : undefined;
}

const noText = literal(' ');

/** A list that the clock brings up, with an answer to each visitor in place. */
export function digestCard(given: DigestCard): OutgoingCard {
  const { list, rows, from, tally, keepAll, results = [], context, today } = given;
  const kind = list.digest ?? 'waiting';
  const at = { ...(list.digest && { digest: list.digest, date: list.date }), from };
  const rest = tally.total - from - rows.length;
  const data: z.input<typeof digestData> = {
    title: digestTitles[kind],
    intro: digestIntro(kind, tally),
    hasResults: results.length > 0,
    results: results.map((line) => ({ line: literal(line) })),
    hasConfirm: keepAll !== undefined,
    confirm: { question: digestSentences.askKeepAll, lines: byDay(keepAll ?? []).map((text) => ({ text })) },
    rows: rows.map((row) => rowView(row, keepAll === undefined ? at : undefined, context, today)),
    hasRange: keepAll === undefined && tally.total > rows.length && rows.length > 0,
    range: range(from + 1, from + rows.length, tally.total),
    buttons: (keepAll ? confirming(keepAll, at) : turning(rest, tally.keepable, at)).map(shown),
    refresh: refreshing(button('showList', digestTitles[kind], { list: at })),
  };
  return { card: render('digest', digestData.parse(data)), summary: digestSummary(kind, tally) };
}

type At = { digest?: DigestKind; date?: string; from: number };

function confirming(keepAll: NonNullable<DigestCard['keepAll']>, at: At): Button[] {
  return [
    button('keepAll', digestButtons.keepThese(keepAll.length), { list: at, visitors: keepAll }, 'positive'),
    button('showList', digestButtons.cancel, { list: at }),
  ];
}

function turning(rest: number, keepable: number, at: At): Button[] {
  return [
    ...(keepable > 1 ? [button('askKeepAll', digestButtons.keepAll(keepable), { list: at })] : []),
    ...(rest > 0 ? [button('showList', digestButtons.more(rest), { list: { ...at, from: at.from + rowsAtMost } })] : []),
    ...(at.from > 0 ? [button('showList', buttonTitles.earlier, { list: { ...at, from: Math.max(0, at.from - rowsAtMost) } })] : []),
  ];
}

/** Rows on one card (Q2). */
export const rowsAtMost = 10;

/** How many until when, soonest first. */
function byDay(keepAll: NonNullable<DigestCard['keepAll']>): string[] {
  const counts = new Map<string, number>();
  for (const { until } of keepAll) counts.set(until, (counts.get(until) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([until, count]) => untilLine(count, until));
}

function rowView(row: DigestRow, at: At | undefined, context: DigestCard['context'], today: Temporal.PlainDate): Row {
  const { request, stands, isTheirs, isSponsorGone, offered, typed, problem } = row;
  const { answers, validFrom, validTo } = request;
  const isAsked = isTheirs && stands === 'undecided' && offered !== undefined;
  const remark =
    isTheirs && stands === 'undecided'
      ? offered === undefined
        ? digestSentences.cannotKeep
        : isSponsorGone
          ? digestSentences.sponsorGone
          : undefined
      : undefined;
  const department = departmentOf(answers, context.departments)?.name ?? answers.department;
  const reason = reasonOf(answers, context.policy)?.label ?? answers.reason;
  const buttons = at ? rowButtons(row, at) : [];
  return {
    visitor: literal(fullName(answers) ?? request.id, { weight: 'Bolder' }),
    details: literal(`${reason}, ${department}. ${period(validFrom, validTo)}`),
    state: literal(stateOf(row, today, context.policy.zone)),
    hasRemark: remark !== undefined,
    remark: remark ?? '',
    hasInput: isAsked && at !== undefined,
    input: { id: untilInput(request.id), label: digestSentences.keepUntil, value: dateOr(typed, offered) },
    hasProblem: problem !== undefined,
    problem: problem === undefined ? noText : literal(`${problemMark}${problem}`),
    hasButtons: buttons.length > 0,
    buttons: buttons.map((one) => described(one, withReference(one.title, request.id))),
  };
}

/** A calendar field takes a date or nothing. */
function dateOr(typed: string | undefined, offered: string | undefined): string {
  return typed !== undefined && z.iso.date().safeParse(typed).success ? typed : (offered ?? '');
}

/** How one visitor's account stands, in a line. */
export function stateOf(
  { request, status, stands, sponsor, isTheirs, endingBy }: DigestRow,
  today: Temporal.PlainDate,
  zone: string,
): string {
  switch (stands) {
    case 'undecided':
      return isTheirs ? endsLine(request.validTo, today) : digestSentences.handedOn;
    case 'kept':
      return keptLine(request.validTo);
    case 'ending':
      return endingLine(request.validTo, endingBy);
    case 'pending':
      return askedLine(sponsor, request.question.askedAt, zone);
    case 'over':
    case 'settled':
      return overLine(status, request.validTo);
  }
}

function rowButtons({ request: { id, revision }, stands, isTheirs, isSponsorGone, offers }: DigestRow, list: At): Button[] {
  const open = button('showRequest', digestButtons.open, { request: id, back: { to: 'list', list } });
  if (!isTheirs) return [open];
  if (stands === 'over') return isSponsorGone ? [open] : [button('askAgain', digestButtons.askAgain, { request: id, list }), open];
  const answers = offers.map(({ verb, title, style, takes }) => ({
    ...button('answerInList', title, { request: id, revision, list, does: verb }),
    // Only a day is asked for, so it is the answer of whoever keeps the visitor.
    style: style === 'primary' && takes === 'day' ? ('positive' as const) : ('default' as const),
  }));
  return [...answers, open];
}
