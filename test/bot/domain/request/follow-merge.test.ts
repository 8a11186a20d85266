import { wantedMessages } from '../../../../bot/domain/messages/message';
import { messages } from '../../../../bot/domain/messages/table';
import { decidersOf } from '../../../../bot/domain/request/deciders';
import { followMerge } from '../../../../bot/domain/request/follow-merge';
import { isRefusal } from '../../../../bot/domain/request/refusal';
import { isAnswerable } from '../../../../bot/domain/request/resubmit';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { adminId, approval, deepFreeze, deputyId, makeDepartment, makeRequest, noon, sponsorId, strangerId } from '../../../make';

const press = { actor: { id: adminId, channel: 'tab' as const }, now: noon('2027-03-02') };
const merge = { from: 'computer-science', into: 'informatics', hasOtherDeciders: true };
const open = { by: sponsorId, at: '2027-02-20T10:00:00Z', channel: 'tab' as const, revision: 4, change: { validTo: '2028-08-31' } };
const at = (overrides: Partial<VisitorRequest> = {}) => deepFreeze(makeRequest({ revision: 5, events: 5, ...overrides }));
const states = {
  pending: at(),
  returned: at({ status: 'returned', decision: { ...approval, verb: 'return', words: 'When?', changeableFrom: 3 } }),
  approved: at({ status: 'approved', validFrom: '2027-05-01', decision: approval }),
  active: at({ status: 'active', decision: approval }),
  proposed: at({ status: 'active', decision: approval, account: { proposal: { open } } }),
  rejected: at({ status: 'rejected', decision: { ...approval, verb: 'reject', words: 'No.' } }),
  withdrawn: at({ status: 'withdrawn' }),
  // By its dates, though no sweep has come yet.
  overdue: at({ status: 'active', validTo: '2027-03-01', decision: approval }),
  elsewhere: at({ answers: { ...makeRequest().answers, department: 'archive' } }),
};

it.each([
  ['pending', true, 'asked'],
  ['pending', false, 'moved'],
  ['returned', true, 'moved'],
  ['approved', true, 'moved'],
  ['active', true, 'moved'],
  ['proposed', true, 'asked'],
  ['proposed', false, 'moved'],
  ['rejected', true, 'moved-on'],
  ['withdrawn', true, 'moved-on'],
  ['overdue', true, 'moved-on'],
  ['elsewhere', true, 'moved-on'],
] as const)('%s, with other approvers %s, should be %s', (state, hasOtherDeciders, outcome) => {
  const before = states[state];
  const result = followMerge(before, { ...merge, hasOtherDeciders }, press);
  if (isRefusal(result)) return expect(result.refused).toBe(outcome);
  const { request, event, detail } = result;
  expect(request).toMatchObject({ revision: 6, events: 6, status: before.status, movedFrom: 'computer-science' });
  expect(request.answers).toEqual({ ...before.answers, department: 'informatics' });
  expect(request.decision).toEqual(before.decision);
  expect(event).toMatchObject({ verb: 'follow-merge', actor: adminId, fields: ['department'] });
  expect(detail).toEqual({ before: { department: 'computer-science' }, after: { department: 'informatics' } });
  const asked = [request.question, request.account?.proposal?.open].filter((one) => one?.revision === 6 && one.resentAt !== undefined);
  return expect(asked).toHaveLength(outcome === 'asked' ? 1 : 0);
});

it('should ask the new head and nobody else once more, and leave a draft that was opened before current', () => {
  const result = followMerge(states.pending, merge, press);
  if (isRefusal(result)) throw new Error(result.refused);
  const there = makeDepartment({ id: 'informatics', head: strangerId, deputies: [deputyId] });
  const wanted = wantedMessages(messages, result.request, decidersOf(result.request, there, [adminId]));
  expect(wanted).toEqual([{ person: strangerId, message: { kind: 'ask', revision: 6 } }]);
  expect(isAnswerable(result.request, 1)).toBe(true);
});

it('should change nothing the second time', () => {
  const first = followMerge(states.active, merge, press);
  if (isRefusal(first)) throw new Error(first.refused);
  expect(followMerge(first.request, merge, press)).toEqual({ refused: 'moved-on' });
});
