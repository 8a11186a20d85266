import { diceOf } from '../../../../functions/local/invented/dice';

it('should throw the same for the same seed, and something else for its neighbour', () => {
  const thrown = (seed: number) => Buffer.from(diceOf(seed).bytes(32)).toString('hex');
  expect(thrown(7)).toBe(thrown(7));
  expect(new Set([0, 1, 2, 7, 2 ** 32 - 1].map(thrown)).size).toBe(5);
});

it('should reach both ends, and nothing beyond', () => {
  const dice = diceOf(1);
  const thrown = Array.from({ length: 500 }, () => dice.between(-2, 3));
  expect([...new Set(thrown)].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
  expect(new Set(Array.from({ length: 200 }, () => dice.pick(['a', 'b'])))).toEqual(new Set(['a', 'b']));
  expect(() => dice.pick([])).toThrow('nothing to pick from');
});

it('should keep to shares and weights', () => {
  const dice = diceOf(3);
  const count = (throws: () => boolean) => Array.from({ length: 4_000 }, throws).filter(Boolean).length;
  expect(count(() => dice.chance(0.25)) / 4_000).toBeCloseTo(0.25, 1);
  expect(count(() => dice.weighted({ rare: 1, frequent: 9 }) === 'rare') / 4_000).toBeCloseTo(0.1, 1);
  expect(count(() => dice.weighted({ never: 0, always: 1 }) === 'never')).toBe(0);
  expect(count(() => dice.chance(0))).toBe(0);
  expect(count(() => dice.chance(1))).toBe(4_000);
});
