import { maySeePhoto, viewPhoto } from '../../../bot/domain/view-photo';
import { adminId, deputyId, headId, makePerson, makeRequest, sponsorId, strangerId } from '../../make';
import { noon } from './context';

const deciders = { may: [headId, deputyId] };

describe('the photo of a request', () => {
  it.each([
    ['its sponsor', makePerson(), true],
    ['the head', makePerson({ id: headId }), true],
    ['a deputy', makePerson({ id: deputyId }), true],
    ['an admin', makePerson({ id: adminId, isAdmin: true }), true],
    ['the card office', makePerson({ id: strangerId, isCardOffice: true }), true],
    ['whoever decided it', makePerson({ id: '00000000-0000-4000-8000-000000000001' }), true],
    ['a former sponsor', makePerson({ id: '00000000-0000-4000-8000-000000000002' }), false],
    ['a stranger', makePerson({ id: strangerId }), false],
  ])('should be seen or not by %s', (_who, person, expected) => {
    const decision = { verb: 'approve', by: '00000000-0000-4000-8000-000000000001', at: '2027-01-20T10:00:00Z', channel: 'teams' } as const;
    const request = makeRequest({ status: 'active', decision, involved: ['00000000-0000-4000-8000-000000000002', sponsorId] });
    expect(maySeePhoto(request, person, deciders)).toBe(expected);
  });

  it('should be seen by nobody where there is none', () => {
    const { photo: _gone, ...answers } = makeRequest().answers;
    expect(maySeePhoto(makeRequest({ answers }), makePerson(), deciders)).toBe(false);
  });

  it('should leave a record of each view, and change nothing else', () => {
    const current = makeRequest();
    const { request, event, detail } = viewPhoto(current, { actor: { id: headId, channel: 'tab' }, now: noon('2027-02-01') });
    expect(request).toEqual({ ...current, events: current.events + 1 });
    expect(event).toMatchObject({ verb: 'view-photo', actor: headId, channel: 'tab', at: '2027-02-01T12:00:00Z', fields: [] });
    expect(detail).toEqual({});
  });
});
