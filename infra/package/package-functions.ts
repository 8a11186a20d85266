import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { deflated, zip } from '../../manifest/zip';
import { checkInstalled, foldersFor, type Lock } from './native-packages';

/** What was made, for whoever ran the command. */
export interface FunctionPackage {
  /** What Azure gets, unpacked. */
  folder: string;
  /** The same as one file. */
  archive: string;
  /** Of all files together, and of the archive. */
  bytes: { unpacked: number; packed: number };
}

interface ProjectFile {
  name: string;
  version: string;
  license: string;
  main: string;
  dependencies: Record<string, string>;
}

/** The one package that cannot be part of a bundle: it is native. */
const native = 'sharp';

/**
 * Makes the function package of the project in `root`: the bundle without source maps, the host's file, a package file and what opens
 * pictures on Azure's machines. `out` is a folder; what an earlier run left of the package there goes first. Throws what to do where
 * a package is not installed. The same files of the project make the same bytes, but for
 * V8's code cache of the bundle, which only the Node that made it takes.
 */
export async function packageFunctions(root: string, out: string): Promise<FunctionPackage> {
  const folder = join(out, 'package');
  const archive = join(out, 'functions.zip');
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const folders = foldersFor(native, lock);
  await checkInstalled(root, folders, lock);
  await rm(folder, { recursive: true, force: true });
  await rm(archive, { force: true });
  await mkdir(folder, { recursive: true });
  await promisify(execFile)(process.execPath, ['functions/build.mjs', '--deployed', '--out', resolve(folder, 'dist')], { cwd: root });
  // What the bundle is made of is of use to its developers alone.
  await rm(join(folder, 'dist/bundle.json'));
  await cp(join(root, 'functions/host.json'), join(folder, 'host.json'));
  await writeFile(join(folder, 'package.json'), await packageFile(root));
  for (const one of folders) await cp(join(root, one), join(folder, one), { recursive: true, dereference: true, filter: isOwn(root, one) });
  const files = await filesIn(folder);
  const packed = zip(files, deflated);
  await writeFile(archive, packed);
  const unpacked = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  return { folder, archive, bytes: { unpacked, packed: packed.length } };
}

/** What of the project's own package file the host reads: where the bundle is, and what is beside it. */
async function packageFile(root: string): Promise<string> {
  const { name, version, license, main, dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as ProjectFile;
  const own = { name, version, private: true, license, main, dependencies: { [native]: dependencies[native] } };
  return `${JSON.stringify(own, null, 2)}\n`;
}

/** A package without those inside it: each that is needed is copied by itself. */
function isOwn(root: string, folder: string): (source: string) => boolean {
  const inside = join(root, folder, 'node_modules');
  return (source) => source !== inside;
}

/** Every file by its path from `folder`, with `/` on every system, in the order of the alphabet. */
async function filesIn(folder: string): Promise<Record<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return Object.fromEntries(names.map((name, index) => [name, contents[index]!]));
}
