import { foldViews, maySeePhoto, viewPhoto } from '../../../bot/domain/view-photo';
import { adminId, deputyId, headId, makeEvent, makePerson, makeRequest, sponsorId, strangerId } from '../../make';
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

describe('views of the photo in a history', () => {
  const view = (at: string, overrides: Parameters<typeof makeEvent>[0] = {}) =>
    makeEvent({ verb: 'view-photo', actor: headId, channel: 'tab', at, ...overrides });
  const folded = (...events: ReturnType<typeof view>[]) =>
    foldViews(events, 'Europe/London').map(({ event, last, times }) => [event.verb, event.at, last, times]);

  it('should be one line for one person on one day, at the newest, with their number', () => {
    expect(folded(makeEvent(), view('2027-02-01T10:15:00Z'), view('2027-02-01T10:20:00Z'), view('2027-02-01T18:00:00Z'))).toEqual([
      ['request', '2027-01-18T10:15:00Z', 0, 1],
      ['view-photo', '2027-02-01T18:00:00Z', 3, 3],
    ]);
  });

  it.each([
    ['another person', view('2027-02-01T10:20:00Z', { actor: deputyId })],
    ['another day', view('2027-02-02T10:20:00Z')],
    ['another channel', view('2027-02-01T10:20:00Z', { channel: 'teams' })],
    ['another verb', view('2027-02-01T10:20:00Z', { verb: 'approve' })],
  ])('should stay apart for %s', (_what, other) => {
    expect(
      foldViews([view('2027-02-01T10:15:00Z'), other, view('2027-02-01T10:25:00Z')], 'Europe/London').map(({ times }) => times),
    ).toEqual([1, 1, 1]);
  });

  it('should know days by the zone of the organisation', () => {
    expect(folded(view('2027-07-01T22:30:00Z'), view('2027-07-01T23:30:00Z'))).toHaveLength(2);
    expect(folded(view('2027-07-01T23:30:00Z'), view('2027-07-02T22:30:00Z'))).toHaveLength(1);
  });

  it('should fold nothing but views', () => {
    const nudge = (at: string) => makeEvent({ verb: 'nudge', at });
    expect(folded(nudge('2027-02-01T10:15:00Z'), nudge('2027-02-01T10:20:00Z'))).toHaveLength(2);
  });
});
