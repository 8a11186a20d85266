import type { ReconcileReport } from '../../bot/jobs/night/reconcile-run';
import { loadFunctions, productOf } from './load';

const reconcile = () => loadFunctions(productOf({})).functions.find(({ name }) => name === 'reconcile');

describe('the nightly timer', () => {
  it('should go off once a night, away from midnight and from the sweep', () => {
    const [trigger] = Object.values(reconcile()?.bindings ?? {});
    expect(trigger).toMatchObject({ type: 'timerTrigger', schedule: '0 33 2 * * *', useMonitor: true, runOnStartup: false });
    expect(reconcile()?.retryOptions).toBeUndefined();
  });

  it.each([false, true])('should look at what is stored, late or not: %s', async (isPastDue) => {
    const looked = jest.fn(async () => ({}) as ReconcileReport);
    await loadFunctions(productOf({ reconcile: looked })).timer('reconcile', { isPastDue });
    expect(looked).toHaveBeenCalledTimes(1);
  });
});
