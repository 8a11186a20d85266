import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { weekdays } from '../../../bot/domain/dates/dates';
import { letExpire, reapprove, type Standing, undoLetExpire } from '../../../bot/domain/request/reapproval';
import type { Change } from '../../../bot/domain/request/refusal';
import { nextWake, statusAt } from '../../../bot/domain/request/request-dates';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { sweep, wouldSweep } from '../../../bot/jobs/sweep';
import { work } from '../../../bot/jobs/work';
import { changeRequest } from '../../../bot/verbs/perform';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { samplePeople } from '../../fakes/sample';
import { textOf } from '../../journeys/steps';
import { adminId, deciderListLine, deputyId, headId, makeEvent, makeRequest, sponsorId, sponsorListLine } from '../../make';
import { tried, tries } from '../../torture/tries';
import { remindersByLooking } from '../domain/request/reminder-model';

const zone = 'Europe/London';

/** Stores a request as *Make request* and its worker leave it: with its wake-up and its lists. */
async function hasLived(ports: TestPorts, request: VisitorRequest, since: Temporal.ZonedDateTime): Promise<void> {
  await ports.has(request);
  const wake = nextWake(request, since, ports.policy);
  if (wake) await ports.views.putWake(wake, request.id);
  await ports.queue.enqueue({ kind: 'request', id: request.id, commitId: '' }, 0);
  await quiet(ports);
}

/** The worker does all that waits, and all that comes of it; the time between does not count. */
async function quiet(ports: TestPorts): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const taken = ports.queue.take();
    if (taken.length === 0) return;
    for (const message of taken) await work(message, ports);
  }
  throw new Error('The queue does not come to an end.');
}

function at(text: string): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.from(`${text}[${zone}]`);
}

const approval = (instant: string) => ({ verb: 'approve' as const, by: headId, at: instant, channel: 'teams' as const });
const active = (changes: Partial<VisitorRequest> = {}) =>
  makeRequest({
    status: 'active',
    revision: 2,
    validFrom: '2027-02-03',
    validTo: '2027-08-31',
    decision: approval('2027-01-20T10:00:00Z'),
    ...changes,
  });

let ports: TestPorts;
beforeEach(async () => {
  ports = makePorts();
  await ports.knows(sponsorId, headId, deputyId, adminId);
});

async function stateOf(id: string): Promise<VisitorRequest> {
  const stored = await ports.requests.read(id);
  if (!stored) throw new Error('There is no such request.');
  return stored.value;
}

function digestsTo(person: string) {
  return ports.chat.sent.filter(
    ({ what, person: to, message }) =>
      what === 'post' && to === person && (sponsorListLine.test(message.summary) || deciderListLine.test(message.summary)),
  );
}

async function sweepsAt(moment: string): Promise<void> {
  ports.clock.set(moment);
  await sweep(ports);
  await quiet(ports);
}

/** The reminders of this request as it is, by the model; none once its sponsor lets it expire. Each life is looked at once. */
function remindersOf(request: VisitorRequest, { policy }: TestPorts, known: Map<string, string[]>): string[] {
  const { id, validFrom, validTo, decision, account = {} } = request;
  if (account.ending) return [];
  const since = account.reapproved?.at ?? decision?.at ?? '';
  const key = [id, validFrom, validTo, since].join(' ');
  const approved = Temporal.Instant.from(since).toZonedDateTimeISO(zone).toPlainDate();
  const life = { from: Temporal.PlainDate.from(validFrom), to: Temporal.PlainDate.from(validTo), approved };
  const reminders = known.get(key) ?? remindersByLooking(life, policy);
  known.set(key, reminders);
  return reminders;
}

