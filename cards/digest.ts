import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { FormContext } from '../bot/domain/form/form-context';
import type { DigestKind, ListTally } from '../bot/domain/notices/digest';
import { type RequestId, requestIdPattern } from '../bot/domain/request/visitor-request';
import { type DigestRow, type DigestRowShown, type ListName, shownDigest } from '../bot/domain/shown/list';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { buttonTitles, range, withReference } from '../bot/domain/words/card-words';
import { digestButtons, digestSentences, untilLine } from '../bot/domain/words/digest-words';
import { type Button, button } from './actions';
import {
  buttonView,
  described,
  describedButton,
  drawButton,
  inlines,
  literal,
  markedProblem,
  openBeside,
  refreshing,
  refreshView,
} from './parts';
import { render } from './render';

const digestData = z.strictObject({
  title: z.string(),
  intro: z.string(),
  hasResults: z.boolean(),
  results: z.array(z.strictObject({ line: inlines })),
  hasConfirm: z.boolean(),
  confirm: z.strictObject({ question: z.string(), lines: z.array(z.strictObject({ text: z.string() })) }),
  blocks: z.array(
    z.strictObject({
      id: z.string(),
      isVisible: z.boolean(),
      hasFold: z.boolean(),
      fold: z.strictObject({ title: z.string(), targets: z.array(z.string()) }),
      rows: z.array(
        z.strictObject({
          visitor: inlines,
          hasOpen: z.boolean(),
          open: z.array(describedButton),
          details: inlines,
          hasAccount: z.boolean(),
          account: inlines,
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
    }),
  ),
  hasRange: z.boolean(),
  range: z.string(),
  /** To the rows before and after, beside the words which rows these are. */
  pages: z.array(buttonView),
  buttons: z.array(buttonView),
  refresh: refreshView,
});
type Block = z.input<typeof digestData>['blocks'][number];
type Row = Block['rows'][number];

/** A visitor, with what was typed into its field. */
export interface DigestCardRow extends DigestRow {
  /** The typed text to put back into the field. */
  typed?: string;
  /** Beside the field. */
  problem?: string;
}

export interface DigestCard {
  list: ListName;
  /** At most ten, of which the first is number `from` (counted from 0) of the list. */
  rows: DigestCardRow[];
  from: number;
  /** Of the whole list, not of these rows alone. */
  tally: ListTally;
  /** What *Reapprove all* is about to do; confirmed before it is done. */
  reapproveAll?: { request: RequestId; revision: number; until: string }[];
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
  const { list, rows, from, tally, reapproveAll, results = [], context, today } = given;
  const kind = list.digest ?? 'waiting';
  const at = { ...(list.digest && { digest: list.digest, date: list.date }), from };
  const rest = tally.total - from - rows.length;
  const view = shownDigest({ kind, rows, tally, today, context });
  const data: z.input<typeof digestData> = {
    title: view.title,
    intro: view.intro,
    hasResults: results.length > 0,
    results: results.map((line) => ({ line: literal(line) })),
    hasConfirm: reapproveAll !== undefined,
    confirm: { question: digestSentences.askKeepAll, lines: byDay(reapproveAll ?? []).map((text) => ({ text })) },
    blocks: blocksOf(view.rows, given, at),
    hasRange: reapproveAll === undefined && tally.total > rows.length && rows.length > 0,
    range: range(from + 1, from + rows.length, tally.total),
    pages: turning(rest, at).map(drawButton),
    buttons: (reapproveAll ? confirming(reapproveAll, at) : forAll(tally.reapprovable, at)).map(drawButton),
    refresh: refreshing(button('showList', view.title, { list: at })),
  };
  return { card: render('digest', digestData, data), summary: view.summary };
}

type At = { digest?: DigestKind; date?: string; from: number };

/**
 * Newly due visitors are open, those asked about before are folded behind them. They are open too if alone, and
 * after a press, so that the reader does not lose their place.
 */
function blocksOf(all: readonly DigestRowShown[], { rows, reapproveAll, results, list, tally }: DigestCard, at: At): Block[] {
  const views = all.map((shown, place) => ({
    ...shown,
    view: digestRowView(shown, rows[place]!, reapproveAll === undefined ? at : undefined, tally.reapprovable === 1),
  }));
  const viewsOf = (isBefore: boolean) => views.filter(({ wasAsked }) => wasAsked === isBefore).map(({ view }) => view);
  const [news, before] = [viewsOf(false), viewsOf(true)];
  const isPressed = results !== undefined || rows.some(({ typed, problem }) => typed !== undefined || problem !== undefined);
  const isFolded = news.length > 0 && before.length > 0 && list.digest !== undefined && reapproveAll === undefined;
  const blockOf = (id: string, shown: Row[], isVisible: boolean): Block[] => {
    const hasFold = id === beforeId && isFolded;
    const fold = { title: digestButtons.askedBefore(shown.length), targets: [id] };
    return shown.length === 0 ? [] : [{ id, isVisible, hasFold, fold, rows: shown }];
  };
  return [...blockOf('news', news, true), ...blockOf(beforeId, before, !isFolded || isPressed)];
}

const beforeId = 'asked-before';

function confirming(reapproveAll: NonNullable<DigestCard['reapproveAll']>, at: At): Button[] {
  return [
    button('reapproveAll', digestButtons.reapproveThese(reapproveAll.length), { list: at, visitors: reapproveAll }, 'positive'),
    button('showList', digestButtons.cancel, { list: at }),
  ];
}

function forAll(reapprovable: number, at: At): Button[] {
  return reapprovable > 1 ? [button('confirmReapproveAll', digestButtons.reapproveAll(reapprovable), { list: at }, 'positive')] : [];
}

function turning(rest: number, at: At): Button[] {
  return [
    ...(at.from > 0 ? [button('showList', buttonTitles.earlier, { list: { ...at, from: Math.max(0, at.from - rowsAtMost) } })] : []),
    ...(rest > 0 ? [button('showList', digestButtons.more(rest), { list: { ...at, from: at.from + rowsAtMost } })] : []),
  ];
}

/** Rows on one card. */
export const rowsAtMost = 10;

/** How many until when, soonest first. */
function byDay(reapproveAll: NonNullable<DigestCard['reapproveAll']>): string[] {
  const counts = new Map<string, number>();
  for (const { until } of reapproveAll) counts.set(until, (counts.get(until) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([until, count]) => untilLine(count, until));
}

function digestRowView(shown: DigestRowShown, { typed, problem }: DigestCardRow, at: At | undefined, isOnly: boolean): Row {
  const { request, remark, keepUntil } = shown;
  const { beside, under } = at ? rowButtons(shown, at, isOnly) : { beside: [], under: [] };
  const drawn = (one: Button) => described(one, withReference(one.title, request));
  return {
    visitor: literal(shown.visitor, { weight: 'Bolder' }),
    hasOpen: beside.length > 0,
    open: beside.map(drawn),
    details: literal(shown.details),
    hasAccount: shown.account !== undefined,
    account: shown.account === undefined ? noText : literal(shown.account),
    state: literal(shown.state),
    hasRemark: remark !== undefined,
    remark: remark ?? '',
    hasInput: keepUntil !== undefined && at !== undefined,
    input: { id: untilInput(request), label: digestSentences.keepUntil, value: dateOr(typed, keepUntil) },
    hasProblem: problem !== undefined,
    problem: problem === undefined ? noText : markedProblem(problem),
    hasButtons: under.length > 0,
    buttons: under.map(drawn),
  };
}

/** A calendar field takes a date or nothing. */
export function dateOr(typed: string | undefined, offered: string | undefined): string {
  return typed !== undefined && z.iso.date().safeParse(typed).success ? typed : (offered ?? '');
}

function rowButtons({ request, revision, offers, mayAskAgain }: DigestRowShown, list: At, isOnly: boolean): ReturnType<typeof openBeside> {
  const answers = offers.map(({ verb, title, style, takes }) => ({
    ...button('answerInList', title, { request, revision, list, does: verb }),
    // The date belongs to the reapproval. With several visitors the primary button is for all of them.
    style: isOnly && style === 'primary' && takes === 'day' ? ('positive' as const) : ('default' as const),
  }));
  const open = button('showRequest', digestButtons.open, { request, back: { to: 'list', list } });
  return openBeside(open, [...answers, ...(mayAskAgain ? [button('askAgain', digestButtons.askAgain, { request })] : [])]);
}
