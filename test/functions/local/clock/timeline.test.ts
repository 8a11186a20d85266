import { Temporal } from 'temporal-polyfill';
import type { SweepReport } from '../../../../bot/jobs/sweep';
import { openTimeline, type Timeline, type TimelineOptions } from '../../../../functions/local/clock/timeline';
import { StoryClock } from '../../../fakes/story-clock';
import { startWorld, type World } from '../../../fakes/world';
import { eventsOf, makesRequest, requestsIn, seenBy } from '../../../journeys/steps';
import { sponsorListLine } from '../../../make';

/** The story's clock, which can be moved as local mode's. */
class MovedClock extends StoryClock {
  moveTo(moment: Temporal.ZonedDateTime): void {
    if (Temporal.ZonedDateTime.compare(moment, this.now()) > 0) this.pass(this.now().until(moment));
  }
}

const day = (text: string) => Temporal.PlainDate.from(text);
const nothing: SweepReport = { due: 0, changed: 0, held: 0, failed: 0, digests: 0 };
const noLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
const local = (moment: Temporal.ZonedDateTime) => moment.toString({ timeZoneName: 'never', smallestUnit: 'minute' });

describe('a day that is moved', () => {
  let world: World;
  let timeline: Timeline;
  let swept: string[];
  beforeEach(async () => {
    const clock = new MovedClock();
    world = await startWorld({ clock });
    swept = [];
    timeline = openTimeline({
      clock,
      sweep: async () => {
        swept.push(local(clock.now()));
        return await world.product.sweep();
      },
      views: world.stores.views,
      settled: () => world.work(5),
      log: noLog,
    });
  });
  afterEach(async () => {
    await world.stop();
  });

  async function hasVisitor(): Promise<string> {
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    await makesRequest(world, sponsor, { dates: { validFrom: '2027-02-01', validTo: '2027-06-30' } });
    await head.presses('Approve');
    return requestsIn(world).all()[0]!.id;
  }

  it('should be reached at noon, with all that fell due on the way done at its hour', async () => {
    const id = await hasVisitor();
    const sponsor = await world.somebody('sponsor');
    expect(await timeline.moveTo(day('2027-07-02'))).toEqual({ today: '2027-07-02', ran: swept.length - 1 });
    expect(local(world.clock.now())).toBe('2027-07-02T12:00+01:00');
    // The first finds nothing; the second what was set while the request waited for its decision.
    expect(swept.slice(1)).toEqual([
      '2027-01-20T08:03+00:00',
      '2027-02-01T00:03+00:00',
      '2027-05-31T08:03+01:00',
      '2027-06-14T08:03+01:00',
      '2027-06-21T08:03+01:00',
      '2027-06-29T08:03+01:00',
      '2027-07-01T00:03+01:00',
      '2027-07-01T08:03+01:00',
    ]);
    expect(await eventsOf(world, id)).toEqual(['request', 'approve', 'activate', 'expire']);
    expect(sponsor.cards().filter(({ summary }) => sponsorListLine.test(summary ?? ''))).toHaveLength(5);
    expect(seenBy(sponsor)).toContain('Expired: the last day was Wed 30 Jun 2027.');
  });

  it('should bring nothing twice where several move it at once, one after the other', async () => {
    const id = await hasVisitor();
    const moves = await Promise.all(['2027-02-01', '2027-07-02', '2027-03-01', '2027-07-02'].map((to) => timeline.moveTo(day(to))));
    expect(moves).toEqual([
      { today: '2027-02-01', ran: 2 },
      { today: '2027-07-02', ran: 6 },
      { refused: 'past', today: '2027-07-02' },
      { today: '2027-07-02', ran: 0 },
    ]);
    expect(await eventsOf(world, id)).toEqual(['request', 'approve', 'activate', 'expire']);
  });
});

