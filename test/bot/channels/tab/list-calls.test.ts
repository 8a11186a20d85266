import { Temporal } from 'temporal-polyfill';
import { openFilling } from '../../../../bot/adapters/azure/storage';
import type { ListFilter } from '../../../../bot/channels/tab/list-contract';
import type { Parts } from '../../../../bot/compose';
import { placesOf, viewOf } from '../../../../bot/domain/request/views';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { type Status, statuses } from '../../../../bot/domain/statuses/table';
import { viewRows } from '../../../../bot/outbox/sync-views';
import type { ViewStore } from '../../../../bot/ports/views';
import { rowsOfSearch } from '../../../../bot/shown/scan';
import { countStorageCalls } from '../../../fakes/counting-storage';
import { InMemoryViewStore } from '../../../fakes/in-memory-view-store';
import { sampleDepartments, samplePeople, samplePolicy } from '../../../fakes/sample';
import { StoryClock } from '../../../fakes/story-clock';
import { startWorld } from '../../../fakes/world';
import { adminId, approval, headId, makeRequest } from '../../../make';
import { openTestStorage, testConnection } from '../../../setup/azurite-storage';
import { tried, tries } from '../../../torture/tries';

const surnames = ['Fairweather', 'Osei', 'Lindqvist', 'Ó Briain', "D'Souza", 'Zhang', 'Fairbairn', 'Nakamura'];
const sponsors = samplePeople.filter(({ isStaff }) => isStaff).slice(0, 40);

const reasons = samplePolicy.reasons.map(({ id }) => id);
const approvers = samplePeople
  .filter(({ role, isStaff }) => isStaff && role === undefined)
  .slice(60, 90)
  .map(({ id }) => id);

const days = Array.from({ length: 900 }, (_, day) => {
  const from = Temporal.PlainDate.from('2026-01-01').add({ days: day });
  return { validFrom: from.toString(), validTo: from.add({ months: 6 }).toString() };
});

/** Requests of three years, spread over departments, sponsors, statuses and names. */
function requestAt(place: number): VisitorRequest {
  const sponsor = sponsors[place % sponsors.length]?.id ?? '';
  const madeAt = new Date(Date.UTC(2026, 0, 1, 9, 0, place)).toISOString();
  return makeRequest({
    id: `VR-${String(place).padStart(8, '0')}`,
    status: statuses[place % statuses.length] as Status,
    sponsor,
    involved: [sponsor],
    answers: {
      ...makeRequest().answers,
      department: sampleDepartments[place % sampleDepartments.length]?.id ?? '',
      lastName: surnames[place % surnames.length] ?? '',
      reason: reasons[place % reasons.length] ?? '',
      itAccess: (['none', 'staff-like', 'student-like'] as const)[place % 3]!,
      idCard: place % 4 > 0,
    },
    ...(place % statuses.length > 1 && { decision: { ...approval, by: approvers[place % approvers.length]! } }),
    ...days[place % days.length],
    madeAt,
    question: { askedAt: madeAt },
    changedAt: madeAt,
  });
}

/** Every filter by itself, as a page of the tab asks. */
const single: ListFilter[] = [
  {},
  { status: 'active' },
  { department: sampleDepartments[3]?.id ?? '' },
  { sponsor: sponsors[5]?.id ?? '' },
  { sponsor: sponsors[5]?.mail ?? '' },
  { ends: '2027-02' },
  { search: 'fair' },
  { search: 'd’s' },
  { search: 'VR-00000042' },
  { reason: 'external-examiner' },
  { access: 'staff-like' },
  { idCard: 'no' },
  { approver: approvers[2]! },
  { approver: headId },
  { starts: '2027-02-15' },
  { waits: 'long' },
  { status: 'pending,returned' },
  { sort: 'validTo' },
  { sort: 'surname' },
  { sort: 'waiting' },
];
const combined: ListFilter[] = [
  { status: 'active', ends: '2027-02' },
  { department: sampleDepartments[3]?.id ?? '', search: 'nobody' },
  { status: 'pending', search: 'fairb' },
];

