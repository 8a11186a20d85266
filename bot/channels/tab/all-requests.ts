import { Temporal } from 'temporal-polyfill';
import { tidy } from '../../domain/form/form';
import type { FormContext } from '../../domain/form/form-context';
import type { Person, PersonId } from '../../domain/organisation/organisation';
import { longWaitBefore, statusAt } from '../../domain/request/request-dates';
import { isFirstPlace, matchesName, referenceIn, searchTermAtMost } from '../../domain/request/search';
import { viewOf } from '../../domain/request/views';
import type { RequestId } from '../../domain/request/visitor-request';
import { waitsForApprover } from '../../domain/shown/listed-request';
import { isRunning, type Status, statuses } from '../../domain/statuses/table';
import { tabSentences } from '../../domain/words/tab-words';
import { refusalSentence } from '../../domain/words/words';
import type { ViewRow } from '../../ports/views';
import { formContext } from '../../shown/form-context';
import { decidersOfRows, departmentsOf, placesNamed } from '../../shown/lists';
import type { Segment } from '../../shown/scan';
import { adminsOf } from '../../verbs/people';
import { directoryAwayProblem, json, type ProblemAnswer, problem, type TabAnswer, type TabPorts } from './answer';
import { type CountAsk, type Counts, type ListAsk, type ListCount, type ListFilter, type ListPage, requestOrders } from './list-contract';
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
  return listFiltered('requests', ask, undefined, ports);
}

/** *My department*: the same of those departments alone of which this person is head or deputy, and so may decide every request. */
export async function listDepartment({ id }: Person, ask: ListAsk, ports: TabPorts): Promise<TabAnswer> {
  const theirs = await departmentIds(id, ports);
  const none: ListPage = { rows: [], isPartial: false, looked: 0 };
  return theirs.length === 0 ? json(none) : listFiltered('department', ask, theirs, ports);
}

async function departmentIds(person: PersonId, { departments }: TabPorts): Promise<string[]> {
  return departmentsOf(person, await departments.all()).map((department) => department.id);
}

async function listFiltered(
  name: 'requests' | 'department',
  ask: ListAsk,
  theirs: readonly string[] | undefined,
  ports: TabPorts,
): Promise<TabAnswer> {
  const chosen = await segmentsFor(ask.filter ?? {}, ports, theirs);
  if ('kind' in chosen) return chosen;
  const { reference, wanted, segments } = chosen;
  if (reference !== undefined) return oneOf(reference, wanted, theirs, ports);
  if (name === 'department') return answerPage(name, ask, { segments }, ports);
  const draw = async (row: ViewRow, context: FormContext) => steered(await plainRow(row, context, ports));
  return answerPage(name, ask, { segments, draw }, ports);
}

/** More are not counted: a thousand keys are one storage call, and the last of them tells that there are more. */
const mostCounted = 999;

/** `POST /lists/requests/count`: one storage call for each list that is read, and none where rows would have to be read. */
export async function countRequests({ filter = {} }: CountAsk, ports: TabPorts): Promise<TabAnswer> {
  return countFiltered(filter, undefined, ports);
}

/** `POST /lists/department/count` */
export async function countDepartment({ id }: Person, { filter = {} }: CountAsk, ports: TabPorts): Promise<TabAnswer> {
  const theirs = await departmentIds(id, ports);
  const none: ListCount = { total: 0, isMore: false };
  return theirs.length === 0 ? json(none) : countFiltered(filter, theirs, ports);
}

async function countFiltered(filter: ListFilter, theirs: readonly string[] | undefined, ports: TabPorts): Promise<TabAnswer> {
  const chosen = await segmentsFor(filter, ports, theirs);
  if ('kind' in chosen) return chosen;
  const uncounted: ListCount = { isMore: false };
  if (chosen.reference !== undefined || chosen.segments.some(({ isWanted }) => isWanted)) return json(uncounted);
  return json(await countPlaces(chosen.segments, ports));
}

