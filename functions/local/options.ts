import { parseArgs } from 'node:util';
import { type PersonaRole, personaRoles } from '../../bot/data/load';
import { StartError } from './start-error';

export interface CommandLine {
  /** No chat windows. */
  isHeadless: boolean;
  /** Who has a chat window; the two sides of the first story unless said. */
  chats: PersonaRole[];
  /** Begins without the data of earlier starts. */
  isFresh: boolean;
  /** Where data and logs are kept. */
  folder?: string;
}

const usage = `Usage: npm start -- [OPTION]…
  --headless     without the chat windows
  --chats ROLES  chat windows for other people than sponsor,head: any of
                 ${personaRoles.join(', ')}
  --fresh        drops the data of earlier starts
  --data FOLDER  keeps data and logs there instead of in .local
PORT=4000 npm start puts the product on that port.`;

/** Reads the arguments of `npm start --`. Throws a {@link StartError}. */
export function readCommandLine(given: string[]): CommandLine {
  const { headless, chats, fresh, data } = parseOptions(given);
  if (data?.trim() === '') throw new StartError(`--data needs a folder.\n\n${usage}`);
  return { isHeadless: headless === true, chats: rolesIn(chats), isFresh: fresh === true, ...(data !== undefined && { folder: data }) };
}

function rolesIn(chats = 'sponsor,head'): PersonaRole[] {
  const named = chats.split(',').map((role) => role.trim());
  const roles = personaRoles.filter((role) => named.includes(role));
  if (roles.length !== named.length) throw new StartError(`--chats needs roles between commas, each once.\n\n${usage}`);
  return roles;
}

function parseOptions(given: string[]) {
  try {
    const options = {
      headless: { type: 'boolean' },
      chats: { type: 'string' },
      fresh: { type: 'boolean' },
      data: { type: 'string' },
    } as const;
    return parseArgs({ args: given, options }).values;
  } catch (fault) {
    // The first sentence names the error; the others explain Node's own conventions.
    const [sentence] = (fault as Error).message.split(/\.\s|\n/);
    throw new StartError(`${sentence}.\n\n${usage}`);
  }
}