describe('lives under the sweep, however often it runs and whatever it misses', () => {
  const zoned = at('2027-01-01T00:00');
  /** What may happen on some day at some hour: the sweep, twice at once, or an answer of the sponsor about one visitor. */
  const happening = fc.record({
    hour: fc.nat(24 * 150),
    what: fc.constantFrom('sweep', 'sweep', 'sweep', 'sweep', 'two sweeps', 'let end', 'keep after all', 'keep') as fc.Arbitrary<string>,
    months: fc.integer({ min: 1, max: 4 }),
    who: fc.nat(1),
  });
  const visit = fc.record({ from: fc.nat(20), length: fc.integer({ min: 1, max: 100 }), approved: fc.nat(15) });
  const life = fc.record({
    visits: fc.array(visit, { minLength: 1, maxLength: 2 }),
    reminderDay: fc.constantFrom(...weekdays),
    closed: fc.uniqueArray(fc.nat(150), { maxLength: 40 }),
    // Days from which on the timer stood still, and how long.
    outage: fc.record({ day: fc.nat(150), days: fc.nat(12) }),
    happenings: fc.array(happening, { maxLength: 25 }),
    hours: fc.constantFrom([0, 8], [8], [0, 3, 8, 14], [9, 23], [0]),
  });

  it('should ask once on every due day that nobody has answered, of all visitors together, and end at midnight after the last day', async () => {
    const numRuns = tries(12, 60, 400);
    let sweeps = 0;
    await fc.assert(
      fc.asyncProperty(life, async ({ visits, reminderDay, closed, outage, happenings, hours }) => {
        ports = makePorts();
        ports.policy.reminderDay = reminderDay;
        ports.policy.closureDays = closed.map((days) => zoned.toPlainDate().add({ days }).toString());
        await ports.knows(sponsorId);
        const lives: { id: string; made: Temporal.ZonedDateTime; seen: Temporal.PlainDate; isTold: boolean }[] = [];
        for (const [place, { from, length, approved }] of visits.entries()) {
          const first = zoned.toPlainDate().add({ days: from });
          const made = zoned.add({ days: Math.min(approved, from + length), hours: 10 });
          const request = active({
            id: `VR-0000000${place + 1}`,
            status: Temporal.PlainDate.compare(first, made.toPlainDate()) > 0 ? 'approved' : 'active',
            validFrom: first.toString(),
            validTo: first.add({ days: length }).toString(),
            decision: approval(made.toInstant().toString()),
          });
          ports.clock.set(made.toPlainDateTime().toString());
          await hasLived(ports, request, made);
          lives.push({ id: request.id, made, seen: made.toPlainDate(), isTold: false });
        }
        const moments = Array.from({ length: 150 }, (_, day) =>
          hours.map((hour) => ({ hour: day * 24 + hour, what: 'sweep', months: 1, who: 0 })),
        )
          .flat()
          .filter(({ hour }) => hour < outage.day * 24 || hour >= (outage.day + outage.days) * 24);
        const all = [...moments, ...happenings].sort((one, other) => one.hour - other.hour);
        const lastMade = lives
          .map(({ made }) => made)
          .sort(Temporal.ZonedDateTime.compare)
          .at(-1)!;

        const known = new Map<string, string[]>();
        const expected: { day: string; visitors: string[] }[] = [];
        for (const { hour, what, months, who } of all) {
          const day = zoned.toPlainDate().add({ days: Math.floor(hour / 24) });
          const now = day.toPlainDateTime({ hour: hour % 24, minute: 3 }).toZonedDateTime(zone);
          if (Temporal.ZonedDateTime.compare(now, lastMade) <= 0) continue;
          ports.clock.set(now.toPlainDateTime().toString());
          if (what.includes('sweep')) {
            sweeps += what === 'sweep' ? 1 : 2;
            const then = await Promise.all(lives.map(async (one) => ({ one, before: await stateOf(one.id) })));
            await Promise.all(what === 'sweep' ? [sweep(ports)] : [sweep(ports), sweep(ports)]);
            await quiet(ports);
            const visitors: string[] = [];
            for (const { one, before } of then) {
              const status = statusAt(before, day);
              expect((await stateOf(one.id)).status).toBe(status);
              if (now.hour < 8) continue;
              const isDue = remindersOf(before, ports, known).some((due) => due > one.seen.toString() && due <= day.toString());
              const isOver: boolean = status === 'expired' && !one.isTold;
              if ((isDue && status !== 'expired') || isOver) visitors.push(one.id);
              one.isTold = one.isTold || isOver;
              one.seen = day;
            }
            if (visitors.length > 0) expected.push({ day: day.toString(), visitors });
          } else {
            const { id } = lives[who] ?? lives[0]!;
            const { validTo, revision } = await stateOf(id);
            const standing: Standing = {
              person: samplePeople.find((one) => one.id === sponsorId)!,
              deciders: { ask: [], may: [], as: 'department' },
              isSponsorGone: false,
            };
            const press = { actor: { id: sponsorId, channel: 'teams' as const }, now, seen: revision };
            const until = Temporal.PlainDate.from(validTo).add({ months }).toString();
            await changeRequest(
              id,
              (current) =>
                what === 'keep'
                  ? reapprove(current, until, standing, ports.policy, press)
                  : what === 'let end'
                    ? letExpire(current, standing, press)
                    : undoLetExpire(current, standing, press),
              ports,
            );
            await quiet(ports);
            // What comes after an answer is judged from the day of the answer on.
          }
        }
        const told = await Promise.all(
          [...new Set(expected.map(({ day }) => day))].map(async (day) => {
            const digest = (await ports.digests.read({ person: sponsorId, kind: 'sponsor', date: day }))?.value;
            return { day, visitors: digest?.items.slice(0, digest.due).sort() };
          }),
        );
        const posted = digestsTo(sponsorId).length;
        expect({ posted, told }).toEqual({ posted: expected.length, told: expected });
      }),
      // Hundreds of sweeps each, and other lives in every run.
      { numRuns },
    );
    tried('the clock', { lives: numRuns, sweeps });
  });
});

