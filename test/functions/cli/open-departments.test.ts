import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { openStorage } from '../../../bot/adapters/azure/storage';
import { SettingsError } from '../../../bot/settings/settings';
import { openAskedDepartments } from '../../../functions/cli/open-departments';
import { runningStorage, tellStorage } from '../../../functions/local/storage/storage-file';
import { StoryClock } from '../../fakes/story-clock';
import { makeDepartment } from '../../make';
import { testBotId, testConnection } from '../../setup/azurite-storage';

const root = join(__dirname, '..', '..', '..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the file that tells where local mode keeps its data', () => {
  it('should be for its owner alone, also when it was there, and gone at the end', () => {
    const file = join(folder, 'storage.json');
    writeFileSync(file, '{}', { mode: 0o644 });
    const forget = tellStorage(folder, testConnection());
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(runningStorage(folder)).toBe(testConnection());
    forget();
    expect(existsSync(file)).toBe(false);
    expect(runningStorage(folder)).toBeUndefined();
  });

  it.each(['', '[]', '{"connectionString":"UseDevelopmentStorage=true"}', JSON.stringify({ connectionString: testConnectionElsewhere() })])(
    'should be taken for none when it holds something else: %s',
    (content) => {
      writeFileSync(join(folder, 'storage.json'), content);
      expect(runningStorage(folder)).toBeUndefined();
    },
  );
});

describe('openAskedDepartments', () => {
  it('should reach the departments of local mode', async () => {
    // Local mode's tables have no prefix.
    const { departments, ensure } = openStorage({ connectionString: testConnection() }, { clock: new StoryClock(), botId: testBotId });
    await ensure();
    const department = makeDepartment({ id: 'of-local-mode' });
    await departments.save(department);
    tellStorage(folder, testConnection());
    expect(await openAskedDepartments(folder, { ALMS_MODE: 'local' }).all()).toContainEqual(department);
    await departments.remove(department.id);
  });

  it('should say that local mode does not run', () => {
    expect(() => openAskedDepartments(folder, { ALMS_MODE: 'local' })).toThrow('start it in another window: npm start');
  });

  it('should refuse local mode where a cloud is around', () => {
    expect(() => openAskedDepartments(folder, { ALMS_MODE: 'local', WEBSITE_SITE_NAME: '' })).toThrow(SettingsError);
  });

  it('should ask for the address of the tables, and nothing else, of a deployment', () => {
    expect(() => openAskedDepartments(folder, {})).toThrow('ALMS_TABLES_URL: missing');
    expect(() => openAskedDepartments(folder, { ALMS_TABLES_URL: 'http://x.example' })).toThrow('not an https address');
    expect(() => openAskedDepartments(folder, { ALMS_TABLES_URL: 'https://x.example', ALMS_TABLE_URL: 'y' })).toThrow('no such setting');
    expect(openAskedDepartments(folder, { ALMS_TABLES_URL: 'https://x.example' })).toHaveProperty('save');
  });
});

it('should run as built, and end with 1 and a sentence where it cannot', () => {
  const built = join(folder, 'departments.js');
  buildSync({
    entryPoints: [join(root, 'functions', 'cli', 'departments.ts')],
    bundle: true,
    platform: 'node',
    packages: 'external',
    outfile: built,
    logLevel: 'silent',
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const run = (env: Record<string, string>) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [built, 'export', '--data', folder], {
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  expect(run({})).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^The settings cannot be used:\nALMS_TABLES_URL: missing\n[^\n]*ALMS_MODE=local[^\n]*\n$/),
  });
  expect(run({ ALMS_MODE: 'local' })).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Local mode does not run[^\n]* --data FOLDER\.[^\n]*: npm start\n$/),
  });
});

function testConnectionElsewhere(): string {
  return 'AccountName=a;TableEndpoint=http://storage.example:10002/a';
}
