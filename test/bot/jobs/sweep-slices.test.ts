import { type SweepReport, sweep } from '../../../bot/jobs/sweep';
import { work } from '../../../bot/jobs/work';
import type { WorkPorts } from '../../../bot/outbox/work-ports';
import type { ViewStore, Wake } from '../../../bot/ports/views';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { deputyId, headId, makeCommit, makePerson, makeRequest } from '../../make';

const decision = { verb: 'approve', by: headId, at: '2027-01-20T10:00:00Z', channel: 'teams' } as const;
const reads = new Set(['read', 'readAll', 'readEvents', 'hasWake', 'list', 'listAttention', 'rowsIn']);

let ports: TestPorts;
beforeEach(() => {
  ports = makePorts();
  ports.clock.set('2027-08-01T08:03');
});

function sponsorOf(place: number, sponsors: number): string {
  return `00000000-0000-4000-8000-${String(place % sponsors).padStart(12, '0')}`;
}

function idOf(place: number): string {
  return `VR-${String(place).padStart(8, '0')}`;
}

/** So many visitors in their last thirty days, in turn of each sponsor: one person's lie far apart in the index. */
async function haveDue(count: number, sponsors: number): Promise<void> {
  for (let place = 0; place < sponsors; place += 1) await ports.people.save(makePerson({ id: sponsorOf(place, sponsors) }));
  await ports.knows(...Array.from({ length: sponsors }, (_, place) => sponsorOf(place, sponsors)));
  for (let place = 0; place < count; place += 1) {
    const sponsor = sponsorOf(place, sponsors);
    const request = {
      id: idOf(place),
      status: 'active',
      revision: 2,
      validTo: '2027-08-31',
      decision,
      sponsor,
      involved: [sponsor],
    } as const;
    await ports.has(makeRequest({ ...request, involved: [sponsor] }));
    await ports.views.putWake('2027-08-01T08', idOf(place));
  }
}

async function wakesLeft(): Promise<Wake[]> {
  const left: Wake[] = [];
  for await (const wake of ports.views.wakesUntil('2027-08-01T08')) left.push(wake);
  return left;
}

/** The worker does all that waits, and all that comes of it; the time between does not count. */
async function quiet(): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const taken = ports.queue.take();
    if (taken.length === 0) return;
    for (const message of taken) await work(message, ports);
    // A lease of the process before ends.
    ports.clock.pass({ seconds: 61 });
  }
  throw new Error('The queue does not come to an end.');
}

/** Who was sent how many digests, and of how many visitors the digests tell. */
function told(): { posts: number; people: number; visitors: number } {
  const posts = ports.chat.sent.filter(({ what }) => what === 'post');
  const visitors = ports.digests.all().reduce((sum, { state, items }) => sum + (state === 'sent' ? items.length : 0), 0);
  return { posts: posts.length, people: new Set(posts.map(({ person }) => person)).size, visitors };
}

/** The stores of a process that dies before its write of this number: nothing of it gets through from then on. */
function dying(before: number): { ports: WorkPorts; writes: string[]; reads: string[] } {
  const [writes, read]: string[][] = [[], []];
  let isDead = false;
  const stores = ['requests', 'views', 'digests', 'queue'] as const;
  const watched = stores.map((name) => [
    name,
    new Proxy(ports[name] as object, {
      get(target, key) {
        const method = Reflect.get(target, key) as unknown;
        if (typeof method !== 'function') return method;
        if (key === 'wakesUntil') return method.bind(target);
        return async (...given: unknown[]) => {
          const isRead = reads.has(String(key));
          if (!isRead && writes!.length + 1 === before) isDead = true;
          if (isDead) throw new Error('the process is dead');
          (isRead ? read! : writes!).push(`${name}.${String(key)}`);
          return await (method as (...all: unknown[]) => unknown).apply(target, given);
        };
      },
    }),
  ]);
  return { ports: { ...ports, ...Object.fromEntries(watched) }, writes: writes!, reads: read! };
}