describe('what a sweep tells', () => {
  it('should press the deciders after two, four and six working days, one message a day each', async () => {
    // Asked on Monday 18 January 2027.
    for (const id of ['VR-00000001', 'VR-00000002', 'VR-00000003']) await hasLived(ports, makeRequest({ id }), at('2027-01-18T10:15'));
    ports.chat.sent.length = 0;
    await sweepsAt('2027-01-20T08:03');
    expect([headId, deputyId, adminId].map((person) => digestsTo(person).length)).toEqual([1, 0, 0]);
    expect(textOf(digestsTo(headId)[0]?.message.card ?? {}).match(/Requested by/g)).toHaveLength(3);
    await sweepsAt('2027-01-22T08:03');
    expect([headId, deputyId, adminId].map((person) => digestsTo(person).length)).toEqual([2, 1, 0]);
    await sweepsAt('2027-01-26T08:03');
    expect([headId, deputyId, adminId].map((person) => digestsTo(person).length)).toEqual([3, 2, 1]);
    expect(ports.views.attention.map(({ kind }) => kind)).toEqual(['unanswered', 'unanswered', 'unanswered']);
    await sweepsAt('2027-01-28T08:03');
    expect(digestsTo(headId)).toHaveLength(3);
  });

  it('should press nobody at night or on a day off, nor about what was decided meanwhile', async () => {
    await hasLived(ports, makeRequest(), at('2027-01-18T10:15'));
    ports.chat.sent.length = 0;
    await sweepsAt('2027-01-23T12:00');
    await sweepsAt('2027-01-24T12:00');
    await sweepsAt('2027-01-25T07:03');
    expect(digestsTo(headId)).toHaveLength(0);
    await sweepsAt('2027-01-25T08:03');
    expect(digestsTo(headId)).toHaveLength(1);
  });

  it('should ask those who decide where the sponsor is gone', async () => {
    await hasLived(ports, active(), at('2027-07-01T10:00'));
    await ports.people.save({ ...samplePeople.find(({ id }) => id === sponsorId)!, isEnabled: false });
    await sweepsAt('2027-08-01T08:03');
    expect(digestsTo(sponsorId)).toHaveLength(0);
    expect(textOf(digestsTo(headId)[0]?.message.card ?? {})).toContain('The sponsor has left.');
    const since = at('2027-08-01T08:03').toInstant().toString();
    expect((await ports.views.listAttention(9)).items).toEqual([
      { kind: 'sponsor-gone', key: active().id, request: active().id, code: 'reapproval', since },
    ]);
  });

  it('should give the admins nothing to do for a sponsor who is gone once the account is over', async () => {
    await hasLived(ports, active(), at('2027-08-31T10:00'));
    await ports.people.save({ ...samplePeople.find(({ id }) => id === sponsorId)!, isEnabled: false });
    await sweepsAt('2027-09-01T08:03');
    expect((await stateOf(active().id)).status).toBe('expired');
    expect(ports.views.attention).toEqual([]);
  });

  it('should ask an hour later where the directory does not say whom', async () => {
    await hasLived(ports, active(), at('2027-07-01T10:00'));
    await hasLived(
      ports,
      makeRequest({ id: 'VR-00000001', question: { askedAt: '2027-07-29T10:00:00Z' }, validTo: '2028-08-31' }),
      at('2027-07-29T10:00'),
    );
    ports.chat.sent.length = 0;
    ports.people.fault = new Error('away');
    await sweepsAt('2027-08-02T08:03');
    expect([sponsorId, headId].map((person) => digestsTo(person).length)).toEqual([0, 0]);
    delete ports.people.fault;
    await sweepsAt('2027-08-02T09:03');
    expect([sponsorId, headId].map((person) => digestsTo(person).length)).toEqual([1, 1]);
  });

  it('should show ten visitors on a card, and the rest behind it', async () => {
    const ids = Array.from({ length: 23 }, (_, place) => `VR-000000${String(place).padStart(2, '0')}`);
    for (const id of ids) await hasLived(ports, active({ id }), at('2027-07-01T10:00'));
    await sweepsAt('2027-08-01T08:03');
    const [digest, another] = digestsTo(sponsorId);
    expect(another).toBeUndefined();
    const text = textOf(digest?.message.card ?? {});
    expect(text.match(/Last day:/g)).toHaveLength(10);
    expect(text).toContain('13 more');
    expect(text).toContain('Reapprove all 23 …');
  });

  it('should not ask what was answered between the sweep and its message', async () => {
    await hasLived(ports, active(), at('2027-07-01T10:00'));
    ports.clock.set('2027-08-01T08:03');
    await sweep(ports);
    const standing: Standing = {
      person: samplePeople.find(({ id }) => id === sponsorId)!,
      deciders: { ask: [], may: [], as: 'department' },
      isSponsorGone: false,
    };
    const press = { actor: { id: sponsorId, channel: 'teams' as const }, now: ports.clock.now(), seen: 2 };
    await changeRequest(active().id, (current) => letExpire(current, standing, press), ports);
    await quiet(ports);
    expect(digestsTo(sponsorId)).toHaveLength(0);
  });

  it('should leave a wake-up alone that belongs to the hour just begun', async () => {
    await hasLived(ports, active(), at('2027-07-01T10:00'));
    await sweepsAt('2027-08-01T08:01');
    expect(digestsTo(sponsorId)).toHaveLength(0);
    await sweepsAt('2027-08-01T08:02');
    expect(digestsTo(sponsorId)).toHaveLength(1);
  });

  it('should say beforehand what it would do, and touch nothing', async () => {
    await hasLived(ports, active(), at('2027-07-01T10:00'));
    ports.clock.set('2027-08-01T08:03');
    const touched = jest.fn();
    ports.views.beforeCommit = async () => touched();
    ports.requests.beforeCommit = async () => touched();
    ports.digests.beforeCommit = async () => touched();
    ports.queue.beforeCommit = async () => touched();
    const would = [];
    for await (const due of wouldSweep(ports)) would.push(due);
    expect(would).toEqual([
      {
        at: '2027-08-01T08',
        request: active().id,
        notices: [{ kind: 'reapproval' }],
        recipients: [{ person: sponsorId, kind: 'sponsor', request: active().id }],
        next: '2027-08-16T08',
      },
    ]);
    expect(touched).not.toHaveBeenCalled();
  });

  it.each([
    [
      'a sponsor who has left',
      active({ sponsor: '5b1f0c77-3a1e-4d0c-8f0e-1a2b3c4d5e6f' }),
      '2027-08-01T08:03',
      { kind: 'sponsor-gone', code: 'reapproval' },
    ],
    ['a question that nobody answers', makeRequest(), '2027-01-27T08:03', { kind: 'unanswered', code: 'stage-3' }],
  ])('should say beforehand what the admins’ list would show of %s, and leave the list alone', async (_, request, moment, attention) => {
    await hasLived(ports, request, at('2027-01-20T10:00'));
    ports.clock.set(moment);
    const would = [];
    for await (const due of wouldSweep(ports)) would.push(due);
    expect(would).toMatchObject([{ attention }]);
    expect(ports.views.attention).toEqual([]);
  });

  it.each([
    ['the day on which the clocks go forward', '2027-03-27', '2027-03-28'],
    ['the day on which the clocks go back', '2027-10-30', '2027-10-31'],
    ['a leap day', '2028-02-28', '2028-02-29'],
    ['the day after a leap day', '2028-02-29', '2028-03-01'],
  ])('should end at midnight and tell at eight by the organisation’s clock: %s', async (_name, last, next) => {
    await hasLived(ports, active({ validTo: last }), at(`${last}T10:00`));
    await sweepsAt(`${last}T23:59`);
    expect((await stateOf(active().id)).status).toBe('active');
    await sweepsAt(`${next}T00:03`);
    expect((await stateOf(active().id)).status).toBe('expired');
    await sweepsAt(`${next}T07:59`);
    expect(digestsTo(sponsorId)).toHaveLength(0);
    await sweepsAt(`${next}T08:03`);
    expect(digestsTo(sponsorId)).toHaveLength(1);
  });
});

