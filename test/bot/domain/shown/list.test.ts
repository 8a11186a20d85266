import { type ListState, rowStateOf } from '../../../../bot/domain/notices/digest';
import { type DigestRow, shownDigest } from '../../../../bot/domain/shown/list';
import { listedRequest } from '../../../../bot/domain/shown/listed-request';
import { rowLines, shownRow } from '../../../../bot/domain/shown/request-row';
import { type Status, statuses } from '../../../../bot/domain/statuses/table';
import { context, people, today } from '../../../cards/examples/context';
import { digestRow } from '../../../cards/examples/digest';
import { inStatus } from '../../../cards/examples/requests';
import { sponsorId } from '../../../make';

const { offered: _none, ...cannotReapprove } = digestRow();
const rowOf = (row: DigestRow) => shownDigest({ kind: 'sponsor', rows: [row], today, context }).rows[0]!;
const inState = (rowState: ListState, status: Status, changes: Partial<DigestRow> = {}) =>
  digestRow({ rowState, status, request: inStatus(status, { validTo: '2027-02-17' }), ...changes });

describe('a visitor of a list of the clock', () => {
  it('should be named with reason, department and dates, each once', () => {
    const row = rowOf(digestRow());
    expect(row.details).toBe(`${row.reason} (Example Robotics Ltd), ${row.department}. ${row.period}`);
    expect(row.account).toBe('Staff-like, ID card. Not reapproved yet. It can be reapproved to Thu 3 Feb 2028 at the latest.');
    const reapproved = { by: 'sponsor', at: '2027-01-12T09:00:00Z', channel: 'teams' as const, from: '2027-01-20', count: 2 };
    expect(rowOf(digestRow({ request: { ...digestRow().request, account: { reapproved } } })).account).toContain('Reapproved twice');
    expect([row.visitor, row.reason, row.department]).toEqual([
      expect.stringContaining('Example'),
      'Contractor/Consultant',
      'School of Computer Science',
    ]);
  });

  it('should keep the ids of a department and a reason that are taken off, and the reference of a visitor without a name', () => {
    const { firstName: _f, lastName: _l, ...answers } = inStatus('active').answers;
    const request = inStatus('active', { answers: { ...answers, department: 'closed-long-ago', reason: 'retired' } as never });
    expect(rowOf(digestRow({ request }))).toMatchObject({ visitor: request.id, department: 'closed-long-ago', reason: 'retired' });
  });

  it.each<[string, DigestRow, string]>([
    ['undecided', inState('undecided', 'active'), 'Last day: Wed 17 Feb 2027, in 14 days'],
    ['with somebody else', inState('undecided', 'active', { isTheirs: false }), 'Another colleague now sponsors this visitor.'],
    ['reapproved', inState('kept', 'active'), 'Reapproved to Wed 17 Feb 2027.'],
    ['let expire', inState('ending', 'active', { endingBy: 'you' }), 'Will expire after Wed 17 Feb 2027, as you asked.'],
    ['expired', inState('over', 'expired'), 'Expired: the last day was Wed 17 Feb 2027.'],
    ['ended by hand', inState('over', 'ended'), 'Ended.'],
    ['decided meanwhile', inState('settled', 'returned'), 'Returned with a question.'],
    ['approved and begun meanwhile', inState('settled', 'active'), 'Active: the last day is Wed 17 Feb 2027.'],
  ])('should say how it is: %s', (_name, row, state) => {
    expect(rowOf(row).state).toBe(state);
  });

  it('should say who asked for what waits for a decision, and when', () => {
    expect(rowOf(inState('pending', 'pending')).state).toMatch(new RegExp(`^Requested by ${people.sponsor} on .*2027`));
    const { request } = inState('pending', 'pending');
    const again = { ...request, question: { ...request.question, askedAt: '2027-02-02T10:00:00Z' } };
    expect(rowOf(inState('pending', 'pending', { request: again })).state).toBe(
      `Resubmitted by ${people.sponsor} on Tue 2 Feb 2027 at 10:00`,
    );
    const resent = { ...request, question: { ...request.question, revision: 2, resentAt: '2027-02-02T10:00:00Z' } };
    expect(rowOf(inState('pending', 'pending', { request: resent })).state).toMatch(/^Requested by /);
  });

  it.each<[string, DigestRow, { isAsked: boolean; keepUntil?: string; mayAskAgain: boolean; remark: boolean }]>([
    ['asked', digestRow(), { isAsked: true, keepUntil: '2027-03-24', mayAskAgain: false, remark: false }],
    ['asked, at the longest stay', cannotReapprove, { isAsked: true, mayAskAgain: false, remark: true }],
    [
      'asked for a sponsor who left',
      digestRow({ isSponsorGone: true }),
      { isAsked: true, keepUntil: '2027-03-24', mayAskAgain: false, remark: true },
    ],
    ['not theirs', digestRow({ isTheirs: false }), { isAsked: false, mayAskAgain: false, remark: false }],
    ['over', inState('over', 'expired'), { isAsked: false, mayAskAgain: true, remark: false }],
    [
      'over, of a sponsor who left',
      inState('over', 'expired', { isSponsorGone: true }),
      { isAsked: false, mayAskAgain: false, remark: false },
    ],
  ])('should ask its reader for no more than they can do: %s', (_name, row, { remark, ...expected }) => {
    const shown = rowOf(row);
    expect(shown).toMatchObject(expected);
    expect('keepUntil' in shown).toBe('keepUntil' in expected);
    expect('remark' in shown).toBe(remark);
  });

  it('should offer nothing to whoever does not answer for it, and nothing of what is over', () => {
    expect(digestRow().offers).not.toEqual([]);
    expect(rowOf(digestRow()).offers).toEqual(digestRow().offers);
    expect(rowOf({ ...digestRow(), isTheirs: false }).offers).toEqual([]);
    expect(rowOf({ ...digestRow(), rowState: 'over' }).offers).toEqual([]);
  });

  it('should say something of every status, for either reader', () => {
    for (const status of statuses)
      for (const isTheirs of [true, false]) {
        const request = inStatus(status, { validTo: '2027-02-17' });
        const { rowState } = rowStateOf(request, today, '2027-02-01');
        const row = rowOf(digestRow({ request, status, rowState, isTheirs }));
        for (const text of [row.visitor, row.details, row.state]) expect(text).toMatch(/\S/);
      }
  });
});

