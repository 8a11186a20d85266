import { dueBy, dueWhy } from '../../../../bot/domain/dates/due-words';
import { nextFor } from '../../../../bot/domain/words/card-words';

const visit = { validFrom: '2027-02-08', validTo: '2027-07-30' };

describe('by when an open request is to be settled', () => {
  it.each([
    ['a year before', '2026-02-01', 'by Mon 8 Feb 2027', 'by Mon 8 Feb 2027, when the visit starts'],
    ['before the first day', '2027-02-07', 'by Mon 8 Feb', 'by Mon 8 Feb 2027, when the visit starts'],
    ['on the first day', '2027-02-08', 'now', 'now: the request lapses after Fri 30 Jul 2027'],
    ['on the last day', '2027-07-30', 'now', 'now: the request lapses after Fri 30 Jul 2027'],
  ])('should name the start until it has come, and then the lapse: %s', (_name, today, by, why) => {
    expect([dueBy(visit.validFrom, today), dueWhy(visit, today)]).toEqual([by, why]);
  });

  it.each([
    ['pending', true, 'A decision is needed by Mon 8 Feb 2027, when the visit starts.'],
    ['returned', true, 'Answer the question or edit your request by Mon 8 Feb 2027, when the visit starts.'],
    ['returned', false, 'The sponsor’s answer is needed by Mon 8 Feb 2027, when the visit starts.'],
  ] as const)('should say it on the card of what is %s, to its sponsor: %s', (status, isSponsor, sentence) => {
    expect(nextFor(isSponsor, status, visit, '2027-02-01')).toBe(sentence);
  });
});
