import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openStorage } from '../../../../bot/adapters/azure/storage';
import { SettingsError } from '../../../../bot/settings/settings';
import { diceOf } from '../../../../functions/local/invented/dice';
import { fill } from '../../../../functions/local/invented/fill';
import { openToFill, preloadIn } from '../../../../functions/local/invented/open-to-fill';
import { tellStorage } from '../../../../functions/local/storage/storage-file';
import { fixesDay } from '../../../fakes/fixed-day';
import { StoryClock } from '../../../fakes/story-clock';
import { testBotId, testConnection } from '../../../setup/azurite-storage';

const preload = preloadIn(resolve(__dirname, '..', '..', '..', '..'));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-fill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (data: string) => ({ folder: data, isDefault: false, preload });

describe('the data to fill', () => {
  it.each([[{ WEBSITE_SITE_NAME: '' }], [{ FUNCTIONS_WORKER_RUNTIME: 'node' }], [{ ALMS_MODE: 'azure' }]])(
    'should be refused where %j tells of a cloud, before anything is made',
    async (env) => {
      const data = join(folder, 'data');
      await expect(openToFill(at(data), env)).rejects.toThrow(SettingsError);
      expect(existsSync(data)).toBe(false);
    },
  );

  it('should be that of the start that runs, at its moved day, whatever the port', async () => {
    tellStorage(folder, testConnection());
    fixesDay(folder, '2037-02-02T12:00:00Z');
    const { isRunning, context, stores, reckon, close } = await openToFill(at(folder), { PORT: 'any' });
    expect(isRunning).toBe(true);
    expect(context.now.toPlainDate().toString()).toBe('2037-02-02');
    // Local mode's tables have no prefix.
    const { written } = await fill(1, diceOf(20_370_202), context, stores, () => undefined);
    const storage = openStorage({ connectionString: testConnection() }, { clock: new StoryClock(), botId: testBotId });
    expect((await storage.views.list('status:pending', 99)).rows.length).toBeGreaterThanOrEqual(written.pending);
    await reckon();
    const figures = await storage.summaries.read('university');
    expect([figures?.asOf.slice(0, 10), (figures?.waiting ?? 0) >= written.pending]).toEqual(['2037-02-02', true]);
    await close();
    expect(existsSync(join(folder, 'running.pid'))).toBe(false);
  });

  it('should be kept for the next start where none runs, also when a killed one left word of its storage', async () => {
    tellStorage(
      folder,
      'DefaultEndpointsProtocol=http;AccountName=x;AccountKey=eA==;TableEndpoint=http://127.0.0.1:9/x;BlobEndpoint=http://127.0.0.1:9/x;QueueEndpoint=http://127.0.0.1:9/x',
    );
    const first = await openToFill(at(folder), {});
    expect(first.isRunning).toBe(false);
    await fill(10, diceOf(1), first.context, first.stores, () => undefined);
    await first.close();

    const second = await openToFill(at(folder), {});
    expect(await fill(10, diceOf(1), second.context, second.stores, () => undefined)).toMatchObject({ taken: 10 });
    expect((await second.stores.views.list('status:pending', 99)).rows.length).toBeGreaterThan(0);
    await second.close();
    expect(existsSync(join(folder, 'running.pid'))).toBe(false);
  });
});
