import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Press } from '../../../../bot/domain/request/lifecycle';
import {
  end,
  isInWindow,
  letExpire,
  offeredUntil,
  reapprove,
  type Standing,
  shorten,
  sponsorPart,
  undoLetExpire,
} from '../../../../bot/domain/request/reapproval';
import { type Change, isRefusal, type Refusal } from '../../../../bot/domain/request/refusal';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { type Status, statuses } from '../../../../bot/domain/statuses/table';
import {
  adminId,
  approval,
  deepFreeze,
  deputyId,
  headId,
  makePerson,
  makePolicy,
  makeRequest,
  noon,
  sponsorId,
  strangerId,
} from '../../../make';

const formerId = 'c4b6a1de-52d6-4b26-9a4d-3b8e4bb0e001';
const policy = makePolicy();
/** The account of the tables: 3 February to 31 August 2027, so its window opens on 1 August. */
const days = {
  'before the first day': '2027-02-02',
  'on the first day': '2027-02-03',
  'the day before the window': '2027-07-31',
  'when the window opens': '2027-08-01',
  'on the last day': '2027-08-31',
  'after the last day': '2027-09-01',
} as const;
type Day = keyof typeof days;
const dayNames = Object.keys(days) as Day[];

const standings = {
  sponsor: { id: sponsorId },
  'sponsor who is staff no longer': { id: sponsorId, isStaff: false },
  'sponsor whose account is disabled': { id: sponsorId, isEnabled: false },
  head: { id: headId },
  'head, the sponsor gone': { id: headId, isSponsorGone: true },
  'deputy, the sponsor gone': { id: deputyId, isSponsorGone: true },
  admin: { id: adminId, isAdmin: true },
  'disabled admin': { id: adminId, isAdmin: true, isEnabled: false },
  'admin, the sponsor gone': { id: adminId, isAdmin: true, isSponsorGone: true },
  'former sponsor': { id: formerId },
  'former sponsor, the sponsor gone': { id: formerId, isSponsorGone: true },
  stranger: { id: strangerId },
  'stranger, the sponsor gone': { id: strangerId, isSponsorGone: true },
} as const;
type Who = keyof typeof standings;
const everybody = Object.keys(standings) as Who[];

function standingOf(who: Who): Standing {
  const { isSponsorGone, ...person } = { isSponsorGone: false, ...standings[who] };
  return {
    person: makePerson(person),
    deciders: { ask: [headId], may: [headId, deputyId], as: 'department' },
    isSponsorGone,
  };
}

const verbs = {
  reapprove: (request: VisitorRequest, standing: Standing, press: Press) => reapprove(request, '2027-10-31', standing, policy, press),
  'let-end': letExpire,
  'keep-after-all': undoLetExpire,
  shorten: (request: VisitorRequest, standing: Standing, press: Press) =>
    shorten(
      request,
      press.now.toPlainDate().toString() < '2027-02-03' ? '2027-02-03' : press.now.toPlainDate().toString(),
      standing,
      press,
    ),
  end,
} as const;
type Verb = keyof typeof verbs;
const verbNames = Object.keys(verbs) as Verb[];

const sponsors: Who[] = ['sponsor', 'head, the sponsor gone', 'deputy, the sponsor gone'];
const admins: Who[] = ['admin', 'admin, the sponsor gone'];
/** Requirements, "Statuses, verbs and who may". Whatever is not listed is refused. */
const allowed: Record<Verb, { by: Who[]; on: Day[] }> = {
  reapprove: { by: sponsors, on: ['when the window opens', 'on the last day'] },
  'let-end': { by: sponsors, on: ['when the window opens', 'on the last day'] },
  'keep-after-all': { by: sponsors, on: ['when the window opens', 'on the last day'] },
  // Today is no earlier last day where it is the last day already.
  shorten: {
    by: [...sponsors, ...admins],
    on: ['before the first day', 'on the first day', 'the day before the window', 'when the window opens'],
  },
  end: { by: [...sponsors, 'head', ...admins], on: dayNames.filter((day) => day !== 'after the last day') },
};

function makeRunning(overrides: Partial<VisitorRequest> = {}): VisitorRequest {
  return makeRequest({ status: 'active', revision: 5, events: 5, involved: [formerId, sponsorId], ...overrides });
}

function pressOn(day: string, who: string = 'sponsor', seen = 5): Press {
  const id = who in standings ? standings[who as Who].id : who;
  return { actor: { id, channel: 'teams' }, now: noon(day), seen };
}

function act(verb: Verb, who: Who, request: VisitorRequest, press: Press): Change | Refusal {
  const kept =
    verb === 'keep-after-all'
      ? { ...request, account: { ending: { by: sponsorId, at: '2027-08-01T08:00:00Z', channel: 'teams' as const } } }
      : request;
  return verbs[verb](deepFreeze(kept), standingOf(who), press);
}