describe('a sweep in slices', () => {
  it('should give each person one card of all their visitors, wherever these lie', async () => {
    await haveDue(60, 4);
    expect(await sweep(ports, 7)).toEqual({ due: 60, changed: 0, held: 0, failed: 0, digests: 4 });
    expect(await wakesLeft()).toEqual([]);
    // Nobody's message comes before the slices that may still add to it.
    const waiting = ports.queue.waiting();
    expect(waiting).toHaveLength(4);
    for (const { delaySeconds } of waiting) expect(delaySeconds).toBeGreaterThanOrEqual(600);
    await quiet();
    expect(told()).toEqual({ posts: 4, people: 4, visitors: 60 });
  });

  it('should let nobody wait where there is one slice', async () => {
    await haveDue(7, 7);
    await sweep(ports, 7);
    expect(ports.queue.waiting().map(({ delaySeconds }) => delaySeconds)).toEqual(Array(7).fill(1));
  });

  it('should hold no more of the index than a slice, however much is due', async () => {
    await haveDue(2_500, 50);
    let [read, deleted, most] = [0, 0, 0];
    const views = watchedWakes(
      ports.views,
      () => {
        read += 1;
        most = Math.max(most, read - deleted);
      },
      (count) => (deleted += count),
    );
    const report = await sweep({ ...ports, views });
    expect(report).toMatchObject({ due: 2_500, failed: 0, digests: 50 });
    expect(most).toBe(1_001);
    expect(deleted).toBe(2_500);
  });

  it('should add what is found late to the next day where a digest went meanwhile, and lose nothing', async () => {
    await haveDue(4, 1);
    ports.digests.beforeCommit = async ({ items }) => {
      if (items.length !== 2) return;
      delete ports.digests.beforeCommit;
      // A storage that is slow: the digest goes before the rest is found.
      ports.clock.pass({ minutes: 11 });
      await quiet();
    };
    const report = await sweep(ports, 1);
    expect(report.held).toBeGreaterThan(0);
    await quiet();
    expect(told().posts).toBe(1);
    ports.clock.set('2027-08-02T08:03');
    await sweep(ports, 1);
    await quiet();
    expect(await wakesLeft()).toEqual([]);
    expect(told().posts).toBe(2);
  });

  it('should send a message again for a digest that was empty when its first one came', async () => {
    await haveDue(2, 1);
    let states: string[] = [];
    ports.views.beforeCommit = async () => {
      delete ports.views.beforeCommit;
      ports.clock.pass({ minutes: 11 });
      const stored = await ports.requests.read(idOf(0));
      // Kept by its sponsor before the message came, so there is nothing to tell of.
      const kept = { ...stored!.value, validTo: '2028-01-31', revision: 3, events: 2 };
      await ports.requests.commit({ ...makeCommit({ request: kept }), etag: stored!.etag });
      for (const message of ports.queue.take()) await work(message, ports);
      states = ports.digests.all().map(({ state }) => state);
    };
    await sweep(ports, 1);
    expect(states).toEqual(['empty']);
    await quiet();
    expect(told()).toEqual({ posts: 1, people: 1, visitors: 1 });
  });

  it('should be harmless twice at once, whatever the slices', async () => {
    await haveDue(30, 4);
    const reports = await Promise.all([sweep(ports, 4), sweep(ports, 7)]);
    expect(reports.map(({ failed }) => failed)).toEqual([0, 0]);
    await quiet();
    await sweep(ports, 4);
    await quiet();
    expect(await wakesLeft()).toEqual([]);
    expect(told()).toEqual({ posts: 4, people: 4, visitors: 30 });
  });
});

