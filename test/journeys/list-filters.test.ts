import type { ListFilter } from '../../bot/channels/tab/list-contract';
import { viewRows } from '../../bot/outbox/sync-views';
import { samplePeople } from '../fakes/sample';
import { problemOf, type TabPerson } from '../fakes/tab-person';
import { startWorld, type World } from '../fakes/world';
import { adminId, approval, headId, makeCommit, makeRequest, sponsorId } from '../make';

let world: World;
let admin: TabPerson;
beforeAll(async () => {
  world = await startWorld();
  admin = world.tab({ id: adminId });
  const { answers } = makeRequest();
  const all = [
    makeRequest({
      id: 'VR-00000001',
      validTo: '2027-05-31',
      answers: { ...answers, lastName: 'Zhang', preferredName: 'Otty', itAccess: 'staff-like' },
    }),
    makeRequest({
      id: 'VR-00000002',
      question: { askedAt: '2027-01-10T10:00:00Z' },
      answers: { ...answers, lastName: 'Ó Briain', employer: 'Fenwick Instruments Ltd', idCard: false },
    }),
    makeRequest({
      id: 'VR-00000003',
      status: 'active',
      validTo: '2027-04-30',
      decision: approval,
      answers: { ...answers, reason: 'volunteer', lastName: 'Adams' },
    }),
    makeRequest({ id: 'VR-00000004', status: 'rejected', validTo: '2026-12-31', decision: { ...approval, verb: 'reject', by: adminId } }),
  ];
  for (const request of all) {
    await world.stores.requests.commit(makeCommit({ request, todos: [] }));
    await world.stores.views.putAll(viewRows(request, 'Marisol Okafor', 'Eleanor Brightwater'));
  }
});
afterAll(() => world.stop());

const finds = async (filter: ListFilter) => (await admin.finds('requests', { filter })).map((reference) => reference.slice(-1)).join('');
const headMail = samplePeople.find(({ id }) => id === headId)?.mail ?? '';

describe('all requests', () => {
  it.each<[string, ListFilter, string]>([
    ['several statuses', { status: 'pending,rejected' }, '124'],
    ['a reason', { reason: 'volunteer' }, '3'],
    ['a level of access', { access: 'staff-like' }, '1'],
    ['having no card', { idCard: 'no' }, '2'],
    ['an approver, who is asked or has decided', { approver: headId }, '123'],
    ['an approver by address', { approver: headMail }, '123'],
    ['who decided and is not asked', { approver: adminId }, '4'],
    ['any word of a name', { search: 'ottol' }, '1234'],
    ['a preferred name', { search: 'otty' }, '1'],
    ['an employer', { search: 'instr' }, '2'],
    ['several of these', { status: 'pending', idCard: 'yes', approver: headId }, '1'],
  ])('should be found by %s', async (_what, filter, expected) => expect([...(await finds(filter))].sort().join('')).toBe(expected));

  it.each<[string, ListFilter, string]>([
    ['Valid to, what has ended last', { sort: 'validTo' }, '3124'],
    ['surname, without accents', { sort: 'surname' }, '3421'],
    ['how long they have been waiting', { sort: 'waiting' }, '21'],
    ['Valid to, of some', { sort: 'validTo', status: 'pending' }, '12'],
  ])('should be sorted by %s', async (_what, filter, expected) => expect(await finds(filter)).toBe(expected));

  it('should say in each row what its reader may choose to see', async () => {
    const rows = (await admin.lists('requests')).rows;
    expect(rows.find(({ request }) => request.endsWith('1'))).toMatchObject({
      reason: 'External Examiner',
      access: 'Staff-like',
      idCard: true,
      waitingSince: '2027-01-18',
    });
    expect(rows.find(({ request }) => request.endsWith('3'))).toMatchObject({ decidedBy: 'Eleanor Brightwater' });
    expect(rows.find(({ request }) => request.endsWith('3'))).not.toHaveProperty('waitingSince');
  });

  it('should say what is no filter, and whom nobody knows', async () => {
    expect(await problemOf(admin.lists('requests', { filter: { status: 'pending,asleep' } }))).toMatchObject({
      status: 400,
      field: 'filter.status',
    });
    expect(await problemOf(admin.lists('requests', { filter: { sort: 'visitor' } }))).toMatchObject({ status: 400, field: 'filter.sort' });
    expect(await problemOf(admin.lists('mine', { filter: { sort: 'surname' } }))).toMatchObject({ status: 400, field: 'filter.sort' });
    expect(await problemOf(admin.lists('requests', { filter: { approver: 'nobody@bantshire.example' } }))).toMatchObject({
      status: 422,
      field: 'approver',
    });
  });
});

describe('what is in the lists', () => {
  it('should be counted for whoever asks', async () => {
    expect(await world.tab({ id: sponsorId }).counts()).toEqual({
      reapproval: { total: 0, isMore: false },
      waiting: { total: 0, isMore: false },
    });
    const ofHead = await world.tab({ id: headId }).counts();
    expect(ofHead).toMatchObject({
      waiting: { total: 2, isMore: false },
      department: await world.tab({ id: headId }).countsRequests({}, 'department'),
    });
    // Three schools and services of the sample have no head.
    expect(await admin.counts()).toMatchObject({ attention: { total: 3, isMore: false }, requests: await admin.countsRequests({}) });
    expect([ofHead.requests, ofHead.department?.total, (await admin.countsRequests({})).total]).toEqual([undefined, 4, 4]);
  });
});
