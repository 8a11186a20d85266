import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The machine on which Azure Functions runs Node. */
const deployed = { os: 'linux', cpu: 'x64', libc: 'glibc' };

interface LockEntry {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

export interface Lock {
  packages: Record<string, LockEntry>;
}

/**
 * The folders below the project of one package and of all that it needs on Azure, by the lock file and in its order. Of the packages for
 * one machine alone, those for another are left out.
 */
export function foldersFor(name: string, { packages }: Lock): string[] {
  const folders = new Set([place(name, '', packages)]);
  for (const folder of folders) {
    const { dependencies = {}, optionalDependencies = {} } = packages[folder]!;
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = place(needed, folder, packages);
      if (fits(packages[found]!)) folders.add(found);
    }
  }
  return [...folders].sort();
}

/** Throws a sentence with the command that mends it, where a folder is missing or another version than the lock file says. */
export async function checkInstalled(root: string, folders: readonly string[], { packages }: Lock): Promise<void> {
  const missing: string[] = [];
  for (const folder of folders) {
    const { version } = packages[folder]!;
    if ((await versionIn(join(root, folder))) !== version) missing.push(`${folder.replace(/^.*node_modules\//, '')}@${version}`);
  }
  if (missing.length === 0) return;
  throw new Error(
    `These packages for Azure's machines are not installed here. Run:\n  npm install --no-save --force ${missing.join(' ')}\nThen try again.`,
  );
}

/** Where Node finds a package that another one asks for: as deep as it goes. */
function place(name: string, from: string, packages: Lock['packages']): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[found]) return found;
    if (folder === '') throw new Error(`the lock file has no ${name}, which ${from} needs`);
  }
}

function fits(entry: LockEntry): boolean {
  return (['os', 'cpu', 'libc'] as const).every((part) => entry[part]?.includes(deployed[part]) ?? true);
}

async function versionIn(folder: string): Promise<string | undefined> {
  try {
    return (JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
  } catch {
    return undefined;
  }
}
