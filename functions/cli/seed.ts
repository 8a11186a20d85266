import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { openToFill, preloadIn } from '../local/invented/open-to-fill';
import { runSeed } from './seed-command';

/** `npm run seed`: the built file lies two folders below the project's. */
const project = resolve(__dirname, '..', '..');

void runSeed(process.argv.slice(2), {
  open: (data) =>
    openToFill({ folder: resolve(data ?? resolve(project, '.local')), isDefault: data === undefined, preload: preloadIn(project) }),
  newSeed: () => randomInt(2 ** 32),
  elapsed: () => performance.now(),
  print: (text) => void process.stdout.write(text),
  complain: (line) => console.error(line),
}).then((code) => {
  process.exitCode = code;
});
