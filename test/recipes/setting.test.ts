import { mailAddress } from '../../bot/settings/setting-kinds';
import { setting } from '../../bot/settings/setting-table';
import { readSettings, type Settings, settingTable } from '../../bot/settings/settings';
import { readmeTable } from '../bot/settings/settings-readme';
import { parseBicep } from '../infra/parse-bicep';
import { settingFaults } from '../infra/settings-in-bicep';
import { badgeDesk } from './setting/row';
import { badgeNotice } from './setting/user';

/** "Add a setting" of bot/README.md, done: what stands in `setting/` enters the real table and the real Bicep file. */
const table = { ...settingTable, badgeDesk };

const env = {
  MicrosoftAppId: '07b2de9f-2640-4c74-838a-a3cf3608219a',
  MicrosoftAppTenantId: '7a7edc27-9ba1-4a59-931e-318ab5fc3797',
  MicrosoftAppType: 'UserAssignedMSI',
  ALMS_PUBLIC_URL: 'https://alms.bantshire.example/',
  ALMS_TABLES_URL: 'https://almsdata.table.core.windows.net/',
  ALMS_BLOBS_URL: 'https://almsdata.blob.core.windows.net/',
  ALMS_QUEUES_URL: 'https://almsdata.queue.core.windows.net/',
  ALMS_STAFF_GROUP: '6f1f8a52-9a35-4d6b-8a0f-0c5d0d1e2f30',
  ALMS_ADMIN_GROUP: '7b0e4f7c-3f0e-4a37-9c55-0d3f3e2f5b11',
  ALMS_CARD_OFFICE_GROUP: '90d7c6b5-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
};

describe('a setting that is added', () => {
  it('should be read, and reach its user', () => {
    const settings = readSettings({ ...env, ALMS_BADGE_DESK: 'Badges@bantshire.example' }, table);
    expect(badgeNotice(settings)).toBe('Please collect the badge from badges@bantshire.example.');
    expect(settings.directory.visitorTypes).toEqual(['visitor']);
  });

  it('should be named where it is missing or wrong, and unknown without its row', () => {
    expect(() => readSettings({ ...env, ALMS_STAFF_GROUP: '' }, table)).toThrow('ALMS_STAFF_GROUP: missing\nALMS_BADGE_DESK: missing');
    expect(() => readSettings({ ...env, ALMS_BADGE_DESK: 'the lodge' }, table)).toThrow('ALMS_BADGE_DESK: not a mail address');
    expect(() => readSettings({ ...env, ALMS_BADGE_DESK: 'badges@bantshire.example' })).toThrow('ALMS_BADGE_DESK: no such setting');
  });

  it('should stand in the table that infra/README.md has to have', () => {
    expect(readmeTable(table).split('\n')).toContain(
      '| `ALMS_BADGE_DESK` | address of the desk that gives out badges | the start is refused | `badgeDesk` |',
    );
  });

  it('should have its parameter in infra, which is missed where it is not there', async () => {
    const { declarations } = await parseBicep('infra/main.bicep');
    const added = await parseBicep('test/recipes/setting/main.bicep');
    expect(added.faults).toEqual([]);
    expect(settingFaults(table, [...declarations, ...added.declarations])).toEqual([]);
    expect(settingFaults(table, declarations)).toEqual(['ALMS_BADGE_DESK: is not passed on as badgeDesk']);
    const line = added.declarations.filter(({ kind }) => kind === 'module');
    expect(settingFaults(table, [...declarations, ...line])).toEqual(['ALMS_BADGE_DESK: there is no parameter badgeDesk']);
    expect(settingFaults(settingTable, [...declarations, ...added.declarations])).toEqual([
      'ALMS_BADGE_DESK: is passed on, and no row of the table',
    ]);
  });

  it('should not compile with a part left out', () => {
    // Never called: what is missing here, the compiler has to tell.
    const leftOut = (withoutRow: Settings) => {
      // @ts-expect-error: a user, and no row
      badgeNotice(withoutRow);
      // @ts-expect-error: no meaning
      setting('ALMS_BADGE_DESK', mailAddress, { infra: { parameter: 'badgeDesk' } });
      // @ts-expect-error: nothing of infra
      setting('ALMS_BADGE_DESK', mailAddress, { meaning: 'address of the desk' });
      // @ts-expect-error: may be missing, and nothing says what is so then
      setting('ALMS_BADGE_DESK', mailAddress.optional(), { meaning: 'address of the desk', infra: 'not set' });
      // @ts-expect-error: the default says it already
      setting('ALMS_BADGE_DESK', mailAddress.default('a@b.example'), { meaning: 'the desk', without: 'none', infra: 'not set' });
    };
    expect(leftOut).toBeInstanceOf(Function);
  });
});
