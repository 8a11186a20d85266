import { Temporal } from 'temporal-polyfill';
import { openFilling } from '../../../../bot/adapters/azure/storage';
import type { ListFilter } from '../../../../bot/channels/tab/list-contract';
import type { Parts } from '../../../../bot/compose';
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
import { adminId, approval, makeRequest } from '../../../make';
import { openTestStorage, testConnection } from '../../../setup/azurite-storage';

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
    pages.push({ filter, calls: calls(), rows: rows.length, looked });
  }
  await world.stop();
  return pages;
}

async function onAzurite(stored: number) {
  const { storage, prefix } = await openTestStorage();
  const limits = { retries: 3, perTry: 30_000, inAll: 60_000 };
  const filling = openFilling({ connectionString: testConnection() }, { clock: new StoryClock(), prefix, limits });
  await filling.views.putAll(Array.from({ length: stored }, (_, place) => viewRows(requestAt(place))).flat());
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
  try {
    return await pagesOf([...single, ...combined], storage.views, storage.requests, () => counter.calls.table.length, counter.reset);
  } finally {
    counter.stop();
  }
}

async function inMemory(stored: number) {
  const views = new InMemoryViewStore();
  for (let place = 0; place < stored; place += 1) for (const row of viewRows(requestAt(place))) await views.put(row);
  let calls = 0;
  const list = views.list.bind(views);
  views.list = async (...wishes) => {
    calls += 1;
    return await list(...wishes);
  };
  const requests = {
    read: async () => {
      calls += 1;
      return { value: requestAt(42), etag: 'e', commitId: 'c' };
    },
  };
  return await pagesOf(
    [...single, ...combined],
    views,
    requests,
    () => calls,
    () => void (calls = 0),
  );
}

describe('the storage calls of a first page', () => {
  const counted = (pages: Awaited<ReturnType<typeof onAzurite>>) => pages.map(({ filter, calls }) => ({ filter, calls }));

  it('should look nobody up in a process that has just begun, and count without reading rows', async () => {
    const views = new InMemoryViewStore();
    for (let place = 0; place < 1_200; place += 1) for (const row of viewRows(requestAt(place), 'Marisol Okafor')) await views.put(row);
    const world = await startWorld({ stores: { views } });
    const admin = world.tab({ id: adminId });
    world.stores.people.name = async () => {
      throw new Error('nobody is to be looked up');
    };
    const { rows } = await admin.lists('requests');
    expect(new Set(rows.map(({ sponsor }) => sponsor.name))).toEqual(new Set(['Marisol Okafor']));
    expect(await admin.counts()).toMatchObject({ mine: { isMore: false } });
    const total = (filter: ListFilter) => admin.countsRequests({ filter });
    expect(await total({})).toEqual({ total: 1_000, isMore: true });
    expect(await total({ status: 'active' })).toEqual({ total: 133, isMore: false });
    expect(await total({ status: 'active,pending' })).toEqual({ total: 267, isMore: false });
    // Rows would have to be read.
    expect(await total({ status: 'active', search: 'fair' })).toEqual({ isMore: false });
    await world.stop();
  });

  it('should be one or two for any single filter and three at most for several, however much is stored', async () => {
    const [few, more, most] = [await onAzurite(500), await onAzurite(1_000), await inMemory(20_000)];
    const isSingle = (_: unknown, place: number) => place < single.length;
    // Several statuses are as many lists, and an approver has what waits for them and what they decided.
    const isOfSeveral = ({ status = '', approver }: ListFilter) => status.includes(',') || approver !== undefined;
    expect(few.filter(isSingle).filter(({ calls, filter }) => calls > (isOfSeveral(filter) ? 2 : 1))).toEqual([]);
    expect(
      counted(more)
        .filter(isSingle)
        .filter(({ calls, filter }) => calls > (isOfSeveral(filter) ? 2 : 1)),
    ).toEqual([]);
    // Among thousands that wait, those of one approver take a third.
    expect(
      counted(most)
        .filter(isSingle)
        .filter(({ calls, filter }) => calls > (filter.approver === undefined ? 1 : 3) && !isOfSeveral({ status: filter.status ?? '' })),
    ).toEqual([]);
    for (const page of [...few, ...more, ...most]) {
      expect(page.calls).toBeGreaterThan(0);
      expect(page.calls).toBeLessThanOrEqual(3);
    }
    // The pages hold something: none but the one for nobody is empty, and none is larger than a page, or than what a search reads at once.
    expect(more.filter(({ rows }) => rows === 0).map(({ filter }) => filter.search)).toEqual(['nobody']);
    expect(
      more.filter(isSingle).every(({ filter, rows }) => rows <= ((filter.search ?? filter.access ?? filter.idCard) ? rowsOfSearch : 50)),
    ).toBe(true);
  });
});
