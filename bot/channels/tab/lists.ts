import { zonedDate } from '../../domain/dates/formats';
import { type FormContext, reasonOf } from '../../domain/form/form-context';
import type { Person } from '../../domain/organisation/organisation';
import { viewOf } from '../../domain/request/views';
import type { VisitorRequest } from '../../domain/request/visitor-request';
import { accountWords } from '../../domain/shown/proposal-line';
import { type SponsoredFilter, sponsoredRows, visitorOrders } from '../../domain/shown/sponsored';
import { type Status, statuses, statusRow } from '../../domain/statuses/table';
import { proposalSentences } from '../../domain/words/proposal-words';
import { inOneLine, withEmployer } from '../../domain/words/row-words';
import { tabSentences } from '../../domain/words/tab-words';
import type { DigestStore } from '../../ports/digests';
import type { ViewRow } from '../../ports/views';
import { rowsOfList } from '../../shown/digest-rows';
import { formContext } from '../../shown/form-context';
import { decidersOfRows, isOfferedTo, mineOf, waitingOf } from '../../shown/lists';
import { enough, type Segment, scan } from '../../shown/scan';
import { json, type ProblemAnswer, problem, type TabAnswer, type TabPorts } from './answer';
import { readCursor, writeCursor } from './cursor';
import { type ListAsk, type ListFilter, type ListName, type ListPage, type ListRow, manyVerbs } from './list-contract';
import { plainRow, requestRow, withWaiting } from './list-rows';

export type ListPorts = TabPorts & { digests: DigestStore };

/** What a list goes through, and how its rows look. */
interface List {
  segments: Segment[];
  draw?: (row: ViewRow, context: FormContext) => Promise<ListRow>;
}

/** *My visitors*. */
export async function listMine(person: Person, ask: ListAsk, ports: ListPorts): Promise<TabAnswer> {
  const { search, status, sort } = ask.filter ?? {};
  if (search === undefined && status === undefined && sort === undefined)
    return answerPage('mine', ask, { segments: mineOf(person.id, ports), draw: withWaiting(ports) }, ports);
  const statusNames = statusesIn(status);
  const order = visitorOrders.find((one) => one === sort);
  if (!statusNames || (sort !== undefined && order === undefined)) return badFilter(statusNames ? 'sort' : 'status');
  const filter = { search, sort: order, ...(status !== undefined && { statuses: statusNames }) };
  return await sponsoredPage(person, { ...ask, filter: { search, status, sort } }, filter, ports);
}

/** As many rows as one storage call answers with: no sponsor has more visitors. */
const mostSponsored = 1_000;

/** Searched and sorted over all of a sponsor's visitors, which takes one storage call. A cursor counts the rows before its page. */
async function sponsoredPage(
  person: Person,
  ask: ListAsk & { filter: ListFilter },
  filter: SponsoredFilter,
  ports: ListPorts,
): Promise<TabAnswer> {
  const { cursor } = ask;
  const from = cursor === undefined ? { segment: 0 } : readCursor(cursor, 'mine', ask.filter);
  const start = Number(from && 'after' in from ? from.after : 0);
  if (!from || !(Number.isInteger(start) && start >= 0)) return badCursor();
  const [context, { rows: all }] = await Promise.all([formContext(ports), ports.views.list(viewOf.sponsor(person.id), mostSponsored)]);
  const chosen = sponsoredRows(all, filter, ports.clock.now().toPlainDate());
  const draw = withWaiting(ports);
  const end = start + enough;
  const page: ListPage = {
    rows: await Promise.all(chosen.slice(start, end).map((row) => draw(row, context))),
    total: chosen.length,
    looked: all.length,
    isPartial: false,
    ...(end < chosen.length && { cursor: writeCursor('mine', ask.filter, { segment: 0, after: String(end) }) }),
  };
  return json(page);
}

/** The statuses that a filter names, all of them where it names none; undefined where there is one that is none. */
export function statusesIn(text: string | undefined): Status[] | undefined {
  if (text === undefined) return [...statuses];
  const names = text.split(',');
  const found = statuses.filter((status) => names.includes(status));
  return found.length === new Set(names).size ? found : undefined;
}

/** A filter by something that there is not. */
export function badFilter(name: keyof ListFilter): ProblemAnswer {
  return problem(400, 'bad-input', tabSentences.notUnderstood, { field: `filter.${name}` });
}

/** *Waiting for me*. */
export async function listWaiting(person: Person, ask: ListAsk, ports: ListPorts): Promise<TabAnswer> {
  const deciders = decidersOfRows(ports);
  const draw = async (row: ViewRow, context: FormContext): Promise<ListRow> => {
    const shown = await plainRow(row, context, ports);
    return (await isOfferedTo(person.id, row, shown, deciders))
      ? { ...shown, statusLabel: tabSentences.offered }
      : { ...shown, ...askedOf(row, shown.status, context.policy.zone), may: shown.status === 'pending' ? ['approve'] : [] };
  };
  return answerPage('waiting', ask, { segments: await waitingOf(person, ports), draw }, ports);
}

/** An approver is asked about the change, and since then: the account runs on beside it. */
function askedOf({ proposal }: ViewRow, status: Status, zone: string): Partial<Pick<ListRow, 'statusLabel' | 'tone' | 'since'>> {
  if (!proposal || status === 'pending') return {};
  return { statusLabel: proposalSentences(proposal).requested, tone: statusRow('pending').tone, since: zonedDate(proposal.at, zone) };
}

/** *Reapprovals*: whatever of this sponsor's is in its last thirty days; one page, soonest end first. */
export async function listReapproval(person: Person, _ask: ListAsk, ports: ListPorts): Promise<TabAnswer> {
  const context = await formContext(ports);
  const found = (await rowsOfList({}, person.id, ports)) ?? [];
  const rows = await Promise.all(
    found.map(async ({ request, rowState, isSponsorGone, offered, offers }): Promise<ListRow> => {
      const row = await requestRow(request, context, ports);
      return {
        ...row,
        ...(rowState === 'undecided' && { wants: renewalWords(request, isSponsorGone, context) }),
        ...(rowState === 'ending' && { statusLabel: tabSentences.ending }),
        ...(offered !== undefined && { keepUntil: offered }),
        may: manyVerbs.filter((verb) => offers.some((offer) => offer.verb === verb && offer.in.includes('many'))),
      };
    }),
  );
  const page: ListPage = { rows, isPartial: false, looked: rows.length };
  return json(page);
}

/** What a reapproval is about: reason and employer, level, card, how often reapproved and until when at most. */
function renewalWords(request: VisitorRequest, isSponsorGone: boolean, { policy, today }: FormContext): string {
  const { answers } = request;
  const reason = withEmployer(reasonOf(answers, policy)?.label ?? answers.reason, answers.employer);
  return inOneLine(reason, accountWords(request, isSponsorGone, today, policy));
}

/** One page of a list, from where the last one ended. */
export async function answerPage(name: ListName, { filter = {}, cursor }: ListAsk, list: List, ports: TabPorts): Promise<TabAnswer> {
  const from = cursor === undefined ? { segment: 0 } : readCursor(cursor, name, filter);
  if (!from) return badCursor();
  const context = await formContext(ports);
  const { draw = (row: ViewRow, shown: FormContext) => plainRow(row, shown, ports) } = list;
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
