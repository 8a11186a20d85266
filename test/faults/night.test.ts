import { reconcile } from '../../bot/jobs/night/reconcile';
import { testSeed } from '../setup/dice';
import { tries } from '../torture/tries';
import { asItIs, asItShouldBe, leaveBehind, type NightPorts, nightPorts, workOff } from './night-story';

/** How the k-th call to storage or the queue goes wrong. */
const troubles = {
  'fails, and so does every one after it': (number: number, k: number) => (number >= k ? 'before' : 'not'),
  fails: (number: number, k: number) => (number === k ? 'before' : 'not'),
  'is done, and its answer lost': (number: number, k: number) => (number === k ? 'after' : 'not'),
} as const;

class Trouble extends Error {}

/** The same ports, through which the k-th call goes wrong; every page of a list counts as one. */
function troubled(ports: NightPorts, k: number, kind: keyof typeof troubles): { ports: NightPorts; calls: () => number } {
  let calls = 0;
  const through = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1;
    const trouble = troubles[kind](calls, k);
    if (trouble === 'before') throw new Trouble();
    const answer = await call();
    if (trouble === 'after') throw new Trouble();
    return answer;
  };
  async function* listThrough(list: AsyncIterable<unknown>) {
    await through(async () => undefined);
    for await (const item of list) {
      yield item;
      await through(async () => undefined);
    }
  }
  const guarded = <T extends object>(store: T): T =>
    new Proxy(store, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown> & AsyncIterable<unknown>;
        const isList = ['idsIn', 'touchedBefore', 'rowsIn', 'list'].includes(String(name));
        return (...args: unknown[]) => (isList ? listThrough(method.apply(target, args)) : through(() => method.apply(target, args)));
      },
    });
  const { requests, drafts, views, photos, queue } = ports;
  const stores = { requests: guarded(requests), drafts: guarded(drafts), views: guarded(views), photos: guarded(photos) };
  return { ports: { ...ports, ...stores, queue: guarded(queue) } as NightPorts, calls: () => calls };
}

describe.each(Object.keys(troubles) as (keyof typeof troubles)[])('a night in which a call %s', (kind) => {
  it('should be made good by the next one, whichever call it was', async () => {
    const wrong: unknown[] = [];
    const step = tries(9, 1, 1);
    let k = 1 + (testSeed % step);
    for (let round = 0; ; round += 1, k += step) {
      const ports = nightPorts();
      await leaveBehind(ports);
      const { ports: bad, calls } = troubled(ports, k, kind);
      const { faults } = await reconcile(bad);
      if (calls() < k) break;
      // The day goes on: the worker may come first, and a lease that nobody let go of ends.
      if (round % 2 === 0) await workOff(ports);
      ports.clock.pass({ minutes: 2 });
      await reconcile(ports);
      await workOff(ports);
      const found = await asItIs(ports);
      if (JSON.stringify(found) !== JSON.stringify(asItShouldBe)) wrong.push({ k, found });
      if (faults === 0 && kind !== 'is done, and its answer lost') wrong.push({ k, faults });
    }
    expect(wrong).toEqual([]);
    expect(k).toBeGreaterThan(100);
  });
});

it('should notice a night that mends nothing: what was left behind is there without one', async () => {
  const ports = nightPorts();
  await leaveBehind(ports);
  await workOff(ports);
  const found = await asItIs(ports);
  expect(JSON.stringify(found)).not.toBe(JSON.stringify(asItShouldBe));
});
