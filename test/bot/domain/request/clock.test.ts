import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { clockVerbOf, mayNotify, missedSince, nextNudge, noticesDue, nudge, wake } from '../../../../bot/domain/request/clock';
import type { Press } from '../../../../bot/domain/request/lifecycle';
import { type Change, isRefusal } from '../../../../bot/domain/request/refusal';
import { nextWake, statusAt } from '../../../../bot/domain/request/request-dates';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { type Status, statuses } from '../../../../bot/domain/statuses/table';
import { deepFreeze, headId, makePerson, makePolicy, makeRequest, noon, sponsorId, strangerId, zone } from '../../../make';

const policy = makePolicy({ closureDays: ['2027-03-26', '2027-03-29'] });
const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[${zone}]`);
const decision = { verb: 'approve', by: headId, at: '2027-01-20T09:00:00Z', channel: 'teams' } as const;
const did = { by: sponsorId, at: '2027-03-01T09:00:00Z', channel: 'teams' } as const;

/** 3 February to 31 August 2027, approved on 20 January. */
function makeApproved(overrides: Partial<VisitorRequest> = {}): VisitorRequest {
  return makeRequest({ status: 'approved', revision: 2, events: 2, decision, ...overrides });
}

describe('wake', () => {
  it.each<[Status, string, Status | 'nothing']>([
    ['approved', '2027-02-02T23:59', 'nothing'],
    ['approved', '2027-02-03T00:00', 'active'],
    ['approved', '2027-08-31T23:59', 'active'],
    ['approved', '2027-09-01T00:00', 'expired'],
    ['active', '2027-08-31T23:59', 'nothing'],
    ['active', '2027-09-01T00:00', 'expired'],
    ['active', '2029-01-01T12:00', 'expired'],
    ['pending', '2027-08-31T23:59', 'nothing'],
    ['pending', '2027-09-01T00:00', 'lapsed'],
    ['returned', '2027-09-01T00:00', 'lapsed'],
    ['expired', '2028-01-01T00:00', 'nothing'],
    ['ended', '2028-01-01T00:00', 'nothing'],
    ['rejected', '2028-01-01T00:00', 'nothing'],
    ['withdrawn', '2028-01-01T00:00', 'nothing'],
    ['lapsed', '2028-01-01T00:00', 'nothing'],
  ])('should make of %s on %s: %s', (status, moment, expected) => {
    const change = wake(deepFreeze(makeApproved({ status })), at(moment), policy);
    expect(change?.request.status ?? 'nothing').toBe(expected);
  });

  it.each([
    ['active', 'activate'],
    ['expired', 'expire'],
    ['lapsed', 'lapse'],
    ['ended', undefined],
  ] as const)('should say by what verb the clock makes a request %s', (status, verb) => {
    expect(clockVerbOf(status)).toBe(verb);
  });

  it.each([
    ['after the longer night of autumn', '2027-10-30', '2027-10-30T23:59', '2027-10-31T00:00'],
    ['after the shorter night of spring', '2027-03-27', '2027-03-27T23:59', '2027-03-28T00:00'],
    ['after a 29 February', '2028-02-29', '2028-02-29T23:59', '2028-03-01T00:00'],
    ['after a 28 February', '2027-02-28', '2027-02-28T23:59', '2027-03-01T00:00'],
  ])('should expire an account %s, never before', (_when, validTo, before, after) => {
    const request = makeApproved({ status: 'active', validFrom: '2027-01-01', validTo });
    expect(wake(request, at(before), policy)).toBeUndefined();
    expect(wake(request, at(after), policy)?.request.status).toBe('expired');
  });

  it('should record the clock, and rise by a revision, as everybody is shown something else', () => {
    const { request, event } = wake(makeApproved(), at('2027-02-03T00:10'), policy) as Change;
    expect(event).toMatchObject({ verb: 'activate', actor: 'clock', channel: 'clock', from: 'approved', to: 'active', revision: 3 });
    expect(request).toMatchObject({ revision: 3, events: 3, changedAt: '2027-02-03T00:10:00Z' });
    const { event: over } = wake(makeApproved(), at('2027-09-01T00:10'), policy) as Change;
    expect(over).toMatchObject({ verb: 'expire', from: 'approved', to: 'expired' });
  });

  it('should keep an open offer while the account goes on, and drop it with its end', () => {
    const handover = { ...did, to: strangerId, revision: 2 };
    const begun = wake(makeApproved({ handover: { open: handover }, account: { ending: did } }), at('2027-02-03T00:00'), policy) as Change;
    expect(begun.request).toMatchObject({ handover: { open: handover }, account: { ending: did } });
    const over = wake(begun.request, at('2027-09-01T00:00'), policy) as Change;
    expect(over.request).not.toHaveProperty('handover');
    expect(over.request.account).not.toHaveProperty('ending');
  });

  it('should end where the dates say, however often and late it runs', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }), (status, offsets) => {
        let request = makeApproved({ status });
        for (const offset of offsets.sort((a, b) => a - b)) {
          const now = noon('2027-01-20').add({ days: offset });
          const expected = statusAt(request, now.toPlainDate());
          request = wake(request, now, policy)?.request ?? request;
          expect(request.status).toBe(expected);
          expect(wake(request, now, policy)).toBeUndefined();
        }
      }),
    );
  });
});

describe('noticesDue', () => {
  const due = (request: VisitorRequest, since: string, today = since) => noticesDue(request, day(since), day(today), policy)[0];
  const active = makeApproved({ status: 'active' });

  it.each(['2027-08-01', '2027-08-16', '2027-08-23', '2027-08-30'])('should ask the sponsor to reapprove on %s', (today) => {
    expect(due(active, today)).toEqual({ kind: 'reapproval' });
  });

  it.each(['2027-07-31', '2027-08-02', '2027-08-17', '2027-08-31'])('should ask nothing on %s', (today) => {
    expect(due(active, today)).toBeUndefined();
  });

  it('should ask once for all that a late sweep has missed', () => {
    expect(due(active, '2027-08-01', '2027-08-12')).toEqual({ kind: 'reapproval' });
    expect(due(active, '2027-08-01', '2027-08-25')).toEqual({ kind: 'reapproval' });
  });

  it('should ask nothing for a day that is stale: decided, moved away, or not come yet', () => {
    expect(due({ ...active, account: { ...active.account, ending: did } }, '2027-08-01', '2027-08-12')).toBeUndefined();
    expect(due({ ...active, validTo: '2028-08-31' }, '2027-08-01', '2027-08-12')).toBeUndefined();
    expect(
      due(
        { ...active, account: { ...active.account, reapproved: { ...did, at: '2027-08-01T07:00:00Z', from: '2027-09-01' } } },
        '2027-08-01',
      ),
    ).toBeUndefined();
    expect(due(active, '2027-07-20', '2027-07-31')).toBeUndefined();
    expect(due(active, '2027-08-02', '2027-08-15')).toBeUndefined();
  });

  it('should ask nothing on the day of activation or approval', () => {
    expect(due(makeApproved({ status: 'active', validFrom: '2027-08-01' }), '2027-08-01')).toBeUndefined();
    expect(due(makeApproved({ status: 'active', decision: { ...decision, at: '2027-08-16T06:00:00Z' } }), '2027-08-16')).toBeUndefined();
  });

  it.each([
    // On the first working day for those who want one list a day.
    ['2027-01-19', { kind: 'list' }],
    ['2027-01-20', { kind: 'nudge', stage: 1 }],
    ['2027-01-22', { kind: 'nudge', stage: 2 }],
    ['2027-01-26', { kind: 'nudge', stage: 3 }],
    ['2027-01-27', undefined],
  ])('should press the deciders on %s: %j', (today, notice) => {
    expect(due(makeRequest({ question: { askedAt: '2027-01-18T10:15:00Z' } }), today)).toEqual(notice);
  });

  it('should press them once, at the latest stage, after days without a sweep', () => {
    expect(due(makeRequest({ question: { askedAt: '2027-01-18T10:15:00Z' } }), '2027-01-20', '2027-01-29')).toEqual({
      kind: 'nudge',
      stage: 3,
    });
  });

  it('should count working days over closure days', () => {
    const asked = makeRequest({ question: { askedAt: '2027-03-25T10:00:00Z' } });
    expect(due(asked, '2027-03-30')).toEqual({ kind: 'list' });
    expect(due(asked, '2027-03-31')).toEqual({ kind: 'nudge', stage: 1 });
  });

  it.each(['expired', 'lapsed'] as const)(
    'should tell the sponsor that a request has %s, once, also when the sweep comes late',
    (status) => {
      const over = makeApproved({ status });
      expect(due(over, '2027-09-01')).toEqual({ kind: 'over' });
      expect(due(over, '2027-09-01', '2027-09-11')).toEqual({ kind: 'over' });
      // The wake-up that the late sweep finds is that of the last reminder.
      expect(due(over, '2027-08-30', '2027-09-11')).toEqual({ kind: 'over' });
      expect(due(over, '2027-09-02')).toBeUndefined();
      expect(due(over, '2027-08-30', '2027-08-31')).toBeUndefined();
    },
  );

  it.each<Status>(['ended', 'rejected', 'withdrawn'])('should tell nothing of a request that is %s', (status) => {
    expect(due(makeApproved({ status }), '2027-01-01', '2028-01-01')).toBeUndefined();
  });

  it.each([
    ['2027-03-24', undefined],
    ['2027-03-25', { kind: 'answer' }],
    ['2027-04-02', { kind: 'answer' }],
    ['2027-04-13', { kind: 'answer' }],
    ['2027-04-14', undefined],
  ])('should remind the sponsor of a question after 3, 7 and 14 working days: %s', (today, expected) => {
    const asked = { verb: 'return', words: 'Why?', by: headId, at: '2027-03-22T10:00:00Z', channel: 'teams' } as const;
    expect(due(makeRequest({ status: 'returned', decision: asked }), today)).toEqual(expected);
  });

  const offer = { by: sponsorId, at: '2027-03-22T10:00:00Z', channel: 'teams' as const, to: strangerId, revision: 2 };

  it.each<[Status, string, string[]]>([
    ['active', '2027-03-25', ['handover']],
    ['active', '2027-03-26', []],
    ['active', '2027-04-02', ['handover']],
    // The first notice of the account falls on the same day.
    ['active', '2027-04-02', ['reapproval', 'handover']],
    ['pending', '2027-03-25', ['handover']],
    ['returned', '2027-03-25', ['handover']],
    ['expired', '2027-03-25', []],
  ])('should remind a successor of an offer, whatever else is due: %s on %s', (status, today, kinds) => {
    const validTo = kinds.includes('reapproval') ? '2027-05-02' : '2027-08-31';
    const request = makeApproved({ status, validTo, handover: { open: offer } });
    const given = status === 'expired' ? { ...request, handover: { last: undefined as never } } : request;
    expect(noticesDue(given, day(today), day(today), policy).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('should lose no notice of a running account to a sweep of any rhythm', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 }), (pauses) => {
        let request = makeApproved({ status: 'active' });
        let wakesAt = nextWake(request, at('2027-02-03T09:00'), policy);
        let now = at('2027-02-03T09:00');
        const told: string[] = [];
        for (const pause of [...pauses, 400]) {
          now = now.add({ days: pause });
          if (wakesAt === undefined || wakesAt > now.toPlainDateTime().toString().slice(0, 13)) continue;
          request = wake(request, now, policy)?.request ?? request;
          const [notice] = noticesDue(request, day(wakesAt.slice(0, 10)), now.toPlainDate(), policy);
          if (notice) told.push(notice.kind);
          wakesAt = nextWake(request, now, policy);
        }
        expect(told.filter((kind) => kind === 'over')).toHaveLength(1);
        expect(told.at(-1)).toBe('over');
        expect(request.status).toBe('expired');
        expect(told.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('an open offer', () => {
  const open = { by: sponsorId, at: '2027-03-22T10:00:00Z', channel: 'teams' as const, to: strangerId, revision: 2 };
  const offered = (changes: Partial<VisitorRequest> = {}) => makeApproved({ status: 'active', handover: { open }, ...changes });

  it.each([
    ['2027-04-13T23:59', 'open'],
    ['2027-04-14T07:59', 'open'],
    ['2027-04-14T08:00', 'expired'],
    ['2027-04-20T00:10', 'expired'],
  ])('should expire at eight on the working day after fourteen: %s', (moment, expected) => {
    const change = wake(deepFreeze(offered()), at(moment), policy);
    expect(change?.request.handover?.last?.answer ?? 'open').toBe(expected);
  });

  it('should leave all else as it was, with a new revision and the clock in the history', () => {
    const before = offered();
    const { request, event } = wake(before, at('2027-04-14T08:03'), policy) as Change;
    expect(request).toEqual({
      ...before,
      revision: before.revision + 1,
      events: before.events + 1,
      handover: {
        last: { ...open, from: sponsorId, answer: 'expired', answeredAt: '2027-04-14T07:03:00Z', revision: before.revision + 1 },
      },
    });
    expect(event).toMatchObject({ verb: 'expire-handover', actor: 'clock', from: 'active', to: 'active' });
  });

  it('should go with its account where that ends first, which is told of instead', () => {
    const request = offered({ validTo: '2027-04-05' });
    expect(wake(request, at('2027-04-05T23:59'), policy)).toBeUndefined();
    expect((wake(request, at('2027-04-06T09:00'), policy) as Change).event.verb).toBe('expire');
  });

  it('should be the second of two changes after an outage', () => {
    const late = at('2027-04-20T09:00');
    const begun = wake(makeApproved({ validFrom: '2027-04-01', handover: { open } }), late, policy) as Change;
    expect(begun.event.verb).toBe('activate');
    expect((wake(begun.request, late, policy) as Change).event.verb).toBe('expire-handover');
  });

  it('should be missed since the day on which it should have expired', () => {
    expect(missedSince(offered(), at('2027-04-20T09:00'), policy)?.toString()).toBe('2027-04-14');
    expect(missedSince(offered(), at('2027-04-14T07:00'), policy)).toBeUndefined();
    expect(missedSince(makeApproved(), at('2027-02-05T07:00'), policy)?.toString()).toBe('2027-02-03');
    expect(missedSince(makeApproved(), at('2027-09-05T07:00'), policy)?.toString()).toBe('2027-02-03');
    expect(missedSince(offered(), at('2027-09-05T07:00'), policy)?.toString()).toBe('2027-09-01');
  });
});

describe('mayNotify', () => {
  it('should be from 08:00 on, in summer time and in winter time', () => {
    for (const date of ['2027-01-18', '2027-03-28', '2027-10-31', '2028-02-29']) {
      expect(mayNotify([{ kind: 'reapproval' }], at(`${date}T07:59`), policy)).toBe(false);
      expect(mayNotify([{ kind: 'reapproval' }], at(`${date}T08:00`), policy)).toBe(true);
    }
  });

  it('should be on working days only for deciders', () => {
    const nudgeOn = (date: string) => mayNotify([{ kind: 'nudge', stage: 1 }], at(`${date}T09:00`), policy);
    expect(['2027-03-25', '2027-03-26', '2027-03-27', '2027-03-29', '2027-03-30'].map(nudgeOn)).toEqual([true, false, false, false, true]);
    expect(mayNotify([{ kind: 'over' }], at('2027-03-27T09:00'), policy)).toBe(true);
  });
});

describe('nudge', () => {
  const asked = makeRequest({ revision: 3, question: { askedAt: '2027-01-18T10:15:00Z' } });
  const sponsor = makePerson();
  const pressOn = (date: string, seen = 3, id = sponsorId): Press => ({ actor: { id, channel: 'teams' }, now: noon(date), seen });
  const outcome = (request: VisitorRequest, press: Press, person = makePerson({ id: press.actor.id })) => {
    const result = nudge(deepFreeze(request), person, policy, press);
    return isRefusal(result) ? result.refused : 'done';
  };

  it('should be done from the next working day on, once a working day, and say from when', () => {
    expect(nudge(asked, sponsor, policy, pressOn('2027-01-18'))).toEqual({ refused: 'nudged-already', next: '2027-01-19' });
    const first = nudge(asked, sponsor, policy, pressOn('2027-01-19')) as Change;
    expect(first.request).toMatchObject({ question: { nudged: { at: '2027-01-19T12:00:00Z', count: 1 } }, status: 'pending' });
    expect(nudge(first.request, sponsor, policy, pressOn('2027-01-19'))).toEqual({ refused: 'nudged-already', next: '2027-01-20' });
    expect((nudge(first.request, sponsor, policy, pressOn('2027-01-20')) as Change).request.question.nudged?.count).toBe(2);
  });

  it('should leave every open card as good as it was', () => {
    const { request, event } = nudge(asked, sponsor, policy, pressOn('2027-01-19')) as Change;
    expect(request).toMatchObject({ revision: 3, events: 2, question: asked.question });
    expect(event).toMatchObject({ verb: 'nudge', from: 'pending', to: 'pending', revision: 3 });
  });

  it('should pass over weekends and closure days', () => {
    expect(nextNudge({ ...asked, question: { ...asked.question, askedAt: '2027-01-22T16:00:00Z' } }, policy).toString()).toBe('2027-01-25');
    expect(
      nextNudge({ ...asked, question: { ...asked.question, nudged: { at: '2027-03-25T16:00:00Z', count: 1 } } }, policy).toString(),
    ).toBe('2027-03-30');
    // 23:30 in London's summer is the next day in no zone but London's own.
    expect(nextNudge({ ...asked, question: { ...asked.question, askedAt: '2027-06-15T22:30:00Z' } }, policy).toString()).toBe('2027-06-16');
    expect(nextNudge({ ...asked, question: { ...asked.question, askedAt: '2027-06-15T23:30:00Z' } }, policy).toString()).toBe('2027-06-17');
  });

  it('should be the sponsor’s, while it is pending, on the card as it is', () => {
    for (const status of statuses)
      expect(outcome({ ...asked, status }, pressOn('2027-01-25'))).toBe(status === 'pending' ? 'done' : 'moved-on');
    for (const seen of [2, 4]) expect(outcome(asked, pressOn('2027-01-25', seen))).toBe('moved-on');
    expect(outcome(asked, pressOn('2027-09-01'))).toBe('moved-on');
    for (const id of [strangerId, headId])
      for (const status of statuses) expect(outcome({ ...asked, status }, pressOn('2027-01-25', 2, id))).toBe('not-yours');
    expect(outcome(asked, pressOn('2027-01-25'), makePerson({ isStaff: false }))).toBe('not-staff');
  });
});