describe('the steps of a move', () => {
  let clock: MovedClock;
  let rows: string[];
  let swept: string[];
  let keeps: (at: string) => boolean;
  let sweeping: () => Promise<void>;
  beforeEach(() => {
    clock = new MovedClock();
    [rows, swept] = [[], []];
    keeps = () => false;
    sweeping = async () => undefined;
  });

  it('should stand on the time of what waits too, between the hours of the clock, and not for ever', async () => {
    rows = ['2027-01-19T00'];
    const moments: string[] = [];
    let due: Temporal.Instant | undefined = Temporal.Instant.from('2027-01-18T10:25:00Z');
    let again = 0;
    const timeline = open(clock, {
      nextDue: () => due,
      async makeDue() {
        if (!due || Temporal.Instant.compare(due, clock.now().toInstant()) > 0) return;
        moments.push(local(clock.now()));
        due = again === 0 ? undefined : due.add({ minutes: again });
      },
    });
    await timeline.moveTo(day('2027-01-19'));
    expect([moments, swept.at(-1)]).toEqual([['2027-01-18T10:25+00:00'], '2027-01-19T00:03+00:00']);
    // A task that IT has reported done is looked at every minute, and a directory that is away for a year every five.
    for (const [minutes, to, atMost] of [
      [1, '2027-01-20', 18],
      [5, '2028-01-19', 26],
    ] as const) {
      again = minutes;
      due = clock.now().toInstant().add({ minutes });
      moments.length = 0;
      await timeline.moveTo(day(to));
      expect(moments.length).toBeGreaterThan(10);
      expect(moments.length).toBeLessThanOrEqual(atMost);
    }
    expect(local(clock.now())).toBe('2028-01-19T12:00+00:00');
  });

  /** After each of the sweeps, so many messages that wait for a minute each; how late the last of each came, in minutes. */
  async function lateAfter(sweeps: number, messages: number): Promise<number[]> {
    rows = Array.from({ length: sweeps }, (_, days) => `${day('2027-01-19').add({ days })}T08`);
    const waits: Temporal.Instant[] = [];
    const late: number[] = [];
    // The sweep that begins the move finds nothing.
    let seen = swept.length + 1;
    const timeline = open(clock, {
      nextDue: () => waits[0],
      async makeDue() {
        const now = clock.now().toInstant();
        if (swept.length > seen) {
          seen = swept.length;
          for (let minutes = 1; minutes <= messages; minutes += 1) waits.push(now.add({ minutes }));
        }
        let last: Temporal.Instant | undefined;
        while (waits[0] && Temporal.Instant.compare(waits[0], now) <= 0) last = waits.shift();
        if (last && waits.length === 0) late.push(last.until(now).total('minutes'));
      },
    });
    await timeline.moveTo(day('2027-01-19').add({ days: sweeps }));
    return late;
  }

  it('should stand on the time of what waits after each sweep, also after many, and not after each of years', async () => {
    expect(await lateAfter(10, 3)).toEqual(Array.from({ length: 10 }, () => 0));
    expect((await lateAfter(300, 3)).at(-1)).toBeGreaterThan(0);
  });

  function open(
    zoned: { now(): Temporal.ZonedDateTime; moveTo(moment: Temporal.ZonedDateTime): void } = clock,
    waiting?: TimelineOptions['waiting'],
  ): Timeline {
    return openTimeline({
      clock: zoned,
      async sweep() {
        swept.push(local(zoned.now()));
        await sweeping();
        const hour = zoned.now().toPlainDateTime().toString().slice(0, 13);
        const due = rows.filter((at) => at <= hour);
        rows = rows.filter((at) => at > hour || keeps(at));
        return { ...nothing, due: due.length, held: due.filter(keeps).length };
      },
      views: {
        async *wakesUntil() {
          for (const at of [...rows].sort()) yield { at, request: 'VR-7K3M9QXA' };
        },
      },
      settled: async () => undefined,
      ...(waiting && { waiting }),
      log: noLog,
    });
  }

  it('should stand on their hour on the days on which the clocks change', async () => {
    rows = ['2027-03-28T00', '2027-03-28T08', '2027-10-31T00', '2027-10-31T08'];
    expect(await open().moveTo(day('2027-10-31'))).toEqual({ today: '2027-10-31', ran: 4 });
    expect(swept.slice(1)).toEqual([
      '2027-03-28T00:03+00:00',
      '2027-03-28T08:03+01:00',
      '2027-10-31T00:03+01:00',
      '2027-10-31T08:03+00:00',
    ]);
    expect(local(clock.now())).toBe('2027-10-31T12:00+00:00');
  });

  it('should take the hour after, where a zone has no midnight on that day', async () => {
    let now = Temporal.ZonedDateTime.from('2027-04-29T10:00[Africa/Cairo]');
    const inCairo = {
      now: () => now,
      moveTo(moment: Temporal.ZonedDateTime) {
        now = moment;
      },
    };
    rows = ['2027-04-30T00'];
    await open(inCairo).moveTo(day('2027-04-30'));
    expect(swept.slice(1)).toEqual(['2027-04-30T01:03+03:00']);
  });

  it('should reach a leap day, and the day after five years', async () => {
    rows = ['2028-02-29T00'];
    expect(await open().moveTo(day('2028-02-29'))).toEqual({ today: '2028-02-29', ran: 1 });
    expect(await open().moveTo(day('2033-02-28'))).toMatchObject({ today: '2033-02-28' });
  });

  it('should give what was left a chance every morning, and not stop for it', async () => {
    rows = ['2027-01-18T00', '2027-01-20T00'];
    keeps = (at) => at === '2027-01-18T00';
    expect(await open().moveTo(day('2027-01-21'))).toEqual({ today: '2027-01-21', ran: 1 });
    expect(swept).toEqual([
      '2027-01-18T10:15+00:00',
      '2027-01-19T08:03+00:00',
      '2027-01-20T00:03+00:00',
      '2027-01-20T08:03+00:00',
      '2027-01-21T08:03+00:00',
    ]);
  });

  it('should not go back, nor more than five years on, and stay where they are', async () => {
    const timeline = open();
    expect(await timeline.moveTo(day('2027-01-17'))).toEqual({ refused: 'past', today: '2027-01-18' });
    expect(await timeline.moveTo(day('2032-01-19'))).toEqual({ refused: 'too-far', latest: '2032-01-18' });
    expect(swept).toEqual([]);
    expect(local(clock.now())).toBe('2027-01-18T10:15+00:00');
  });

  it('should do what is due today, also after noon', async () => {
    clock.set('2027-01-18T15:00');
    rows = ['2027-01-18T08'];
    expect(await open().moveTo(day('2027-01-18'))).toEqual({ today: '2027-01-18', ran: 1 });
    expect(local(clock.now())).toBe('2027-01-18T15:00+00:00');
  });

  it('should end half way when the product ends, on the day that was reached', async () => {
    rows = ['2027-02-01T00', '2027-03-01T00'];
    const timeline = open();
    sweeping = async () => {
      if (swept.length === 2) void timeline.stop();
    };
    await timeline.moveTo(day('2027-04-01'));
    expect(local(clock.now())).toBe('2027-02-01T00:03+00:00');
    const late = jest.fn();
    await timeline.take(async () => late());
    expect(late).not.toHaveBeenCalled();
  });

  it('should be open to the next after one has failed', async () => {
    const timeline = open();
    sweeping = async () => {
      throw new Error('storage is away');
    };
    await expect(timeline.moveTo(day('2027-02-01'))).rejects.toThrow('storage is away');
    await timeline.take(() => sweeping());
    sweeping = async () => undefined;
    expect(await timeline.moveTo(day('2027-02-01'))).toEqual({ today: '2027-02-01', ran: 0 });
  });
});
