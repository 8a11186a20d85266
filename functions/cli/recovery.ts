import { resolve } from 'node:path';
import { askAtTerminal } from './ask-at-terminal';
import { openAskedRecovery } from './open-recovery';
import { recoveryNames, runRecovery } from './recovery-command';

/** `npm run restore`, `rebuild`, `redrive` and `migrate`: the built file lies two folders below the project's. */
const [asked = '', ...args] = process.argv.slice(2);
const name = recoveryNames.find((one) => one === asked);
if (!name) throw new Error(`There is no such command: ${asked}`);
void runRecovery(name, args, {
  open: (which, wishes) => openAskedRecovery(resolve(wishes.data ?? resolve(__dirname, '..', '..', '.local')), which, wishes),
  print: (text) => void process.stdout.write(text),
  complain: (line) => console.error(line),
  ask: askAtTerminal,
}).then((code) => {
  process.exitCode = code;
});
