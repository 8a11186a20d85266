import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../../../../functions/local/start-error';
import { openDataFolder } from '../../../../functions/local/storage/data-folder';

const gone = spawnSync(process.execPath, ['-e', '']).pid;
/** Alive, and not this process. */
const other = process.ppid;
let root: string;
let path: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'alms-data-'));
  path = root;
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const open = (wishes: { isFresh?: boolean; isDefault?: boolean; waitAtMost?: number; pid?: number } = {}) =>
  openDataFolder(path, { isDefault: false, isFresh: false, pid: process.pid, ...wishes });
const lock = () => join(path, 'running.pid');
const write = (name: string) => writeFileSync(join(path, name), 'kept');

describe('the data folder', () => {
  it('should be made where there is none, for its owner alone', async () => {
    path = join(path, 'deep', 'down');
    const folder = await open();
    expect(folder).toMatchObject({ path, azurite: join(path, 'azurite'), log: join(path, 'alms.log') });
    expect(existsSync(folder.playgrounds)).toBe(true);
  });

  it.each([
    ['plain', (at: string) => ` --data ${at}`],
    ['with space', (at: string) => ` --data '${at}'`],
    ["o'neill", (at: string) => ` --data '${at.replace("'", "'\\''")}'`],
  ])('should be named to commands as a shell takes it: %s', async (name, option) => {
    path = join(path, name);
    const opened = await open();
    expect(opened.option).toBe(option(path));
    const { stdout } = spawnSync('sh', ['-c', `printf '%s|'${opened.option}`], { encoding: 'utf8' });
    expect(stdout).toBe(`--data|${path}|`);
    opened.release();
    expect((await open({ isDefault: true })).option).toBe('');
  });

  it('should keep what an earlier start made', async () => {
    (await open()).release();
    mkdirSync(join(path, 'azurite'));
    write('azurite/rows.json');
    await open();
    expect(readFileSync(join(path, 'azurite', 'rows.json'), 'utf8')).toBe('kept');
  });

  it('should begin afresh without what an earlier start made, and touch nothing else', async () => {
    (await open()).release();
    mkdirSync(join(path, 'azurite'));
    for (const name of ['azurite/rows.json', 'playgrounds/head.yml', 'alms.log', 'mailbox.json', 'thesis.txt', 'azurite.txt']) write(name);
    const folder = await open({ isFresh: true });
    folder.release();
    expect(readdirSync(path).sort()).toEqual(['alms-for-teams.txt', 'azurite.txt', 'playgrounds', 'thesis.txt']);
    expect(readdirSync(folder.playgrounds)).toEqual([]);
  });

  it.each(['azurite', 'playgrounds', 'alms.log', 'mailbox.json'])(
    'should leave alone somebody else’s %s, and change nothing beside it',
    async (name) => {
      write(name);
      const refused = open({ isFresh: true });
      await expect(refused).rejects.toThrow(StartError);
      await expect(refused).rejects.toThrow(`“${name}” that ALMS for Teams did not make`);
      expect(readdirSync(path)).toEqual([name]);
    },
  );

  it('should take a folder of somebody’s own things that has nothing of those names', async () => {
    write('thesis.txt');
    await open({ isFresh: true });
    expect(existsSync(join(path, 'thesis.txt'))).toBe(true);
  });

  it('should be refused in a sentence where it cannot be written', async () => {
    write('file');
    path = join(path, 'file');
    await expect(open()).rejects.toThrow(`${path} cannot be used for data: EEXIST.`);
    path = join(path, 'below');
    await expect(open()).rejects.toThrow('cannot be used for data: ENOTDIR.');
  });
});

describe('the lock of the data folder', () => {
  it('should refuse a second start while the first runs, and drop nothing', async () => {
    await open({ pid: other });
    write('alms.log');
    const refused = open({ isFresh: true });
    await expect(refused).rejects.toThrow(StartError);
    await expect(refused).rejects.toThrow(`Local mode already runs on the data in ${path} (process ${other}).`);
    expect(existsSync(join(path, 'alms.log'))).toBe(true);
    expect(readFileSync(lock(), 'utf8')).toBe(`${other}\n`);
  });

  it('should let the next start in after the first has ended', async () => {
    const first = await open({ pid: other });
    first.release();
    await open();
    expect(readFileSync(lock(), 'utf8')).toBe(`${process.pid}\n`);
  });

  it.each([
    ['a process that is gone', `${gone}\n`],
    ['a process and its programs that are gone', `${gone}\n${gone}\n`],
    ['the same number in an earlier life', `${process.pid}\n`],
    ['nothing', ''],
    ['nonsense', 'no number\n-1\n0\n'],
  ])('should be ignored when it holds %s', async (_, text) => {
    writeFileSync(lock(), text);
    await open();
    expect(readFileSync(lock(), 'utf8')).toBe(`${process.pid}\n`);
  });

  it('should wait for the programs of a start that was killed', async () => {
    const storage = spawn(process.execPath, ['-e', "process.stdin.once('data', () => process.exit())"], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    writeFileSync(lock(), `${gone}\n${storage.pid}\n`);
    let isOpen = false;
    const opening = open().then(() => {
      isOpen = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isOpen).toBe(false);
    storage.stdin.write('end');
    await opening;
    expect(readFileSync(lock(), 'utf8')).toBe(`${process.pid}\n`);
  });

  it('should refuse when they do not end', async () => {
    writeFileSync(lock(), `${gone}\n${other}\n`);
    await expect(open({ waitAtMost: 200 })).rejects.toThrow(`A program of an earlier start (process ${other}) still uses ${path}.`);
  });

  it('should name the programs of this start, for those who come after it was killed', async () => {
    const folder = await open();
    folder.usedBy(4242);
    expect(readFileSync(lock(), 'utf8')).toBe(`${process.pid}\n4242\n`);
  });

  it('should not be released by a start that no longer holds it', async () => {
    const folder = await open();
    writeFileSync(lock(), `${other}\n`);
    folder.release();
    expect(existsSync(lock())).toBe(true);
  });
});
