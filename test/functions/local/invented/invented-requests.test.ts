import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dateOf } from '../../../../bot/domain/dates/dates';
import { problemsOf } from '../../../../bot/domain/form/form';
import { wantedMessages } from '../../../../bot/domain/messages/message';
import { messages } from '../../../../bot/domain/messages/table';
import { noticesDue, wake } from '../../../../bot/domain/request/clock';
import { decidersOf } from '../../../../bot/domain/request/deciders';
import { forgetPhoto } from '../../../../bot/domain/request/photo-retention';
import { isInWindow } from '../../../../bot/domain/request/reapproval';
import { nextWake, statusAt } from '../../../../bot/domain/request/request-dates';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { isOver, statuses } from '../../../../bot/domain/statuses/table';
import { diceOf } from '../../../../functions/local/invented/dice';
import { type InventedRequest, type InventionContext, inventedRequest } from '../../../../functions/local/invented/invented-requests';
import { headId, sponsorId } from '../../../make';
import { inventionAt } from './invention-context';

/** Any seed, any place in a run, any minute of some years: nights, weekends and both changes of the clocks among them. */
const inventions = fc
  .record({
    seed: fc.nat(),
    place: fc.nat({ max: 60 }),
    minute: fc.oneof(fc.nat({ max: 3 * 365 * 1440 }), fc.constantFrom(0, 1, 4, 1439, 86 * 1440 + 61)),
  })
  .map(({ seed, place, minute }) => {
    const context = inventionAt(Temporal.PlainDateTime.from('2026-01-01T00:00').add({ minutes: minute }).toString());
    return { context, one: inventedRequest(diceOf(seed), context, place) };
  });

type Check = (invented: { context: InventionContext; one: InventedRequest }) => void;

function always(check: Check): void {
  fc.assert(fc.property(inventions, check), { numRuns: 60 });
}

const todayOf = ({ now }: InventionContext) => now.toPlainDate();

