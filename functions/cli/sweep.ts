import { resolve } from 'node:path';
import { openAskedLooking } from './open-read-only';
import { runSweep } from './sweep-command';

/** `npm run sweep`: the built file lies two folders below the project's. */
void runSweep(process.argv.slice(2), {
  open: (data) => openAskedLooking(resolve(data ?? resolve(__dirname, '..', '..', '.local'))),
  print: (text) => void process.stdout.write(text),
  complain: (line) => console.error(line),
}).then((code) => {
  process.exitCode = code;
});
