import { randomInt } from 'node:crypto';
import { type Dice, diceOf } from '../../functions/local/invented/dice';

/** The seed of this run, printed at its start; TEST_SEED repeats one. */
export const testSeed = Number(process.env.TEST_SEED ?? randomInt(2 ** 32));

let drawn = diceOf(testSeed);

/** What a test file leaves to chance. Names that must differ between files and processes must not come from these. */
export const dice: Dice = {
  between: (from, to) => drawn.between(from, to),
  chance: (share) => drawn.chance(share),
  pick: (from) => drawn.pick(from),
  weighted: (weights) => drawn.weighted(weights),
  bytes: (count) => drawn.bytes(count),
};

/** As at the start of a test file, which thus draws the same whatever ran before it. */
export function restart(): void {
  drawn = diceOf(testSeed);
}
