import { z } from 'zod';
import { departmentOf, type FormContext } from '../bot/domain/form/form-context';
import type { Draft } from '../bot/domain/request/records';
import type { RequestId } from '../bot/domain/request/visitor-request';
import type { OutgoingCard } from '../bot/domain/shown/outgoing-card';
import { type RowList, type RowShown, rowLines } from '../bot/domain/shown/request-row';
import { isOver } from '../bot/domain/statuses/table';
import {
  buttonTitles,
  cardSentences,
  fullName,
  headings,
  lastTouched,
  problemMark,
  range,
  withReference,
} from '../bot/domain/words/card-words';
import { commands } from '../bot/domain/words/commands';
import { approveSelectedQuestion, selectionTitles } from '../bot/domain/words/selection-words';
import { type Button, button } from './actions';
import { draftsShown, furtherDrafts, partedLine, reachedLine } from './drafts';
import {
  buttonView,
  described,
  describedButton,
  drawButton,
  inlines,
  isPlain,
  literal,
  openBeside,
  refreshing,
  refreshView,
} from './parts';
import { render } from './render';

const requestsData = z.strictObject({
  title: z.string(),
  isEmpty: z.boolean(),
  empty: z.string(),
  hasResults: z.boolean(),
  results: z.array(z.strictObject({ line: inlines })),
  hasQuestion: z.boolean(),
  question: z.string(),
  rows: z.array(
    z.strictObject({
      hasName: z.boolean(),
      visitor: inlines,
      hasTick: z.boolean(),
      tick: z.strictObject({ id: z.string(), title: z.string(), value: z.enum(['true', 'false']) }),
      lines: z.array(z.strictObject({ inlines })),
      note: inlines,
      /** Beside the name. */
      hasOpen: z.boolean(),
      open: z.array(describedButton),
      /** Under the lines. */
      hasButtons: z.boolean(),
      buttons: z.array(describedButton),
    }),
  ),
  hasDrafts: z.boolean(),
  draftsTitle: z.string(),
  drafts: z.array(z.strictObject({ visitor: inlines, line: inlines, buttons: z.array(describedButton) })),
  hasFurther: z.boolean(),
  further: z.string(),
  hasRange: z.boolean(),
  range: z.string(),
  /** A problem, said again where the buttons are: the list is long. */
  hasFoot: z.boolean(),
  foot: z.string(),
  /** To the rows before and after, beside the words which rows these are. */
  pages: z.array(buttonView),
  buttons: z.array(buttonView),
  refresh: refreshView,
});

export interface RequestsRow {
  shown: RowShown;
  /** Names of those who have it now. */
  waitsFor: string[];
  /** The reader is asked to take it over, so that it is not among those to approve. */
  isOffered?: boolean;
}

export interface RequestsCard {
  kind: RowList;
  /** The search as it was typed; it is passed from page to page. */
  name?: string;
  /** Said where there are no rows. */
  empty: string;
  /** At most ten, of which the first is number `from` (counted from 0) of `total`. */
  rows: RequestsRow[];
  from: number;
  total: number;
  /** Drafts, newest first. */
  drafts?: readonly Draft[];
  /** Ticked rows, as they stand; those that are about to be approved where `isAsking`. */
  ticked?: readonly RequestId[];
  isAsking?: true;
  /** Why a press did nothing: one of our sentences. */
  problem?: string;
  /** What became of those approved together, a line each. May hold names. */
  results?: string[];
  context: FormContext;
}

/** Rows on one card. */
const rowsAtMost = 10;

