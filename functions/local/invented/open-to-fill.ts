import { join } from 'node:path';
import { openFilling, openStorage } from '../../../bot/adapters/azure/storage';
import { jobLimits } from '../../../bot/adapters/azure/storage-limits';
import departmentsJson from '../../../bot/data/departments.json';
import { loadDepartments } from '../../../bot/data/load';
import { localAppId } from '../../../bot/data/local-organisation';
import { type Environment, readLocalSettings } from '../../../bot/settings/settings';
import { openClock } from '../clock/clock';
import { Children } from '../process/children';
import { startAzurite } from '../storage/azurite';
import { openDataFolder } from '../storage/data-folder';
import { localPeople, localPolicy, localZone, seed } from '../storage/seed';
import { runningStorage } from '../storage/storage-file';
import type { FillStores } from './fill';
import type { InventionContext } from './invented-requests';

/** The data of local mode, open to be filled. */
export interface ToFill {
  stores: FillStores;
  context: InventionContext;
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
    const opened = openStores(running, folder);
    if (await answers(opened.storage)) return { ...opened, isRunning: true, close: async () => undefined };
  }
  const data = await openDataFolder(folder, { isDefault, isFresh: false, pid: process.pid });
  const children = new Children({ preload, onStart: (pid) => data.usedBy(pid), onDeath: () => undefined });
  const close = async () => {
    await children.stop();
    data.release();
  };
  try {
    const opened = openStores(await startAzurite(children, data.azurite), folder);
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

function openStores(connectionString: string, folder: string) {
  const clock = openClock(folder, localZone);
  const account = { connectionString };
  const storage = openStorage(account, { clock, botId: localAppId, limits: jobLimits });
  const stores: FillStores = { ...openFilling(account, { clock, limits: jobLimits }), photos: storage.photos };
  const context = { now: clock.now(), policy: localPolicy(clock), departments: loadDepartments(departmentsJson), people: localPeople };
  return { storage, stores, context };
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
