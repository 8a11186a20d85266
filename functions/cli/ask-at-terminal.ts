import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/** Asks a question that is answered with yes or no. Without anybody to answer it, or at Ctrl-C, the answer is no. */
export async function askAtTerminal(
  question: string,
  { input, output }: { input: NodeJS.ReadableStream; output: NodeJS.WritableStream } = { input: process.stdin, output: process.stdout },
): Promise<boolean> {
  const terminal = createInterface({ input, output });
  const nobody = once(terminal, 'close').then(() => undefined);
  const answer = await Promise.race([terminal.question(`${question}(yes or no) `).catch(() => undefined), nobody]);
  terminal.close();
  if (answer === undefined) output.write('\n');
  return /^y(es)?$/i.test((answer ?? '').trim());
}
