import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addWorkingDays,
  dayAfter,
  isMonthOrLonger,
  isWorkingDay,
  lastDayAllowed,
  lengthOfStay,
  readDate,
  reminderDayBy,
  weekdays,
} from '../../../../bot/domain/dates/dates';
import { nextWake, noticeDates, statusAt } from '../../../../bot/domain/request/request-dates';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { isOver, type Status, statuses } from '../../../../bot/domain/statuses/table';
import { headId, makeRequest, type RequestOverrides, zone } from '../../../make';
import { remindersByLooking } from './reminder-model';

const date = (text: string) => Temporal.PlainDate.from(text);
/** An hour of the organisation's zone, as wake-ups are named: `2027-02-03T08`. */
const hour = (text: string) => Temporal.PlainDateTime.from(`${text}:00`).toZonedDateTime(zone);
const anyDay = fc.integer({ min: 0, max: 3000 }).map((days) => date('2024-01-01').add({ days }));

describe('readDate', () => {
  it.each([
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-02-00',
    '27-02-03',
    '2027-2-3',
    '2027-02-03T00:00',
    '20270203',
    '-002027-02-03',
    '',
    ' 2027-02-03',
    '２０２７-02-03',
  ])('should read no day out of "%s"', (text) => expect(readDate(text)).toBeUndefined());

  it('should read every day of the calendar, leap days too', () => {
    expect(readDate('2028-02-29')?.toString()).toBe('2028-02-29');
    fc.assert(fc.property(anyDay, (day) => expect(readDate(day.toString())?.equals(day)).toBe(true)));
  });
});

describe('isMonthOrLonger', () => {
  it.each([
    ['2027-02-01', '2027-02-28', true],
    ['2027-02-01', '2027-02-27', false],
    ['2027-01-31', '2027-02-27', true],
    ['2027-01-31', '2027-02-26', false],
    ['2028-01-31', '2028-02-28', true],
    ['2028-01-31', '2028-02-27', false],
    ['2028-02-29', '2028-03-28', true],
    ['2028-02-29', '2028-03-27', false],
    ['2027-12-15', '2028-01-14', true],
    ['2027-12-15', '2028-01-13', false],
    ['2027-03-28', '2027-04-27', true],
    ['2027-02-03', '2027-02-03', false],
  ])('should say of %s to %s: %s', (from, to, is) => {
    expect(isMonthOrLonger(date(from), date(to))).toBe(is);
  });

  it('should agree with the last day of the longest stay of a month', () => {
    fc.assert(
      fc.property(anyDay, (from) => {
        const last = lastDayAllowed(from, 1);
        expect([isMonthOrLonger(from, last), isMonthOrLonger(from, last.subtract({ days: 1 }))]).toEqual([true, false]);
      }),
    );
  });
});

describe('lastDayAllowed', () => {
  it.each([
    ['2027-02-01', 12, '2028-01-31'],
    ['2027-01-31', 1, '2027-02-27'],
    ['2028-01-31', 1, '2028-02-28'],
    ['2027-02-15', 36, '2030-02-14'],
    ['2028-02-29', 12, '2029-02-27'],
    ['2028-02-29', 48, '2032-02-28'],
  ])('should let a stay from %s of %i months end on %s', (from, months, to) => {
    expect(lastDayAllowed(date(from), months).toString()).toBe(to);
  });
});

