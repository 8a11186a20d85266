import { resolve } from 'node:path';
import { runImport } from './import-command';
import { openAskedImport } from './open-import';

/** `npm run import`: the built file lies two folders below the project's. */
void runImport(process.argv.slice(2), {
  open: (data) => openAskedImport(resolve(data ?? resolve(__dirname, '..', '..', '.local'))),
  print: (text) => void process.stdout.write(text),
  complain: (line) => console.error(line),
}).then((code) => {
  process.exitCode = code;
});
