import { Temporal } from 'temporal-polyfill';
import { foldViews, maySeePhoto, viewPhoto } from '../../../../bot/domain/request/view-photo';
import { statuses } from '../../../../bot/domain/statuses/table';
import { adminId, deputyId, headId, makeEvent, makePerson, makeRequest, noon, sponsorId, strangerId } from '../../../make';

const deciders = { may: [headId, deputyId] };
const approverId = '00000000-0000-4000-8000-000000000001';
const formerId = '00000000-0000-4000-8000-000000000002';
const decision = { verb: 'approve', by: approverId, at: '2027-01-20T10:00:00Z', channel: 'teams' } as const;
/** Before Valid from, so that an approved request is not active yet. */
const today = Temporal.PlainDate.from('2027-02-01');
const cardOffice = makePerson({ id: strangerId, isCardOffice: true });

const always = statuses.flatMap((status) => [`${status} with a card`, `${status} without one`]);
const roles = [
  ['its sponsor', makePerson(), always],
  ['the head', makePerson({ id: headId }), always],
  ['a deputy', makePerson({ id: deputyId }), always],
  ['an admin', makePerson({ id: adminId, isAdmin: true }), always],
  ['whoever decided it', makePerson({ id: approverId }), always],
  ['the card office', cardOffice, ['approved with a card', 'active with a card']],
  ['a head who is of the card office too', makePerson({ id: headId, isCardOffice: true }), always],
  ['a former sponsor', makePerson({ id: formerId }), []],
  ['a stranger', makePerson({ id: strangerId }), []],
] as const;

describe('the photo of a request', () => {
  it.each(roles)('should be seen by %s in these cases alone', (_who, person, expected) => {
    const seen = statuses.flatMap((status) =>
      [true, false].flatMap((idCard) => {
        const answers = { ...makeRequest().answers, idCard };
        const request = makeRequest({ status, answers, decision, involved: [formerId, sponsorId] });
        return maySeePhoto(request, person, deciders, today) ? [`${status} ${idCard ? 'with a card' : 'without one'}`] : [];
      }),
    );
    expect(seen).toEqual(expected);
  });

  it('should be seen by the card office until the last day is over, even where the clock is late', () => {
    const request = makeRequest({ status: 'active', decision });
    const on = (day: string) => maySeePhoto(request, cardOffice, deciders, Temporal.PlainDate.from(day));
    expect([on('2027-08-31'), on('2027-09-01')]).toEqual([true, false]);
  });

  it('should be seen by nobody where there is none', () => {
    const { photo: _gone, ...answers } = makeRequest().answers;
    for (const [, person] of roles) {
      expect(maySeePhoto(makeRequest({ status: 'active', decision, answers }), person, deciders, today)).toBe(false);
    }
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
