import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clockFile } from '../clock/clock';
import { isAlive } from '../process/alive';
import { StartError } from '../start-error';

/** Where one start of local mode keeps what it makes, held by that start alone. */
export interface DataFolder {
  path: string;
  /** What commands for a shell need to find it: ` --data FOLDER`, or nothing for the project's own. */
  option: string;
  azurite: string;
  playgrounds: string;
  log: string;
  mailbox: string;
  directory: string;
  /** Messages that wait for their time. */
  waiting: string;
  /** Records a program that may write here; another start has to wait until it has ended. */
  usedBy(pid: number): void;
  release(): void;
}

export interface DataFolderOptions {
  /** The project's own folder. */
  isDefault: boolean;
  /** Drops what earlier starts made, and nothing else. */
  isFresh: boolean;
  /** Of the process that starts. */
  pid: number;
  /** Milliseconds that programs of a start that was killed have to end. */
  waitAtMost?: number;
}

/** All files of local mode. Anything else in the folder belongs to the user. */
const made = {
  azurite: 'azurite',
  playgrounds: 'playgrounds',
  log: 'alms.log',
  mailbox: 'mailbox.json',
  directory: 'directory.json',
  waiting: 'waiting.json',
  clock: clockFile,
};
/** Tells a folder of ours: without it, a folder `azurite` may be the data of another program. */
export const mark = 'alms-for-teams.txt';
const markText =
  'Local mode of ALMS for Teams keeps its data and logs here: azurite, playgrounds, alms.log, mailbox.json, directory.json, waiting.json, clock.json.\n';
const lockName = 'running.pid';
const pause = 100;
/** Milliseconds after which a lock without a process in it is a leftover, and not being written. */
const writing = 500;

/** Takes the folder. Throws a {@link StartError} where it cannot be used, or another start uses it: two emulators on one folder damage its data. */
export async function openDataFolder(
  path: string,
  { isDefault, isFresh, pid, waitAtMost = 15_000 }: DataFolderOptions,
): Promise<DataFolder> {
  const inside = (name: string) => join(path, name);
  const lock = inside(lockName);
  usable(path, () => mkdirSync(path, { recursive: true, mode: 0o700 }));
  if (!isDefault && !existsSync(inside(mark))) refuseForeign(path);
  await takeLock(path, lock, pid, waitAtMost);
  usable(path, () => {
    writeFileSync(inside(mark), markText);
    if (isFresh) for (const name of Object.values(made)) rmSync(inside(name), { recursive: true, force: true });
    mkdirSync(inside(made.playgrounds), { recursive: true });
  });
  return {
    path,
    option: isDefault ? '' : ` --data ${inShell(path)}`,
    azurite: inside(made.azurite),
    playgrounds: inside(made.playgrounds),
    log: inside(made.log),
    mailbox: inside(made.mailbox),
    directory: inside(made.directory),
    waiting: inside(made.waiting),
    usedBy: (program) => writeFileSync(lock, `${program}\n`, { flag: 'a' }),
    release: () => {
      if (processesIn(lock)[0] === pid) rmSync(lock, { force: true });
    },
  };
}

/** As one word of a shell. */
function inShell(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function refuseForeign(path: string): void {
  const found = Object.values(made).find((name) => existsSync(join(path, name)));
  if (found) throw new StartError(`${path} already has a “${found}” that ALMS for Teams did not make. Give --data another folder.`);
}

async function takeLock(path: string, lock: string, pid: number, waitAtMost: number): Promise<void> {
  for (let waited = 0; !usable(path, () => isCreated(lock, pid)); waited += pause) {
    const [holder, ...programs] = processesIn(lock);
    // Its own number means a leftover: a container gives the same ones at each start.
    if (holder !== undefined && holder !== pid && isAlive(holder)) {
      throw new StartError(
        `Local mode already runs on the data in ${path} (process ${holder}). End that one first, or start this one on data of its own: npm start -- --data FOLDER\nIf process ${holder} is something else, delete ${lock}.`,
      );
    }
    const left = programs.find((program) => program !== pid && isAlive(program));
    if (left !== undefined && waited >= waitAtMost) {
      throw new StartError(
        `A program of an earlier start (process ${left}) still uses ${path}. End it first.\nIf process ${left} is something else, delete ${lock}.`,
      );
    }
    if (left === undefined && (holder !== undefined || waited >= writing)) rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function isCreated(lock: string, pid: number): boolean {
  try {
    writeFileSync(lock, `${pid}\n`, { flag: 'wx' });
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fault;
  }
}

/** The process that took the lock, then the programs that it started. */
function processesIn(lock: string): number[] {
  const text = existsSync(lock) ? readFileSync(lock, 'utf8') : '';
  return text
    .split('\n')
    .filter((line) => /^[1-9]\d{0,9}$/.test(line))
    .map(Number);
}

/** A folder that cannot be written is no fault of ours, but of what was asked for. */
function usable<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (fault) {
    throw new StartError(`${path} cannot be used for data: ${(fault as NodeJS.ErrnoException).code ?? 'it cannot be written'}.`);
  }
}
