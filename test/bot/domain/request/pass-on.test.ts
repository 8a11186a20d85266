import { decidersOf } from '../../../../bot/domain/request/deciders';
import { passToDeputy } from '../../../../bot/domain/request/pass-on';
import { isRefusal } from '../../../../bot/domain/request/refusal';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { adminId, deepFreeze, deputyId, headId, makeDepartment, makeRequest, noon, sponsorId, strangerId } from '../../../make';

const otherDeputy = '00000000-0000-4000-8000-0000000000d2';
const both = makeDepartment({ deputies: [deputyId, otherDeputy] });
const one = makeDepartment();
const press = (id: string, seen = 1) => ({ actor: { id, channel: 'teams' as const }, now: noon('2027-01-19'), seen });

function passes(request: VisitorRequest, department = both, body: { to?: string; words?: string } = {}, by = press(headId)) {
  return passToDeputy(deepFreeze(request), department, decidersOf(request, department, [adminId]), body, by);
}

describe('passing a question on', () => {
  it('should ask the deputy beside the head, and leave the question the same', () => {
    const result = passes(makeRequest(), both, { to: otherDeputy, words: ' You know them. ' });
    if (isRefusal(result)) throw new Error(result.refused);
    const { request, event, detail } = result;
    expect(request).toMatchObject({ status: 'pending', revision: 2, question: { revision: 1 } });
    expect(request.question.passedOn).toEqual([{ to: otherDeputy, by: headId, at: '2027-01-19T12:00:00Z', note: 'You know them.' }]);
    expect(decidersOf(request, both, [adminId])).toEqual({
      ask: [headId, otherDeputy],
      may: [headId, deputyId, otherDeputy],
      as: 'department',
    });
    expect(event).toMatchObject({ verb: 'pass-on', actor: headId, fields: ['decider'], from: 'pending', to: 'pending', revision: 2 });
    expect(detail).toEqual({ after: { decider: otherDeputy }, words: 'You know them.' });
    // Where the other one is asked as well, the first one still is.
    const again = passes(request, both, { to: deputyId }, press(headId, 2));
    expect(isRefusal(again) || decidersOf(again.request, both, []).ask).toEqual([headId, otherDeputy, deputyId]);
  });

  it('should need no name where there is one deputy only', () => {
    const result = passes(makeRequest(), one);
    expect(isRefusal(result) || result.request.question.passedOn).toMatchObject([{ to: deputyId }]);
    expect(isRefusal(result) || result.request.question.passedOn?.[0]).not.toHaveProperty('note');
  });

  it.each<[string, VisitorRequest, typeof both, { to?: string; words?: string }, ReturnType<typeof press>, string]>([
    ['a deputy', makeRequest(), both, { to: otherDeputy }, press(deputyId), 'not-the-head'],
    ['an admin', makeRequest(), both, { to: deputyId }, press(adminId), 'not-yours'],
    ['a stranger', makeRequest(), both, { to: deputyId }, press(strangerId), 'not-yours'],
    ['the sponsor', makeRequest(), both, { to: deputyId }, press(sponsorId), 'own-request'],
    ['a head who made it', makeRequest({ involved: [sponsorId, headId] }), both, { to: deputyId }, press(headId), 'own-request'],
    ['a head without deputies', makeRequest(), makeDepartment({ deputies: [] }), {}, press(headId), 'no-deputy'],
    ['a head whose deputy is involved', makeRequest({ involved: [sponsorId, deputyId] }), one, {}, press(headId), 'no-deputy'],
    [
      'to a deputy who is involved',
      makeRequest({ involved: [sponsorId, deputyId] }),
      both,
      { to: deputyId },
      press(headId),
      'decider-involved',
    ],
    ['to nobody of two', makeRequest(), both, {}, press(headId), 'deputy-missing'],
    ['to somebody else', makeRequest(), both, { to: strangerId }, press(headId), 'deputy-missing'],
    ['to the head', makeRequest(), both, { to: headId }, press(headId), 'decider-already'],
    [
      'to one who is asked',
      makeRequest({ question: { headAway: { person: headId } } }),
      both,
      { to: deputyId },
      press(headId),
      'no-deputy',
    ],
    ['an older card', makeRequest({ revision: 2 }), both, { to: deputyId }, press(headId, 1), 'moved-on'],
    ['what is decided', makeRequest({ status: 'rejected' }), both, { to: deputyId }, press(headId), 'moved-on'],
    ['too many words', makeRequest(), both, { to: deputyId, words: 'x'.repeat(1001) }, press(headId), 'words-too-long'],
  ])('should be refused: %s', (_what, request, department, body, by, refused) => {
    expect(passes(request, department, body, by)).toMatchObject({ refused });
  });
});

describe('whoever was asked by the head', () => {
  const passed = makeRequest({ question: { passedOn: [{ to: deputyId, by: headId, at: '2027-01-19T12:00:00Z' }] } });

  it('should be asked no longer once they are involved, gone, or no deputy any more', () => {
    expect(decidersOf({ ...passed, involved: [sponsorId, deputyId] }, one, []).ask).toEqual([headId]);
    expect(decidersOf(passed, one, [], (person) => person !== deputyId).ask).toEqual([headId]);
    expect(decidersOf(passed, makeDepartment({ deputies: [otherDeputy] }), []).ask).toEqual([headId]);
  });

  it('should be asked beside whom an admin has named, and for this question only', () => {
    const assigned = { by: adminId, at: '2027-01-19T12:00:00Z', channel: 'tab' as const, to: strangerId };
    expect(decidersOf({ ...passed, assigned }, one, []).ask).toEqual([strangerId, deputyId]);
    expect(decidersOf({ ...passed, status: 'active' }, one, []).ask).toEqual([headId]);
  });
});