const outcomeOf = (result: Change | Refusal) => (isRefusal(result) ? result.refused : 'done');

describe.each(verbNames)('%s', (verb) => {
  it.each(everybody)('should be done or refused as the requirements say, in every status, on every day and revision: %s', (who) => {
    for (const status of statuses) {
      for (const day of dayNames) {
        for (const seen of [4, 5, 6]) {
          const result = act(verb, who, makeRunning({ status }), pressOn(days[day], who, seen));
          const isRunning = status === 'approved' || status === 'active';
          const isAllowed = allowed[verb].by.includes(who) && isRunning && seen === 5 && allowed[verb].on.includes(day);
          expect({ status, day, seen, outcome: !isRefusal(result) }).toEqual({ status, day, seen, outcome: isAllowed });
        }
      }
    }
  });

  it.each<[Who, Refusal['refused']]>([
    ['stranger', 'not-yours'],
    ['stranger, the sponsor gone', 'not-yours'],
    ['former sponsor', 'not-yours'],
    ['former sponsor, the sponsor gone', 'not-yours'],
    ['disabled admin', 'not-yours'],
    ['sponsor who is staff no longer', 'not-staff'],
    ['sponsor whose account is disabled', 'not-staff'],
  ])('should tell who they are before what they saw: %s', (who, refused) => {
    for (const status of statuses)
      for (const day of dayNames)
        for (const seen of [4, 5]) expect(outcomeOf(act(verb, who, makeRunning({ status }), pressOn(days[day], who, seen)))).toBe(refused);
  });

  it('should say that the last day has passed, whatever the card showed, and revive nothing', () => {
    for (const status of ['approved', 'active', 'expired'] as const)
      expect(outcomeOf(act(verb, 'sponsor', makeRunning({ status }), pressOn('2027-09-01', 'sponsor', 4)))).toBe('over-already');
  });

  it('should record who acted for whom, and rise by one revision', () => {
    const day = verb === 'shorten' || verb === 'end' ? '2027-03-01' : '2027-08-01';
    const done = act(verb, 'head, the sponsor gone', makeRunning(), pressOn(day, headId)) as Change;
    expect(done.event).toMatchObject({ verb, actor: headId, actingFor: sponsorId, from: 'active', revision: 6, channel: 'teams' });
    expect(done.request).toMatchObject({ revision: 6, events: 6, sponsor: sponsorId });
    expect((act(verb, 'sponsor', makeRunning(), pressOn(day)) as Change).event).not.toHaveProperty('actingFor');
  });
});

describe('reapprove', () => {
  const until = (day: string, request = makeRunning()) => reapprove(request, day, standingOf('sponsor'), policy, pressOn('2027-08-10'));

  it('should set the new last day, keep where its period began, and ask anew', () => {
    const earlier = { by: sponsorId, at: '2027-08-01T08:00:00Z', channel: 'teams' } as const;
    const done = until(' 2027-12-31 ', makeRunning({ account: { shortened: earlier } })) as Change;
    expect(done.request).toMatchObject({
      status: 'active',
      validTo: '2027-12-31',
      account: { reapproved: { by: sponsorId, from: '2027-09-01' } },
    });
    expect(done.request.account).not.toHaveProperty('shortened');
    expect(done.detail).toEqual({ before: { validTo: '2027-08-31' }, after: { validTo: '2027-12-31' } });
  });

  it.each<[string, object]>([
    ['', { refused: 'not-a-date' }],
    ['next summer', { refused: 'not-a-date' }],
    ['2028-02-30', { refused: 'not-a-date' }],
    ['2027-08-31', { refused: 'not-later', than: '2027-08-31' }],
    ['2027-08-12', { refused: 'not-later', than: '2027-08-31' }],
    ['2031-08-11', { refused: 'too-far', most: '2031-08-10' }],
  ])('should refuse “%s” with what would do', (day, refusal) => {
    expect(until(day)).toEqual(refusal);
  });

  it('should wait until what was let end is taken back', () => {
    const ending = { by: sponsorId, at: '2027-08-01T08:00:00Z', channel: 'teams' } as const;
    expect(until('2027-12-31', makeRunning({ account: { ending } }))).toEqual({ refused: 'moved-on' });
  });

  it('should say where the reason allows no later day at all, whatever was typed', () => {
    const short = { reasons: policy.reasons.map((reason) => ({ ...reason, maxMonths: 0 })) };
    for (const day of ['', '2027-12-31'])
      expect(reapprove(makeRunning(), day, standingOf('sponsor'), short, pressOn('2027-08-10'))).toEqual({
        refused: 'no-later-day',
        most: '2027-08-10',
      });
  });

  it('should take the first and the last day that can be', () => {
    for (const day of ['2027-09-01', '2031-08-10']) expect(outcomeOf(until(day))).toBe('done');
  });

  it('should say from when it can be done', () => {
    expect(reapprove(makeRunning(), '2027-12-31', standingOf('sponsor'), policy, pressOn('2027-07-31'))).toEqual({
      refused: 'outside-window',
      opens: '2027-08-01',
    });
  });

  it('should be possible again at the end of what it added, counted from there', () => {
    const once = until('2027-12-31') as Change;
    const again = reapprove(once.request, '2028-02-29', standingOf('sponsor'), policy, pressOn('2027-12-01', 'sponsor', 6)) as Change;
    expect(again.request).toMatchObject({ validTo: '2028-02-29', account: { reapproved: { from: '2028-01-01' } } });
  });
});

