import type { ListFilter } from '../../bot/channels/tab/list-contract';
import { viewRows } from '../../bot/outbox/sync-views';
import { problemOf, type TabPerson } from '../fakes/tab-person';
import { startWorld, type World } from '../fakes/world';
import { adminId, approval, deputyId, headId, makeCommit, makeRequest, sponsorId, strangerId } from '../make';

let world: World;
let admin: TabPerson;
let head: TabPerson;
beforeAll(async () => {
  world = await startWorld();
  world.clock.set('2027-02-17T10:03');
  [admin, head] = [world.tab({ id: adminId }), world.tab({ id: headId })];
  const { answers } = makeRequest();
  const running = { status: 'active', validFrom: '2027-02-16', decision: approval } as const;
  const all = [
    makeRequest({ id: 'VR-00000001', question: { askedAt: '2027-02-01T10:00:00Z' } }),
    makeRequest({ id: 'VR-00000002', question: { askedAt: '2027-02-16T10:00:00Z' } }),
    makeRequest({ id: 'VR-00000003', ...running, validTo: '2027-02-28' }),
    makeRequest({ id: 'VR-00000004', ...running, answers: { ...answers, department: 'history', lastName: 'Zhang' } }),
    makeRequest({ id: 'VR-00000005', question: { askedAt: '2027-01-20T10:00:00Z' }, answers: { ...answers, department: 'history' } }),
    makeRequest({ id: 'VR-00000006', status: 'rejected', decision: { ...approval, verb: 'reject' }, sponsor: headId, involved: [headId] }),
  ];
  for (const request of all) {
    await world.stores.requests.commit(makeCommit({ request, todos: [] }));
    await world.stores.views.putAll(viewRows(request, 'Marisol Okafor'));
  }
});
afterAll(() => world.stop());

const last = (references: readonly string[]) => references.map((reference) => reference.slice(-1)).join('');
const inDepartment = async (filter: ListFilter = {}) => last(await head.finds('department', { filter }));

describe('the overview', () => {
  it('should be reckoned once where there are no figures yet, and be as it was until the next sweep', async () => {
    const first = await admin.overview();
    expect(first.figures).toMatchObject({ asOf: '2027-02-17T10:03:00Z', waiting: 3, starting: 2 });
    world.clock.set('2027-02-17T10:33');
    expect([await admin.overview(), (await head.overview('department')).figures?.asOf]).toEqual([first, '2027-02-17T10:03:00Z']);
    world.clock.set('2027-02-17T11:03');
    await world.product.sweep();
    expect((await admin.overview()).figures?.asOf).toBe('2027-02-17T11:03:00Z');
    world.clock.set('2027-02-17T10:03');
  });

  it('should say so where they cannot be reckoned', async () => {
    const { list } = world.stores.views;
    world.stores.views.list = async () => {
      throw new Error('storage is away');
    };
    const read = world.stores.summaries.read;
    world.stores.summaries.read = async () => undefined;
    expect(await admin.overview()).toEqual({ oldest: [] });
    world.stores.views.list = list;
    world.stores.summaries.read = read;
  });

  it('should show figures with lists of as many', async () => {
    await world.stores.views.putAttention('unanswered', 'VR-00000001', 'stage-3', '2027-02-10T10:00:00Z');
    await world.product.sweep();
    const { figures, oldest } = await admin.overview();
    expect(figures).toMatchObject({ asOf: '2027-02-17T10:03:00Z', waiting: 3, long: 2, starting: 2, ending: 1 });
    expect(figures?.weeks.slice(0, 2)).toEqual([
      { from: '2027-02-15', count: 0 },
      { from: '2027-02-22', count: 1 },
    ]);
    expect(oldest.map(({ request, department }) => [request.slice(-1), department])).toEqual([
      ['5', 'School of History'],
      ['1', 'School of Computer Science'],
      ['2', 'School of Computer Science'],
    ]);
    const lists: [ListFilter, string][] = [
      [{ waits: 'any' }, '512'],
      [{ status: 'pending' }, '125'],
      [{ waits: 'long' }, '51'],
      [{ starts: figures!.week }, '34'],
      [{ status: 'approved,active', ends: figures!.month }, '3'],
      [{ waits: 'long', sort: 'surname' }, '15'],
      [{ starts: figures!.week, search: 'zhang' }, '4'],
      [{ starts: '2027-02-08' }, ''],
    ];
    for (const [filter, expected] of lists) {
      const found = last(await admin.finds('requests', { filter }));
      expect([filter, [...found].sort().join('')]).toEqual([filter, [...expected].sort().join('')]);
    }
  });

  it('should name nobody whose request was decided since', async () => {
    const [waiting] = viewRows(makeRequest({ id: 'VR-00000002', question: { askedAt: '2027-02-16T10:00:00Z' } })).filter(
      ({ partition }) => partition === 'waiting',
    );
    await world.stores.views.delete(waiting!);
    expect(last((await admin.overview()).oldest.map(({ request }) => request))).toBe('51');
    await world.stores.views.put(waiting!);
  });
});

