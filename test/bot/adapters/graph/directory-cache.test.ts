import { directoryCache } from '../../../../bot/adapters/graph/directory-cache';
import { GraphFault } from '../../../../bot/adapters/graph/graph-fault';
import { InMemoryDirectory } from '../../../fakes/in-memory-directory';
import { StoryClock } from '../../../fakes/story-clock';

let clock: StoryClock;
let table: InMemoryDirectory;
let asked: number;
let answer: () => Promise<string | undefined>;
let logged: unknown[];
beforeEach(() => {
  clock = new StoryClock();
  table = new InMemoryDirectory();
  asked = 0;
  logged = [];
  answer = async () => `answer ${asked}`;
});

/** A process of its own, over the same storage and directory. */
function open() {
  const record = (fields: Record<string, unknown>) => void logged.push(fields);
  const ask = async () => {
    asked += 1;
    return await answer();
  };
  return directoryCache<string>({ ask, table, clock, log: { info: record, warn: record, error: record } });
}

const away = async () => {
  throw new GraphFault('Throttled', 429, 30);
};

describe('an answer that rights hang on', () => {
  it('should be asked for every quarter of an hour, and no more often', async () => {
    const cache = open();
    expect(await cache.fresh('x')).toBe('answer 1');
    clock.pass({ minutes: 14, seconds: 59 });
    expect(await cache.fresh('x')).toBe('answer 1');
    clock.pass({ seconds: 1 });
    expect(await cache.fresh('x')).toBe('answer 2');
    expect(asked).toBe(2);
  });

  it('should be there for a process that has just started, without asking', async () => {
    await open().fresh('x');
    clock.pass({ minutes: 14 });
    expect(await open().fresh('x')).toBe('answer 1');
    clock.pass({ minutes: 1 });
    expect(await open().fresh('x')).toBe('answer 2');
    expect(asked).toBe(2);
  });

  it('should be taken from another process that asked meanwhile', async () => {
    const [one, other] = [open(), open()];
    await one.fresh('x');
    clock.pass({ minutes: 20 });
    await other.fresh('x');
    clock.pass({ minutes: 5 });
    expect(await one.fresh('x')).toBe('answer 2');
    expect(asked).toBe(2);
  });

  it('should be asked for once by all who want it at the same time', async () => {
    const cache = open();
    expect(await Promise.all([cache.fresh('x'), cache.fresh('x'), cache.kept('x'), cache.fresh('y')])).toHaveLength(4);
    expect(asked).toBe(2);
  });

  it('should outlive a directory that fails by less than a day', async () => {
    const cache = open();
    await cache.fresh('x');
    answer = away;
    clock.pass({ hours: 23, minutes: 59 });
    expect(await cache.fresh('x')).toBe('answer 1');
    expect(await open().fresh('x')).toBe('answer 1');
    clock.pass({ minutes: 1 });
    await expect(cache.fresh('x')).rejects.toThrow(GraphFault);
    await expect(open().fresh('x')).rejects.toThrow(GraphFault);
    expect(logged).toContainEqual({ target: 'x', code: 'Throttled' });
  });

  it('should be asked for again after a fault', async () => {
    const cache = open();
    answer = away;
    await expect(cache.fresh('x')).rejects.toThrow(GraphFault);
    answer = async () => 'back';
    expect(await cache.fresh('x')).toBe('back');
  });

  it('should be forgotten everywhere once the directory knows nothing of it', async () => {
    const cache = open();
    await cache.fresh('x');
    clock.pass({ minutes: 15 });
    answer = async () => undefined;
    expect(await cache.fresh('x')).toBeUndefined();
    answer = away;
    await expect(cache.fresh('x')).rejects.toThrow(GraphFault);
    await expect(open().kept('x')).rejects.toThrow(GraphFault);
    expect(table.records.size).toBe(0);
  });

  it('should not be trusted when it is of the future', async () => {
    table.records.set('x', { value: 'of tomorrow', lookedUpAt: '2027-01-19T10:14:00Z' });
    expect(await open().fresh('x')).toBe('answer 1');
  });

  it('should do without storage', async () => {
    table.fault = new Error('storage is away');
    const cache = open();
    expect(await cache.fresh('x')).toBe('answer 1');
    expect(await cache.fresh('x')).toBe('answer 1');
    expect(logged).toContainEqual({ target: 'x', fault: 'Error' });
  });
});

describe('an answer that is only shown', () => {
  it('should be kept for a day, by every process', async () => {
    const cache = open();
    await cache.kept('x');
    clock.pass({ hours: 23, minutes: 59 });
    expect(await cache.kept('x')).toBe('answer 1');
    expect(await open().kept('x')).toBe('answer 1');
    clock.pass({ minutes: 1 });
    expect(await cache.kept('x')).toBe('answer 2');
    expect(asked).toBe(2);
  });
});
