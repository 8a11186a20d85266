import { readFileSync } from 'node:fs';
import { plainUsername } from '../../bot/domain/account/register-sheet';
import type { UsernameRegister } from '../../bot/ports/username-register';
import { CommandError } from './command-error';

const writesAtOnce = 16;

/** The usernames of a file, one a line, as {@link plainUsername} has them, each once. Throws a {@link CommandError}. */
export function readUsernames(file: string): string[] {
  const lines = textOf(file).split(/\r?\n/);
  const wanted = lines.map((line) => (line.trim() === '' ? '' : plainUsername(line)));
  const mistakes = wanted.flatMap((name, place) => (name === undefined ? [`line ${place + 1}: no username`] : []));
  if (mistakes.length > 0) throw new CommandError(`${mistakes.join('\n')}\n\nNothing is written.`);
  const usernames = new Set(wanted.filter((name) => name !== undefined && name !== ''));
  if (usernames.size === 0) throw new CommandError(`${file} has no usernames.`);
  return [...usernames] as string[];
}

/** Keeps each from ever being given; how many were not in the register yet, and how many were. */
export async function reserveAll(wanted: readonly string[], register: UsernameRegister): Promise<{ fresh: number; known: number }> {
  let fresh = 0;
  for (let first = 0; first < wanted.length; first += writesAtOnce) {
    const done = await Promise.all(wanted.slice(first, first + writesAtOnce).map((username) => register.reserve(username)));
    fresh += done.filter(Boolean).length;
  }
  return { fresh, known: wanted.length - fresh };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    throw new CommandError(code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${code}.`);
  }
}
