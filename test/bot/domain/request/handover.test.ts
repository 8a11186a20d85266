import * as fc from 'fast-check';
import type { Person } from '../../../../bot/domain/organisation/organisation';
import {
  acceptHandover,
  canBeHandedOver,
  cancelHandover,
  declineHandover,
  handoverRecipients,
  offerHandover,
  offeringPart,
} from '../../../../bot/domain/request/handover';
import type { Press } from '../../../../bot/domain/request/lifecycle';
import type { Standing } from '../../../../bot/domain/request/reapproval';
import { type Change, isRefusal, type Refusal } from '../../../../bot/domain/request/refusal';
import type { Handover, VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { statuses } from '../../../../bot/domain/statuses/table';
import { adminId, approval, deepFreeze, deputyId, headId, makePerson, makeRequest, noon, sponsorId, strangerId } from '../../../make';

const successorId = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e003';
const formerId = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e001';
const successor = makePerson({ id: successorId, name: 'Bo Colleague' });
const open = ['pending', 'returned', 'approved', 'active'];
const offer: Handover = { by: sponsorId, to: successorId, at: '2027-03-01T09:00:00Z', channel: 'teams', revision: 5 };

function makeOpen(overrides: Partial<VisitorRequest> = {}): VisitorRequest {
  return makeRequest({ status: 'active', revision: 5, events: 5, involved: [formerId, sponsorId], ...overrides });
}

function standing(person: Partial<Person> = {}, isSponsorGone = false): Standing {
  return { person: makePerson(person), deciders: { ask: [headId], may: [headId, deputyId], as: 'department' }, isSponsorGone };
}

function pressOf(id: string, { seen = 5, on = '2027-03-02' } = {}): Press {
  return { actor: { id, channel: 'teams' }, now: noon(on), seen };
}

const outcomeOf = (result: Change | Refusal) => (isRefusal(result) ? result.refused : 'done');
const done = (result: Change | Refusal) => {
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
};

/** Requirements: the sponsor, an admin; for a sponsor who is gone, the deciders. Who are refused, and how. */
const offerers: [string, Standing, Refusal['refused'] | 'done'][] = [
  ['the sponsor', standing(), 'done'],
  ['a sponsor who is staff no longer', standing({ isStaff: false }), 'not-staff'],
  ['an admin', standing({ id: adminId, isAdmin: true }), 'done'],
  ['a disabled admin', standing({ id: adminId, isAdmin: true, isEnabled: false }), 'not-yours'],
  ['the head', standing({ id: headId }), 'not-yours'],
  ['the head, the sponsor gone', standing({ id: headId }, true), 'done'],
  ['a deputy, the sponsor gone', standing({ id: deputyId }, true), 'done'],
  ['a former sponsor', standing({ id: formerId }), 'not-yours'],
  ['a former sponsor, the sponsor gone', standing({ id: formerId }, true), 'not-yours'],
  ['the successor', standing({ id: successorId }), 'not-yours'],
  ['a stranger', standing({ id: strangerId }), 'not-yours'],
];

describe.each(offerers)('%s', (_who, by, expected) => {
  it('should offer or be refused in every status, on every revision, before and after the last day', () => {
    for (const status of statuses)
      for (const seen of [4, 5, 6])
        for (const on of ['2027-03-02', '2027-08-31', '2027-09-01']) {
          const request = deepFreeze(makeOpen({ status }));
          const press = pressOf(by.person.id, { seen, on });
          const stands = seen === 5 && open.includes(status) && on !== '2027-09-01';
          const outcome = expected !== 'done' ? expected : stands ? 'done' : 'moved-on';
          expect({ status, seen, on, outcome: outcomeOf(offerHandover(request, successor, by, press)) }).toEqual({
            status,
            seen,
            on,
            outcome,
          });
          expect(outcomeOf(cancelHandover({ ...request, handover: { open: offer } }, by, press))).toBe(outcome);
        }
  });

  it('should be answered alike by the rule for buttons', () => {
    expect('refused' in offeringPart(makeOpen(), by)).toBe(expected !== 'done');
  });

  it('should learn of nobody’s address what they may not use', () => {
    const unknown = offerHandover(makeOpen(), undefined, by, pressOf(by.person.id));
    expect(outcomeOf(unknown)).toBe(expected === 'done' ? 'no-such-colleague' : expected);
  });
});

describe('an offer', () => {
  const offerTo = (to: Person | undefined, request = makeOpen()) => offerHandover(request, to, standing(), pressOf(sponsorId));

  it('should change nothing but itself', () => {
    const before = makeOpen({ handover: { last: { ...offer, from: formerId, answer: 'declined', answeredAt: offer.at } } });
    const { request, event } = done(offerTo(successor, before));
    expect(request).toEqual({
      ...before,
      revision: 6,
      events: 6,
      handover: { open: { by: sponsorId, to: successorId, at: '2027-03-02T12:00:00Z', channel: 'teams', revision: 6 } },
    });
    expect(event).toMatchObject({ verb: 'offer-handover', fields: ['sponsor'], actor: sponsorId });
    expect(JSON.stringify(event)).not.toContain(successorId);
  });

  it.each<[string, Person | undefined, Refusal['refused']]>([
    ['nobody', undefined, 'no-such-colleague'],
    ['a student or guest', makePerson({ id: successorId, isStaff: false }), 'no-such-colleague'],
    ['somebody whose account is disabled', makePerson({ id: successorId, isEnabled: false }), 'no-such-colleague'],
    ['the sponsor', makePerson(), 'sponsor-already'],
  ])('should not go to %s', (_whom, to, refused) => {
    expect(outcomeOf(offerTo(to))).toBe(refused);
  });

  it('should wait until one that stands is cancelled', () => {
    const other = makePerson({ id: strangerId });
    expect(offerTo(other, makeOpen({ handover: { open: offer } }))).toEqual({ refused: 'moved-on' });
  });

  it('should be made in the place of a sponsor who is gone, and say so', () => {
    const made = done(offerHandover(makeOpen(), successor, standing({ id: headId }, true), pressOf(headId)));
    expect(made.event).toMatchObject({ actor: headId, actingFor: sponsorId });
    expect(made.request.handover?.open).toMatchObject({ by: headId, isSponsorGone: true });
  });
});

describe('accepting', () => {
  const accept = (request: VisitorRequest, who: Person = successor, press = pressOf(who.id)) =>
    acceptHandover(deepFreeze(request), who, press);

  it('should make the successor the sponsor, involved for good, with nothing old to be told', () => {
    const { request, event, detail } = done(accept(makeOpen({ handover: { open: offer }, decision: { ...approval, outcomeRevision: 2 } })));
    expect(request).toMatchObject({
      sponsor: successorId,
      involved: [formerId, sponsorId, successorId],
      status: 'active',
      revision: 6,
      handover: { last: { from: sponsorId, to: successorId, answer: 'accepted', answeredAt: '2027-03-02T12:00:00Z', revision: 6 } },
    });
    expect(request.handover).not.toHaveProperty('open');
    expect(request.decision).toEqual(approval);
    expect(detail).toEqual({ before: { sponsor: sponsorId }, after: { sponsor: successorId } });
    expect(JSON.stringify(event)).not.toContain(sponsorId);
  });

  it('should not name anybody twice among those involved', () => {
    const back = makeOpen({ handover: { open: { ...offer, to: formerId } } });
    expect(done(accept(back, makePerson({ id: formerId }))).request.involved).toEqual([formerId, sponsorId]);
  });

  it.each([
    ['is staff no longer', { isStaff: false }],
    ['is disabled', { isEnabled: false }],
  ])('should be refused a successor who %s since', (_why, changes) => {
    expect(outcomeOf(accept(makeOpen({ handover: { open: offer } }), makePerson({ id: successorId, ...changes })))).toBe('not-staff');
  });

  it('should be refused on a card that has changed since, and where the request is over', () => {
    for (const seen of [4, 6])
      expect(outcomeOf(accept(makeOpen({ handover: { open: offer } }), successor, pressOf(successorId, { seen })))).toBe('moved-on');
    for (const status of statuses)
      expect(outcomeOf(accept(makeOpen({ status, handover: { open: offer } })))).toBe(open.includes(status) ? 'done' : 'moved-on');
    expect(outcomeOf(accept(makeOpen({ handover: { open: offer } }), successor, pressOf(successorId, { on: '2027-09-01' })))).toBe(
      'moved-on',
    );
  });
});

describe('answering', () => {
  it.each([
    ['a stranger', strangerId, 'not-yours'],
    ['an admin', adminId, 'not-yours'],
    ['somebody whose offer was taken back', successorId, 'not-yours'],
    ['the sponsor', sponsorId, 'moved-on'],
  ] as const)('should be refused %s, whatever they saw', (_who, id, refused) => {
    const request = makeOpen(id === successorId ? {} : { handover: { open: offer } });
    for (const seen of [4, 5, 6]) {
      expect(outcomeOf(acceptHandover(request, makePerson({ id }), pressOf(id, { seen })))).toBe(refused);
      expect(outcomeOf(declineHandover(request, id, pressOf(id, { seen })))).toBe(refused);
    }
  });

  it('should leave everything as it was when declined, and be answered once', () => {
    const before = makeOpen({ handover: { open: offer }, decision: { ...approval, outcomeRevision: 2 } });
    const { request } = done(declineHandover(before, successorId, pressOf(successorId)));
    expect(request).toMatchObject({
      sponsor: sponsorId,
      involved: before.involved,
      decision: { outcomeRevision: 2 },
      handover: { last: { answer: 'declined' } },
    });
    expect(request.handover).not.toHaveProperty('open');
    expect(outcomeOf(declineHandover(request, successorId, pressOf(successorId, { seen: 6 })))).toBe('moved-on');
    expect(outcomeOf(acceptHandover(request, successor, pressOf(successorId, { seen: 6 })))).toBe('moved-on');
  });
});

describe('handoverRecipients', () => {
  const handed = { ...offer, from: sponsorId, answer: 'accepted' as const, answeredAt: offer.at };

  it.each<[string, Partial<Omit<typeof handed, 'answer'>> & { isSponsorGone?: true; answer?: 'accepted' | 'expired' }, string[]]>([
    ['the sponsor who offered, once', {}, [sponsorId]],
    ['the sponsor and the admin who offered', { by: adminId }, [adminId, sponsorId]],
    ['the sponsor who offered, also where nobody answered', { answer: 'expired' }, [sponsorId]],
    ['the head alone, where the sponsor is gone', { by: headId, isSponsorGone: true }, [headId]],
    ['nobody, where an admin took it over themselves from one who is gone', { by: adminId, to: adminId, isSponsorGone: true }, []],
  ])('should be %s', (_who, changes, people) => {
    expect(handoverRecipients(makeOpen({ handover: { last: { ...handed, ...changes } } }))).toEqual(people);
  });

  it('should be nobody before there was an answer', () => {
    expect(handoverRecipients(makeOpen({ handover: { open: offer } }))).toEqual([]);
  });
});

describe('handing over, by any presses in any order', () => {
  const people = [sponsorId, headId, adminId, successorId, strangerId];
  const step = fc.record({
    verb: fc.constantFrom('offer', 'cancel', 'accept', 'decline' as const),
    by: fc.constantFrom(...people),
    to: fc.constantFrom(...people),
    late: fc.boolean(),
  });

  it('should make a sponsor of nobody who was not offered it and accepted, and forget nobody involved', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let request = makeOpen();
        for (const { verb, by, to, late } of steps) {
          const press = pressOf(by, { seen: late ? request.revision - 1 : request.revision });
          const person = standing({ id: by, isAdmin: by === adminId });
          const result = {
            offer: () => offerHandover(request, makePerson({ id: to }), person, press),
            cancel: () => cancelHandover(request, person, press),
            accept: () => acceptHandover(request, person.person, press),
            decline: () => declineHandover(request, by, press),
          }[verb]();
          if (isRefusal(result)) continue;
          expect(late).toBe(false);
          const next = result.request;
          if (next.sponsor !== request.sponsor) expect([verb, by, next.sponsor]).toEqual(['accept', request.handover?.open?.to, by]);
          expect(next.involved).toEqual(expect.arrayContaining([...request.involved, next.sponsor]));
          expect(canBeHandedOver(next, press)).toBe(true);
          request = next;
        }
      }),
    );
  });
});
