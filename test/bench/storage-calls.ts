import { openStorage } from '../../bot/adapters/azure/storage';
import type { StorageLimits } from '../../bot/adapters/azure/storage-limits';
import type { TakeBack } from '../../bot/ports/queue';
import type { Clock } from '../../bot/ports/system';
import { countStorageCalls, type StorageCalls } from '../fakes/counting-storage';
import { sampleDepartments, samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import { appId } from '../fakes/teams-bot';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World, type WorldWishes } from '../fakes/world';
import { fillsIn, makesRequest, photoLink, uploads } from '../journeys/steps';

/** The storage calls of one turn, and how many it may have. Tables and blobs count as one. */
export interface TurnCalls {
  turn: string;
  kind: 'step' | 'names' | 'review' | 'make' | 'decision';
  calls: StorageCalls;
  stored: number;
  queued: number;
  mostStored: number;
  mostQueued: number;
}

const limits: Record<TurnCalls['kind'], Pick<TurnCalls, 'mostStored' | 'mostQueued'>> = {
  step: { mostStored: 2, mostQueued: 0 },
  // These look for the same visitor beside: by the name, and by name and email.
  names: { mostStored: 3, mostQueued: 0 },
  review: { mostStored: 4, mostQueued: 0 },
  make: { mostStored: 4, mostQueued: 1 },
  decision: { mostStored: 3, mostQueued: 1 },
};

type Count = (kind: TurnCalls['kind'], turn: string, press: () => Promise<unknown>) => Promise<void>;

/** Counts the calls of every turn of a request, on real adapters, in the steady state: all that is cached is in the cache. */
export async function storageCallsOf(connectionString: string, prefix: string): Promise<TurnCalls[]> {
  const { world, stop } = await worldOnStorage(connectionString, prefix);
  const counter = countStorageCalls(connectionString);
  const counted: TurnCalls[] = [];
  const count: Count = async (kind, turn, press) => {
    counter.reset();
    await press();
    const calls = structuredClone(counter.calls);
    counted.push({ turn, kind, calls, stored: calls.table.length + calls.blob.length, queued: calls.queue.length, ...limits[kind] });
  };
  try {
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    await makesRequest(world, sponsor);
    await head.presses('Approve');
    await world.work();
    await countSteps(world, sponsor, count);
    await count('make', 'Make request', () => sponsor.presses('Make request'));
    await world.work();
    await countDecisions(world, sponsor, head, count);
  } finally {
    counter.stop();
    await stop();
  }
  return counted;
}

/** How many calls to tables a journey may cost in all: it must not cost more than it does. */
export const mostOfJourney = 41;

/**
 * The calls of one whole journey, as deployed: from *New visitor* with a photo to the decision, with the work behind it and
 * every card drawn. The second of its kind, so that all that is cached is in the cache.
 */