describe('lengthOfStay', () => {
  it.each([
    ['2027-02-01', '2027-02-28', { months: 1, days: 0 }],
    ['2027-02-03', '2027-02-03', { months: 0, days: 1 }],
    ['2027-02-01', '2028-01-31', { months: 12, days: 0 }],
    ['2027-02-03', '2027-05-04', { months: 3, days: 2 }],
    ['2028-02-01', '2028-02-29', { months: 1, days: 0 }],
    ['2027-01-31', '2027-02-26', { months: 0, days: 27 }],
    ['2027-01-31', '2027-02-27', { months: 1, days: 0 }],
    ['2027-01-31', '2027-03-01', { months: 1, days: 2 }],
    ['2028-02-29', '2029-02-27', { months: 12, days: 0 }],
  ])('should count the last day too: %s to %s', (from, to, length) => {
    expect(lengthOfStay(date(from), date(to))).toEqual(length);
  });

  it('should be whole months for the longest stay, from whatever day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, months) => {
        expect(lengthOfStay(from, lastDayAllowed(from, months))).toEqual({ months, days: 0 });
      }),
    );
  });

  it('should lead from the first day to the day after the last, by as many months as there are', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(900), (from, lasts) => {
        const after = from.add({ days: lasts + 1 });
        const { months, days } = lengthOfStay(from, after.subtract({ days: 1 }));
        expect(from.add({ months }).add({ days }).toString()).toBe(after.toString());
        expect(Temporal.PlainDate.compare(from.add({ months: months + 1 }), after)).toBe(1);
      }),
    );
  });
});

describe('statusAt', () => {
  const life = { validFrom: '2027-02-03', validTo: '2027-08-31' };

  it.each<[Status, Status, Status, Status, Status]>([
    // status stored, then as it is on 2 February, 3 February, 31 August, 1 September
    ['pending', 'pending', 'pending', 'pending', 'lapsed'],
    ['returned', 'returned', 'returned', 'returned', 'lapsed'],
    ['approved', 'approved', 'active', 'active', 'expired'],
    ['active', 'active', 'active', 'active', 'expired'],
    ['expired', 'expired', 'expired', 'expired', 'expired'],
    ['ended', 'ended', 'ended', 'ended', 'ended'],
    ['rejected', 'rejected', 'rejected', 'rejected', 'rejected'],
    ['withdrawn', 'withdrawn', 'withdrawn', 'withdrawn', 'withdrawn'],
    ['lapsed', 'lapsed', 'lapsed', 'lapsed', 'lapsed'],
  ])('should take %s through its days', (status, ...then) => {
    const days = ['2027-02-02', '2027-02-03', '2027-08-31', '2027-09-01'];
    expect(days.map((day) => statusAt({ ...life, status }, date(day)))).toEqual(then);
  });

  it('should leave nothing open after the last day, and never bring back what is over', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), anyDay, fc.nat(900), anyDay, (status, from, length, today) => {
        const to = from.add({ days: length });
        const then = statusAt({ status, validFrom: from.toString(), validTo: to.toString() }, today);
        if (isOver(status)) expect(then).toBe(status);
        else expect(isOver(then)).toBe(Temporal.PlainDate.compare(today, to) > 0);
      }),
    );
  });
});

describe('isWorkingDay', () => {
  it('should know the weekday of every day that a form takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 109_000 }), (days) => {
        const day = date('1900-01-01').add({ days });
        expect(isWorkingDay(day, [])).toBe(day.dayOfWeek < 6);
      }),
    );
  });
});

describe('dayAfter', () => {
  it('should be the next day of the calendar', () => {
    fc.assert(fc.property(anyDay, (day) => expect(dayAfter(day.toString())).toBe(day.add({ days: 1 }).toString())));
  });
});

describe('addWorkingDays', () => {
  const closed = ['2026-12-24', '2026-12-25', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01'];

  it.each([
    ['a Friday', '2027-02-05', 2, [], '2027-02-09'],
    ['a Saturday', '2027-02-06', 1, [], '2027-02-08'],
    ['a Monday', '2027-02-01', 6, [], '2027-02-09'],
    ['the day before the closure', '2026-12-23', 1, closed, '2027-01-04'],
    ['a day of the closure', '2026-12-30', 2, closed, '2027-01-05'],
    ['nothing to wait for', '2027-02-06', 0, [], '2027-02-06'],
  ])('should count from %s', (_what, from, count, closure, to) => {
    expect(addWorkingDays(date(from), count, closure).toString()).toBe(to);
  });

  it('should reach a working day with exactly that many working days passed', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 10 }),
        fc.uniqueArray(anyDay.map(String), { maxLength: 20 }),
        (from, count, closure) => {
          const reached = addWorkingDays(from, count, closure);
          expect(isWorkingDay(reached, closure)).toBe(true);
          let passed = 0;
          for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, reached) <= 0; day = day.add({ days: 1 })) {
            if (![6, 7].includes(day.dayOfWeek) && !closure.includes(day.toString())) passed += 1;
          }
          expect(passed).toBe(count);
        },
      ),
    );
  });
});

