import { Temporal } from 'temporal-polyfill';
import { placesOf } from '../../../../bot/domain/request/views';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { accountDays } from '../../../../functions/local/clock/account-days';
import { InMemoryViewStore } from '../../../fakes/in-memory-view-store';
import { headId, makeRequest, sponsorId, strangerId } from '../../../make';

it('should find the days of accounts of these sponsors only, soonest first, each once, a last day of today among them', async () => {
  const views = new InMemoryViewStore();
  const has = async (id: string, changes: Partial<VisitorRequest>) => {
    const request = makeRequest({ id, ...changes });
    const { status, revision, sponsor, validFrom, validTo, answers, changedAt } = request;
    const row = {
      request: id,
      revision,
      status,
      visitor: `of ${id}`,
      department: answers.department,
      sponsor,
      validFrom,
      validTo,
      since: changedAt,
    };
    for (const place of placesOf(request)) await views.put({ ...place, ...row });
  };
  await has('VR-00000001', { status: 'active', validTo: '2027-06-30' });
  await has('VR-00000002', { status: 'approved', validTo: '2027-03-31' });
  await has('VR-00000003', { status: 'active', validTo: '2027-03-31' });
  await has('VR-00000004', { status: 'active', validTo: '2027-01-18' });
  await has('VR-00000005', { status: 'active', validTo: '2027-01-17' });
  await has('VR-00000006', { status: 'pending', validTo: '2027-02-01' });
  await has('VR-00000007', { status: 'expired', validTo: '2027-02-02' });
  await has('VR-00000008', { status: 'approved', validFrom: '2027-01-18', validTo: '2027-06-30' });
  await has('VR-00000009', { status: 'approved', validFrom: '2027-01-19', validTo: '2027-06-30' });
  await has('VR-00000010', { status: 'approved', sponsor: strangerId, validFrom: '2027-01-20', validTo: '2027-01-30' });
  await has('VR-00000011', { status: 'active', sponsor: headId, validTo: '2027-04-30' });
  expect(await accountDays([sponsorId, headId], views, Temporal.PlainDate.from('2027-01-18'))).toEqual({
    starts: [
      { date: '2027-01-19', visitor: 'of VR-00000009' },
      { date: '2027-02-03', visitor: expect.any(String) },
    ],
    ends: [
      { date: '2027-01-18', visitor: 'of VR-00000004' },
      { date: '2027-03-31', visitor: expect.stringMatching(/^of VR-0000000[23]$/) },
      { date: '2027-04-30', visitor: 'of VR-00000011' },
      { date: '2027-06-30', visitor: expect.any(String) },
    ],
  });
});
