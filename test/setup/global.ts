import { randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import startStorage from './azurite';

// Jest's own resolver loads it as well, before anything is compiled.
const { bundlePackages } = createRequire(__filename)('./packages.js') as { bundlePackages(): Promise<void> };

/** Once before all tests: bundles the packages, draws the seed of the run, and starts storage. */
export default async function start(): Promise<void> {
  await bundlePackages();
  const seed = (process.env.TEST_SEED ??= String(randomInt(2 ** 32)));
  if (!/^\d{1,10}$/.test(seed)) throw new Error('TEST_SEED is to be a whole number');
  process.stderr.write(`TEST_SEED=${seed} repeats the dice of this run\n`);
  await startStorage();
}
