import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openFilling, openStorage } from '../../../bot/adapters/azure/storage';
import { jobLimits } from '../../../bot/adapters/azure/storage-limits';
import departmentsJson from '../../../bot/data/departments.json';
import { loadDepartments } from '../../../bot/data/load';
import { localAppId } from '../../../bot/data/local-organisation';
import type { Clock } from '../../../bot/ports/system';
import { type Environment, readLocalSettings } from '../../../bot/settings/settings';
import { refreshSummary } from '../../../bot/shown/refresh-summary';
import { openClock } from '../clock/clock';
import { listAccounts } from '../directory/directory-page';
import { openLocalDirectory } from '../directory/local-directory';
import { localUsernameKey, namedLocalGroups } from '../directory/local-tenant';
import { Children } from '../process/children';
import { StartError } from '../start-error';
import { startAzurite } from '../storage/azurite';
import { openDataFolder } from '../storage/data-folder';
import { localPeople, localPolicy, localZone, seed } from '../storage/seed';
import { runningProduct, runningStorage } from '../storage/storage-file';
import type { AccountMark, FillDirectory, FillStores } from './fill';
import type { InventionContext } from './invented-requests';

/** The data of local mode, open to be filled. */
export interface ToFill {
  stores: FillStores;
  context: InventionContext;
  /** Reckons the figures of the overview anew, as a sweep does: those of the last one know nothing of what was added. */
  reckon(): Promise<void>;
  /** What runs on the data: a start of the product, or the emulator alone, for as long as this takes. */
  isRunning: boolean;
  close(): Promise<void>;
}

/**
 * Opens the data of the start that runs on this folder, or starts the emulator on it alone. Throws a SettingsError where a
 * cloud is around: what is invented never gets there.
 *
 * @param isDefault the folder is the project's own.
 */
export async function openToFill(
  { folder, isDefault, preload }: { folder: string; isDefault: boolean; preload: string },
  env: Environment = process.env,
): Promise<ToFill> {
  refuseCloud(env);
  const running = runningStorage(folder);
  if (running !== undefined) {
    const url = runningProduct(folder);
    const opened = openStores(running, folder, url === undefined ? directoryFile(join(folder, 'directory.json')) : directoryAt(url));
    if (await answers(opened.storage)) return { ...opened, isRunning: true, close: async () => undefined };
  }
  const data = await openDataFolder(folder, { isDefault, isFresh: false, pid: process.pid });
  const children = new Children({ preload, onStart: (pid) => data.usedBy(pid), onDeath: () => undefined });
  const close = async () => {
    await children.stop();
    data.release();
  };
  try {
    const opened = openStores(await startAzurite(children, data.azurite), folder, directoryFile(data.directory));
    await opened.storage.ensure();
    await seed(opened.storage);
    return { ...opened, isRunning: false, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

/** Where `npm run` finds it: nothing has to be built. */
export function preloadIn(project: string): string {
  return join(project, 'functions', 'local', 'process', 'loopback-preload.cjs');
}

/** Local mode is meant without being said; anything else that is said counts. The port is not ours to judge. */
function refuseCloud(env: Environment): void {
  const { PORT: _port, ...others } = env;
  readLocalSettings({ ...others, ALMS_MODE: env.ALMS_MODE?.trim() || 'local' });
}

function openStores(connectionString: string, folder: string, directoryOf: (clock: Clock) => FillDirectory) {
  const clock = openClock(folder, localZone);
  const account = { connectionString };
  const storage = openStorage(account, { clock, botId: localAppId, limits: jobLimits });
  const stores: FillStores = {
    ...openFilling(account, { clock, limits: jobLimits }),
    photos: storage.photos,
    usernames: storage.usernames(localUsernameKey),
    directory: directoryOf(clock),
  };
  const policy = localPolicy(clock);
  const context = { now: clock.now(), policy, departments: loadDepartments(departmentsJson), people: localPeople };
  const { views, summaries, departments } = storage;
  const reckon = () => refreshSummary({ views, summaries, departments, policy, clock, log: { warn: () => undefined } });
  return { storage, stores, context, reckon };
}

/** The directory of the next start: nobody else writes its file. */
function directoryFile(file: string): (clock: Clock) => FillDirectory {
  return (clock) => {
    const directory = openLocalDirectory({ file, clock, newId: randomUUID, groups: namedLocalGroups });
    return { marks: async () => listAccounts(directory, localZone), addAll: async (accounts) => directory.addAll(accounts) };
  };
}

/** The directory of the product that runs there, which keeps its file itself. */
function directoryAt(url: string): () => FillDirectory {
  const ask = async (init?: RequestInit) => {
    const answer = await fetch(`${url}/local/directory`, init).catch(() => undefined);
    if (answer?.ok) return (await answer.json()) as unknown;
    throw new StartError(
      'The directory of the product that runs does not answer. Try again; what is written already is not written twice.',
    );
  };
  return () => ({
    marks: async () => (await ask()) as AccountMark[],
    addAll: async (accounts) =>
      void (await ask({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(accounts) })),
  });
}

/** A killed start leaves a record of storage that no longer runs or whose port another program has. */
async function answers(storage: ReturnType<typeof openStorage>): Promise<boolean> {
  try {
    await storage.ensure();
    return true;
  } catch {
    return false;
  }
}
