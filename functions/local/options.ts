import { parseArgs } from 'node:util';
import { StartError } from './start-error';

export interface CommandLine {
  /** No chat windows. */
  isHeadless: boolean;
  /** Begins without the data of earlier starts. */
  isFresh: boolean;
  /** Where data and logs are kept. */
  folder?: string;
}

const usage = `Usage: npm start -- [OPTION]…
  --headless     without the chat windows
  --fresh        drops the data of earlier starts
  --data FOLDER  keeps data and logs there instead of in .local
PORT=4000 npm start puts the product on that port.`;

/** Reads what stands behind `npm start --`. Throws a {@link StartError}. */
export function readCommandLine(given: string[]): CommandLine {
  const { headless, fresh, data } = parsed(given);
  if (data?.trim() === '') throw new StartError(`--data needs a folder.\n\n${usage}`);
  return { isHeadless: headless === true, isFresh: fresh === true, ...(data !== undefined && { folder: data }) };
}

function parsed(given: string[]) {
  try {
    return parseArgs({ args: given, options: { headless: { type: 'boolean' }, fresh: { type: 'boolean' }, data: { type: 'string' } } })
      .values;
  } catch (fault) {
    // Its first sentence says what is wrong; the others explain Node's own conventions.
    const [sentence] = (fault as Error).message.split(/\.\s|\n/);
    throw new StartError(`${sentence}.\n\n${usage}`);
  }
}
