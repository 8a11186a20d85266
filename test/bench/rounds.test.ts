import { type Candidate, inRounds, quantile, ratioOf, type Sample, spreadOf } from './rounds';
import { rowOf, spreadRow, tableOf } from './rows';

function candidate(name: string, costs: () => number, order: string[] = []): Candidate {
  return {
    name,
    async run(): Promise<Sample> {
      order.push(name);
      return { cpu: costs(), waited: [1] };
    },
  };
}

describe('rounds of a bench', () => {
  it('should let each go first in turn, and keep a sample of each round', async () => {
    const order: string[] = [];
    const measured = await inRounds(
      ['a', 'b', 'c'].map((name) => candidate(name, () => 1, order)),
      3,
      0,
    );
    expect(order.join('')).toBe('abcbcacab');
    expect([...measured.values()].map((samples) => samples.length)).toEqual([3, 3, 3]);
  });

  it('should warm up until nobody gets faster, and not for ever', async () => {
    let [slow, never] = [100, 1e9];
    // Half as much each time down to a floor, as code that is being compiled.
    const warming = candidate('warming', () => (slow = Math.max(1, slow / 2)));
    const measured = await inRounds([warming], 4, 50);
    expect(measured.get('warming')!.map(({ cpu }) => cpu)).toEqual([1, 1, 1, 1]);
    let runs = 0;
    await inRounds([candidate('never flat', () => ((runs += 1), (never /= 2)))], 2, 5);
    expect(runs).toBe(7);
  });

  it('should take ratios round by round, so that a busy moment of the machine falls on both', async () => {
    const busy = [1, 10, 1, 3];
    const [mine, theirs] = [busy.map((one) => 2 * one), [...busy]];
    const measured = await inRounds([candidate('mine', () => mine.shift()!), candidate('theirs', () => theirs.shift()!)], 4, 0);
    expect(ratioOf(measured, 'mine', 'theirs')).toEqual({ lower: 2, median: 2, upper: 2 });
    expect(() => ratioOf(measured, 'mine', 'nobody')).toThrow('nothing was measured of “nobody”');
  });

  it('should know quartiles and the slowest of a hundred', () => {
    const values = Array.from({ length: 100 }, (_, place) => 100 - place);
    expect(spreadOf(values)).toEqual({ lower: 26, median: 51, upper: 76 });
    expect(quantile(values, 0.99)).toBe(100);
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('a row of bench.json', () => {
  it('should be met at its target and not above it, and never by a figure that is missing', () => {
    expect(rowOf('calls', 2, 2)).toEqual({ name: 'calls', ratio: 2, target: 2, met: true });
    expect(rowOf('calls', 3, 2).met).toBe(false);
    expect(rowOf('calls', Number.NaN, 2).met).toBe(false);
  });

  it('should be read in a table', () => {
    const rows = [spreadRow('a step', { lower: 1.234, median: 1.5, upper: 2 }, 1.1), rowOf('calls', 2, 2)];
    expect(tableOf(rows).split('\n')).toEqual([
      'what    is   quartiles  at most',
      'a step  1.5  1.23 – 2   1.1      not met',
      'calls   2               2        met',
    ]);
  });
});
