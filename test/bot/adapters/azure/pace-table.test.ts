import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type PaceRows, paceOver, paceTable } from '../../../../bot/adapters/azure/pace-table';
import { mailLimits } from '../../../../bot/adapters/graph/outlook-mail';
import { type PacedChannel, rhythms, type Timetable } from '../../../../bot/domain/notices/timetable';
import type { Pace } from '../../../../bot/ports/pace';
import type { Clock } from '../../../../bot/ports/system';
import { InMemoryPaceRows, inMemoryPace } from '../../../fakes/in-memory-pace';
import { StoryClock } from '../../../fakes/story-clock';
import { headId, sponsorId } from '../../../make';
import { openTestStorage } from '../../../setup/azurite-storage';

/** So many instances over the same rows. */
type Open = (clock: StoryClock) => Promise<(count: number) => Pace[]>;

const list = <T>(count: number, make: (place: number) => T) => Array.from({ length: count }, (_, place) => make(place));
const sorted = (times: Temporal.Instant[]) => times.map((time) => time.epochMilliseconds).sort((one, other) => one - other);
/** Milliseconds between one and the next. */
const gaps = (times: Temporal.Instant[]) => sorted(times).flatMap((time, place, all) => (place === 0 ? [] : [time - all[place - 1]!]));

describe.each<[string, Open]>([
  [
    'in memory',
    async (clock) => {
      const rows = new InMemoryPaceRows();
      return (count) => list(count, () => inMemoryPace(clock, rows));
    },
  ],
  [
    'in a table',
    async (clock) => {
      const table = (await openTestStorage(clock)).rawTable('Pace');
      return (count) => list(count, () => paceTable(table, { clock }));
    },
  ],
])('a pace %s', (_name, open) => {
  it('should give nobody the same time, and none nearer than a channel takes', async () => {
    const instances = (await open(new StoryClock()))(5);
    for (const channel of ['teams', 'mail'] as const) {
      const times = await Promise.all(list(60, (place) => instances[place % 5]!.reserve(channel, `person-${place}`)));
      expect(Math.min(...gaps(times))).toBeGreaterThanOrEqual(Math.floor(rhythms[channel].apart));
      // A block is as large as what waits, so little is left out: a time kept for somebody with few messages, where blocks meet.
      const leftOut = gaps(times).filter((gap) => gap > Math.ceil(rhythms[channel].apart));
      expect(leftOut.length).toBeLessThanOrEqual(2);
      expect(Math.max(...gaps(times))).toBeLessThanOrEqual(Math.ceil(2 * rhythms[channel].apart));
    }
  });

  it('should begin now, also after a time in which nobody asked', async () => {
    const clock = new StoryClock();
    const [pace] = (await open(clock))(1) as [Pace];
    for (const minutes of [0, 60]) {
      clock.pass({ minutes });
      const time = await pace.reserve('mail', sponsorId);
      const wait = clock.now().toInstant().until(time).total('seconds');
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThan(2.5);
    }
  });

  it('should let the others pass while one sponsor has a burst, and single messages pass a list', async () => {
    const clock = new StoryClock();
    const [one, other] = (await open(clock))(2) as [Pace, Pace];
    const wait = async (time: Promise<Temporal.Instant>) =>
      clock
        .now()
        .toInstant()
        .until(await time)
        .total('seconds');
    await Promise.all(list(225, () => one.reserve('mail', sponsorId)));
    expect(await wait(other.reserve('mail', headId))).toBeLessThanOrEqual(60);
    await Promise.all(list(200, (place) => one.reserve('teams', `reader-${place}`, 'list')));
    expect(await wait(other.reserve('teams', sponsorId))).toBeLessThan(0.5);
    expect(await wait(other.reserve('teams', sponsorId, 'list'))).toBeGreaterThan(4);
  });
});

