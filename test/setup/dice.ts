import { randomInt } from 'node:crypto';
import { type Dice, diceOf } from '../../functions/local/invented/dice';

/** The seed of this run, printed at its start; TEST_SEED repeats one. */
export const testSeed = Number(process.env.TEST_SEED ?? randomInt(2 ** 32));

let drawn = diceOf(testSeed);

/** Random choices of a test file. Do not draw names from them that must differ between files and processes. */
export const dice: Dice = {
  between: (from, to) => drawn.between(from, to),
  chance: (share) => drawn.chance(share),
  pick: (from) => drawn.pick(from),
  weighted: (weights) => drawn.weighted(weights),
  bytes: (count) => drawn.bytes(count),
};

/** Resets the dice to the seed, so that a file draws the same whatever ran before it. */
export function restart(): void {
  drawn = diceOf(testSeed);
}
