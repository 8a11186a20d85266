import { Temporal } from 'temporal-polyfill';
import type { Department } from '../../../../bot/domain/organisation/organisation';
import { clockActor } from '../../../../bot/domain/request/clock';
import { decidersOf } from '../../../../bot/domain/request/deciders';
import { askDeputies, headAskedAlone } from '../../../../bot/domain/request/head-away';
import { isRefusal } from '../../../../bot/domain/request/refusal';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { adminId, deputyId, headId, makeDepartment, makeRequest, sponsorId } from '../../../make';

const now = Temporal.ZonedDateTime.from('2027-01-18T10:15[Europe/London]');
const press = { actor: clockActor, now };
const { head: _head, ...headless } = makeDepartment();

const decidersIn = (request: VisitorRequest, department: Department) => decidersOf(request, department, [adminId]);

describe('headAskedAlone', () => {
  it.each<[string, VisitorRequest, Department, string | undefined]>([
    ['a head with a deputy', makeRequest(), makeDepartment(), headId],
    ['a lone head: admins are not asked for a head who is away', makeRequest(), makeDepartment({ deputies: [] }), undefined],
    ['a department without a head', makeRequest(), headless, undefined],
    ['a head who may not decide it', makeRequest({ involved: [sponsorId, headId] }), makeDepartment(), undefined],
    ['a deputy who may not decide it', makeRequest({ involved: [sponsorId, deputyId] }), makeDepartment(), undefined],
    ['one of whom it is known already', makeRequest({ question: { headAway: { person: headId } } }), makeDepartment(), undefined],
    ['a request that is decided', makeRequest({ status: 'approved' }), makeDepartment(), undefined],
    ['a request whose last day has passed', makeRequest({ validTo: '2027-01-17' }), makeDepartment(), undefined],
  ])('should be right for %s', (_what, request, department, head) => {
    expect(headAskedAlone(request, decidersIn(request, department), press)).toBe(head);
  });
});

describe('askDeputies', () => {
  const deciders = decidersIn(makeRequest(), makeDepartment());

  it('should ask the deputies beside the head, who still may decide, and show it to everybody', () => {
    const change = askDeputies(makeRequest(), deciders, { until: '2027-02-03' }, press);
    if (isRefusal(change)) throw new Error('refused');
    expect(change.request).toEqual(
      makeRequest({ question: { headAway: { person: headId, until: '2027-02-03' } }, revision: 2, events: 2 }),
    );
    expect(decidersIn(change.request, makeDepartment())).toEqual({ ask: [headId, deputyId], may: [headId, deputyId], as: 'department' });
    expect(change.event).toEqual({
      verb: 'ask-deputies',
      actor: 'clock',
      channel: 'clock',
      at: '2027-01-18T10:15:00Z',
      from: 'pending',
      to: 'pending',
      revision: 2,
      fields: [],
    });
  });

  it('should leave the day open where none is known', () => {
    expect(askDeputies(makeRequest(), deciders, {}, press)).toMatchObject({ request: { question: { headAway: { person: headId } } } });
  });

  it('should do nothing on a request that was decided meanwhile, or twice', () => {
    for (const moved of [makeRequest({ status: 'rejected' }), makeRequest({ question: { headAway: { person: headId } } })])
      expect(askDeputies(moved, deciders, {}, press)).toEqual({ refused: 'moved-on' });
  });
});
