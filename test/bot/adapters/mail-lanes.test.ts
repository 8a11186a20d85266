import { graphClient } from '../../../bot/adapters/graph-client';
import { laneSeconds, mailLanes } from '../../../bot/adapters/mail-lanes';
import { mailLimits, outlookMail } from '../../../bot/adapters/outlook-mail';
import type { MailPace } from '../../../bot/ports';
import { graphToken, startGraph } from '../../fakes/graph';
import { headId, sponsorId } from '../../make';
import { openTestStorage, TestClock } from '../../setup/azurite-storage';

/** The lanes of so many instances, over one table or, as a control, over one each. */
async function instances(count: number, clock: TestClock, tables: 'shared' | 'own' = 'shared'): Promise<MailPace[]> {
  const shared = await openTestStorage(clock);
  const one = async () => (tables === 'shared' ? shared : await openTestStorage(clock)).rawTable('MailLanes');
  return await Promise.all(Array.from({ length: count }, async () => mailLanes(await one(), { clock, spread: () => 0 })));
}

/** Whoever causes the mails of a test in which that does not matter. */
let causes = 0;
const somebody = () => `person-${(causes += 1)}`;

/** Seconds at which each mail went, while every instance asks for a turn every five seconds. */
async function startsOf(paces: MailPace[], clock: TestClock, seconds: number, causedBy = somebody): Promise<number[]> {
  const starts: number[] = [];
  for (let at = 0; at < seconds; at += 5) {
    for (let round = 0; round < 3; round += 1) {
      const waits = await Promise.all(paces.map((pace) => pace.wait(causedBy())));
      starts.push(...waits.filter((wait) => wait === undefined).map(() => at));
    }
    clock.pass({ seconds: 5 });
  }
  return starts;
}

const mostWithin = (starts: number[], seconds: number) =>
  Math.max(...starts.map((from) => starts.filter((at) => at >= from && at < from + seconds).length));

describe('the pace of mails', () => {
  it('should let no more than four go at a time and 24 a minute, over all instances together', async () => {
    const clock = new TestClock();
    const starts = await startsOf(await instances(3, clock), clock, 130);
    expect(mostWithin(starts, laneSeconds)).toBe(4);
    expect(mostWithin(starts, 60)).toBe(24);
    // Nor fewer than it may.
    expect(starts).toHaveLength(52);
  });

  it('should be exceeded where every instance keeps lanes of its own', async () => {
    const clock = new TestClock();
    const starts = await startsOf(await instances(3, clock, 'own'), clock, 60);
    expect(mostWithin(starts, 60)).toBeGreaterThan(25);
  });

  it('should let one person have half of it, over all instances together', async () => {
    const clock = new TestClock();
    const starts = await startsOf(await instances(3, clock), clock, 60, () => sponsorId);
    expect(mostWithin(starts, laneSeconds)).toBe(2);
    expect(starts).toHaveLength(12);
  });

  it('should bring the mails of others within two minutes while 200 of one sponsor wait', async () => {
    expect(Math.max(...(await waitsBeside(200, (place) => `other-${place}`)))).toBeLessThanOrEqual(120);
  });

  it('should leave them behind the burst where all mails count as one person’s, which is what the share is for', async () => {
    expect(Math.max(...(await waitsBeside(200, () => sponsorId)))).toBeGreaterThan(120);
  });

  /** How many seconds each of five mails waited that came half a minute after a burst; those that did not go in 150 seconds, for ever. */
  async function waitsBeside(burst: number, causedBy: (place: number) => string): Promise<number[]> {
    const clock = new TestClock();
    const table = (await openTestStorage(clock)).rawTable('MailLanes');
    const pace = mailLanes(table, { clock, spread: seeded() });
    const others = Array.from({ length: 5 }, (_, place) => ({
      at: 30,
      from: 30,
      causedBy: causedBy(place),
      went: Number.POSITIVE_INFINITY,
    }));
    const theirs = Array.from({ length: burst }, () => ({ at: 0, from: 0, causedBy: sponsorId, went: Number.POSITIVE_INFINITY }));
    const isWaiting = ({ went }: { went: number }) => went === Number.POSITIVE_INFINITY;
    for (let second = 0; second < 180 && others.some(isWaiting); second += 1) {
      for (const mail of [...theirs, ...others].filter((one) => isWaiting(one) && one.at <= second)) {
        const wait = await pace.wait(mail.causedBy);
        if (wait === undefined) mail.went = second;
        else mail.at = second + wait;
      }
      clock.pass({ seconds: 1 });
    }
    return others.map(({ went, from }) => went - from);
  }

  /** The same dice in every run. */
  function seeded(): (most: number) => number {
    let state = 7;
    return (most) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((state / 2 ** 31) * most);
    };
  }

  it('should hold a lane for longer than one mail may take', () => {
    expect(mailLimits.tries).toBe(1);
    expect(mailLimits.milliseconds).toBeLessThan(laneSeconds * 1_000);
  });

  it('should say when to come back, each at another time', async () => {
    const clock = new TestClock();
    const table = (await openTestStorage(clock)).rawTable('MailLanes');
    let asked = 0;
    const pace = mailLanes(table, { clock, spread: (most) => (asked += 1) % most });
    for (let mail = 0; mail < 4; mail += 1) expect(await pace.wait(somebody())).toBeUndefined();
    clock.pass({ seconds: 4 });
    const [one, other] = [await pace.wait(somebody()), await pace.wait(somebody())];
    expect(one).toBeGreaterThanOrEqual(6);
    expect(one).not.toBe(other);
  });

  it('should keep Exchange at four mails, however many are wanted at once', async () => {
    const graph = await startGraph();
    const from = 'visitor.accounts@bantshire.example';
    graph.mailboxes.set(from, []);
    graph.mailTakes = 50;
    const clock = new TestClock();
    const mailers = (await instances(3, clock)).map((pace) =>
      outlookMail({
        graph: graphClient({ tokens: async () => graphToken, limits: mailLimits, clock, baseUrl: graph.url }),
        from,
        pace,
      }),
    );
    const mail = { to: { person: headId, address: 'a@bantshire.example' }, subject: 'x', html: '<p>x</p>' };
    const outcomes = await Promise.all(
      [...mailers, ...mailers, ...mailers].map((mailer) => mailer.send({ ...mail, causedBy: somebody() })),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'delivered').length).toBeLessThanOrEqual(4);
    expect(graph.mailsAtOnce.most).toBeLessThanOrEqual(4);
    expect(graph.mailsAtOnce.most).toBeGreaterThan(1);
    await graph.stop();
  });
});
