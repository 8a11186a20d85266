import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '../../../bot/adapters/azure/storage';
import { SettingsError } from '../../../bot/settings/settings';
import { openAskedLooking } from '../../../functions/cli/open-read-only';
import { runSweep } from '../../../functions/cli/sweep-command';
import { tellStorage } from '../../../functions/local/storage/storage-file';
import { countStorageCalls } from '../../fakes/counting-storage';
import { fixesDay } from '../../fakes/fixed-day';
import { StoryClock } from '../../fakes/story-clock';
import { makeCommit, makeDepartment, makePerson, makeRequest } from '../../make';
import { testBotId, testConnection } from '../../setup/azurite-storage';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('should look at local mode’s data at its moved day, and only read', async () => {
  // Local mode's tables have no prefix.
  const storage = openStorage({ connectionString: testConnection() }, { clock: new StoryClock(), botId: testBotId });
  await storage.ensure();
  const request = makeRequest({ id: 'VR-2KX7H4QP', status: 'approved', validFrom: '2037-02-03', validTo: '2037-08-31' });
  await storage.requests.commit(makeCommit({ request }));
  await storage.views.putWake('2037-02-03T00', request.id);
  await Promise.all([storage.people.save(makePerson()), storage.departments.save(makeDepartment())]);
  tellStorage(folder, testConnection());
  fixesDay(folder, '2037-02-02T12:00:00Z');

  const { calls, stop } = countStorageCalls(testConnection());
  let printed = '';
  const complaints: string[] = [];
  const look = async (...args: string[]) => {
    printed = '';
    return await runSweep(['--dry', ...args], {
      open: () => openAskedLooking(folder, { ALMS_MODE: 'local' }),
      print: (text) => void (printed += text),
      complain: (line) => void complaints.push(line),
    });
  };
  expect(await look()).toBe(0);
  expect(printed).toMatch(/^Nothing is due by Mon 2 Feb 2037, 12:0\d/);
  expect(await look('--today', '2037-02-03')).toBe(0);
  expect(printed).toContain('VR-2KX7H4QP  account begins');
  stop();
  expect(complaints).toEqual([]);
  expect(calls.table.length).toBeGreaterThan(2);
  expect(calls.table.filter((call) => !call.startsWith('GET '))).toEqual([]);
  expect([...calls.queue, ...calls.blob]).toEqual([]);
  await storage.views.deleteWakes([{ at: '2037-02-03T00', request: request.id }]);
});

it('should say that local mode does not run, and refuse it where a cloud is around', () => {
  expect(() => openAskedLooking(folder, { ALMS_MODE: 'local' })).toThrow('start it in another window: npm start');
  expect(() => openAskedLooking(folder, { ALMS_MODE: 'local', WEBSITE_SITE_NAME: '' })).toThrow(SettingsError);
});

it('should ask for the address of the tables, and nothing else, of a deployment', () => {
  expect(() => openAskedLooking(folder, {})).toThrow('ALMS_TABLES_URL: missing');
  const { policy, clock } = openAskedLooking(folder, { ALMS_TABLES_URL: 'https://x.example' });
  expect(clock.now().timeZoneId).toBe(policy.zone);
});
