import { Temporal } from 'temporal-polyfill';
import { placesOf } from '../../../../bot/domain/request/views';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { accountEnds } from '../../../../functions/local/clock/account-ends';
import { InMemoryViewStore } from '../../../fakes/in-memory-view-store';
import { makeRequest } from '../../../make';

it('should find the ends of accounts only, soonest first, each once, today’s among them', async () => {
  const views = new InMemoryViewStore();
  const has = async (id: string, changes: Partial<VisitorRequest>) => {
    const request = makeRequest({ id, ...changes });
    const { status, revision, sponsor, validFrom, validTo, answers, changedAt } = request;
    const row = {
      request: id,
      revision,
      status,
      visitor: 'x',
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
  expect(await accountEnds(views, Temporal.PlainDate.from('2027-01-18'))).toEqual(['2027-01-18', '2027-03-31', '2027-06-30']);
});
