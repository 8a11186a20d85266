import type { Person } from '../../../../bot/domain/organisation/organisation';
import type { Standing } from '../../../../bot/domain/request/reapproval';
import type { Handover, VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { statuses } from '../../../../bot/domain/statuses/table';
import { offersOf, refusalOf } from '../../../../bot/domain/verbs/offers';
import { verbs } from '../../../../bot/domain/verbs/table';
import type { Acting, Place } from '../../../../bot/domain/verbs/verb';
import { adminId, deputyId, headId, makePerson, makePolicy, makeRequest, noon, sponsorId, strangerId } from '../../../make';

const policy = makePolicy();
const did = { by: sponsorId, at: '2027-08-02T09:00:00Z', channel: 'teams' } as const;
const offer: Handover = { ...did, to: strangerId, revision: 1 };

function acting(day: string, person: Partial<Person> = {}, isSponsorGone = false): Acting {
  const standing: Standing = {
    person: makePerson(person),
    deciders: { ask: [headId], may: [headId, deputyId], as: 'department' },
    isSponsorGone,
  };
  const now = noon(day);
  const press = { actor: { id: standing.person.id, channel: 'teams' as const }, now, seen: 1 };
  return { standing, press, context: { policy, departments: [], today: now.toPlainDate() } };
}

const offered = (request: Partial<VisitorRequest>, who: Acting, place: Place = 'chat') =>
  offersOf(verbs, makeRequest(request), who, place).map(({ verb }) => verb);

/** The request runs from 3 February to 31 August 2027: its window opens on 1 August. */
describe('what is offered', () => {
  it.each<[string, Partial<VisitorRequest>, Acting, string[]]>([
    ['its sponsor, before the window', { status: 'active' }, acting('2027-03-01'), ['propose-change', 'offer-handover', 'shorten', 'end']],
    [
      'its sponsor, in the window',
      { status: 'active' },
      acting('2027-08-01'),
      ['reapprove', 'let-end', 'propose-change', 'offer-handover', 'shorten', 'end'],
    ],
    [
      'its sponsor, on the last day',
      { status: 'active' },
      acting('2027-08-31'),
      ['reapprove', 'let-end', 'propose-change', 'offer-handover', 'end'],
    ],
    [
      'its sponsor, having let it end',
      { status: 'active', account: { ending: did } },
      acting('2027-08-03'),
      ['keep-after-all', 'propose-change', 'offer-handover', 'shorten', 'end'],
    ],
    [
      'its sponsor, after an offer',
      { status: 'returned', handover: { open: offer } },
      acting('2027-03-01'),
      ['cancel-handover', 'withdraw'],
    ],
    [
      'whom it is offered to',
      { status: 'returned', handover: { open: offer } },
      acting('2027-03-01', { id: strangerId }),
      ['accept-handover', 'decline-handover'],
    ],
    [
      'whom it is offered to, as a student',
      { status: 'returned', handover: { open: offer } },
      acting('2027-03-01', { id: strangerId, isStaff: false }),
      ['decline-handover'],
    ],
    [
      'whom it was offered to, after the last day',
      { status: 'active', handover: { open: offer } },
      acting('2027-09-01', { id: strangerId }),
      [],
    ],
    ['its sponsor, just asked', { status: 'pending' }, acting('2027-01-18'), ['offer-handover', 'withdraw']],
    ['its sponsor, long asked', { status: 'pending' }, acting('2027-01-28'), ['nudge', 'offer-handover', 'withdraw']],
    ['its sponsor, staff no longer', { status: 'pending' }, acting('2027-01-28', { isStaff: false }), ['withdraw']],
    [
      'the head, to decide',
      { status: 'pending' },
      acting('2027-01-18', { id: headId }),
      ['approve', 'approve-changed', 'reject', 'return'],
    ],
    ['the head', { status: 'active' }, acting('2027-08-01', { id: headId }), ['end']],
    [
      'the head, the sponsor gone',
      { status: 'active' },
      acting('2027-08-01', { id: headId }, true),
      ['reapprove', 'let-end', 'offer-handover', 'shorten', 'end'],
    ],
    ['an admin', { status: 'approved' }, acting('2027-01-28', { id: adminId, isAdmin: true }), ['offer-handover', 'shorten', 'end']],
    ['a stranger', { status: 'active' }, acting('2027-08-01', { id: strangerId }, true), []],
  ])('should be to %s', (_who, request, who, expected) => {
    expect(offered(request, who)).toEqual(expected);
  });

  it('should be nothing once the last day has passed, or the request is over', () => {
    for (const status of statuses) {
      for (const person of [{}, { id: headId }, { id: adminId, isAdmin: true }]) {
        const isOver = !['pending', 'returned', 'approved', 'active'].includes(status);
        expect([status, offered({ status }, acting('2027-09-01', person, true), 'tab')]).toEqual([status, []]);
        if (isOver) expect([status, offered({ status }, acting('2027-08-05', person), 'tab')]).toEqual([status, []]);
      }
    }
  });

  it('should be what its place has', () => {
    const head = acting('2027-01-18', { id: headId });
    expect(offered({ status: 'pending' }, head, 'outlook')).toEqual(['approve', 'approve-changed', 'reject', 'return']);
    expect(offered({ status: 'pending' }, head, 'many')).toEqual(['approve']);
    expect(offered({ status: 'active' }, acting('2027-08-01'), 'mailed-list')).toEqual(['reapprove', 'let-end']);
    expect(offered({ status: 'active', account: { ending: did } }, acting('2027-08-03'), 'list')).toEqual(['keep-after-all']);
  });

  it('should say what it asks, and its words of the place', () => {
    const [keep] = offersOf(verbs, makeRequest({ status: 'active' }), acting('2027-08-01'), 'list');
    expect(keep).toMatchObject({ verb: 'reapprove', title: 'Reapprove', asks: { kind: 'day', value: '2028-03-29' } });
    const inChat = offersOf(verbs, makeRequest({ status: 'active' }), acting('2027-08-01', { id: headId }, true), 'chat');
    expect(inChat.find(({ verb }) => verb === 'offer-handover')).toMatchObject({ title: 'Choose a new sponsor', answer: 'Ask them' });
  });

  it('should say by its refusal why a verb is not there', () => {
    const request = makeRequest({ status: 'active' });
    expect(refusalOf(verbs.reapprove, request, acting('2027-03-01'))).toEqual({ refused: 'outside-window', opens: '2027-08-01' });
    expect(refusalOf(verbs.reapprove, request, acting('2027-08-01'))).toBeUndefined();
  });
});