/** One storage call each. */
export async function countPlaces(
  places: readonly Pick<Segment, 'partition' | 'within'>[],
  { views }: Pick<TabPorts, 'views'>,
): Promise<Counts[string]> {
  const each = await Promise.all(places.map(({ partition, within }) => views.count(partition, mostCounted + 1, within)));
  const total = each.reduce((sum, count) => sum + count, 0);
  return { total: Math.min(total, mostCounted), isMore: total > mostCounted };
}

interface Chosen {
  wanted: Wanted;
  segments: Segment[];
  /** The filter names one request. */
  reference?: RequestId;
}

/** What of the lists is read for a filter, or why it cannot be understood. `theirs`: the only departments of which anything is shown. */
export async function segmentsFor(filter: ListFilter, ports: TabPorts, theirs?: readonly string[]): Promise<Chosen | ProblemAnswer> {
  const { search = '', sponsor, approver, sort, status, card: _ofOffice, ...rest } = filter;
  const wantedStatuses = statusesIn(status);
  if (!wantedStatuses) return badFilter('status');
  const order = requestOrders.find((one) => one === sort);
  if (sort !== undefined && (order === undefined || (theirs && order !== 'validTo'))) return badFilter('sort');
  // Whose address it is, admins alone may look up.
  if (theirs && sponsor !== undefined && !objectId.test(sponsor)) return badFilter('sponsor');
  if (theirs && approver !== undefined) return badFilter('approver');
  if (theirs && rest.department !== undefined && !theirs.includes(rest.department)) return badFilter('department');
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
  // Counting working days back costs a tenth of a page.
  const longBefore = wanted.waits === 'long' ? longWaitBefore(today, ports.policy).toString() : '';
  const tests = testsOf(ports, today, longBefore);
  const chosen = leastListsOf({ wanted, order, today, longBefore, theirs });
  const segments = chosen.isOfApprover ? await ofApprover(wanted.approver!, ports) : chosen.segments;
  const others = (Object.keys(tests) as (keyof Wanted)[]).filter((name) => wanted[name] !== undefined && !chosen.used.includes(name));
  const isWanted = async (row: ViewRow) => {
    if (theirs && !theirs.includes(row.department)) return false;
    for (const name of others) if (!(await tests[name](row, wanted[name] as never))) return false;
    return true;
  };
  const isAll = others.length === 0 && (theirs === undefined || chosen.isOfDepartments);
  const narrowed = segments.map(
    (segment): Segment =>
      isAll
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
async function oneOf(reference: RequestId, wanted: Wanted, theirs: readonly string[] | undefined, ports: TabPorts): Promise<TabAnswer> {
  const request = (await ports.requests.read(reference))?.value;
  const context = await formContext(ports);
  const row = request && (await requestRow(request, context, ports));
  const rows = row ? [theirs ? row : steered(row)] : [];
  const isWanted = (row: (typeof rows)[number]) =>
    (theirs === undefined || theirs.includes(row.department.id)) &&
    (wanted.statuses === undefined || wanted.statuses.includes(row.status)) &&
    (wanted.department === undefined || row.department.id === wanted.department) &&
    (wanted.sponsor === undefined || row.sponsor.id === wanted.sponsor) &&
    (wanted.ends === undefined || row.validTo.startsWith(wanted.ends));
  const page: ListPage = { rows: rows.filter(isWanted), isPartial: false, looked: rows.length };
  return json(page);
}

interface Choice {
  segments: Segment[];
  /** Which parts of the filter these lists are of. */
  used: (keyof Wanted)[];
  /** They hold nothing of any other department than those that were asked for. */
  isOfDepartments?: true;
  /** Its lists follow from the departments that this person decides for. */
  isOfApprover?: true;
}

interface ToChoose {
  wanted: Wanted;
  order: (typeof requestOrders)[number] | undefined;
  today: Temporal.PlainDate;
  longBefore: string;
  theirs: readonly string[] | undefined;
}

/** The lists that leave least. In every order there is, each request stands once. */
function leastListsOf({ wanted, order, today, longBefore, theirs }: ToChoose): Choice {
  const { statuses: some, department, sponsor, ends, starts, waits, name, approver, reason } = wanted;
  const departments = department === undefined ? theirs : [department];
  const ofEach = (list: (id: string) => string, within?: { from: string; to: string }) =>
    (departments ?? []).map((id): Segment => ({ partition: list(id), ...(within && { within }) }));
  const inMonth = { from: `${ends}-`, to: `${ends}-~` };
  if (order === 'validTo' && departments)
    return { segments: endsFirst(today, departments.map(viewOf.departmentEnds)), used: ['department'], isOfDepartments: true };
  if (order === 'validTo') return { segments: endsFirst(today, [viewOf.ends]), used: [] };
  if (order !== undefined) return { segments: [{ partition: order === 'surname' ? viewOf.surname : viewOf.waiting }], used: [] };
  if (sponsor !== undefined) return { segments: [{ partition: viewOf.sponsor(sponsor) }], used: ['sponsor'] };
  if (name !== undefined) return { segments: [ofName(name)], used: ['name'] };
  if (waits === 'long') return { segments: [{ partition: viewOf.waiting, within: { from: '0', to: longBefore } }], used: [] };
  if (waits !== undefined) return { segments: [{ partition: viewOf.waiting }], used: [] };
  if (starts !== undefined) {
    const before = Temporal.PlainDate.from(starts).add({ weeks: 1 }).toString();
    return { segments: [{ partition: viewOf.starts, within: { from: starts, to: before } }], used: ['starts'] };
  }
  if (approver !== undefined) return { segments: [], used: ['approver'], isOfApprover: true };
  if (departments && ends !== undefined)
    return { segments: ofEach(viewOf.departmentEnds, inMonth), used: ['department', 'ends'], isOfDepartments: true };
  if (departments && some?.join() === 'pending') return { segments: ofEach(viewOf.pending), used: ['department'], isOfDepartments: true };
  if (departments) return { segments: ofEach(viewOf.department), used: ['department'], isOfDepartments: true };
  if (ends !== undefined) return { segments: [{ partition: viewOf.ends, within: inMonth }], used: ['ends'] };
  if (reason !== undefined) return { segments: [{ partition: viewOf.reason(reason) }], used: ['reason'] };
  if (some !== undefined) return { segments: some.map((status) => ({ partition: viewOf.status(status) })), used: ['statuses'] };
  return { segments: [{ partition: viewOf.all }], used: [] };
}

/** By Valid to: what has not ended first. */
function endsFirst(today: Temporal.PlainDate, partitions: readonly string[]): Segment[] {
  const parts = [
    { from: today.toString(), to: '~' },
    { from: '0', to: today.toString() },
  ];
  return parts.flatMap((within) => partitions.map((partition) => ({ partition, within })));
}

/**
 * What waits in the departments that they decide for, then what an admin named them to decide and what they decided, newest first. An
 * admin is looked for in all that waits, as somebody has to decide where no head or deputy may.
 */
async function ofApprover(person: PersonId, ports: TabPorts): Promise<Segment[]> {
  const deciders = decidersOfRows(ports);
  const isAsked = async (row: ViewRow) => row.decidedBy !== person && row.assigned !== person && (await deciders(row)).may.includes(person);
  const lists = (await adminsOf(ports)).includes(person) ? [viewOf.waiting] : (await departmentIds(person, ports)).map(viewOf.pending);
  return [...lists.map((partition) => ({ partition, isWanted: isAsked })), { partition: viewOf.decided(person) }];
}

/** Whether a row is one that a part of the filter names. */
function testsOf(ports: TabPorts, today: Temporal.PlainDate, longBefore: string) {
  const deciders = decidersOfRows(ports);
  return {
    statuses: (row: ViewRow, some: Status[]) => some.includes(statusAt(row, today)),
    department: (row: ViewRow, id: string) => row.department === id,
    sponsor: (row: ViewRow, id: PersonId) => row.sponsor === id,
    ends: (row: ViewRow, month: string) => row.validTo.startsWith(month),
    starts: ({ validFrom, status }: ViewRow, week: string) =>
      isRunning(status) && validFrom >= week && validFrom < Temporal.PlainDate.from(week).add({ weeks: 1 }).toString(),
    waits: (row: ViewRow, how: 'any' | 'long') =>
      waitsForApprover(row, statusAt(row, today)) && (how === 'any' || (row.askedAt ?? row.proposal?.at ?? row.since) < longBefore),
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