describe('a sweep whose time is over', () => {
  it('should say so, and leave the rest to the next one', async () => {
    await haveDue(5, 5);
    ports.digests.beforeCommit = async () => ports.clock.pass({ minutes: 10 });
    expect(await sweep(ports, 1)).toEqual({ due: 2, changed: 0, held: 0, failed: 0, digests: 2, isCutShort: true } satisfies SweepReport);
    expect(ports.lines.at(-1)).toMatchObject({ what: 'sweep', fields: { due: 2, isCutShort: true } });
    expect(await wakesLeft()).toHaveLength(3);
    delete ports.digests.beforeCommit;
    expect(await sweep(ports, 1)).toEqual({ due: 3, changed: 0, held: 0, failed: 0, digests: 3 });
    await quiet();
    expect(told()).toEqual({ posts: 5, people: 5, visitors: 5 });
  });
});

describe('a sweep whose process dies', () => {
  const [count, sponsors, size] = [11, 4, 3];

  /** Dies before this write, and another process sweeps; what each read of the requests. */
  async function diesBefore(write: number, rows: number) {
    ports = makePorts();
    ports.clock.set('2027-08-01T08:03');
    await haveDue(count, sponsors);
    const first = dying(write);
    await sweep(first.ports, rows).catch(() => undefined);
    const left = (await wakesLeft()).length;
    ports.clock.pass({ hours: 1 });
    const second = dying(0);
    await sweep(second.ports, rows);
    await quiet();
    const readsOf = ({ reads: all }: { reads: string[] }) => all.filter((call) => call === 'requests.read').length;
    return { writes: first.writes, left, again: readsOf(second), told: told(), rest: await wakesLeft() };
  }

  it('should lose nothing, tell nobody twice and do no more again than the slice in hand', async () => {
    const whole = await diesBefore(0, size);
    expect(whole).toMatchObject({ left: 0, again: 0 });
    expect(whole.writes.length).toBeGreaterThan(20);
    for (let write = 1; write <= whole.writes.length; write += 1) {
      const end = await diesBefore(write, size);
      const slicesDone = end.writes.filter((call) => call === 'views.deleteWakes').length;
      expect({ write, left: end.left, again: end.again }).toEqual({
        write,
        left: count - Math.min(count, slicesDone * size),
        again: end.left,
      });
      expect({ write, told: end.told, rest: end.rest }).toEqual({
        write,
        told: { posts: sponsors, people: sponsors, visitors: count },
        rest: [],
      });
    }
  });

  it('would do all of it again without slices', async () => {
    const whole = await diesBefore(0, count);
    expect((await diesBefore(whole.writes.length, count)).again).toBe(count);
  });
});

describe('whom a sweep asks the directory about', () => {
  it('should be asked at once, and those who decide only where they are needed', async () => {
    await haveDue(9, 3);
    await sweep(ports);
    expect(ports.people.prefetched.map((ids) => new Set(ids).size)).toEqual([3, 0]);
    ports = makePorts();
    ports.clock.set('2027-08-01T08:03');
    await haveDue(9, 3);
    await ports.people.save(makePerson({ id: sponsorOf(0, 3), isEnabled: false }));
    await sweep(ports);
    expect(ports.people.prefetched[1]).toEqual(expect.arrayContaining([headId, deputyId]));
  });

  it('should not be asked at night, nor about what people are not told of', async () => {
    await haveDue(3, 3);
    ports.clock.set('2027-08-02T07:03');
    await sweep(ports);
    expect(ports.people.prefetched.flat()).toEqual([]);
  });
});

function watchedWakes(views: ViewStore, onRead: () => void, onDelete: (count: number) => void): ViewStore {
  return new Proxy(views, {
    get(target, key) {
      if (key === 'wakesUntil')
        return async function* (at: string) {
          for await (const wake of target.wakesUntil(at)) {
            onRead();
            yield wake;
          }
        };
      if (key === 'deleteWakes')
        return async (wakes: readonly Wake[]) => {
          await target.deleteWakes(wakes);
          onDelete(wakes.length);
        };
      const method = Reflect.get(target, key) as unknown;
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
}
