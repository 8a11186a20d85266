import type { Deciders } from '../../../../bot/domain/request/deciders';
import { type Viewer, viewerOf } from '../../../../bot/domain/request/viewers';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { isOver, statuses } from '../../../../bot/domain/statuses/table';
import { adminId, deputyId, headId, makeRequest, sponsorId, strangerId } from '../../../make';

const formerHeadId = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e002';
const involvedId = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e001';
const department: Deciders = { ask: [headId], may: [headId, deputyId], as: 'department' };
const decided: Partial<VisitorRequest> = { decision: { verb: 'reject', by: formerHeadId, at: '2027-01-19T09:00:00Z', channel: 'teams' } };

const offer = { by: sponsorId, at: '2027-01-19T09:00:00Z', channel: 'teams', revision: 2 } as const;
const declined = { from: sponsorId, answer: 'declined', answeredAt: '2027-01-19T10:00:00Z' } as const;

describe('viewerOf', () => {
  it.each<[string, string, Deciders, Partial<VisitorRequest>, Viewer | undefined]>([
    ['its sponsor', sponsorId, department, {}, 'sponsor'],
    ['a sponsor who is an admin or a head too', sponsorId, { ...department, may: [sponsorId] }, {}, 'sponsor'],
    ['the head', headId, department, {}, 'decider'],
    ['a deputy', deputyId, department, {}, 'decider'],
    ['an admin where nobody else may decide', adminId, { ask: [adminId], may: [adminId], as: 'admins' }, {}, 'decider'],
    ['a former head who decided it', formerHeadId, department, decided, 'decider'],
    [
      'a former head who took the decision back',
      formerHeadId,
      department,
      { recalled: { by: formerHeadId, at: '2027-01-19T09:05:00Z', revision: 3 } },
      'decider',
    ],
    ['a former head who did not', formerHeadId, department, {}, undefined],
    ['an admin', adminId, department, {}, 'reader'],
    ['whoever declined that', strangerId, department, { handover: { last: { ...offer, to: strangerId, ...declined } } }, undefined],
    ['somebody involved', involvedId, department, { involved: [sponsorId, involvedId] }, 'reader'],
    ['a stranger', strangerId, department, decided, undefined],
  ])('should show a request to %s', (_who, person, deciders, overrides, viewer) => {
    for (const status of statuses) expect(viewerOf(makeRequest({ ...overrides, status }), person, deciders, [adminId])).toBe(viewer);
  });

  it('should show a request to whoever is to take it over, until it is over', () => {
    for (const status of statuses) {
      const viewer = viewerOf(makeRequest({ status, handover: { open: { ...offer, to: strangerId } } }), strangerId, department, [adminId]);
      expect({ status, viewer }).toEqual({ status, viewer: statuses.filter(isOver).includes(status) ? undefined : 'reader' });
    }
  });
});