describe('reminderDayBy', () => {
  const closed = ['2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31'];
  it.each<[string, string, string]>([
    ['on a Monday', '2027-08-16', '2027-08-16'],
    ['on a Sunday', '2027-08-22', '2027-08-16'],
    ['on a closed Monday, whose Tuesday is too late', '2027-05-31', '2027-05-24'],
    ['on the Tuesday after it', '2027-06-01', '2027-06-01'],
    ['on the Saturday after it', '2027-06-05', '2027-06-01'],
  ])('should be a Monday, or the next working day: %s', (_when, limit, day) => {
    expect(reminderDayBy(date(limit), 'monday', closed).toString()).toBe(day);
  });

  it('should pass over a closure of more than a week', () => {
    const holidays = Array.from({ length: 12 }, (_, place) => date('2026-12-21').add({ days: place }).toString());
    expect(reminderDayBy(date('2027-01-03'), 'monday', holidays).toString()).toBe('2026-12-14');
    expect(reminderDayBy(date('2027-01-04'), 'monday', holidays).toString()).toBe('2027-01-04');
  });
});

const everyMonday = { reminderDay: 'monday' as const, closureDays: ['2027-03-26', '2027-03-29', '2027-05-31', '2027-08-30'] };
const holidays = ['2026-12-24', '2026-12-25', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01'];

describe('noticeDates', () => {
  it.each<[string, string, string, string, string[]]>([
    ['a long stay', '2027-02-03', '2027-08-31', '2027-01-20', ['2027-08-01', '2027-08-16', '2027-08-23', '2027-08-27']],
    ['an end on a Monday', '2027-02-03', '2027-06-28', '2027-01-20', ['2027-05-29', '2027-06-14', '2027-06-21', '2027-06-25']],
    ['a closed Monday', '2027-02-03', '2027-06-14', '2027-01-20', ['2027-05-15', '2027-05-24', '2027-06-07', '2027-06-11']],
    ['a stay of a month and a day', '2027-02-01', '2027-03-04', '2027-01-20', ['2027-02-02', '2027-02-15', '2027-02-22', '2027-03-03']],
    [
      'a stay whose first notice would fall on the day of activation',
      '2027-02-01',
      '2027-03-03',
      '2027-01-20',
      ['2027-02-15', '2027-02-22', '2027-03-02'],
    ],
    ['a stay of two weeks', '2027-02-01', '2027-02-14', '2027-01-20', ['2027-02-12']],
    ['a stay of two days', '2027-02-01', '2027-02-02', '2027-01-20', []],
    ['a stay of a day', '2027-02-01', '2027-02-01', '2027-01-20', []],
    ['an approval on a reminder day', '2027-02-01', '2027-03-31', '2027-03-15', ['2027-03-22', '2027-03-30']],
    ['an approval on the day before the last', '2027-02-01', '2027-03-31', '2027-03-30', []],
    ['an approval on the last day', '2027-02-01', '2027-03-31', '2027-03-31', []],
  ])('should ask after activation and approval only: %s', (_what, from, to, approvedOn, notices) => {
    expect(noticeDates(date(from), date(to), date(approvedOn), everyMonday).map(String)).toEqual(notices);
  });

  it('should ask last before a closure, and on its other side not a second time', () => {
    const dates = noticeDates(date('2026-06-01'), date('2027-01-04'), date('2026-05-20'), { ...everyMonday, closureDays: holidays });
    expect(dates.map(String)).toEqual(['2026-12-05', '2026-12-21', '2026-12-23']);
  });

  const anyPolicy = fc.record({
    reminderDay: fc.constantFrom(...weekdays),
    closureDays: fc.uniqueArray(anyDay.map(String), { maxLength: 20 }),
  });
  /** Ends within some weeks of a closure. */
  const anyEnd = fc.record({ end: anyDay, closed: fc.uniqueArray(fc.integer({ min: -35, max: 3 }), { maxLength: 25 }), policy: anyPolicy });

  it('should agree with a look at each of the last thirty days', () => {
    fc.assert(
      fc.property(anyEnd, fc.nat(60), fc.nat(60), ({ end, closed, policy }, lasts, before) => {
        const given = { ...policy, closureDays: closed.map((days) => end.add({ days }).toString()) };
        const [from, approved] = [end.subtract({ days: lasts }), end.subtract({ days: before })];
        expect(noticeDates(from, end, approved, given).map(String)).toEqual(remindersByLooking({ from, to: end, approved }, given));
      }),
      { numRuns: 500 },
    );
  });

  it('should be seen not to agree with the days of before: 30, 14, 7 and 1 before the end (negative control)', () => {
    const ofBefore = (from: Temporal.PlainDate, end: Temporal.PlainDate, approved: Temporal.PlainDate) =>
      [30, 14, 7, 1]
        .map((days) => end.subtract({ days }))
        .filter((day) => [from, approved].every((one) => Temporal.PlainDate.compare(day, one) > 0))
        .map(String);
    const found = fc.check(
      fc.property(anyEnd, fc.nat(60), ({ end, policy }, lasts) => {
        const from = end.subtract({ days: lasts });
        expect(ofBefore(from, end, from)).toEqual(remindersByLooking({ from, to: end, approved: from }, policy));
      }),
    );
    expect(found.failed).toBe(true);
  });

  it('should bring all accounts together that end between one reminder day and the next', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(6), fc.nat(6), anyPolicy, (day, some, others, policy) => {
        const limit = reminderDayBy(day, policy.reminderDay, policy.closureDays);
        const [one, other] = [some, others].map((days) => limit.add({ days: 14 + days })) as [Temporal.PlainDate, Temporal.PlainDate];
        const isNext = (end: Temporal.PlainDate) =>
          !reminderDayBy(end.subtract({ days: 14 }), policy.reminderDay, policy.closureDays).equals(limit);
        fc.pre(!isNext(one) && !isNext(other));
        const long = (end: Temporal.PlainDate) => noticeDates(date('2020-01-01'), end, date('2020-01-01'), policy).map(String);
        expect([one, other].filter((end) => limit.until(end).days <= 30).every((end) => long(end).includes(limit.toString()))).toBe(true);
      }),
    );
  });
});