describe('letting an account end', () => {
  it('should be done once, and taken back once', () => {
    const press = pressOn('2027-08-05');
    const ended = (letExpire(makeRunning(), standingOf('sponsor'), press) as Change).request;
    expect(ended).toMatchObject({ account: { ending: { by: sponsorId } }, validTo: '2027-08-31', status: 'active' });
    expect(outcomeOf(letExpire(ended, standingOf('sponsor'), { ...press, seen: 6 }))).toBe('moved-on');
    const kept = (undoLetExpire(ended, standingOf('sponsor'), { ...press, seen: 6 }) as Change).request;
    expect(kept.account).not.toHaveProperty('ending');
    expect(outcomeOf(undoLetExpire(kept, standingOf('sponsor'), { ...press, seen: 7 }))).toBe('moved-on');
  });
});

describe('shorten', () => {
  const to = (day: string, on = '2027-03-01', request = makeRunning()) => shorten(request, day, standingOf('sponsor'), pressOn(on));

  it.each<[string, string, object]>([
    ['', '2027-03-01', { refused: 'not-a-date' }],
    ['2027-02-29', '2027-03-01', { refused: 'not-a-date' }],
    ['2027-02-28', '2027-03-01', { refused: 'too-early', least: '2027-03-01' }],
    ['2027-02-02', '2027-01-20', { refused: 'too-early', least: '2027-02-03' }],
    ['2027-08-31', '2027-03-01', { refused: 'not-earlier', than: '2027-08-31' }],
    ['2028-08-31', '2027-03-01', { refused: 'not-earlier', than: '2027-08-31' }],
  ])('should refuse “%s” on %s with what would do', (day, on, refusal) => {
    expect(to(day, on)).toEqual(refusal);
  });

  it('should take today, the first day and the day before the last', () => {
    expect((to('2027-03-01') as Change).request).toMatchObject({ validTo: '2027-03-01', account: { shortened: { by: sponsorId } } });
    expect(outcomeOf(to('2027-02-03', '2027-01-20', makeRunning({ status: 'approved' })))).toBe('done');
    expect(outcomeOf(to('2027-08-30'))).toBe('done');
  });
});

describe('what somebody else does', () => {
  it('should be told to the sponsor, what they do themselves should not', () => {
    const request = makeRunning({ decision: { ...approval, outcomeRevision: 2 } });
    const press = pressOn('2027-03-01', adminId);
    expect((shorten(request, '2027-05-01', standingOf('admin'), press) as Change).request.decision?.outcomeRevision).toBe(6);
    expect((end(request, standingOf('admin'), press) as Change).request.decision?.outcomeRevision).toBe(6);
    expect((end(request, standingOf('head'), pressOn('2027-03-01', headId)) as Change).request.decision?.outcomeRevision).toBe(6);
    expect((end(request, standingOf('sponsor'), pressOn('2027-03-01')) as Change).request.decision?.outcomeRevision).toBe(2);
  });

  it('should end for good: who and when stay, an open offer and a decision to let it end do not', () => {
    const did = { by: sponsorId, at: '2027-02-20T08:00:00Z', channel: 'teams' } as const;
    const request = makeRunning({ account: { ending: did }, handover: { open: { ...did, to: strangerId, revision: 5 } } });
    const { request: ended } = end(request, standingOf('head'), pressOn('2027-03-01', headId)) as Change;
    expect(ended).toMatchObject({
      status: 'ended',
      account: { end: { by: headId, at: '2027-03-01T12:00:00Z', channel: 'teams' } },
      validTo: '2027-08-31',
    });
    expect(ended).not.toHaveProperty('handover');
    expect(ended.account).not.toHaveProperty('ending');
  });
});

describe('sponsorPart', () => {
  it('should be nobody else’s while the sponsor is there, not even the head’s or an admin’s', () => {
    for (const who of everybody) {
      const part = sponsorPart(makeRunning(), standingOf(who));
      expect({ who, may: !('refused' in part) }).toEqual({ who, may: sponsors.includes(who) });
    }
  });
});