describe('an invented request', () => {
  it('should be as the dates have it, with nothing left for the clock to do', () => {
    always(({ context, one: { request } }) => {
      expect(statusAt(request, todayOf(context))).toBe(request.status);
      expect(wake(request, context.now, context.policy)).toBeUndefined();
      expect(forgetPhoto(request, context.now, context.policy)).toBeUndefined();
      const next = nextWake(request, context.now, context.policy);
      expect(next === undefined || next > context.now.toPlainDateTime().toString().slice(0, 13)).toBe(true);
      if (next !== undefined)
        expect(
          noticesDue(request, Temporal.PlainDate.from(next.slice(0, 10)), todayOf(context).subtract({ days: 1 }), context.policy),
        ).toEqual([]);
    });
  });

  it('should have no decision to tell of, also once somebody else, such as the card office, does something', () => {
    always(({ context, one: { request } }) => {
      const department = context.departments.find(({ id }) => id === request.answers.department);
      const wanted = wantedMessages(messages, request, decidersOf(request, department, []));
      expect(wanted.map(({ message }) => message.kind)).not.toContain('outcome');
    });
  });

  it('should have an event for everything that happened, in order and of the past two years', () => {
    always(({ context, one: { request, events, details } }) => {
      expect([events.length, details.length]).toEqual([request.events, request.events]);
      expect(events[0]).toMatchObject({ verb: 'request', from: 'draft', to: 'pending', channel: 'teams' });
      expect(events.at(-1)).toMatchObject({ to: request.status, revision: request.revision });
      for (const [at, event] of events.slice(1).entries()) expect(event.from).toBe(events[at]!.to);
      const times = events.map(({ at }) => Temporal.Instant.from(at).epochMilliseconds);
      expect([...times].sort((a, b) => a - b)).toEqual(times);
      expect(new Set(times).size).toBe(times.length);
      expect(times[0]).toBeGreaterThanOrEqual(context.now.subtract({ days: 731 }).epochMilliseconds);
      expect(times.at(-1)).toBeLessThanOrEqual(context.now.epochMilliseconds);
      expect(request.validTo <= todayOf(context).add({ days: 366 }).toString()).toBe(true);
    });
  });

  it('should keep the rules of the form while it lasts', () => {
    always(({ context, one: { request } }) => {
      if (isOver(request.status)) return;
      const today = dateOf(request.question.askedAt, context.policy.zone);
      expect(problemsOf(request.answers, { ...context, today })).toEqual({});
      expect(request.answers.photo !== undefined).toBe(request.answers.idCard || request.decision?.change?.idCard !== undefined);
    });
  });

  it('should be decided by somebody of the department, or an admin, who has no part in it', () => {
    always(({ context, one: { request, events } }) => {
      const { head, deputies } = context.departments.find(({ id }) => id === request.answers.department)!;
      const admins = context.people.filter(({ isAdmin }) => isAdmin).map(({ id }) => id);
      const involved = new Set<string>();
      for (const { verb, actor } of events) {
        if (['request', 'resubmit', 'accept-handover'].includes(verb)) involved.add(actor);
        if (!['approve', 'reject', 'return'].includes(verb)) continue;
        expect(involved).not.toContain(actor);
        expect([head, ...deputies, ...admins]).toContain(actor);
      }
      expect([...involved].sort()).toEqual([...request.involved].sort());
    });
  });

  it('should name nobody who can be reached', () => {
    always(({ one }) => {
      const { personalEmail = 'a@example.org', telephone = '01632 960000' } = one.request.answers;
      expect(personalEmail).toMatch(/^[\p{L}\d.]+@example\.(org|com)$/u);
      expect(telephone).toMatch(/^(01632 960|(07|\+44 7)700 900|020 7946 0|01[136]1 496 0|0113 496 0|029 2018 0|028 9649 6)\d{3}$/);
      expect(JSON.stringify(one).match(/[\w-]+\.(?!org|com)[a-z]{2,}"/g)).toBeNull();
    });
  });

  it('should be the same for the same dice', () => {
    const context = inventionAt('2027-03-03T10:15');
    const run = (seed: number) => {
      const dice = diceOf(seed);
      return Array.from({ length: 8 }, (_, place) => inventedRequest(dice, context, place));
    };
    expect(run(7)).toEqual(run(7));
    expect(run(8)).not.toEqual(run(7));
  });
});

describe('a run of invented requests', () => {
  const context = inventionAt('2027-03-03T10:15');
  const dice = diceOf(2);
  const all = Array.from({ length: 300 }, (_, place) => inventedRequest(dice, context, place));
  const many = (matches: (request: VisitorRequest) => boolean, among = all) => among.filter(({ request }) => matches(request)).length;

  it('should be active and expired for the most part, with some of each status', () => {
    const counts = statuses.map((status) => many((request) => request.status === status));
    for (const count of counts) expect(count).toBeGreaterThanOrEqual(4);
    expect(many(({ status }) => status === 'active' || status === 'expired')).toBeGreaterThan(180);
    expect(new Set(all.map(({ request }) => request.id)).size).toBe(300);
    expect(new Set(all.map(({ request }) => request.sponsor)).size).toBeGreaterThan(80);
  });

  it('should give the sponsor among the personas some of each, and the head and the deputy something to decide', () => {
    const first = all.slice(0, 40);
    for (const status of statuses)
      expect(many((one) => one.sponsor === sponsorId && one.status === status, first)).toBeGreaterThanOrEqual(2);
    expect(many((one) => one.sponsor === sponsorId && isInWindow(one, todayOf(context)), first)).toBeGreaterThanOrEqual(4);
    const department = context.departments.find(({ id }) => id === 'computer-science')!;
    const decides = (one: VisitorRequest) =>
      one.answers.department === department.id && decidersOf(one, department, []).may.includes(headId);
    expect(many((one) => one.status === 'pending' && decides(one), first)).toBeGreaterThanOrEqual(6);
  });

  it('should tell of everything that people do, through every channel', () => {
    const events = all.flatMap((one) => one.events);
    const verbs = [
      'nudge',
      'resubmit',
      'recall',
      'reapprove',
      'let-end',
      'shorten',
      'offer-handover',
      'accept-handover',
      'decline-handover',
    ];
    for (const verb of verbs) expect(events.map((event) => event.verb)).toContain(verb);
    expect(new Set(events.map(({ channel }) => channel))).toEqual(new Set(['teams', 'outlook', 'tab', 'clock']));
    expect(many(({ decision }) => decision?.change !== undefined)).toBeGreaterThan(3);
  });
});
