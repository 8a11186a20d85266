import { setTimeout as sleep } from 'node:timers/promises';
import { askAtTerminal } from '../../functions/cli/ask-at-terminal';
import { runAz } from '../az/run-az';
import { runEntra } from './entra-command';

/** `npm run entra` */
void runEntra(process.argv.slice(2), {
  az: runAz,
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
  ask: askAtTerminal,
  wait: (seconds) => sleep(seconds * 1_000),
}).then((code) => {
  process.exitCode = code;
});
