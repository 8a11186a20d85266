import { grace } from '../../bot/jobs/sweep';
import { startWorld } from '../fakes/world';
import { makesRequest, requestsIn } from '../journeys/steps';
import { loadFunctions, productOf } from './load';

const report = { due: 0, changed: 0, held: 0, failed: 0, digests: 0 };

function timer() {
  const found = loadFunctions(productOf({})).functions.find(({ name }) => name === 'sweep');
  if (!found) throw new Error('There is no timer.');
  return { trigger: Object.values(found.bindings)[0], retry: found.retryOptions };
}

describe('the hourly timer', () => {
  it('should go off in every hour, once what belongs to it may be taken', () => {
    const { trigger } = timer();
    expect(trigger).toMatchObject({ type: 'timerTrigger', schedule: '0 3 * * * *', useMonitor: true, runOnStartup: false });
    const [second, minute, ...every] = trigger?.schedule?.split(' ') ?? [];
    expect([second, ...every]).toEqual(['0', '*', '*', '*', '*']);
    expect(Number(minute)).toBeGreaterThan(grace);
  });

  it('should be tried again within the hour when it fails', () => {
    expect(timer().retry).toMatchObject({ strategy: 'fixedDelay', maxRetryCount: 2 });
  });

  it.each([false, true])('should sweep, late or not: %s', async (isPastDue) => {
    const sweep = jest.fn(async () => report);
    await loadFunctions(productOf({ sweep })).timer('sweep', { isPastDue });
    expect(sweep).toHaveBeenCalledTimes(1);
  });

  it('should fail where the sweep fails, so that the host tries it again', async () => {
    const host = loadFunctions(
      productOf({
        sweep: async () => {
          throw new Error('storage is away');
        },
      }),
    );
    await expect(host.timer('sweep')).rejects.toThrow('storage is away');
  });
});

it('should begin an approved account on its first day, behind the host as it is deployed', async () => {
  const world = await startWorld();
  try {
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    await makesRequest(world, sponsor, { dates: { validFrom: '2027-02-01', validTo: '2027-06-30' } });
    await head.presses('Approve');
    await world.work();
    const host = loadFunctions(world.product);
    const statuses = () =>
      requestsIn(world)
        .all()
        .map(({ status }) => status);
    // Takes away what was set for the time before the approval.
    world.clock.set('2027-01-25T08:03');
    await host.timer('sweep');
    world.clock.set('2027-02-01T00:01');
    await host.timer('sweep');
    expect(statuses()).toEqual(['approved']);
    world.clock.set('2027-02-01T00:03');
    await host.timer('sweep');
    expect(statuses()).toEqual(['active']);
  } finally {
    await world.stop();
  }
});
