import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInstalled, foldersFor, type Lock } from '../../../infra/package/native-packages';

const lock: Lock = {
  packages: {
    '': { version: '0' },
    'node_modules/opener': { version: '1.0.0', dependencies: { words: '^2' }, optionalDependencies: { linux: '1', mac: '1', musl: '1' } },
    'node_modules/opener/node_modules/words': { version: '2.1.0', dependencies: { deep: '1' } },
    'node_modules/words': { version: '1.0.0' },
    'node_modules/deep': { version: '1.2.3' },
    'node_modules/linux': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
    'node_modules/mac': { version: '1.0.0', os: ['darwin'], cpu: ['arm64'] },
    'node_modules/musl': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['musl'] },
    'node_modules/other': { version: '1.0.0' },
  },
};
const folders = ['node_modules/deep', 'node_modules/linux', 'node_modules/opener', 'node_modules/opener/node_modules/words'];

describe('what a native package needs on Azure', () => {
  it('should be found as Node finds it, and be for no other machine', () => {
    expect(foldersFor('opener', lock)).toEqual(folders);
    expect(() => foldersFor('lost', lock)).toThrow('the lock file has no lost');
  });

  it('should be asked for with the command that installs it, where it is missing or another version', async () => {
    const root = await mkdtemp(join(tmpdir(), 'alms-native-'));
    const install = async (folder: string, version: string) => {
      await mkdir(join(root, folder), { recursive: true });
      await writeFile(join(root, folder, 'package.json'), JSON.stringify({ version }));
    };
    for (const folder of folders) await install(folder, lock.packages[folder]!.version);
    await expect(checkInstalled(root, folders, lock)).resolves.toBeUndefined();
    await install('node_modules/deep', '1.2.2');
    await rm(join(root, 'node_modules/linux'), { recursive: true });
    await expect(checkInstalled(root, folders, lock)).rejects.toThrow('npm install --no-save --force deep@1.2.3 linux@1.0.0');
    await rm(root, { recursive: true });
  });
});
