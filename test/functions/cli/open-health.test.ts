import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError } from '../../../bot/settings/settings';
import { openAskedHealth } from '../../../functions/cli/open-health';

const id = '07b2de9f-2640-4c74-838a-a3cf3608219a';
const settings: Record<string, string> = {
  MicrosoftAppId: id,
  MicrosoftAppTenantId: id,
  MicrosoftAppType: 'UserAssignedMSI',
  ALMS_PUBLIC_URL: 'https://visitors.somewhere.ac.uk',
  ALMS_TABLES_URL: 'https://alms.table.core.windows.net',
  ALMS_BLOBS_URL: 'https://alms.blob.core.windows.net',
  ALMS_QUEUES_URL: 'https://alms.queue.core.windows.net',
  ALMS_STAFF_GROUP: id,
  ALMS_ADMIN_GROUP: id,
  ALMS_CARD_OFFICE_GROUP: id,
  ALMS_MAIL_FROM: 'visitors@somewhere.ac.uk',
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alms-health-'));
});
afterEach(() => rm(folder, { recursive: true }));
const write = async (value: unknown) => {
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify(value));
  return file;
};
const rows = (env: Record<string, string>) => Object.entries(env).map(([name, value]) => ({ name, value, slotSetting: false }));

describe('what npm run doctor looks at', () => {
  it('should follow the settings as az prints them, secrets that Key Vault keeps among them', async () => {
    const kept = '@Microsoft.KeyVault(SecretUri=https://x.vault.azure.net/secrets/key)';
    const accounts = { ALMS_ACCOUNTS: 'it-queue', ALMS_ACCOUNT_DOMAIN: 'somewhere.ac.uk', ALMS_USERNAME_KEY: kept, ALMS_IT_GROUP: id };
    const { probes } = openAskedHealth(folder, await write(rows({ ...settings, ...accounts, FUNCTIONS_EXTENSION_VERSION: '~4' })), {});
    expect(probes.settings()).toEqual({ settings: [], does: { mails: true, installs: false, makesAccounts: false, backsUp: false } });
    expect(probes.shownSettings()).toEqual({
      ALMS_PUBLIC_URL: 'https://visitors.somewhere.ac.uk',
      ALMS_MAIL_FROM: 'visitors@somewhere.ac.uk',
      ALMS_ACCOUNT_DOMAIN: 'somewhere.ac.uk',
    });
    const certified = { ...settings, MicrosoftAppType: 'SingleTenant', ALMS_BOT_CERTIFICATE: kept };
    expect(() => openAskedHealth(folder, undefined, certified)).not.toThrow();
  });

  it('should be refused where a setting is wrong, where the file is another, or where local mode does not run', async () => {
    const { ALMS_STAFF_GROUP: _, ...without } = settings;
    const file = await write(rows(without));
    expect(() => openAskedHealth(folder, file, {})).toThrow(new SettingsError(['ALMS_STAFF_GROUP: missing']));
    expect(() => openAskedHealth(folder, join(folder, 'lost.json'), {})).toThrow('There is no file');
    const other = await write({ a: 1 });
    expect(() => openAskedHealth(folder, other, {})).toThrow('does not hold what az functionapp config appsettings list prints');
    const none = await write([]);
    expect(() => openAskedHealth(folder, none, {})).toThrow('does not hold what az functionapp config appsettings list prints');
    // The page has these in the shell by step 13.
    const shell = { MicrosoftAppId: id, ALMS_STAFF_GROUP: id, ALMS_PUBLIC_URL: 'https://visitors.somewhere.ac.uk' };
    for (const env of [{}, shell])
      expect(() => openAskedHealth(folder, undefined, env)).toThrow('This shell has no settings of a deployment. Give --settings FILE');
    expect(() => openAskedHealth(folder, undefined, { ...shell, MicrosoftAppTenantId: id })).toThrow(SettingsError);
    expect(() => openAskedHealth(folder, undefined, { ALMS_MODE: 'local' })).toThrow('Local mode does not run on the data');
  });
});
