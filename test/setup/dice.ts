import { randomInt } from 'node:crypto';
import { type Dice, diceOf } from '../../functions/local/invented/dice';

/** The seed of this run, printed at its start; TEST_SEED repeats one. */
export const testSeed = Number(process.env.TEST_SEED ?? randomInt(2 ** 32));

/** What a test file leaves to chance. Names that must differ between files and processes are no matter of these. */
export const dice: Dice = diceOf(testSeed);