describe('the pace of many instances', () => {
  const channels: PacedChannel[] = ['teams', 'mail'];
  /** Milliseconds by which an instance's clock is off: two of them differ by a second at most. */
  const offset = fc.integer({ min: -500, max: 500 });
  const start = Temporal.Instant.from('2027-01-18T10:15:00Z');

  interface Taken {
    at: Temporal.Instant;
    /** By the clock of the instance that took it. */
    asked: Temporal.Instant;
    offset: number;
  }

  /** Lets instances ask at the same time, in an order of storage calls that the dice make. */
  async function race(scheduler: fc.Scheduler, offsets: number[], asks: number, channel: PacedChannel, rows: PaceRows): Promise<Taken[]> {
    let passed = 0;
    const later: PaceRows = {
      read: (name) => scheduler.schedule(Promise.resolve()).then(() => ((passed += 7), rows.read(name))),
      write: (name, timetable, etag) =>
        scheduler.schedule(Promise.resolve()).then(() => ((passed += 7), rows.write(name, timetable, etag))),
    };
    const taken: Taken[] = [];
    const asked = offsets.map(async (off, place) => {
      const clock: Clock = { now: () => start.add({ milliseconds: off + passed }).toZonedDateTimeISO('UTC') };
      const pace = paceOver(later, { clock, pause: () => scheduler.schedule(Promise.resolve()) });
      await Promise.all(
        list(asks, async (ask) => {
          await scheduler.schedule(Promise.resolve());
          const now = clock.now().toInstant();
          taken.push({ at: await pace.reserve(channel, `person-${place}-${ask}`), asked: now, offset: off });
        }),
      );
    });
    await scheduler.waitFor(Promise.all(asked));
    return taken;
  }

  const story = fc.record({
    scheduler: fc.scheduler(),
    offsets: fc.array(offset, { minLength: 2, maxLength: 8 }),
    asks: fc.integer({ min: 1, max: 6 }),
    channel: fc.constantFrom(...channels),
  });

  it('should keep to what a channel takes in whatever order they write, and whatever their clocks say', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ scheduler, offsets, asks, channel }) => {
        const taken = await race(scheduler, offsets, asks, channel, new InMemoryPaceRows());
        expect(taken).toHaveLength(offsets.length * asks);
        for (const { at, asked } of taken) expect(Temporal.Instant.compare(at, asked)).toBeGreaterThanOrEqual(0);
        expect(Math.min(...gaps(taken.map(({ at }) => at)))).toBeGreaterThanOrEqual(Math.floor(rhythms[channel].apart));
        if (channel === 'mail') expect(mostUnderWay(taken)).toBeLessThanOrEqual(4);
      }),
      { numRuns: 150 },
    );
  });

  it('should give two the same time where a write asks for no tag, which is what the tag is for', async () => {
    class Careless extends InMemoryPaceRows {
      override async write(channel: PacedChannel, timetable: Timetable) {
        return await super.write(channel, timetable, (await this.read(channel))?.etag);
      }
    }
    const { failed } = await fc.check(
      fc.asyncProperty(story, async ({ scheduler, offsets, asks, channel }) => {
        const taken = await race(scheduler, offsets, asks, channel, new Careless());
        expect(new Set(sorted(taken.map(({ at }) => at))).size).toBe(taken.length);
      }),
      { numRuns: 150 },
    );
    expect(failed).toBe(true);
  });

  /** Mails at once, where each goes at its time by its instance's own clock and takes as long as it may. */
  function mostUnderWay(taken: Taken[]): number {
    const starts = taken.map(({ at, offset: off }) => at.epochMilliseconds - off);
    return Math.max(...starts.map((now) => starts.filter((from) => from <= now && now < from + mailLimits.milliseconds).length));
  }

  it('should have room for four mails that take as long as they may, and clocks a second apart', () => {
    const { apart } = rhythms.mail;
    expect(mailLimits.tries).toBe(1);
    expect(4 * apart).toBeGreaterThanOrEqual(mailLimits.milliseconds + 1_000);
    // A tighter rhythm would have five, so that is what sets it.
    expect(4 * 2_400).toBeLessThan(mailLimits.milliseconds + 1_000);
  });

  it('should cost a call for each block and not for each message', async () => {
    const clock = new StoryClock();
    const rows = new InMemoryPaceRows();
    const instances = list(10, () => inMemoryPace(clock, rows));
    await Promise.all(list(1_500, (place) => instances[place % 10]!.reserve('teams', `person-${place}`)));
    expect(rows.calls).toBeLessThan(1_500 / 4);
    // One process after itself does not read what it wrote a moment ago.
    rows.calls = 0;
    for (let place = 0; place < 10; place += 1) await instances[0]!.reserve('teams', sponsorId);
    expect(rows.calls).toBeLessThanOrEqual(12);
  });

  it('should go on after a fault of the storage, of which whoever asked is told', async () => {
    let isAway = true;
    class Away extends InMemoryPaceRows {
      override async read(channel: PacedChannel) {
        if (isAway) throw new Error('storage is away');
        return await super.read(channel);
      }
    }
    const pace = inMemoryPace(new StoryClock(), new Away());
    await expect(Promise.all([pace.reserve('mail', sponsorId), pace.reserve('mail', headId)])).rejects.toThrow('storage is away');
    isAway = false;
    await expect(pace.reserve('mail', sponsorId)).resolves.toBeInstanceOf(Temporal.Instant);
  });
});