/** The lists that these filters read. All rows of thousands would take the emulator minutes, as a large partition slows it down. */
const read = new Set([
  ...[viewOf.all, viewOf.ends, viewOf.starts, viewOf.surname, viewOf.waiting, viewOf.reason('external-examiner')],
  ...['fair', 'd’s', 'nobody'].map(viewOf.name),
  ...(['active', 'pending', 'returned'] as const).map(viewOf.status),
  ...[viewOf.sponsor(sponsors[5]?.id ?? ''), viewOf.department(sampleDepartments[3]?.id ?? '')],
  ...[approvers[2]!, headId].map(viewOf.decided),
  ...sampleDepartments
    .filter(({ head, deputies }) => [head, ...deputies].some((one) => one === headId || one === approvers[2]))
    .map(({ id }) => viewOf.pending(id)),
]);
const isRead = (partition: string) => read.has(partition);

/** The storage calls of the first page for each filter, and what it shows. */
async function pagesOf(filters: ListFilter[], views: ViewStore, requests: object, calls: () => number, again: () => void) {
  const world = await startWorld({
    stores: { views, requests: requests as Parts['stores']['requests'] },
  });
  const admin = world.tab({ id: adminId });
  const pages = [];
  for (const filter of filters) {
    // Whose names and rights this process knows already.
    await admin.lists('requests', { filter });
    again();
    const { rows, looked } = await admin.lists('requests', { filter });
    const pageCalls = calls();
    again();
    await admin.countsRequests({ filter });
    pages.push({ filter, calls: pageCalls, countCalls: calls(), rows: rows.length, looked });
  }
  await world.stop();
  return pages;
}

/** The same storage, filled further for each number. */
async function onAzurite(...numbers: number[]) {
  const { storage, prefix } = await openTestStorage();
  const limits = { retries: 3, perTry: 60_000, inAll: 120_000 };
  const { views } = openFilling({ connectionString: testConnection() }, { clock: new StoryClock(), prefix, limits });
  const only = requestAt(42);
  const event = {
    verb: 'request',
    actor: only.sponsor,
    channel: 'teams',
    at: only.madeAt,
    from: 'draft',
    to: 'pending',
    revision: 1,
    fields: [],
  } as const;
  await storage.requests.commit({ commitId: 'c', request: only, event: { ...event, fields: [] }, detail: {}, todos: [] });
  const counter = countStorageCalls(testConnection());
  const found = [];
  let filled = 0;
  try {
    for (const stored of numbers) {
      const requests = Array.from({ length: stored - filled }, (_, place) => requestAt(filled + place));
      const rows = requests.flatMap((request) => viewRows(request, 'Marisol Okafor')).filter(({ partition }) => isRead(partition));
      rows.sort((one, other) => (one.partition < other.partition ? -1 : 1));
      // The emulator writes one transaction after the other: of more at once the last would wait too long.
      for (let from = 0; from < rows.length; from += 200) await views.putAll(rows.slice(from, from + 200));
      filled = stored;
      found.push(await pagesOf([...single, ...combined], storage.views, storage.requests, () => counter.calls.table.length, counter.reset));
    }
    return found;
  } finally {
    counter.stop();
  }
}

/**
 * As `InMemoryViewStore`, for so many that no copies of their rows may be kept: the sorted keys of each list that these filters read,
 * and the rows made when they are.
 */
function manyViews(stored: number, called: () => void): Pick<ViewStore, 'list' | 'read'> {
  const lists = new Map<string, { row: string; place: number }[]>();
  for (let place = 0; place < stored; place += 1) {
    for (const { partition, row } of placesOf(requestAt(place))) {
      if (!isRead(partition)) continue;
      const list = lists.get(partition) ?? [];
      lists.set(partition, list);
      list.push({ row, place });
    }
  }
  for (const list of lists.values()) list.sort((one, other) => (one.row < other.row ? -1 : 1));
  const rowAt = (partition: string, { row, place }: { row: string; place: number }) =>
    viewRows(requestAt(place), 'Marisol Okafor').find((one) => one.partition === partition && one.row === row)!;
  return {
    async list(partition, most, next = '', within) {
      called();
      const after = Buffer.from(next, 'base64url').toString();
      const found = (lists.get(partition) ?? []).filter(({ row }) => row > after && (!within || (row >= within.from && row < within.to)));
      const last = found.length > most ? found[most - 1] : undefined;
      const rows = found.slice(0, most).map((key) => rowAt(partition, key));
      return { rows, ...(last && { next: Buffer.from(last.row).toString('base64url') }) };
    },
    read: async () => undefined,
  };
}

