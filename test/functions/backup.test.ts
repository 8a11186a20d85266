import { loadFunctions, productOf } from './load';

const backup = () => loadFunctions(productOf({})).functions.find(({ name }) => name === 'backup');

describe('the timer of the backup', () => {
  it('should go off after the night’s deletions, and twice more for what was left', () => {
    const [trigger] = Object.values(backup()?.bindings ?? {});
    expect(trigger).toMatchObject({ type: 'timerTrigger', schedule: '0 13 3-5 * * *', useMonitor: true, runOnStartup: false });
    expect(backup()?.retryOptions).toBeUndefined();
  });

  it('should back up', async () => {
    const copied = jest.fn(async () => undefined);
    await loadFunctions(productOf({ backup: copied })).timer('backup', { isPastDue: true });
    expect(copied).toHaveBeenCalledTimes(1);
  });
});
