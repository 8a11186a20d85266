import { samplePeople } from '../fakes/sample';
import { TabProblem } from '../fakes/tab-person';
import { startWorld, type World } from '../fakes/world';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const inTab = async (role: 'admin' | 'head') => world.tab(await world.somebody(role));
const said = async () => (await (await inTab('admin')).health()).findings.map(({ what }) => what);

describe('Is it well?', () => {
  it('should tell an admin in sentences what is not well, and nobody else', async () => {
    const before = await said();
    expect(before).toContain('The hourly sweep has not finished once since this was deployed.');
    expect(before.find((what) => what.startsWith('Still the sample university’s: organisation'))).toBeDefined();
    expect(samplePeople.filter(({ isAdmin }) => isAdmin)).toHaveLength(1);
    expect(before).toContain('There is only one administrator.');
    await expect((await inTab('head')).health()).rejects.toThrow(TabProblem);
  });

  it('should know when the clock and the night last ran, and that they stand still', async () => {
    await world.product.sweep();
    await world.product.reconcile();
    const runs = async () => (await said()).filter((what) => /sweep|nightly/.test(what));
    expect(await runs()).toEqual([]);
    world.clock.pass({ hours: 4 });
    expect(await runs()).toEqual(['The hourly sweep has not finished for 4 hours.']);
    world.clock.pass({ days: 3 });
    expect(await runs()).toEqual(['The hourly sweep has not finished for 3 days.', 'The nightly check has not finished for 3 days.']);
    await world.product.sweep();
    expect(await runs()).toEqual(['The nightly check has not finished for 3 days.']);
  });
});

describe('what a monitor asks', () => {
  const get = (path: string) => world.product.fetch(new Request(`https://alms.bantshire.example${path}`));
  const ready = async () => {
    const response = await get('/readyz');
    return [response.status, await response.json()];
  };
  const all = { storage: true, queues: true, sweep: true, reconcile: true, directory: true };

  it('should be answered by the process itself, and by what it needs', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await ready()).toEqual([200, { status: 'ready', ...all }]);
  });

  it('should be told which part does not work, with a word of nobody, and be told so for fifteen seconds', async () => {
    await world.product.sweep();
    world.clock.pass({ hours: 4 });
    expect(await ready()).toEqual([503, { status: 'not ready', ...all, sweep: false }]);
    await world.product.sweep();
    expect((await ready())[0]).toBe(503);
    world.clock.pass({ seconds: 15 });
    expect(await ready()).toEqual([200, { status: 'ready', ...all }]);
  });

  it('should be found out once a minute while all is well, however often and by however many it is asked', async () => {
    const looks = jest.spyOn(world.stores.views, 'lastRuns');
    await Promise.all([ready(), ready(), ready()]);
    world.clock.pass({ seconds: 59 });
    (world.stores.people as unknown as { fault: Error }).fault = new Error('away');
    expect((await ready())[0]).toBe(200);
    expect(looks).toHaveBeenCalledTimes(1);
    world.clock.pass({ seconds: 1 });
    expect(await ready()).toEqual([503, { status: 'not ready', ...all, directory: false }]);
    expect(looks).toHaveBeenCalledTimes(2);
  });
});
