import { resolve } from 'node:path';
import { runDepartments } from './department-command';
import { openAskedDepartments } from './open-departments';

/** `npm run departments`: the built file lies two folders below the project's. */
void runDepartments(process.argv.slice(2), {
  open: (data) => openAskedDepartments(resolve(data ?? resolve(__dirname, '..', '..', '.local'))),
  print: (text) => void process.stdout.write(text),
  complain: (line) => console.error(line),
}).then((code) => {
  process.exitCode = code;
});
