import { CommandError } from './command-error';
import { faultInWords } from './fault-in-words';
import { parseCommand } from './parse-command';

export interface RecoveryWishes {
  /** The data folder of local mode. */
  data?: string;
  /** An ISO date. */
  since?: string;
}

/** One of the commands, opened. Only `act` writes. */
export interface Recovery {
  /** What `act` would do, a line each; none if there is nothing to do. Throws a {@link CommandError} if it refuses. */
  plan(): Promise<string[]>;
  /** What was done, a line each. */
  act(): Promise<string[]>;
}

export const recoveryNames = ['restore', 'rebuild', 'redrive', 'migrate'] as const;
export type RecoveryName = (typeof recoveryNames)[number];

export interface RecoveryTerminal {
  /** May throw a {@link CommandError}. */
  open(name: RecoveryName, wishes: RecoveryWishes): Recovery;
  print(text: string): void;
  complain(line: string): void;
  /** Asks a question that is answered with yes or no. */
  ask(question: string): Promise<boolean>;
}

const purposes: Record<RecoveryName, string> = {
  restore: 'copies the last backup into the storage account of a new deployment, then rebuilds as below; refuses one that holds data',
  rebuild: 'writes the lists, the wake-ups and the messages that follow from the requests',
  redrive: 'tries again what failed too often and is on the list of the administrators',
  migrate: 'rewrites requests that are stored in another schema version than this release writes',
};

const usageOf = (name: RecoveryName) => `Usage:
  npm run ${name} [-- --apply [--yes]]

${name} ${purposes[name]}.
  --apply          does it; without, it says what it would do and changes nothing
  --yes            does not ask before
  --since DAY      for rebuild: notices from this day on count as missed, such as 2027-03-01
  --data FOLDER    the data folder of local mode, where npm start has been given one`;

/** Runs the command; the exit code: 0 done, or nothing to do, 1 not done. */
export async function runRecovery(name: RecoveryName, args: string[], terminal: RecoveryTerminal): Promise<number> {
  try {
    const { isApplied, isAsked, ...wishes } = readRecoveryCommand(name, args);
    const recovery = terminal.open(name, wishes);
    const plan = await recovery.plan();
    terminal.print(plan.length === 0 ? 'There is nothing to do.\n' : `${plan.join('\n')}\n`);
    if (plan.length === 0) return 0;
    if (!isApplied) terminal.print('Nothing is changed yet: repeat the command with --apply.\n');
    else if (isAsked && !(await terminal.ask('Do this? '))) {
      terminal.print('Nothing was changed.\n');
      return 1;
    } else terminal.print(`${(await recovery.act()).join('\n')}\n`);
    return 0;
  } catch (fault) {
    terminal.complain(fault instanceof CommandError ? fault.message : faultInWords(fault));
    return 1;
  }
}

function readRecoveryCommand(name: RecoveryName, args: string[]) {
  const text = { type: 'string' } as const;
  const options = { apply: { type: 'boolean' }, yes: { type: 'boolean' }, since: text, data: text } as const;
  const { apply, yes, since, data } = parseCommand({ args, options }, usageOf(name)).values;
  if (since !== undefined && (name !== 'rebuild' || !/^\d{4}-\d{2}-\d{2}$/.test(since)))
    throw new CommandError(`--since needs a day, such as 2027-03-01, and goes with rebuild alone.\n\n${usageOf(name)}`);
  return {
    isApplied: apply === true,
    isAsked: yes !== true,
    ...(since !== undefined && { since }),
    ...(data !== undefined && { data }),
  };
}
