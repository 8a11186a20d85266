import { counted } from '../../bot/domain/dates/day-words';
import type { UsernameRegister } from '../../bot/ports/username-register';
import { CommandError } from './command-error';
import { faultInWords } from './fault-in-words';
import { parseCommand } from './parse-command';
import { readUsernames, reserveAll } from './username-file';

export interface UsernameTerminal {
  /** Opens the register; `data` is the folder that --data names. May throw a {@link CommandError}. */
  open(data: string | undefined): UsernameRegister;
  print(text: string): void;
  /** Errors, a line at a time. */
  complain(line: string): void;
}

const usage = `Usage:
  npm run usernames -- reserve FILE [--apply]

reserve  keeps each username of FILE, one a line, from ever being given; without --apply it writes nothing
  --data FOLDER  the data folder of local mode, where npm start has been given one`;

/** Runs one command; the exit code: 0 done, 1 not done. */
export async function runUsernames(args: string[], terminal: UsernameTerminal): Promise<number> {
  try {
    const { file, isApplied, data } = readUsernameCommand(args);
    const wanted = readUsernames(file);
    if (isApplied) terminal.print(`${reservedInWords(await reserveAll(wanted, terminal.open(data)))}\n`);
    else terminal.print(`Nothing is written yet. To reserve ${counted(wanted.length, 'username')}, repeat the command with --apply.\n`);
    return 0;
  } catch (fault) {
    terminal.complain(fault instanceof CommandError ? fault.message : faultInWords(fault));
    return 1;
  }
}

function readUsernameCommand(args: string[]): { file: string; isApplied: boolean; data: string | undefined } {
  const config = { args, options: { apply: { type: 'boolean' }, data: { type: 'string' } }, allowPositionals: true } as const;
  const refuse = (why: string) => new CommandError(`${why}\n\n${usage}`);
  const { values, positionals } = parseCommand(config, usage);
  const [verb, file, ...more] = positionals;
  if (verb !== 'reserve') throw refuse(verb === undefined ? 'What shall it do?' : 'There is no such command.');
  if (file === undefined) throw refuse('Which file?');
  if (more.length > 0) throw refuse('One file at a time.');
  return { file, isApplied: values.apply === true, data: values.data };
}

function reservedInWords({ fresh, known }: { fresh: number; known: number }): string {
  return `Reserved: ${counted(fresh, 'username')}. In the register already: ${known}.`;
}
