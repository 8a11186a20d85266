import { isQuestion, wantedCopies, wantedMails } from '../../../bot/domain/copies';
import type { Deciders } from '../../../bot/domain/deciders';
import { type Status, statuses } from '../../../bot/domain/visitor-request';
import { approval, deputyId, headId, makeRequest, sponsorId } from '../../make';

const deciders: Deciders = { ask: [headId], may: [headId, deputyId], as: 'department' };

describe('wantedCopies', () => {
  it('should want the question for those who are asked, by the revision at which they were', () => {
    const request = makeRequest({ revision: 4, question: { revision: 3 } });
    expect(wantedCopies(request, deciders)).toEqual([{ person: headId, slug: 'ask-3' }]);
    expect(wantedCopies(request, { ...deciders, ask: [headId, deputyId] })).toHaveLength(2);
  });

  it('should want no answer while the question is open, even when there was one before', () => {
    expect(
      wantedCopies(makeRequest({ question: { revision: 3 }, decision: { ...approval, outcomeRevision: 2 } }), { ...deciders, ask: [] }),
    ).toEqual([]);
  });

  it('should tell the sponsor once of a decision taken back, and want the question as it was asked, not a new one', () => {
    const request = makeRequest({
      revision: 5,
      question: { revision: 3 },
      recalled: { by: headId, at: '2027-01-25T12:05:00Z', revision: 5 },
    });
    const wanted = [
      { person: headId, slug: 'ask-3' },
      { person: sponsorId, slug: 'recalled-5' },
    ];
    expect(wantedCopies(request, deciders)).toEqual(wanted);
    expect(wantedCopies({ ...request, revision: 6 }, deciders)).toEqual(wanted);
    expect(wantedCopies({ ...request, status: 'withdrawn' }, deciders)).toEqual([]);
  });

  it('should want the question once more for each reminder, while it is open', () => {
    const request = makeRequest({ question: { revision: 3, nudged: { at: '2027-01-25T12:05:00Z', count: 2 } } });
    expect(wantedCopies(request, deciders)).toEqual([
      { person: headId, slug: 'ask-3' },
      { person: headId, slug: 'nudge-3-2' },
    ]);
    expect(wantedCopies({ ...request, status: 'approved' }, deciders)).toEqual([]);
  });

  const handover = { by: sponsorId, to: deputyId, at: '2027-01-25T12:05:00Z', channel: 'teams', revision: 4 } as const;

  it('should want the offer for the successor, as long as the request can change hands', () => {
    for (const status of statuses) {
      const wanted = wantedCopies(makeRequest({ status, handover: { open: handover } }), { ...deciders, ask: [] });
      const isOpen = ['pending', 'returned', 'approved', 'active'].includes(status);
      expect({ status, wanted }).toEqual({ status, wanted: isOpen ? [{ person: deputyId, slug: 'handover-4' }] : [] });
    }
  });

  it('should want the answer for whoever offered and for the former sponsor, and no old news for the new one', () => {
    const handed = { ...handover, by: headId, from: sponsorId, answer: 'accepted', answeredAt: handover.at, revision: 5 } as const;
    const recalled = { by: headId, at: handover.at, revision: 2 };
    const request = makeRequest({ sponsor: deputyId, handover: { last: handed }, recalled });
    const told = [
      { person: headId, slug: 'handed-5' },
      { person: sponsorId, slug: 'handed-5' },
    ];
    expect(wantedCopies(request, { ...deciders, ask: [] })).toEqual(told);
    const later = { ...request, recalled: { ...recalled, revision: 6 } };
    expect(wantedCopies(later, { ...deciders, ask: [] })).toEqual([{ person: deputyId, slug: 'recalled-6' }, ...told]);
  });

  const decided = statuses.filter((status) => status !== 'pending');

  it.each<[Status]>(decided.map((status) => [status]))(
    'should never want a question once a request is %s, but the answer for its sponsor',
    (status) => {
      expect(wantedCopies(makeRequest({ status, decision: { ...approval, outcomeRevision: 2 } }), deciders)).toEqual([
        { person: sponsorId, slug: 'outcome-2' },
      ]);
      expect(wantedCopies(makeRequest({ status }), deciders)).toEqual([]);
    },
  );
});

describe('wantedMails', () => {
  const recalled = makeRequest({
    revision: 5,
    question: { revision: 3 },
    recalled: { by: headId, at: '2027-01-25T12:05:00Z', revision: 5 },
  });

  it('should want a question whether or not Teams brings it, and anything else only where Teams does not', () => {
    const ask = { person: headId, slug: 'ask-3' };
    const told = { person: sponsorId, slug: 'recalled-5' };
    expect(wantedMails(recalled, deciders, () => true)).toEqual([ask]);
    expect(wantedMails(recalled, deciders, () => false)).toEqual([ask, told]);
    expect([ask, told].map(isQuestion)).toEqual([true, false]);
  });

  it('should never want a question once it is answered', () => {
    const answered = makeRequest({ status: 'approved', decision: { ...approval, outcomeRevision: 2 } });
    expect(wantedMails(answered, deciders, () => true)).toEqual([]);
    expect(wantedMails(answered, deciders, () => false)).toEqual([{ person: sponsorId, slug: 'outcome-2' }]);
  });
});
