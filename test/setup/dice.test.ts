import * as fc from 'fast-check';
import { startWorld } from '../fakes/world';
import { dice, testSeed } from './dice';

/** What one run of a property draws. */
function drawn(seed?: number): number[] {
  const all: number[] = [];
  fc.assert(
    fc.property(fc.nat(), (one) => void all.push(one)),
    { numRuns: 20, ...(seed !== undefined && { seed }) },
  );
  return all;
}

describe('the dice of a test run', () => {
  it('should be those of the seed that was printed, for properties too', () => {
    expect(testSeed).toBe(Number(process.env.TEST_SEED));
    expect(drawn()).toEqual(drawn(testSeed));
    expect(drawn()).not.toEqual(drawn(testSeed ^ 1));
  });

  it('should be what the product draws its references from', async () => {
    const bytes = jest.spyOn(dice, 'bytes');
    const world = await startWorld();
    try {
      const sponsor = await world.somebody('sponsor');
      await sponsor.says('new visitor');
      expect(bytes).toHaveBeenCalledWith(8);
    } finally {
      await world.stop();
    }
  });
});