it('should count the whole list, of which it shows a page', () => {
  const rows = [digestRow(), digestRow()];
  const whole = {
    total: 12,
    undecided: 12,
    reapprovable: 12,
    proposed: 0,
    changes: 0,
    unanswered: 0,
    pending: 0,
    returned: 0,
    handover: 0,
    photo: 0,
    standIn: 0,
    expired: 0,
    lapsed: 0,
    dealtWith: 0,
    by: {},
    from: {},
  };
  expect(shownDigest({ kind: 'sponsor', rows, tally: whole, today, context }).summary).toContain('12 of your visitor accounts');
  expect(shownDigest({ kind: 'sponsor', rows, today, context }).summary).toContain('2 of your visitor accounts');
});

describe('a row of requests', () => {
  const facts = {
    request: 'VR-7K3M9QXA',
    revision: 3,
    status: 'active' as const,
    visitor: 'Ada Example',
    department: 'computer-science',
    sponsor: sponsorId,
    validFrom: '2027-01-08',
    validTo: '2027-02-02',
    since: '2027-02-02T09:30:00Z',
  };

  it('should have the status of today and the names of those it is about', () => {
    expect(shownRow(facts, 'Sam Sponsor', context)).toMatchObject({
      status: 'expired',
      statusLabel: 'Expired',
      department: { id: 'computer-science', name: 'School of Computer Science' },
      sponsor: { id: sponsorId, name: 'Sam Sponsor' },
    });
    expect(shownRow({ ...facts, department: 'gone' }, '', context).department).toEqual({ id: 'gone', name: 'gone' });
  });

  it('should have the name that the visitor goes by beside the other', () => {
    expect(shownRow({ ...facts, preferredName: 'Addie' }, '', context).visitor).toBe('Ada Example (Addie)');
    expect(shownRow({ ...facts, preferredName: 'Ada Example' }, '', context).visitor).toBe('Ada Example');
    expect(shownRow(facts, '', context).visitor).toBe('Ada Example');
    expect(listedRequest(inStatus('active'))).toMatchObject({ visitor: 'Ada Example', preferredName: 'Addie' });
  });

  it('should tell each reader what they do not know', () => {
    const row = shownRow({ ...facts, status: 'pending', validTo: '2027-07-30' }, 'Sam Sponsor', context);
    const state = (list: Parameters<typeof rowLines>[0], waitsFor: string[] = []) =>
      rowLines(list, row, waitsFor, context.policy.zone).state;
    expect(state('mine', ['Helen Head', 'Dan Deputy'])).toBe('Waiting for Helen Head or Dan Deputy');
    expect(state('mine')).toBe('Waiting for a decision');
    expect(state('waiting')).toBe('Requested by Sam Sponsor');
    expect(state('found')).toBe('Waiting for a decision, requested by Sam Sponsor');
  });

  it('should say in one line what is asked for, where the row was stored with it', () => {
    const wants = { reason: 'contractor-consultant', itAccess: 'none', idCard: true } as const;
    expect(shownRow({ ...facts, wants }, '', context).wants).toBe('Contractor/Consultant · ID card only');
    expect(shownRow({ ...facts, wants: { ...wants, reason: 'retired', itAccess: 'staff-like', idCard: false } }, '', context).wants).toBe(
      'retired · Staff-like · no ID card',
    );
    expect('wants' in shownRow(facts, '', context)).toBe(false);
  });

  it('should write dates without their weekday, the year of two once, and each since-date alike', () => {
    const linesOf = (validFrom: string, validTo: string) =>
      rowLines('found', shownRow({ ...facts, validFrom, validTo }, '', context), [], context.policy.zone);
    expect(linesOf('2027-01-08', '2027-07-30')).toMatchObject({
      lines: [expect.stringMatching(/ · since 2 Feb 2027$/)],
      note: 'School of Computer Science · 8 Jan to 30 Jul 2027',
    });
    expect(linesOf('2026-12-08', '2027-07-30').lines[0]).toMatch(/ · since 2 Feb 2027$/);
    expect(linesOf('2026-12-08', '2027-07-30').note).toBe('School of Computer Science · 8 Dec 2026 to 30 Jul 2027');
  });

  it('should have no more than two lines under the name of what waits for its reader', () => {
    const wants = { reason: 'contractor-consultant', itAccess: 'student-like', idCard: true } as const;
    const row = shownRow({ ...facts, status: 'pending', validTo: '2027-07-30', wants }, 'Sam Sponsor', context);
    expect(rowLines('waiting', row, [], context.policy.zone)).toMatchObject({
      lines: ['Contractor/Consultant · Student-like · ID card · since 2 Feb 2027'],
      note: expect.stringMatching(/^School of Computer Science · .* · Sam Sponsor$/) as unknown,
    });
  });
});
