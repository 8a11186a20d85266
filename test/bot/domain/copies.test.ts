import { wantedCopies } from '../../../bot/domain/copies';
import type { Deciders } from '../../../bot/domain/deciders';
import { type Status, statuses } from '../../../bot/domain/visitor-request';
import { deputyId, headId, makeRequest, sponsorId } from '../../make';

const deciders: Deciders = { ask: [headId], may: [headId, deputyId], as: 'department' };

describe('wantedCopies', () => {
  it('should want the question for those who are asked, by the revision at which they were', () => {
    const request = makeRequest({ revision: 4, askedRevision: 3 });
    expect(wantedCopies(request, deciders)).toEqual([{ person: headId, slug: 'ask-3' }]);
    expect(wantedCopies(request, { ...deciders, ask: [headId, deputyId] })).toHaveLength(2);
  });

  it('should want no answer while the question is open, even when there was one before', () => {
    expect(wantedCopies(makeRequest({ askedRevision: 3, outcomeRevision: 2 }), { ...deciders, ask: [] })).toEqual([]);
  });

  const decided = statuses.filter((status) => status !== 'pending');

  it.each<[Status]>(decided.map((status) => [status]))(
    'should never want a question once a request is %s, but the answer for its sponsor',
    (status) => {
      expect(wantedCopies(makeRequest({ status, outcomeRevision: 2 }), deciders)).toEqual([{ person: sponsorId, slug: 'outcome-2' }]);
      expect(wantedCopies(makeRequest({ status }), deciders)).toEqual([]);
    },
  );
});
