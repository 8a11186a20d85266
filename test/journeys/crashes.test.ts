import { placesOf } from '../../bot/domain/request/views';
import { InMemoryDraftStore } from '../fakes/in-memory-draft-store';
import { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { StoryClock } from '../fakes/story-clock';
import type { TeamsPerson } from '../fakes/teams-client';
import { StoryQueue, startWorld, type World } from '../fakes/world';
import { eventsOf, fillsIn, messagesLike, requestIn, textOf } from './steps';

/** Counts the storage calls of a process and, once told to, kills it before one of them: nothing works after that. */
class Mortality {
  #left = Infinity;
  isDead = false;

  diesAt(call: number): void {
    this.#left = call;
    this.isDead = false;
  }

  rises(): void {
    this.#left = Infinity;
    this.isDead = false;
  }

  call(): void {
    this.#left -= 1;
    if (this.#left < 0) this.isDead = true;
    if (this.isDead) throw new Error('the process has died');
  }

  of<T extends object>(store: T): T {
    return new Proxy(store, {
      get: (target, name) => {
        const found = Reflect.get(target, name, target) as unknown;
        if (typeof found !== 'function') return found;
        return (...given: unknown[]) => {
          this.call();
          return found.apply(target, given) as unknown;
        };
      },
    });
  }
}

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

interface Stage {
  world: World;
  mortality: Mortality;
  sponsor: TeamsPerson;
  head: TeamsPerson;
}

/** A request that is made, and its work waiting. The test looks at the stores; the product goes through its mortality. */
async function stage(): Promise<Stage> {
  const mortality = new Mortality();
  const [requests, drafts, views] = [new InMemoryRequestStore(), new InMemoryDraftStore(), new InMemoryViewStore()];
  const clock = new StoryClock();
  const queue = new StoryQueue(clock);
  const world = await startWorld({
    stores: { requests: mortality.of(requests), drafts: mortality.of(drafts), views: mortality.of(views) },
    clock,
    queue,
  });
  worlds.push(world);
  queue.beforeEnqueue = async () => mortality.call();
  Object.assign(world.stores, { requests, drafts, views });
  const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await fillsIn(world, sponsor);
  await sponsor.presses('Make request');
  return { world, mortality, sponsor, head };
}

/** Takes the messages that are due, dying at the given call; the host then delivers the message again, a minute later. */
async function worksAndDies({ world, mortality }: Stage, call: number): Promise<boolean> {
  world.clock.pass({ seconds: 2 });
  const message = world.queue.next();
  mortality.diesAt(call);
  await world.product.work(message).catch(() => undefined);
  const { isDead } = mortality;
  mortality.rises();
  world.clock.pass({ seconds: 61 });
  if (isDead) await world.product.work(message);
  await world.work(24 * 60 * 60);
  return isDead;
}

async function expectInLine({ world }: Stage): Promise<void> {
  const request = requestIn(world);
  const stored = await world.stores.requests.readAll(request.id);
  expect(stored?.todos).toEqual([]);
  for (const copy of stored?.copies ?? []) expect(copy).toMatchObject({ shownRevision: request.revision, shownStatus: request.status });
  for (const { partition, row } of placesOf(request)) {
    const { rows } = await world.stores.views.list(partition, 10);
    expect(rows).toContainEqual(expect.objectContaining({ row, status: request.status, revision: request.revision }));
  }
  expect(world.queue.messages).toEqual([]);
}

describe.each([
  ['all else is well', () => {}],
  ['Teams refuses the first message for a while', (world: World) => world.teams.fail({ when: 'post', status: 429, retryAfter: 200 })],
])('a worker that dies while %s', (_when, trouble) => {
  it('should leave what the next one finishes, wherever it dies after a request was made', async () => {
    let call = 0;
    for (let hasDied = true; hasDied; call += 1) {
      const all = await stage();
      trouble(all.world);
      hasDied = await worksAndDies(all, call);
      const asked = messagesLike(all.head, /needs your approval|please decide|you to decide/);
      expect({ call, asked }).toEqual({ call, asked: asked === 2 ? 2 : 1 });
      await expectInLine(all);
    }
    expect(call).toBeGreaterThan(5);
  });

  it('should leave what the next one finishes, wherever it dies after a decision', async () => {
    let call = 0;
    for (let hasDied = true; hasDied; call += 1) {
      const all = await stage();
      await all.world.work(60);
      const before = all.sponsor.messages().length;
      await all.head.presses('Approve');
      trouble(all.world);
      hasDied = await worksAndDies(all, call);
      const told = all.sponsor.messages().length - before;
      expect({ call, told }).toEqual({ call, told: told === 2 ? 2 : 1 });
      const full = [...all.head.cards().slice(1), ...all.sponsor.cards().slice(1)].filter(({ card }) => 'refresh' in card);
      expect(full.length).toBeGreaterThan(1);
      for (const { card } of full) expect(textOf(card)).toContain('Approved by');
      expect(await eventsOf(all.world)).toEqual(['request', 'approve']);
      await expectInLine(all);
    }
    expect(call).toBeGreaterThan(5);
  });
});

describe('a process that dies within a turn', () => {
  it('should leave the request made or not made, and never a made one undelivered', async () => {
    let call = 0;
    let hasDied = true;
    for (; hasDied; call += 1) {
      const mortality = new Mortality();
      const requests = new InMemoryRequestStore();
      const drafts = new InMemoryDraftStore();
      const views = new InMemoryViewStore();
      const clock = new StoryClock();
      const queue = new StoryQueue(clock);
      const world = await startWorld({
        stores: { requests: mortality.of(requests), drafts: mortality.of(drafts), views: mortality.of(views) },
        clock,
        queue,
      });
      worlds.push(world);
      queue.beforeEnqueue = async () => mortality.call();
      const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
      await fillsIn(world, sponsor);
      mortality.diesAt(call);
      await sponsor.presses('Make request');
      hasDied = mortality.isDead;
      mortality.rises();
      await world.work(120);
      const isMade = requests.all().length === 1;
      expect({ call, asked: messagesLike(head, /needs your approval|please decide|you to decide/) }).toEqual({
        call,
        asked: isMade ? 1 : 0,
      });
      expect({ call, drafts: (await drafts.list(sponsor.id, 5)).length }).toEqual({ call, drafts: isMade ? 0 : 1 });
    }
    expect(call).toBeGreaterThan(4);
  });
});