describe('a digest on its way', () => {
  const message = { kind: 'digest', person: sponsorId, digest: 'sponsor', date: '2027-08-01' } as const;
  beforeEach(async () => {
    await hasLived(ports, active(), at('2027-07-01T10:00'));
    ports.clock.set('2027-08-01T08:03');
  });

  it('should be sent once, however often its message comes, and at the same time', async () => {
    await sweep(ports);
    await Promise.all([work(message, ports), work(message, ports), sweep(ports)]);
    await quiet(ports);
    await work(message, ports);
    expect(digestsTo(sponsorId)).toHaveLength(1);
  });

  it('should wait for Teams for a day, and come once', async () => {
    ports.chat.answers = () => ({ outcome: 'later', code: 'Http503', isAmbiguous: false });
    await sweep(ports);
    const start = ports.clock.now();
    for (;;) {
      const [first] = ports.queue.waiting();
      if (!first || start.until(ports.clock.now()).total('seconds') + first.delaySeconds > 24 * 3600) break;
      ports.clock.pass({ seconds: first.delaySeconds });
      for (const one of ports.queue.take()) await work(one, ports);
    }
    expect(ports.queue.waiting().length).toBeGreaterThan(0);
    delete ports.chat.answers;
    ports.chat.sent.length = 0;
    ports.clock.pass({ seconds: ports.queue.waiting()[0]?.delaySeconds ?? 0 });
    await quiet(ports);
    expect(digestsTo(sponsorId)).toHaveLength(1);
  });

  it('should wait as long as Teams asks', async () => {
    ports.chat.answers = () => ({ outcome: 'later', code: 'Http429', afterSeconds: 77, isAmbiguous: false });
    await sweep(ports);
    for (const one of ports.queue.take()) await work(one, ports);
    expect(ports.queue.waiting()).toMatchObject([{ message, delaySeconds: 77 }]);
  });

  it('should reach an admin where the sponsor has blocked the bot, and end there', async () => {
    ports.chat.answers = () => ({ outcome: 'unreachable', code: 'BotBlocked' });
    await sweep(ports);
    await quiet(ports);
    expect(ports.views.attention).toEqual([{ kind: 'unreached-list', request: active().id, code: 'BotBlocked' }]);
    await sweep(ports);
    await quiet(ports);
    expect(ports.chat.sent).toHaveLength(1);
  });

  it('should go to whoever sponsors the visitor when it is sent', async () => {
    await sweep(ports);
    await changeRequest(active().id, (current) => handedOver(current), ports);
    ports.chat.sent.length = 0;
    await quiet(ports);
    expect(digestsTo(sponsorId)).toHaveLength(0);
    expect(digestsTo(deputyId)).toHaveLength(1);
  });
});

/** As after an offer that was accepted. */
function handedOver(current: VisitorRequest): Change {
  const request = {
    ...current,
    sponsor: deputyId,
    involved: [...current.involved, deputyId],
    revision: current.revision + 1,
    events: current.events + 1,
  };
  return { request, event: makeEvent({ verb: 'accept-handover', actor: deputyId, revision: request.revision }), detail: {} };
}
