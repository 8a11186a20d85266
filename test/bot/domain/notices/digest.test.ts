import { Temporal } from 'temporal-polyfill';
import { isFirstOrLast, recipientsOf, rowStateOf, wasAskedBefore, windowOf } from '../../../../bot/domain/notices/digest';
import { placesOf, viewOf } from '../../../../bot/domain/request/views';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { adminId, deputyId, headId, makePolicy, makeRequest, sponsorId } from '../../../make';

const deciders = { ask: [headId], may: [headId, deputyId], as: 'department' as const };
const date = (text: string) => Temporal.PlainDate.from(text);
const active = (changes: Partial<VisitorRequest> = {}) =>
  makeRequest({ status: 'active', validFrom: '2027-02-03', validTo: '2027-08-31', ...changes });
const done = { by: sponsorId, at: '2027-08-10T09:00:00Z', channel: 'teams' as const };

describe('recipientsOf', () => {
  const of = (...given: Partial<Parameters<typeof recipientsOf>>) => {
    const [notice = { kind: 'reapproval' }, request = active(), who = deciders, isGone = false, admins = [adminId]] = given;
    return recipientsOf(notice, request, who, isGone, admins).map(({ person, kind }) => `${kind} ${person}`);
  };

  it('should tell the sponsor, and those who decide once the sponsor is gone', () => {
    expect(of({ kind: 'reapproval' })).toEqual([`sponsor ${sponsorId}`]);
    expect(of({ kind: 'over' })).toEqual([`sponsor ${sponsorId}`]);
    expect(of({ kind: 'reapproval' }, active(), deciders, true)).toEqual([`decider ${headId}`]);
    expect(of({ kind: 'over' }, active(), deciders, true)).toEqual([]);
  });

  it.each([
    [1, [headId]],
    [2, [headId, deputyId]],
    [3, [headId, deputyId, adminId]],
  ])('should press the deciders further: nudge %s', (stage, people) => {
    expect(of({ kind: 'nudge', stage }, makeRequest())).toEqual(people.map((person) => `decider ${person}`));
  });

  it('should tell the sponsor of a question, nobody else where they have left, and a successor of an offer in either case', () => {
    const open = { by: sponsorId, at: '2027-08-02T10:00:00Z', channel: 'teams' as const, to: deputyId, revision: 2 };
    expect(of({ kind: 'answer' })).toEqual([`sponsor ${sponsorId}`]);
    expect(of({ kind: 'answer' }, active(), deciders, true)).toEqual([]);
    for (const isGone of [false, true])
      expect(of({ kind: 'handover' }, active({ handover: { open } }), deciders, isGone)).toEqual([`sponsor ${deputyId}`]);
    expect(of({ kind: 'handover' })).toEqual([]);
  });

  it('should tell nobody twice, nor press an admin who is involved', () => {
    const notice = { kind: 'nudge', stage: 3 } as const;
    expect(of(notice, makeRequest(), { ask: [adminId], may: [adminId], as: 'admins' })).toEqual([`decider ${adminId}`]);
    expect(of(notice, makeRequest({ involved: [sponsorId, adminId] }))).toEqual([headId, deputyId].map((person) => `decider ${person}`));
  });
});

describe('rowStateOf', () => {
  const since = '2027-08-01';
  it.each<[string, VisitorRequest, string]>([
    ['undecided', active(), '2027-08-01'],
    ['undecided', active({ status: 'approved', validFrom: '2027-08-20' }), '2027-08-05'],
    ['ending', active({ account: { ending: done } }), '2027-08-31'],
    ['over', active(), '2027-09-01'],
    ['over', active({ status: 'ended' }), '2027-08-10'],
    ['kept', active({ validTo: '2028-02-29', account: { reapproved: { ...done, from: '2027-09-01' } } }), '2027-08-11'],
    [
      'settled',
      active({ validTo: '2028-02-29', account: { reapproved: { ...done, at: '2027-07-31T09:00:00Z', from: '2027-09-01' } } }),
      '2027-08-11',
    ],
    ['settled', active(), '2027-07-31'],
    ['returned', makeRequest({ status: 'returned' }), '2027-02-01'],
    ['pending', makeRequest(), '2027-02-01'],
    ['over', makeRequest(), '2027-09-01'],
  ])('should be %s', (expected, request, today) => {
    expect(rowStateOf(request, date(today), since).rowState).toBe(expected);
  });

  const open = { by: sponsorId, at: '2027-08-02T10:00:00Z', channel: 'teams' as const, to: deputyId, revision: 2 };
  it.each([
    ['handover', deputyId, 'active', '2027-08-05'],
    ['undecided', sponsorId, 'active', '2027-08-05'],
    // To those who decide it is a question like any other.
    ['pending', undefined, 'pending', '2027-08-05'],
    ['handover', deputyId, 'pending', '2027-08-05'],
    ['over', deputyId, 'active', '2027-09-01'],
  ] as const)('should be %s to a reader of a list for sponsors: %s, %s, %s', (expected, sponsor, status, today) => {
    const request = active({ status, handover: { open } });
    expect(rowStateOf(request, date(today), since, sponsor).rowState).toBe(expected);
  });
});

const approved = { decision: { verb: 'approve', by: headId, at: '2027-01-20T10:00:00Z', channel: 'teams' } } as const;

describe('wasAskedBefore', () => {
  it.each<[boolean, VisitorRequest, string, string]>([
    [true, active(approved), '2027-08-02', 'on the day after the first notice'],
    [false, active(approved), '2027-08-01', 'on the day of the first notice, on which it is newly due'],
    [true, active(approved), '2027-08-31', 'on the last day'],
    [false, active(approved), '2027-09-01', 'once it is over'],
    [false, active({ ...approved, account: { ending: done } }), '2027-08-20', 'let expire'],
    [false, active({ ...approved, validFrom: '2027-08-04' }), '2027-08-16', 'before its first notice, which came after the activation'],
    [true, active({ ...approved, validFrom: '2027-08-04' }), '2027-08-17', 'after it'],
    [false, active({ decision: { ...approved.decision, at: '2027-08-05T07:00:00Z' } }), '2027-08-10', 'approved since'],
  ])('should be %s: %#', (expected, request, today) => {
    expect(wasAskedBefore(request, date(today), makePolicy())).toBe(expected);
  });
});

describe('isFirstOrLast', () => {
  it.each([
    ['2027-08-01', true],
    ['2027-08-15', true],
    ['2027-08-16', false],
    ['2027-08-23', false],
    ['2027-08-30', true],
  ])('should say of the notice that is due by %s: %s', (today, is) => {
    expect(isFirstOrLast(active(approved), date(today), makePolicy())).toBe(is);
  });
});

it('should find the last thirty days in a sponsor’s list, both ends included', () => {
  const within = windowOf(date('2027-08-01'));
  const isThere = (validTo: string) => {
    const row = placesOf(active({ validTo })).find(({ partition }) => partition === viewOf.sponsor(sponsorId))?.row ?? '';
    return row >= within.from && row < within.to;
  };
  expect(['2027-07-31', '2027-08-01', '2027-08-31', '2027-09-01'].map(isThere)).toEqual([false, true, true, false]);
});