describe('offeredUntil', () => {
  const offered = (changes: Partial<VisitorRequest>, today: string, maxMonths = 48): string | undefined =>
    offeredUntil(makeRunning(changes), Temporal.PlainDate.from(today), {
      reasons: [{ id: 'external-examiner', label: '', needsEmployer: false, maxMonths }],
    })?.toString();
  const reapproved = { by: sponsorId, at: '2027-07-10T09:00:00Z', channel: 'teams' } as const;

  it.each<[string, Partial<VisitorRequest>, string, string]>([
    ['six months again', { validFrom: '2027-02-01', validTo: '2027-07-31' }, '2027-07-10', '2028-01-31'],
    ['a year again, to a 29 February', { validFrom: '2027-03-01', validTo: '2028-02-29' }, '2028-02-10', '2029-02-28'],
    ['a year again, from a 29 February', { validFrom: '2028-02-29', validTo: '2029-02-27' }, '2029-02-10', '2030-02-27'],
    ['a month again, into a February', { validFrom: '2027-01-01', validTo: '2027-01-31' }, '2027-01-20', '2027-02-28'],
    ['a month again, into a leap February', { validFrom: '2028-01-01', validTo: '2028-01-31' }, '2028-01-20', '2028-02-29'],
    ['ten days again, over the change to summer time', { validFrom: '2027-03-15', validTo: '2027-03-24' }, '2027-03-20', '2027-04-03'],
    ['one day again', { validFrom: '2027-05-01', validTo: '2027-05-01' }, '2027-05-01', '2027-05-02'],
    [
      'what the last reapproval added, not the whole',
      { validFrom: '2026-02-01', validTo: '2027-10-31', account: { reapproved: { ...reapproved, from: '2027-08-01' } } },
      '2027-10-10',
      '2028-01-31',
    ],
    [
      'the first period, where the added one was cut off',
      { validFrom: '2027-02-01', validTo: '2027-07-20', account: { reapproved: { ...reapproved, from: '2027-08-01' } } },
      '2027-07-15',
      '2028-01-09',
    ],
  ])('should offer %s', (_what, changes, today, expected) => {
    expect(offered(changes, today)).toBe(expected);
  });

  it('should be cut to what the reason allows from today, a year where the reason is gone', () => {
    const twoYears = { validFrom: '2025-08-01', validTo: '2027-07-31' };
    expect(offered(twoYears, '2027-07-10', 12)).toBe('2028-07-10');
    expect(offered({ ...twoYears, answers: { ...makeRunning().answers, reason: 'retired' } }, '2027-07-10', 48)).toBe('2028-07-10');
    expect(offered({ validTo: '2027-03-02' }, '2027-01-31', 1)).toBeUndefined();
  });

  const date = fc.integer({ min: 0, max: 3000 }).map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }));

  it('should always be a day that the rules take, on every day of the window', () => {
    fc.assert(
      fc.property(
        date,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 60 }),
        (from, length, ago, maxMonths) => {
          const to = from.add({ days: length });
          const today = to.subtract({ days: ago });
          const request = makeRunning({ validFrom: from.toString(), validTo: to.toString() });
          const reasons = [{ id: 'external-examiner', label: '', needsEmployer: false, maxMonths }];
          const day = offeredUntil(request, today, { reasons });
          expect(isInWindow(request, today)).toBe(true);
          if (!day) return;
          const result = reapprove(request, day.toString(), standingOf('sponsor'), { reasons }, pressOn(today.toString()));
          expect(outcomeOf(result)).toBe('done');
          expect(Temporal.PlainDate.compare((result as Change).request.validTo, to)).toBe(1);
        },
      ),
    );
  });
});

describe('isInWindow', () => {
  it('should be the last thirty days of a running account, 29 February and the changes of the clocks among them', () => {
    const inWindow = (validTo: string, today: string, status: Status = 'active') =>
      isInWindow(makeRunning({ status, validFrom: '2026-01-01', validTo }), Temporal.PlainDate.from(today));
    for (const [validTo, opens, before] of [
      ['2028-03-15', '2028-02-14', '2028-02-13'],
      ['2027-03-15', '2027-02-13', '2027-02-12'],
      ['2027-04-10', '2027-03-11', '2027-03-10'],
      ['2027-11-15', '2027-10-16', '2027-10-15'],
    ] as const) {
      expect([inWindow(validTo, before), inWindow(validTo, opens), inWindow(validTo, validTo)]).toEqual([false, true, true]);
    }
    for (const status of statuses) expect(inWindow('2027-08-31', '2027-08-05', status)).toBe(status === 'approved' || status === 'active');
  });
});
