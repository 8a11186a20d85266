import { type Examples, examples as real } from '../../../functions/local/invented/examples';
import type { questions } from './questions';

/** Step 3 of the recipe: its example. */
export const examples: Examples<typeof questions> = {
  ...real,
  homeInstitution: (_sample, dice) => dice.pick(['Bantshire College of Further Education', 'Northlea Conservatoire']),
};