/** A life that has come to one of the open statuses, and the closure days around it. */
const lives = fc
  .record({
    status: fc.constantFrom<Status>('pending', 'returned', 'approved', 'active'),
    asked: anyDay,
    hour: fc.integer({ min: 0, max: 23 }),
    // Valid from may lie 14 days back; Valid to never lies before today.
    startsIn: fc.integer({ min: -14, max: 60 }),
    lasts: fc.oneof(fc.nat(20), fc.nat(400)),
    closedIn: fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 15 }), fc.nat(60)), { maxLength: 12 }),
    reminderDay: fc.constantFrom(...weekdays),
  })
  .map(({ status, asked, hour: at, startsIn, lasts, closedIn, reminderDay }) => {
    const from = asked.add({ days: startsIn });
    const end = from.add({ days: lasts });
    const to = Temporal.PlainDate.compare(end, asked) < 0 ? asked : end;
    const now = asked.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: at, minute: 30 }) });
    const instant = now.toInstant().toString();
    const request: VisitorRequest = makeRequest({
      status: status === 'approved' && startsIn <= 0 ? 'active' : status,
      validFrom: from.toString(),
      validTo: to.toString(),
      question: { askedAt: instant },
      ...((status === 'approved' || status === 'active') && { decision: { verb: 'approve', by: headId, at: instant, channel: 'teams' } }),
    });
    return { request, now, policy: { zone, reminderDay, closureDays: closedIn.map((days) => asked.add({ days }).toString()) } };
  });

type Life = Parameters<Parameters<typeof lives.map>[0]>[0];