describe('a department', () => {
  it('should be seen by its head and deputies, and by nobody else', async () => {
    expect((await head.overview('department')).figures).toMatchObject({ waiting: 2, long: 1, starting: 1, ending: 1 });
    expect((await world.tab({ id: deputyId }).overview('department')).figures).toMatchObject({ waiting: 2 });
    expect((await head.me()).ownDepartments).toEqual(['computer-science']);
    for (const id of [sponsorId, strangerId, adminId]) {
      const other = world.tab({ id });
      expect([(await other.me()).ownDepartments, await other.overview('department')]).toEqual([[], { oldest: [] }]);
      expect((await other.lists('department')).rows).toEqual([]);
      expect(await other.countsRequests({}, 'department')).toEqual({ total: 0, isMore: false });
    }
    expect(await problemOf(head.overview())).toMatchObject({ status: 403 });
  });

  it.each<[ListFilter, string]>([
    [{}, '1236'],
    [{ status: 'pending' }, '12'],
    [{ waits: 'long' }, '1'],
    [{ starts: '2027-02-15' }, '3'],
    [{ ends: '2027-02' }, '3'],
    [{ ends: '2027-02', status: 'pending' }, ''],
    [{ search: 'zhang' }, ''],
    [{ search: 'fair' }, '1236'],
    [{ search: 'VR-00000004' }, ''],
    [{ search: 'VR-00000003' }, '3'],
    [{ sponsor: sponsorId }, '123'],
    [{ reason: 'external-examiner' }, '1236'],
    [{ sort: 'validTo' }, '3126'],
    [{ department: 'computer-science', sort: 'validTo', status: 'active' }, '3'],
  ])('should list what is its own for %j', async (filter, expected) => {
    expect([...(await inDepartment(filter))].sort().join('')).toBe([...expected].sort().join(''));
    // Whatever is listed can be opened: the list shows nothing that its reader may not see.
    for (const reference of await head.finds('department', { filter })) expect((await head.opens(reference)).request).toBe(reference);
  });

  it('should be sorted by Valid to, and counted', async () => {
    expect((await inDepartment({ sort: 'validTo' }))[0]).toBe('3');
    expect(await head.countsRequests({}, 'department')).toEqual({ total: 4, isMore: false });
    // An extension that is asked for is in that list too, so its rows would have to be read.
    expect(await head.countsRequests({ filter: { status: 'pending' } }, 'department')).toEqual({ isMore: false });
  });

  it.each<[ListFilter, string]>([
    [{ department: 'history' }, 'filter.department'],
    [{ sponsor: 'marisol.okafor@bantshire.example' }, 'filter.sponsor'],
    [{ approver: headId }, 'filter.approver'],
    [{ sort: 'waiting' }, 'filter.sort'],
  ])('should not be asked for %j', async (filter, field) => {
    expect(await problemOf(head.lists('department', { filter }))).toMatchObject({ status: 400, field });
  });
});
