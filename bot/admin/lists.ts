import { rowsOfList } from '../actions/digest-list';
import { formContext } from '../actions/form-context';
import { decidersOfRows } from '../actions/lists';
import type { DigestStore } from '../digest-port';
import { statusAt } from '../domain/calendar';
import type { FormContext } from '../domain/form';
import type { Person } from '../domain/records';
import { tabSentences } from '../domain/tab-wording';
import { viewOf } from '../domain/views';
import { isOver } from '../domain/visitor-request';
import type { ViewRow } from '../ports';
import { json, type ProblemAnswer, problem, type TabAnswer, type TabPorts } from './answer';
import { type ListAsk, type ListName, type ListPage, type ListRow, manyVerbs } from './contract';
import { readCursor, writeCursor } from './cursor';
import { shownRequest, shownRow, withWaiting } from './list-rows';
import { type Segment, scan } from './scan';

export type ListPorts = TabPorts & { digests: DigestStore };

/** What a list goes through, and how its rows look. */
interface List {
  segments: Segment[];
  draw?: (row: ViewRow, context: FormContext) => Promise<ListRow>;
}

/** *My visitors*: those that are not over first, soonest end first; then what is over. */
export async function listMine(person: Person, ask: ListAsk, ports: ListPorts): Promise<TabAnswer> {
  const today = ports.clock.now().toPlainDate();
  const partition = viewOf.sponsor(person.id);
  const isOverNow = (row: ViewRow) => isOver(statusAt(row, today));
  const segments = [
    // Row keys begin with the last day: what has not ended yet cannot lie before today.
    { partition, within: { from: today.toString(), to: '~' }, isWanted: (row: ViewRow) => !isOverNow(row) },
    { partition, isWanted: isOverNow },
  ];
  return pageOf('mine', ask, { segments, draw: withWaiting(ports) }, ports);
}

/** *Waiting for me*: the open questions of the departments for which this person decides, and those given to them. */
export async function listWaiting(person: Person, ask: ListAsk, ports: ListPorts): Promise<TabAnswer> {
  const today = ports.clock.now().toPlainDate();
  const theirs = (await ports.departments.all()).filter(({ head, deputies }) => head === person.id || deputies.includes(person.id));
  const ids = new Set(theirs.map(({ id }) => id));
  const deciders = decidersOfRows(ports);
  const mayDecide = async (row: ViewRow) => statusAt(row, today) === 'pending' && (await deciders(row)).may.includes(person.id);
  const given = {
    partition: viewOf.decides(person.id),
    isWanted: async (row: ViewRow) => !ids.has(row.department) && (await mayDecide(row)),
  };
  const segments = person.isAdmin
    ? [{ partition: viewOf.status('pending'), isWanted: mayDecide }]
    : [given, ...[...ids].map((id) => ({ partition: viewOf.pending(id), isWanted: mayDecide }))];
  const draw = async (row: ViewRow, context: FormContext): Promise<ListRow> => ({
    ...(await shownRow(row, context, ports)),
    may: ['approve'],
  });
  return pageOf('waiting', ask, { segments, draw }, ports);
}

/** *Waiting for reapproval*: whatever of this sponsor's is in its last thirty days; one page, soonest end first (R9). */
export async function listReapproval(person: Person, _ask: ListAsk, ports: ListPorts): Promise<TabAnswer> {
  const context = await formContext(ports);
  const found = (await rowsOfList({}, person.id, ports)) ?? [];
  const rows = await Promise.all(
    found.map(async ({ request, stands, offered, offers }): Promise<ListRow> => {
      const row = await shownRequest(request, context, ports);
      return {
        ...row,
        ...(stands === 'ending' && { statusLabel: tabSentences.ending }),
        ...(offered !== undefined && { keepUntil: offered }),
        may: manyVerbs.filter((verb) => offers.some((offer) => offer.verb === verb && offer.in.includes('many'))),
      };
    }),
  );
  const page: ListPage = { rows, isPartial: false, looked: rows.length };
  return json(page);
}

/** One page of a list, from where the last one ended. */
export async function pageOf(name: ListName, { filter = {}, cursor }: ListAsk, list: List, ports: TabPorts): Promise<TabAnswer> {
  const from = cursor === undefined ? { segment: 0 } : readCursor(cursor, name, filter);
  if (!from) return badCursor();
  const context = await formContext(ports);
  const { draw = (row: ViewRow, shown: FormContext) => shownRow(row, shown, ports) } = list;
  const { rows, next, looked, isPartial } = await scan(list.segments, from, ports.views);
  const page: ListPage = {
    rows: await Promise.all(rows.map((row) => draw(row, context))),
    looked,
    isPartial,
    ...(next && { cursor: writeCursor(name, filter, next) }),
  };
  return json(page);
}

function badCursor(): ProblemAnswer {
  return problem(400, 'bad-cursor', tabSentences.badCursor, { field: 'cursor' });
}
