import { createInterface } from 'node:readline/promises';
import { runAz } from '../az/run-az';
import { runEntra } from './entra-command';

/** `npm run entra` */
async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question}(yes or no) `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

void runEntra(process.argv.slice(2), {
  az: runAz,
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
  ask,
}).then((code) => {
  process.exitCode = code;
});