/** A list of requests, each to be opened in place of the list. */
export function requestsCard(list: RequestsCard): OutgoingCard {
  const {
    kind,
    empty,
    rows,
    from,
    total,
    context,
    drafts = [],
    ticked = [],
    isAsking,
    problem,
    results = problem === undefined ? [] : [problem],
  } = list;
  const mayTick = kind === 'waiting' && !isAsking;
  const toDecide = rows.filter(isToApprove);
  const chosen = seen(rows, ticked);
  const title = kind === 'found' ? headings.found : commandTitle(kind === 'mine' ? 'myVisitors' : 'waitingForMe');
  const data: z.input<typeof requestsData> = {
    title,
    isEmpty: rows.length === 0 && drafts.length === 0,
    empty,
    hasResults: results.length > 0,
    results: results.map((line) => ({ line: literal(line) })),
    hasQuestion: isAsking !== undefined,
    question: approveSelectedQuestion(chosen.length),
    rows: rows
      .filter(({ shown: { request } }) => !isAsking || ticked.includes(request))
      .map((one) => {
        const { request, visitor } = one.shown;
        const hasTick = mayTick && isToApprove(one);
        // Teams renders the title of a check box as Markdown, so a name with Markdown signs goes beside the box.
        const isTitle = hasTick && isPlain(visitor);
        return {
          ...rowView(one, kind, context.policy.zone),
          hasName: !isTitle,
          hasTick,
          tick: {
            id: selectionInput(request),
            title: isTitle ? visitor : withReference(selectionTitles.tick, request),
            value: ticked.includes(request) ? 'true' : 'false',
          },
        };
      }),
    hasDrafts: drafts.length > 0,
    draftsTitle: headings.notSent,
    drafts: drafts.slice(0, draftsShown).map((draft) => draftLine(draft, context)),
    ...furtherDrafts(drafts),
    hasFoot: problem !== undefined,
    foot: problem === undefined ? '' : `${problemMark}${problem}`,
    hasRange: !isAsking && total > rows.length && rows.length > 0,
    range: range(from + 1, from + rows.length, total),
    pages: pagesOf(list).map(drawButton),
    buttons: (isAsking
      ? [
          button('approveSelected', selectionTitles.approve(chosen.length), { from, ticked: chosen }, 'positive'),
          button('waitingForMe', buttonTitles.cancel, { from }),
        ]
      : [
          ...(mayTick && toDecide.length > 1
            ? [button('confirmApproveSelected', selectionTitles.ask, { from, shown: seen(toDecide) }, 'positive')]
            : []),
          ...(kind === 'mine' ? [button('newVisitor', buttonTitles.newVisitor, {}, rows.length === 0 ? 'positive' : 'default')] : []),
          ...(kind === 'waiting' && (rows.length === 0 || rows.some(({ isOffered }) => !isOffered))
            ? [button('notifications', commandTitle('notifications'), {})]
            : []),
          ...(kind === 'found' && rows.length === 0
            ? [button('myVisitors', commandTitle('myVisitors'), {}), button('waitingForMe', commandTitle('waitingForMe'), {})]
            : []),
        ]
    ).map(drawButton),
    refresh: refreshing(pageButton(list, title, from)),
  };
  return { card: render('requests', requestsData, data), summary: title };
}

/** An extension is agreed to on its own card, and what is offered is taken over. */
function isToApprove({ shown: { status }, isOffered }: RequestsRow): boolean {
  return status === 'pending' && !isOffered;
}

/** The input of one row's tick. */
export function selectionInput(request: RequestId): string {
  return `tick-${request}`;
}

function seen(rows: RequestsRow[], only: readonly RequestId[] = rows.map(({ shown: { request } }) => request)) {
  return rows.filter((row) => only.includes(row.shown.request)).map(({ shown: { request, revision } }) => ({ request, revision }));
}

function commandTitle(command: 'myVisitors' | 'waitingForMe' | 'notifications'): string {
  return commands.find(({ action }) => action === command)?.title ?? '';
}

function pagesOf(list: RequestsCard): Button[] {
  const { rows, from, total } = list;
  return [
    ...(from > 0 ? [pageButton(list, buttonTitles.earlier, Math.max(0, from - rowsAtMost))] : []),
    ...(from + rows.length < total ? [pageButton(list, buttonTitles.more, from + rows.length)] : []),
  ];
}

function pageButton({ kind, name }: RequestsCard, title: string, from: number): Button {
  if (kind === 'found') return button('find', title, { from, ...(name !== undefined && { name }) });
  return button(kind === 'mine' ? 'myVisitors' : 'waitingForMe', title, { from });
}

/** The visitor's name, or else the step that it has come to, with the school or service: what tells one draft from another. */
function draftLine(draft: Draft, context: FormContext): z.input<typeof requestsData>['drafts'][number] {
  const goOn = button('showDraft', buttonTitles.goOn, { draft: draft.id });
  const school = departmentOf(draft.answers, context.departments)?.name ?? cardSentences.noDepartmentYet;
  const name = fullName(draft.answers);
  const reached = name === undefined ? [reachedLine(draft, context)] : [];
  const said = [school, ...reached, lastTouched(draft.touchedAt, context.policy.zone)].join('. ');
  return {
    visitor: literal(name ?? cardSentences.noNameYet, { weight: 'Bolder' }),
    line: literal(partedLine(draft) ?? said),
    buttons: [described(goOn, withReference(goOn.title, draft.id))],
  };
}

function rowView(
  { shown: row, waitsFor, isOffered }: RequestsRow,
  kind: RequestsCard['kind'],
  zone: string,
): Omit<z.input<typeof requestsData>['rows'][number], 'hasName' | 'hasTick' | 'tick'> {
  const { visitor, lines, note } = rowLines(kind, row, waitsFor, zone, isOffered);
  const quick = kind === 'mine' ? quickButtons(row) : [];
  const { beside, under } = openBeside(button('showRequest', buttonTitles.open, { request: row.request }), quick);
  const drawn = (one: Button) => described(one, withReference(one.title, row.request));
  return {
    visitor: literal(visitor, { weight: 'Bolder' }),
    lines: lines.map((line) => ({ inlines: literal(line) })),
    note: literal(note, { size: 'Small', isSubtle: true }),
    hasOpen: beside.length > 0,
    open: beside.map(drawn),
    hasButtons: under.length > 0,
    buttons: under.map(drawn),
  };
}

/** What a sponsor does next with one of their own, without opening it. */
function quickButtons({ request, revision, status }: RowShown): Button[] {
  if (status === 'returned') return [button('editRequest', buttonTitles.changeAndSend, { request, revision })];
  return isOver(status) ? [button('askAgain', buttonTitles.askAgain, { request })] : [];
}
