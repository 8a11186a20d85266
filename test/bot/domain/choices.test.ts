import { type Choices, choicesOf, noChoices } from '../../../bot/domain/choices';
import type { Standing } from '../../../bot/domain/reapproval';
import type { Person } from '../../../bot/domain/records';
import { type Handover, statuses, type VisitorRequest } from '../../../bot/domain/visitor-request';
import { adminId, deputyId, headId, makePerson, makeRequest, sponsorId, strangerId } from '../../make';
import { makePolicy, noon } from './context';

const policy = makePolicy();
const did = { by: sponsorId, at: '2027-08-02T09:00:00Z', channel: 'teams' } as const;
const offer: Handover = { ...did, to: strangerId, revision: 1 };

function choices(request: Partial<VisitorRequest>, day: string, person: Partial<Person> = {}, isSponsorGone = false): Partial<Choices> {
  const standing: Standing = {
    person: makePerson(person),
    deciders: { ask: [headId], may: [headId, deputyId], as: 'department' },
    isSponsorGone,
  };
  const all = choicesOf(makeRequest(request), standing, noon(day), policy);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== false));
}

/** The request runs from 3 February to 31 August 2027: its window opens on 1 August. */
describe('choicesOf', () => {
  it.each<[string, Partial<VisitorRequest>, string, Partial<Person>, boolean, Partial<Choices>]>([
    [
      'its sponsor, before the window',
      { status: 'active' },
      '2027-03-01',
      {},
      false,
      { keepFrom: '2027-08-01', mayShorten: true, mayEnd: true, mayOffer: true },
    ],
    [
      'its sponsor, in the window',
      { status: 'active' },
      '2027-08-01',
      {},
      false,
      { keepUntil: '2028-03-29', mayLetEnd: true, mayShorten: true, mayEnd: true, mayOffer: true },
    ],
    [
      'its sponsor, on the last day',
      { status: 'active' },
      '2027-08-31',
      {},
      false,
      { keepUntil: '2028-03-29', mayLetEnd: true, mayEnd: true, mayOffer: true },
    ],
    [
      'its sponsor, having let it end',
      { status: 'active', ending: did },
      '2027-08-03',
      {},
      false,
      { mayKeepAfterAll: true, mayShorten: true, mayEnd: true, mayOffer: true },
    ],
    [
      'its sponsor, after an offer',
      { status: 'returned', handover: offer },
      '2027-03-01',
      {},
      false,
      { mayOffer: true, mayTakeOfferBack: true },
    ],
    ['whom it is offered to', { status: 'returned', handover: offer }, '2027-03-01', { id: strangerId }, false, { mayAnswerOffer: true }],
    [
      'whom it is offered to, as a student',
      { status: 'returned', handover: offer },
      '2027-03-01',
      { id: strangerId, isStaff: false },
      false,
      {},
    ],
    ['whom it was offered to, after the last day', { status: 'active', handover: offer }, '2027-09-01', { id: strangerId }, false, {}],
    ['its sponsor, just asked', { status: 'pending' }, '2027-01-18', {}, false, { nudgeFrom: '2027-01-19', mayOffer: true }],
    ['its sponsor, long asked', { status: 'pending' }, '2027-01-28', {}, false, { nudgeFrom: '2027-01-28', mayOffer: true }],
    ['its sponsor, staff no longer', { status: 'pending' }, '2027-01-28', { isStaff: false }, false, {}],
    ['the head', { status: 'active' }, '2027-08-01', { id: headId }, false, { mayEnd: true }],
    [
      'the head, the sponsor gone',
      { status: 'active' },
      '2027-08-01',
      { id: headId },
      true,
      { keepUntil: '2028-03-29', mayLetEnd: true, mayShorten: true, mayEnd: true, mayOffer: true, standsIn: true },
    ],
    [
      'the head, the sponsor gone, while it is pending',
      { status: 'pending' },
      '2027-01-28',
      { id: headId },
      true,
      { mayOffer: true, standsIn: true },
    ],
    [
      'an admin',
      { status: 'approved' },
      '2027-01-28',
      { id: adminId, isAdmin: true },
      false,
      { mayShorten: true, mayEnd: true, mayOffer: true },
    ],
    ['a stranger', { status: 'active' }, '2027-08-01', { id: strangerId }, true, {}],
  ])('should be those of %s', (_who, request, day, person, isSponsorGone, expected) => {
    expect(choices(request, day, person, isSponsorGone)).toEqual(expected);
  });

  it('should be none once the last day has passed, or the request is over', () => {
    for (const status of statuses) {
      for (const person of [{}, { id: headId }, { id: adminId, isAdmin: true }]) {
        const isOver = !['pending', 'returned', 'approved', 'active'].includes(status);
        const after = choices({ status }, '2027-09-01', person, true);
        expect({ status, after: { ...after, standsIn: undefined } }).toEqual({ status, after: {} });
        if (isOver) expect({ status, ...choices({ status }, '2027-08-05', person) }).toEqual({ status });
      }
    }
  });

  it('should be nothing for nobody', () => {
    expect(Object.values(noChoices).filter(Boolean)).toEqual([]);
  });
});