export async function journeyCallsOf(connectionString: string, prefix: string): Promise<StorageCalls> {
  const { world, stop } = await worldOnStorage(connectionString, prefix, { atOnce: 8 });
  const counter = countStorageCalls(connectionString);
  try {
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    for (const lastName of ['Fairweather', 'Hollowell']) {
      counter.reset();
      await makesWithPhoto(world, sponsor, lastName);
      await world.product.idle();
      await head.presses('Approve');
      await world.product.idle();
      await world.work(60);
    }
    const { table, ...calls } = structuredClone(counter.calls);
    // Read once a minute by each process, however many journeys there are in it.
    return { ...calls, table: table.filter((call) => !/^GET .*Policy\(/.test(call)) };
  } finally {
    counter.stop();
    await stop();
  }
}

/** The sponsor’s part of a journey; `photo`: what is uploaded. */
export async function makesWithPhoto(world: World, sponsor: TeamsPerson, lastName: string, photo?: Buffer): Promise<void> {
  await sponsor.says('new visitor');
  const next = (typed: Record<string, string> = {}) => sponsor.presses('Next', typed);
  await next({ department: 'computer-science' });
  await next({ reason: 'visiting-professor', firstName: 'Ottoline', lastName });
  const visit = { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'staff-like', idCard: 'yes' };
  await next({ ...visit, middleNames: 'Grace', personalEmail: 'o.fairweather@example.org' });
  await uploads(world, await photoLink(sponsor), photo);
  await world.work();
  await sponsor.presses('Make request');
}

/** Milliseconds from *Make request* to the head's card, on one machine with real storage, each time. */
export async function millisecondsToTheHead(connectionString: string, prefix: string, times = 20): Promise<number[]> {
  const { world, stop } = await worldOnStorage(connectionString, prefix, { atOnce: 8 });
  try {
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    const taken: number[] = [];
    for (let time = 0; time <= times; time += 1) {
      await fillsIn(world, sponsor);
      const before = head.cards().length;
      const began = performance.now();
      const pressed = sponsor.presses('Make request');
      while (head.cards().length === before) await new Promise((resolve) => setTimeout(resolve, 2));
      // The first fills the caches.
      if (time > 0) taken.push(performance.now() - began);
      await pressed;
      await world.product.idle();
    }
    return taken;
  } finally {
    await stop();
  }
}

/** Real storage with tables of its own. */
export async function openPrefixed(connectionString: string, prefix: string, clock: Clock, limits?: StorageLimits) {
  const storage = openStorage({ connectionString }, { clock, botId: appId, prefix, ...(limits && { limits }) });
  await storage.ensure();
  return storage;
}

/** The product on real storage, in a world of its own. */
export async function worldOnStorage(
  connectionString: string,
  prefix: string,
  wishes: Pick<WorldWishes, 'atOnce' | 'decodePhoto'> = {},
): Promise<{ world: World; stop: () => Promise<void> }> {
  const clock = new StoryClock();
  const storage = await openPrefixed(connectionString, prefix, clock);
  for (const department of sampleDepartments) await storage.departments.save(department);
  for (const person of samplePeople) await storage.people.save(person);
  const world = await startWorld({ ...wishes, stores: storage, clock });
  // The story's queue gives the messages to the worker; the real one is written to, to be counted.
  const sent = new Map<string, TakeBack>();
  world.queue.beforeEnqueue = async (message) => {
    sent.set(JSON.stringify(message), await storage.queue.enqueueSpare(message, 1));
  };
  world.queue.beforeTakeBack = async (message) => sent.get(JSON.stringify(message))?.();
  return { world, stop: () => world.stop() };
}

async function countSteps(world: World, sponsor: TeamsPerson, count: Count): Promise<void> {
  await sponsor.says('new visitor');
  const next = (typed: Record<string, string> = {}) => sponsor.presses('Next', typed);
  await count('step', 'Next on the department', () => next({ department: 'computer-science' }));
  const who = { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' };
  await count('names', 'Next on the visitor', () => next(who));
  await count('step', 'Back on the visit', () => sponsor.presses('Back'));
  await next(who);
  await count('names', 'A last day at one press', () => sponsor.presses('3 months', { validFrom: '2027-02-01' }));
  const visit = { validTo: '2027-06-30', itAccess: 'staff-like', idCard: 'yes' };
  await count('review', 'Next on the visit', () => next({ ...visit, middleNames: 'Grace', personalEmail: 'o.fairweather@example.org' }));
  await count('step', 'Add the photo', () => sponsor.opens('Add the photo'));
  await uploads(world, await photoLink(sponsor));
  await world.work();
}

async function countDecisions(world: World, sponsor: TeamsPerson, head: TeamsPerson, count: Count): Promise<void> {
  await count('decision', 'Approve', () => head.presses('Approve'));
  await world.work();
  await makesRequest(world, sponsor);
  await count('step', 'Reject, asking for words', () => head.presses('Reject'));
  await count('decision', 'Reject', () => head.presses('Reject', { words: 'We have no desk for this visit.' }));
  await world.work();
  await makesRequest(world, sponsor);
  await head.presses('Return with a question');
  await count('decision', 'Return', () => head.presses('Return with a question', { words: 'Which laboratory?' }));
  await world.work();
}

/** The turns that cost more than they may, in words. */
export function overLimit(counted: TurnCalls[]): string[] {
  return counted
    .filter(({ stored, queued, mostStored, mostQueued }) => stored > mostStored || queued > mostQueued)
    .map(({ turn, calls, mostStored, mostQueued }) => {
      const made = [...calls.table, ...calls.blob, ...calls.queue].join('\n  ');
      return `${turn}: at most ${mostStored} to tables and blobs and ${mostQueued} to the queue, but it made\n  ${made}`;
    });
}