async function inMemory(stored: number) {
  let calls = 0;
  const called = () => void (calls += 1);
  const requests = {
    read: async () => {
      called();
      return { value: requestAt(42), etag: 'e', commitId: 'c' };
    },
  };
  const views = Object.assign(new InMemoryViewStore(), manyViews(stored, called));
  return await pagesOf(
    [...single, ...combined],
    views,
    requests,
    () => calls,
    () => void (calls = 0),
  );
}

describe('the storage calls of a first page', () => {
  const counted = (pages: Awaited<ReturnType<typeof inMemory>>) => pages.map(({ filter, calls }) => ({ filter, calls }));

  it('should look nobody up in a process that has just begun, and count without reading rows', async () => {
    const views = new InMemoryViewStore();
    for (let place = 0; place < 1_200; place += 1)
      for (const row of viewRows(requestAt(place), 'Marisol Okafor', 'Eleanor Brightwater')) await views.put(row);
    const world = await startWorld({ stores: { views } });
    const admin = world.tab({ id: adminId });
    world.stores.people.name = async () => {
      throw new Error('nobody is to be looked up');
    };
    const { rows } = await admin.lists('requests');
    expect(new Set(rows.map(({ sponsor }) => sponsor.name))).toEqual(new Set(['Marisol Okafor']));
    expect(new Set(rows.map(({ decidedBy }) => decidedBy))).toEqual(new Set([undefined, 'Eleanor Brightwater']));
    expect(await admin.counts()).toMatchObject({ waiting: { isMore: false } });
    const total = (filter: ListFilter) => admin.countsRequests({ filter });
    expect(await total({})).toEqual({ total: 999, isMore: true });
    expect(await total({ status: 'active' })).toEqual({ total: 133, isMore: false });
    expect(await total({ status: 'active,pending' })).toEqual({ total: 267, isMore: false });
    // Rows would have to be read.
    expect(await total({ status: 'active', search: 'fair' })).toEqual({ isMore: false });
    await world.stop();
  });

  it.each([
    // The emulator takes minutes for thousands.
    ['on storage', () => onAzurite(...tries([500], [500, 1_000], [1_000, 5_000]))],
    ['in memory', async () => [await inMemory(tries(8_000, 100_000, 100_000))]],
  ])(
    'should be one or two for any single filter and three at most for several, however much is stored, %s',
    async (_where, open) => {
      const isSingle = (_: unknown, place: number) => place < single.length;
      // Several statuses are as many lists, and an approver has what waits for them and what they decided.
      const most = ({ status = '', approver }: ListFilter) => (status.includes(',') || approver !== undefined ? 2 : 1);
      for (const pages of await open()) {
        expect(
          counted(pages)
            .filter(isSingle)
            .filter(({ calls, filter }) => calls > most(filter)),
        ).toEqual([]);
        for (const page of pages) {
          expect(page.calls).toBeGreaterThan(0);
          expect(page.calls).toBeLessThanOrEqual(3);
          // One for each list, and none where rows would have to be read.
          expect(page.countCalls).toBeLessThanOrEqual(2);
        }
        // The pages hold something: none but the one for nobody is empty, and none is larger than a page, or than what a search reads at once.
        expect(pages.filter(({ rows }) => rows === 0).map(({ filter }) => filter.search)).toEqual(['nobody']);
        const isSearch = ({ search, access, idCard, approver, waits }: ListFilter) =>
          (search ?? access ?? idCard ?? approver ?? waits) !== undefined;
        expect(pages.filter(isSingle).filter(({ filter, rows }) => rows > (isSearch(filter) ? rowsOfSearch : 50))).toEqual([]);
        tried('a large register', { pages: pages.length, calls: pages.reduce((sum, { calls }) => sum + calls, 0) });
      }
    },
    tries(300_000, 900_000, 1_800_000),
  );
});
