import type { Temporal } from 'temporal-polyfill';
import { tidy } from '../../domain/form/form';
import type { FormContext } from '../../domain/form/form-context';
import type { Person, PersonId } from '../../domain/organisation/organisation';
import { statusAt } from '../../domain/request/request-dates';
import { isFirstPlace, matchesName, referenceIn, searchTermAtMost } from '../../domain/request/search';
import { viewOf } from '../../domain/request/views';
import type { RequestId } from '../../domain/request/visitor-request';
import { type Status, statuses } from '../../domain/statuses/table';
import { tabSentences } from '../../domain/words/tab-words';
import { refusalSentence } from '../../domain/words/words';
import type { ViewRow } from '../../ports/views';
import { formContext } from '../../shown/form-context';
import { decidersOfRows, placesNamed, waitsForApprover } from '../../shown/lists';
import type { Segment } from '../../shown/scan';
import { directoryAwayProblem, json, type ProblemAnswer, problem, type TabAnswer, type TabPorts } from './answer';
import { type CountAsk, type ListAsk, type ListCount, type ListFilter, type ListPage, requestOrders } from './list-contract';
import { plainRow, requestRow, steered } from './list-rows';
import { answerPage, badFilter, statusesIn } from './lists';

/** A filter as the lists understand it: people by id, what is searched for as the beginning of a name. */
interface Wanted extends Omit<ListFilter, 'search' | 'sort' | 'status' | 'card'> {
  statuses?: Status[];
  name?: string;
}

/**
 * *All requests*, for admins. One filter or order has a list of its own, so that a page of it costs one storage call however much
 * is stored. Of several, the one that leaves least is read, and the others are looked for in it.
 */
export async function listRequests(_person: Person, ask: ListAsk, ports: TabPorts): Promise<TabAnswer> {
  const chosen = await segmentsFor(ask.filter ?? {}, ports);
  if ('kind' in chosen) return chosen;
  const { reference, wanted, segments } = chosen;
  if (reference !== undefined) return oneOf(reference, wanted, ports);
  const draw = async (row: ViewRow, context: FormContext) => steered(await plainRow(row, context, ports));
  return answerPage('requests', ask, { segments, draw }, ports);
}

/** More are not counted: a thousand keys are one storage call. */
const mostCounted = 1_000;

/** `POST /lists/requests/count`: one storage call for each list that is read, and none where rows would have to be read. */
export async function countRequests({ filter = {} }: CountAsk, ports: TabPorts): Promise<TabAnswer> {
  const chosen = await segmentsFor(filter, ports);
  if ('kind' in chosen) return chosen;
  const uncounted: ListCount = { isMore: false };
  if (chosen.reference !== undefined || chosen.segments.some(({ isWanted }) => isWanted)) return json(uncounted);
  const each = await Promise.all(chosen.segments.map(({ partition, within }) => ports.views.count(partition, mostCounted + 1, within)));
  const total = each.reduce((sum, count) => sum + count, 0);
  const counted: ListCount = { total: Math.min(total, mostCounted), isMore: total > mostCounted };
  return json(counted);
}

interface Chosen {
  wanted: Wanted;
  segments: Segment[];
  /** The filter names one request. */
  reference?: RequestId;
}

/** What of the lists is read for a filter, or why it cannot be understood. */
export async function segmentsFor(filter: ListFilter, ports: TabPorts): Promise<Chosen | ProblemAnswer> {
  const { search = '', sponsor, approver, sort, status, card: _ofOffice, ...rest } = filter;
  const wantedStatuses = statusesIn(status);
  if (!wantedStatuses) return badFilter('status');
  const order = requestOrders.find((one) => one === sort);
  if (sort !== undefined && order === undefined) return badFilter('sort');
  const [who, decider] = [await personNamed(sponsor, 'sponsor', ports), await personNamed(approver, 'approver', ports)];
  if (who && 'kind' in who) return who;
  if (decider && 'kind' in decider) return decider;
  const text = tidy(search, searchTermAtMost);
  const reference = referenceIn(text);
  const wanted: Wanted = {
    ...rest,
    ...(wantedStatuses.length < statuses.length && { statuses: wantedStatuses }),
    ...(who && { sponsor: who.id }),
    ...(decider && { approver: decider.id }),
    ...(text !== '' && reference === undefined && { name: text }),
  };
  const today = ports.clock.now().toPlainDate();
  const tests = testsOf(ports, today);
  const [segments, used] = order === undefined ? leastListsOf(wanted, ports) : sortedBy(order, today);
  const others = (Object.keys(tests) as (keyof Wanted)[]).filter((name) => wanted[name] !== undefined && !used.includes(name));
  const isWanted = async (row: ViewRow) => {
    for (const name of others) if (!(await tests[name](row, wanted[name] as never))) return false;
    return true;
  };
  const narrowed = segments.map(
    (segment): Segment =>
      others.length === 0
        ? segment
        : { ...segment, isWanted: async (row) => (segment.isWanted ? await segment.isWanted(row) : true) && (await isWanted(row)) },
  );
  return { wanted, segments: narrowed, ...(reference !== undefined && { reference }) };
}

