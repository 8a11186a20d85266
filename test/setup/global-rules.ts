import { randomInt } from 'node:crypto';
import { createRequire } from 'node:module';

declare global {
  var hasSaidSeed: true | undefined;
}

// A CommonJS module, as Jest's resolver loads it before anything is compiled.
const { bundlePackages } = createRequire(__filename)('./packages.js') as { bundlePackages(): Promise<void> };

/** Global setup of a project without storage: bundles the packages and draws the seed of the run. */
export default async function start(): Promise<void> {
  await bundlePackages();
  const seed = (process.env.TEST_SEED ??= String(randomInt(2 ** 32)));
  if (!/^\d{1,10}$/.test(seed)) throw new Error('TEST_SEED is to be a whole number');
  if (globalThis.hasSaidSeed) return;
  globalThis.hasSaidSeed = true;
  process.stderr.write(`TEST_SEED=${seed} repeats the dice of this run\n`);
}
