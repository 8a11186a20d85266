import { resolve } from 'node:path';
import { runDoctor } from './doctor-command';
import { openAskedHealth } from './open-health';

/** `npm run doctor`: the built file lies two folders below the project's. */
void runDoctor(process.argv.slice(2), {
  open: ({ data, settings }) => openAskedHealth(resolve(data ?? resolve(__dirname, '..', '..', '.local')), settings),
  print: (text) => void process.stdout.write(text),
  complain: (line) => console.error(line),
}).then((code) => {
  process.exitCode = code;
});
