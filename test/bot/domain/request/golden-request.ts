import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { deputyId, fullAnswers, headId, sponsorId, strangerId } from '../../../make';

const at = '2027-01-20T10:00:00Z';
const done = { by: headId, at, channel: 'teams' } as const;
const kept = {
  userName: 'fairweo1@bantshire.example',
  displayName: 'Otty Fairweather',
  level: 'staff-like',
  lastDay: '2027-06-30',
  isEnabled: true,
} as const;

/** A request with all that one may remember, in the shape of this release. */
export const goldenRequest: VisitorRequest = {
  id: 'VR-7K3M9QXA',
  status: 'active',
  revision: 9,
  events: 12,
  sponsor: sponsorId,
  involved: [sponsorId, strangerId],
  preparedBy: strangerId,
  answers: { ...fullAnswers, photo: { blob: '0123456789abcdef0123456789abcdef' } },
  validFrom: '2027-02-01',
  validTo: '2027-06-30',
  isTakenOver: true,
  madeAt: '2027-01-18T10:15:00Z',
  changedAt: at,
  question: {
    askedAt: '2027-01-18T10:15:00Z',
    revision: 2,
    resentAt: at,
    headAway: { person: headId, until: '2027-01-25' },
    passedOn: [{ to: deputyId, by: headId, at, note: 'Please look at this.' }],
    changeableFrom: 2,
    answered: { question: 'Until when?', answer: 'Until June.' },
    changed: { validTo: '2027-07-31' },
    nudged: { at, count: 2 },
  },
  decision: {
    ...done,
    verb: 'approve',
    words: 'Welcome.',
    change: {
      validTo: { asked: '2027-07-31', approved: '2027-06-30' },
      itAccess: { asked: 'staff-like', approved: 'student-like' },
      idCard: { asked: true, approved: false },
    },
    visitor: { firstName: 'Ottoline', lastName: 'Fairweather' },
    changeableFrom: 3,
    outcomeRevision: 4,
  },
  recalled: { by: headId, at, revision: 3 },
  assigned: { ...done, to: deputyId },
  account: {
    reapproved: { ...done, from: '2027-03-01', count: 2 },
    shortened: done,
    ending: done,
    end: done,
    corrected: { ...done, revision: 8 },
    directory: {
      userName: kept.userName,
      namesTaken: 1,
      askedAt: at,
      objectId: strangerId,
      state: 'enabled',
      stateAt: at,
      begun: { at, revision: 7 },
      needsHand: 'NameTaken',
      kept: { ...kept, sponsor: sponsorId, isByHand: true },
      task: { since: at, target: kept, steps: ['make', 'enable'], due: '2027-02-01', code: 'Refused', isRefused: true },
    },
  },
  handover: {
    last: { ...done, to: deputyId, revision: 5, isSponsorGone: true, from: sponsorId, answer: 'declined', answeredAt: at },
  },
  issued: { ...done, number: '10023456', until: '2027-06-30', collected: done },
  exported: { ...done, batch: 'b1', digest: 'd1', isNew: true, endAt: at },
  follows: 'VR-2KX7H4QP',
};
