import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openUsernames } from '../../../bot/adapters/azure/storage';
import type { UsernameRegister } from '../../../bot/ports/username-register';
import { SettingsError } from '../../../bot/settings/settings';
import { CommandError } from '../../../functions/cli/command-error';
import { openAskedUsernames } from '../../../functions/cli/open-usernames';
import { runUsernames } from '../../../functions/cli/username-command';
import { InMemoryUsernames } from '../../fakes/in-memory-usernames';
import { StoryClock } from '../../fakes/story-clock';
import { openTestStorage, testConnection } from '../../setup/azurite-storage';

let folder: string;
let file: string;
let register: UsernameRegister;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-cli-'));
  file = join(folder, 'usernames.txt');
  register = new InMemoryUsernames();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  let printed = '';
  const complaints: string[] = [];
  const code = await runUsernames(args, {
    open: () => register,
    print: (text) => void (printed += text),
    complain: (line) => void complaints.push(line),
  });
  return { code, printed, complaint: complaints.join('\n') };
}

describe('usernames that were in use before', () => {
  it('should be counted first, and written only when told to; twice changes nothing', async () => {
    writeFileSync(file, '\uFEFFofairweather\r\nZAOneill@bantshire.example\r\n\r\nofairweather\r\n');
    expect(await run('reserve', file)).toMatchObject({
      code: 0,
      printed: 'Nothing is written yet. To reserve 2 usernames, repeat the command with --apply.\n',
    });
    expect((register as InMemoryUsernames).taken.size).toBe(0);
    expect((await run('reserve', file, '--apply')).printed).toBe('Reserved: 2 usernames. In the register already: 0.\n');
    expect((await run('reserve', file, '--apply')).printed).toBe('Reserved: 0 usernames. In the register already: 2.\n');
    expect(await register.take('zaoneill', 'VR-00000001')).toBe(false);
  });

  it('should reach the table of the product', async () => {
    const { storage, prefix } = await openTestStorage();
    const key = new Uint8Array(32).fill(7);
    register = openUsernames({ connectionString: testConnection() }, { clock: new StoryClock(), prefix }, key);
    writeFileSync(file, 'ofairweather');
    await run('reserve', file, '--apply');
    expect(await storage.usernames(key).take('ofairweather', 'VR-00000001')).toBe(false);
  });

  it.each([
    [[], 'What shall it do?'],
    [['give'], 'There is no such command.'],
    [['reserve'], 'Which file?'],
    [['reserve', 'a', 'b'], 'One file at a time.'],
    [['reserve', 'a', '--force'], "Unknown option '--force'."],
    [['reserve', '/nowhere/usernames.txt'], 'There is no file /nowhere/usernames.txt.'],
  ])('should say what is wrong with %j', async (args, complaint) => {
    expect(await run(...args)).toMatchObject({ code: 1, complaint: expect.stringContaining(complaint) as string });
  });

  it('should be refused by line, all or nothing', async () => {
    writeFileSync(file, 'ofairweather\nnot a name\n../x\n');
    const { code, complaint } = await run('reserve', file, '--apply');
    expect([code, complaint]).toEqual([1, 'line 2: no username\nline 3: no username\n\nNothing is written.']);
    expect((register as InMemoryUsernames).taken.size).toBe(0);
  });

  it('should not be opened without the key, nor where local mode does not run', () => {
    expect(() => openAskedUsernames(folder, { ALMS_TABLES_URL: 'https://alms.table.core.windows.net' })).toThrow(SettingsError);
    expect(() => openAskedUsernames(folder, { ALMS_MODE: 'local' })).toThrow(CommandError);
  });
});