/** What the requirements say must be woken for, counted day by day. */
function expectedWakes({ request: { status, validFrom, validTo }, now, policy }: Life): string[] {
  const wakes: string[] = [];
  const asked = now.toPlainDate();
  const from = date(validFrom);
  const to = date(validTo);
  const isRunning = status === 'approved' || status === 'active';
  const reminders = isRunning ? remindersByLooking({ from, to, approved: asked }, policy) : [];
  let working = 0;
  for (let day = asked.add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
    if (day.dayOfWeek < 6 && !policy.closureDays.includes(day.toString())) {
      working += 1;
      if (status === 'pending' && [2, 4, 6].includes(working)) wakes.push(`${day.toString()}T08`);
    }
    if (status === 'approved' && day.equals(from)) wakes.push(`${day.toString()}T00`);
    if (reminders.includes(day.toString())) wakes.push(`${day.toString()}T08`);
  }
  return [...wakes, `${to.add({ days: 1 }).toString()}T00`];
}

describe('nextWake', () => {
  it('should visit every moment at which the clock changes something, once, in order, and end at midnight after the last day', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const wakes: string[] = [];
        for (let now = life.now; wakes.length < 20; ) {
          const wake = nextWake(life.request, now, life.policy);
          if (wake === undefined) break;
          expect(Temporal.ZonedDateTime.compare(hour(wake), now)).toBe(1);
          wakes.push(wake);
          // The sweep comes somewhat late.
          now = hour(wake).add({ minutes: 20 });
        }
        expect(wakes).toEqual(expectedWakes(life));
      }),
    );
  });

  it('should never wake what is over, nor anything after its end', () => {
    fc.assert(
      fc.property(lives, fc.constantFrom(...statuses), fc.nat(20_000), ({ request, now, policy }, status, hours) => {
        const end = hour(`${date(request.validTo).add({ days: 1 }).toString()}T00`);
        const isTold = status === 'expired' || status === 'lapsed';
        // Whoever's account ended by itself is told at eight of that day.
        if (isOver(status) && !isTold) expect(nextWake({ ...request, status }, now, policy)).toBeUndefined();
        if (isTold) expect(nextWake({ ...request, status }, end, policy)).toBe(`${end.toPlainDate().toString()}T08`);
        expect(nextWake(request, end.add({ hours }), policy)).toBeUndefined();
      }),
    );
  });

  const wakes = (overrides: RequestOverrides, now: string) =>
    nextWake(makeRequest(overrides), Temporal.Instant.from(now).toZonedDateTimeISO(zone), {
      zone,
      closureDays: [],
      reminderDay: 'monday',
    });
  const active = { status: 'active' as const, validFrom: '2027-02-03' };

  it.each<[string, Partial<VisitorRequest>, string, string | undefined]>([
    ['on the day on which the clocks go forward', { ...active, validTo: '2027-04-27' }, '2027-03-28T00:30:00Z', '2027-03-28T08'],
    ['after 08:00 of summer time, which is 07:00 in UTC', { ...active, validTo: '2027-04-27' }, '2027-03-28T07:00:00Z', '2027-04-12T08'],
    ['on the day on which the clocks go back', { ...active, validTo: '2027-10-31' }, '2027-10-31T01:30:00Z', '2027-11-01T00'],
    [
      'on midnight of summer time, which is still the day before in UTC',
      { ...active, validTo: '2027-06-29' },
      '2027-06-29T23:00:00Z',
      undefined,
    ],
    ['before a leap day', { ...active, validTo: '2028-03-01' }, '2028-02-24T12:00:00Z', '2028-02-29T08'],
    ['for an end on a leap day', { ...active, validTo: '2028-02-29' }, '2028-02-28T12:00:00Z', '2028-03-01T00'],
  ])('should go by the organisation’s clock %s', (_when, overrides, now, wake) => {
    expect(wakes(overrides, now)).toBe(wake);
  });

  it('should not press the deciders about a request that has lapsed', () => {
    const lateAsked = { question: { askedAt: '2027-02-04T10:00:00Z' }, validTo: '2027-02-05' };
    expect(wakes(lateAsked, '2027-02-04T10:00:00Z')).toBe('2027-02-06T00');
    expect(wakes(lateAsked, '2027-02-06T00:10:00Z')).toBeUndefined();
  });
});
