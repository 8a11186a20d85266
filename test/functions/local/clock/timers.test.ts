import { startTimers } from '../../../../functions/local/clock/timers';
import { StoryClock } from '../../../fakes/story-clock';

let clock: StoryClock;
let ran: string[];
let timers: { stop(): void };

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-02T14:00:00Z') });
  clock = new StoryClock();
  ran = [];
  const run = (name: string) => async () => void ran.push(`${name} ${clock.now().toInstant().toString().slice(0, 16)}`);
  timers = startTimers(
    [
      { schedule: '0 3 * * * *', run: run('hourly') },
      { schedule: '0 23 2 * * *', run: run('nightly') },
    ],
    clock,
  );
});
afterEach(() => {
  timers.stop();
  jest.useRealTimers();
});

/** The product's clock at this moment, and a look at it. */
async function lookAt(moment: string): Promise<string[]> {
  clock.set(moment);
  ran.length = 0;
  await jest.advanceTimersByTimeAsync(10_000);
  return ran;
}

describe('the timers of local mode', () => {
  it('should go by the product’s clock and not by the machine’s', async () => {
    await jest.advanceTimersByTimeAsync(2 * 3_600_000);
    expect(ran).toEqual([]);
    expect(await lookAt('2027-01-18T11:02:59')).toEqual([]);
    expect(await lookAt('2027-01-18T11:03')).toEqual(['hourly 2027-01-18T11:03']);
    expect(await lookAt('2027-01-18T11:03:30')).toEqual([]);
    expect(await lookAt('2027-01-18T12:03')).toEqual(['hourly 2027-01-18T12:03']);
  });

  it('should run once after the day was moved, whatever they missed', async () => {
    expect(await lookAt('2027-08-01T12:00')).toEqual(['hourly 2027-08-01T11:00', 'nightly 2027-08-01T11:00']);
    expect(await lookAt('2027-08-01T12:02')).toEqual([]);
    expect(await lookAt('2027-08-01T12:03')).toEqual(['hourly 2027-08-01T11:03']);
  });

  it('should go by UTC, as the host’s', async () => {
    await lookAt('2027-08-01T12:00');
    expect(await lookAt('2027-08-02T03:22')).toEqual(['hourly 2027-08-02T02:22']);
    expect(await lookAt('2027-08-02T03:23')).toEqual(['nightly 2027-08-02T02:23']);
  });

  it('should end when told', async () => {
    timers.stop();
    expect(await lookAt('2027-08-01T12:00')).toEqual([]);
  });
});
