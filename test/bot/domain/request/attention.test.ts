import { Temporal } from 'temporal-polyfill';
import { isOpenMatter } from '../../../../bot/domain/request/attention';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { statuses } from '../../../../bot/domain/statuses/table';
import { adminId, deputyId, makeRequest, sponsorId } from '../../../make';

const today = Temporal.PlainDate.from('2027-02-20');
const since = '2027-02-10T08:00:00Z';
const isOpen = (kind: string, request: VisitorRequest) => isOpenMatter({ kind, since }, request, today);

const over = ['expired', 'ended', 'rejected', 'withdrawn', 'lapsed'] as const;
const running = statuses.filter((status) => !over.some((one) => one === status));

describe('a matter for admins', () => {
  it.each(over)('should be over with its request, when that is %s', (status) => {
    for (const kind of ['unanswered', 'sponsor-gone', 'unreached-list']) expect(isOpen(kind, makeRequest({ status }))).toBe(false);
    // Whoever was to hear of a rejection has not heard of it.
    expect(isOpen('unreached', makeRequest({ status }))).toBe(status === 'rejected');
  });

  it('should be over where the dates have ended the request, whatever the clock has got to', () => {
    expect(isOpen('sponsor-gone', makeRequest({ status: 'active', validTo: '2027-02-19' }))).toBe(false);
    expect(isOpen('sponsor-gone', makeRequest({ status: 'active', validTo: '2027-02-20' }))).toBe(true);
  });

  it.each(running)('should last while its request is %s', (status) => {
    for (const kind of ['sponsor-gone', 'unreached']) expect(isOpen(kind, makeRequest({ status }))).toBe(true);
    expect(isOpen('unanswered', makeRequest({ status }))).toBe(status === 'pending');
  });

  it.each([
    ['waits for a decision', { status: 'pending' }, true],
    ['has nothing to answer', { status: 'active', validTo: '2027-09-30' }, false],
    ['is in its last thirty days', { status: 'active', validTo: '2027-03-10' }, true],
    ['ends as its sponsor wants', { status: 'active', validTo: '2027-03-10', account: { ending: { by: sponsorId, at: since } } }, false],
  ] as const)('should last for a list that reached nobody while what it names %s', (_, state, expected) => {
    expect(isOpen('unreached-list', makeRequest(state as never))).toBe(expected);
  });

  it('should be over once the question was asked anew', () => {
    expect(isOpen('unanswered', makeRequest({ question: { askedAt: '2027-02-10T08:00:01Z' } }))).toBe(false);
    expect(isOpen('unanswered', makeRequest({ question: { resentAt: '2027-02-11T08:00:00Z' } }))).toBe(false);
    expect(isOpen('unanswered', makeRequest({ question: { resentAt: '2027-02-09T08:00:00Z' } }))).toBe(true);
  });

  it.each([
    ['assigned', '2027-02-11T08:00:00Z', false],
    ['accepted', '2027-02-11T08:00:00Z', false],
    ['declined', '2027-02-11T08:00:00Z', true],
    ['expired', '2027-02-11T08:00:00Z', true],
    ['accepted', '2027-02-09T08:00:00Z', true],
  ] as const)('should know whether there is another sponsor since: %s at %s', (answer, answeredAt, expected) => {
    const handed = {
      by: adminId,
      at: '2027-02-01T08:00:00Z',
      channel: 'tab',
      to: deputyId,
      from: sponsorId,
      revision: 2,
      answer,
      answeredAt,
    } as const;
    expect(isOpen('sponsor-gone', makeRequest({ status: 'active', handover: { last: handed } }))).toBe(expected);
  });

  it('should last where a step behind the request failed, whatever its status', () => {
    for (const status of statuses) for (const kind of ['poison', 'todo-mails']) expect(isOpen(kind, makeRequest({ status }))).toBe(true);
  });
});
