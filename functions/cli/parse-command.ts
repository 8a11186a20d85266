import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandError } from './command-error';

/** What was typed after a command, by its options. Throws a {@link CommandError} with its usage for an option that it has not. */
export function parseCommand<T extends ParseArgsConfig>(config: T, usage: string): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (fault) {
    // The first sentence names the error; the others explain Node's own conventions.
    const [sentence] = (fault as Error).message.split(/\.\s|\n/);
    throw new CommandError(`${sentence}.\n\n${usage}`);
  }
}