const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function personNamed(
  typed: string | undefined,
  field: 'sponsor' | 'approver',
  ports: TabPorts,
): Promise<{ id: PersonId } | ProblemAnswer | undefined> {
  const text = typed?.trim();
  if (text === undefined) return undefined;
  if (objectId.test(text)) return { id: text.toLowerCase() };
  try {
    const known = await ports.people.byMail(text);
    return known ? { id: known.id } : problem(422, 'refused', refusalSentence({ refused: 'no-such-colleague' }, ports.policy), { field });
  } catch (fault) {
    ports.log.warn({ fault: (fault as Error).name }, 'directory did not answer; a person of a filter could not be looked for');
    return directoryAwayProblem(tabSentences.cannotLookUp);
  }
}

/** A reference names one request, wherever it is listed. */
async function oneOf(reference: RequestId, wanted: Wanted, ports: TabPorts): Promise<TabAnswer> {
  const request = (await ports.requests.read(reference))?.value;
  const context = await formContext(ports);
  const rows = request ? [steered(await requestRow(request, context, ports))] : [];
  const isWanted = (row: (typeof rows)[number]) =>
    (wanted.statuses === undefined || wanted.statuses.includes(row.status)) &&
    (wanted.department === undefined || row.department.id === wanted.department) &&
    (wanted.sponsor === undefined || row.sponsor.id === wanted.sponsor) &&
    (wanted.ends === undefined || row.validTo.startsWith(wanted.ends));
  const page: ListPage = { rows: rows.filter(isWanted), isPartial: false, looked: rows.length };
  return json(page);
}

/** In every order there is, each request stands once. By Valid to: what has not ended first. */
function sortedBy(order: (typeof requestOrders)[number], today: Temporal.PlainDate): [Segment[], (keyof Wanted)[]] {
  switch (order) {
    case 'validTo':
      return [
        [
          { partition: viewOf.ends, within: { from: today.toString(), to: '~' } },
          { partition: viewOf.ends, within: { from: '0', to: today.toString() } },
        ],
        [],
      ];
    case 'surname':
      return [[{ partition: viewOf.surname }], []];
    case 'waiting':
      return [[{ partition: viewOf.waiting }], []];
  }
}

/** The lists that leave least, and which parts of the filter they are of. */
function leastListsOf(wanted: Wanted, ports: TabPorts): [Segment[], (keyof Wanted)[]] {
  const { statuses: some, department, sponsor, ends, name, approver, reason } = wanted;
  if (sponsor !== undefined) return [[{ partition: viewOf.sponsor(sponsor) }], ['sponsor']];
  if (name !== undefined) return [[ofName(name)], ['name']];
  if (approver !== undefined) return [ofApprover(approver, ports), ['approver']];
  if (department !== undefined) return [[{ partition: viewOf.department(department) }], ['department']];
  if (ends !== undefined) return [[{ partition: viewOf.ends, within: { from: `${ends}-`, to: `${ends}-~` } }], ['ends']];
  if (reason !== undefined) return [[{ partition: viewOf.reason(reason) }], ['reason']];
  if (some !== undefined) return [some.map((status) => ({ partition: viewOf.status(status) })), ['statuses']];
  return [[{ partition: viewOf.all }], []];
}

/** What waits for them, longest first, then what they decided, newest first: two lists, of however many departments they decide. */
function ofApprover(person: PersonId, ports: TabPorts): Segment[] {
  const deciders = decidersOfRows(ports);
  return [
    { partition: viewOf.waiting, isWanted: async (row) => (await deciders(row)).may.includes(person) && row.decidedBy !== person },
    { partition: viewOf.decided(person) },
  ];
}

/** Whether a row is one that a part of the filter names. */
function testsOf(ports: TabPorts, today: Temporal.PlainDate) {
  const deciders = decidersOfRows(ports);
  return {
    statuses: (row: ViewRow, some: Status[]) => some.includes(statusAt(row, today)),
    department: (row: ViewRow, id: string) => row.department === id,
    sponsor: (row: ViewRow, id: PersonId) => row.sponsor === id,
    ends: (row: ViewRow, month: string) => row.validTo.startsWith(month),
    name: (row: ViewRow, name: string) => matchesName(namesOfRow(row), name),
    reason: (row: ViewRow, id: string) => row.wants?.reason === id,
    access: (row: ViewRow, level: string) => row.wants?.itAccess === level,
    idCard: (row: ViewRow, answer: 'yes' | 'no') => row.wants?.idCard === (answer === 'yes'),
    approver: async (row: ViewRow, id: PersonId) =>
      row.decidedBy === id || (waitsForApprover(row, statusAt(row, today)) && (await deciders(row)).may.includes(id)),
  } satisfies Record<keyof Wanted, (row: ViewRow, value: never) => boolean | Promise<boolean>>;
}

/** Where those stand of whom a word of a name begins so, each once. */
function ofName(text: string): Segment {
  return { ...placesNamed(text), isWanted: (row) => isFirstPlace(namesOfRow(row), row.row, text) };
}

function namesOfRow({ foundBy, visitor }: ViewRow): string[] {
  return foundBy ?? [visitor];
}
