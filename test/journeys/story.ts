import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World, type WorldWishes } from '../fakes/world';

type Role = Parameters<World['somebody']>[0];

/**
 * A world of its own for each test of this file or block, with these people of the sample data in it, and ended after it.
 * What it returns stands for those of the test that runs, so it can be taken apart at once: `const { world, sponsor } = story(['sponsor'])`.
 * With `wishes`, which are asked for anew each time, the world differs.
 */
export function story<R extends Role = never>(
  roles: R[] = [],
  wishes: () => WorldWishes = () => ({}),
): { world: World } & Record<R, TeamsPerson> {
  let started: World | undefined;
  const people = new Map<Role, TeamsPerson>();
  beforeEach(async () => {
    started = await startWorld(wishes());
    for (const role of roles) people.set(role, await started.somebody(role));
  });
  afterEach(async () => {
    const ended = started;
    started = undefined;
    people.clear();
    await ended?.stop();
  });
  const persons = roles.map((role) => [role, ofThisTest(role, () => people.get(role))] as const);
  return { world: ofThisTest('world', () => started), ...(Object.fromEntries(persons) as Record<R, TeamsPerson>) };
}

function ofThisTest<T extends object>(name: string, find: () => T | undefined): T {
  const current = (): T => {
    const found = find();
    if (!found) throw new Error(`The story has no ${name} outside its tests.`);
    return found;
  };
  return new Proxy({} as T, {
    get(_target, key) {
      const value: unknown = Reflect.get(current(), key);
      return typeof value === 'function' ? value.bind(current()) : value;
    },
    set: (_target, key, value) => Reflect.set(current(), key, value),
  });
}
