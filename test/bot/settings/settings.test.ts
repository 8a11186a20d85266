import { readFileSync } from 'node:fs';
import {
  functionsToRegister,
  modeOf,
  readAccountAppSettings,
  readLocalSettings,
  readSettings,
  readTableSettings,
  SettingsError,
  settingNames,
  settingTable,
} from '../../../bot/settings/settings';
import { selfSigned } from '../../fakes/self-signed';
import { readmeTable } from './settings-readme';

const managed = {
  MicrosoftAppId: '07B2DE9F-2640-4c74-838a-a3cf3608219a',
  MicrosoftAppTenantId: '7a7edc27-9ba1-4a59-931e-318ab5fc3797',
  MicrosoftAppType: 'UserAssignedMSI',
  ALMS_PUBLIC_URL: 'https://alms.bantshire.example/',
  ALMS_TABLES_URL: 'https://almsdata.table.core.windows.net/',
  ALMS_BLOBS_URL: 'https://almsdata.blob.core.windows.net/',
  ALMS_QUEUES_URL: 'https://almsdata.queue.core.windows.net/',
  ALMS_STAFF_GROUP: '6F1F8A52-9a35-4d6b-8a0f-0c5d0d1e2f30',
  ALMS_ADMIN_GROUP: '7b0e4f7c-3f0e-4a37-9c55-0d3f3e2f5b11',
  ALMS_CARD_OFFICE_GROUP: '90d7c6b5-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
};
const outlook = {
  ALMS_OUTLOOK_APP_ID: '3D5E9B71-0c44-4f8a-9a6d-52b7c1e08f36',
  ALMS_OUTLOOK_APP_URI: 'api://auth-am-8f1d2c3b-4a59-4687-b0c1-d2e3f4a5b6c7/3d5e9b71-0c44-4f8a-9a6d-52b7c1e08f36',
  ALMS_OUTLOOK_SCOPE: 'Actions.Decide',
  ALMS_OUTLOOK_ORIGINATOR: '8f1d2c3b-4a59-4687-b0c1-d2e3f4a5b6c7',
  ALMS_LINK_KEY: Buffer.alloc(32, 1).toString('base64'),
};
const tab = {
  ALMS_TAB_APP_ID: '6B2D7F10-58c3-4e9a-9d41-c07a3e5b8f24',
  ALMS_TAB_APP_URI: 'api://alms.bantshire.example/6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24',
};
const withPassword = { ...managed, MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: 'a-very-secret-word' };

function mistakes(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes;
    throw error;
  }
  return [];
}

describe('readSettings', () => {
  it('should read a bot with a managed identity, with defaults for what may be left out', () => {
    expect(readSettings(managed)).toEqual({
      bot: {
        appId: '07b2de9f-2640-4c74-838a-a3cf3608219a',
        tenantId: '7a7edc27-9ba1-4a59-931e-318ab5fc3797',
        credential: { kind: 'UserAssignedMSI' },
      },
      publicUrl: 'https://alms.bantshire.example',
      storage: {
        tables: 'https://almsdata.table.core.windows.net',
        blobs: 'https://almsdata.blob.core.windows.net',
        queues: 'https://almsdata.queue.core.windows.net',
      },
      serviceHosts: ['smba.trafficmanager.net'],
      fileHosts: ['sharepoint.com'],
      directory: {
        groups: {
          staff: '6f1f8a52-9a35-4d6b-8a0f-0c5d0d1e2f30',
          admins: '7b0e4f7c-3f0e-4a37-9c55-0d3f3e2f5b11',
          cardOffice: '90d7c6b5-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
        },
        visitorTypes: ['visitor'],
      },
      functions: 'all',
      groupNames: {},
      logLevel: 'info',
    });
  });

  it('should read a bot with a password, and what may be left out where it is given', () => {
    const settings = readSettings({
      ...withPassword,
      AZURE_CLIENT_ID: '07b2de9f-2640-4c74-838a-a3cf3608219a',
      ALMS_SERVICE_HOSTS: 'smba.trafficmanager.net, SMBA.infra.gcc.teams.microsoft.com',
      ALMS_FILE_HOSTS: 'bantshire-my.sharepoint.com',
      ALMS_TEAMS_APP: '2d3c4b5a-6978-4a5b-8c6d-7e8f90a1b2c3',
      ALMS_MAIL_FROM: 'Visitor.Accounts@bantshire.example',
      ALMS_VISITOR_TYPES: 'Visitor, Emeritus Visitor',
      ALMS_LOG_LEVEL: 'debug',
      ALMS_MODE: 'azure',
    });
    expect(settings.bot.credential).toEqual({ kind: 'SingleTenant', password: 'a-very-secret-word' });
    expect(settings.storage.clientId).toBe('07b2de9f-2640-4c74-838a-a3cf3608219a');
    expect(settings.serviceHosts).toEqual(['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com']);
    expect(settings.teamsApp).toBe('2d3c4b5a-6978-4a5b-8c6d-7e8f90a1b2c3');
    expect(settings.mailFrom).toBe('visitor.accounts@bantshire.example');
    expect(settings.directory.visitorTypes).toEqual(['Visitor', 'Emeritus Visitor']);
    expect(settings.logLevel).toBe('debug');
  });

  it('should read a bot with a certificate', () => {
    const { privateKey, certificate } = selfSigned();
    const { MicrosoftAppPassword: _, ...without } = withPassword;
    const { credential } = readSettings({ ...without, ALMS_BOT_CERTIFICATE: privateKey + certificate }).bot;
    expect(credential).toEqual({ kind: 'SingleTenant', certificate: { thumbprint: expect.stringMatching(/^[0-9A-F]{64}$/), privateKey } });
  });

  it('should refuse a certificate beside a password, or for a managed identity, or one that cannot be used', () => {
    const { privateKey, certificate } = selfSigned();
    const ALMS_BOT_CERTIFICATE = privateKey + certificate;
    expect(mistakes(() => readSettings({ ...withPassword, ALMS_BOT_CERTIFICATE }))).toEqual([
      'MicrosoftAppPassword: present, but so is ALMS_BOT_CERTIFICATE: only one of the two',
    ]);
    expect(mistakes(() => readSettings({ ...managed, ALMS_BOT_CERTIFICATE }))).toEqual([
      'ALMS_BOT_CERTIFICATE: present, but a UserAssignedMSI bot must not have one',
    ]);
    const { MicrosoftAppPassword: _, ...without } = withPassword;
    expect(mistakes(() => readSettings({ ...without, ALMS_BOT_CERTIFICATE: certificate }))).toEqual([
      'ALMS_BOT_CERTIFICATE: does not hold one private key in PEM',
    ]);
  });

  const needed = Object.keys(managed);
  it('should name every missing setting at once', () => {
    expect(mistakes(() => readSettings({}))).toEqual(needed.map((name) => `${name}: missing`));
  });

  it.each(needed)('should refuse to start without %s, with an empty one and with a blank one', (name) => {
    for (const value of [undefined, '', '  ']) {
      expect(mistakes(() => readSettings({ ...managed, [name]: value }))).toEqual([`${name}: missing`]);
    }
  });

  it('should refuse a single-tenant bot without a password or a certificate', () => {
    expect(mistakes(() => readSettings({ ...withPassword, MicrosoftAppPassword: '' }))).toEqual([
      'MicrosoftAppPassword: missing, but a SingleTenant bot needs one, or ALMS_BOT_CERTIFICATE',
    ]);
  });

  it('should refuse a managed identity with a password', () => {
    expect(mistakes(() => readSettings({ ...managed, MicrosoftAppPassword: 'x' }))).toEqual([
      'MicrosoftAppPassword: present, but a UserAssignedMSI bot must not have one',
    ]);
  });

  it('should name a forbidden password together with what else is wrong', () => {
    expect(mistakes(() => readSettings({ ...managed, MicrosoftAppPassword: 'x', MicrosoftAppId: '' }))).toEqual([
      'MicrosoftAppId: missing',
      'MicrosoftAppPassword: present, but a UserAssignedMSI bot must not have one',
    ]);
  });

  it.each([
    ['MicrosoftAppType', 'MultiTenant', 'MultiTenant bots are not supported: the product serves one tenant'],
    ['MicrosoftAppType', 'None', 'neither UserAssignedMSI nor SingleTenant'],
    ['MicrosoftAppId', 'alms', 'not a GUID'],
    ['MicrosoftAppTenantId', 'common', 'not a GUID'],
    ['AZURE_CLIENT_ID', 'alms', 'not a GUID'],
    ['ALMS_PUBLIC_URL', 'http://alms.bantshire.example', 'not an https address without path, query or user'],
    ['ALMS_PUBLIC_URL', 'https://alms.bantshire.example/bot', 'not an https address without path, query or user'],
    ['ALMS_TABLES_URL', 'https://almsdata.table.core.windows.net/?sig=secret', 'not an https address without path, query or user'],
    ['ALMS_BLOBS_URL', 'https://me:secret@almsdata.blob.core.windows.net', 'not an https address without path, query or user'],
    ['ALMS_QUEUES_URL', 'almsdata', 'not an https address without path, query or user'],
    ['ALMS_SERVICE_HOSTS', 'smba.trafficmanager.net,', 'not a list of host names between commas'],
    ['ALMS_SERVICE_HOSTS', '*.trafficmanager.net', 'not a list of host names between commas'],
    ['ALMS_SERVICE_HOSTS', '169.254.169.254', 'not a list of host names between commas'],
    ['ALMS_FILE_HOSTS', '*.sharepoint.com', 'not a list of host names between commas'],
    ['ALMS_FILE_HOSTS', '169.254.169.254', 'not a list of host names between commas'],
    ['ALMS_SERVICE_HOSTS', 'localhost', 'not a list of host names between commas'],
    ['ALMS_TEAMS_APP', 'Visitor accounts', 'not a GUID'],
    ['ALMS_MAIL_FROM', 'Visitor accounts', 'not a mail address'],
    ['ALMS_MAIL_FROM', 'a@b.example,c@d.example', 'not a mail address'],
    ['ALMS_STAFF_GROUP', 'All staff', 'not a GUID'],
    ['ALMS_ADMIN_GROUP', 'admins@bantshire.example', 'not a GUID'],
    ['ALMS_CARD_OFFICE_GROUP', '90d7c6b5', 'not a GUID'],
    ['ALMS_VISITOR_TYPES', 'Visitor,,Guest', 'not a list between commas'],
    ['ALMS_LOG_LEVEL', 'silent', 'not one of debug, info, warn, error'],
    ['ALMS_MODE', 'local', 'not azure'],
    ['ALMS_MODE', 'test', 'not azure'],
    ['ALMS_TABELS_URL', 'https://almsdata.table.core.windows.net', 'no such setting'],
    ['alms_log_level', 'debug', 'no such setting'],
  ])('should refuse %s=%s', (name, value, mistake) => {
    expect(mistakes(() => readSettings({ ...managed, [name]: value }))).toEqual([`${name}: ${mistake}`]);
  });

  it('should leave Outlook off where nothing of it is set, and read all of it', () => {
    expect(readSettings(managed).outlook).toBeUndefined();
    expect(readSettings({ ...managed, ...outlook }).outlook).toEqual({
      appId: '3d5e9b71-0c44-4f8a-9a6d-52b7c1e08f36',
      appUri: 'api://auth-am-8f1d2c3b-4a59-4687-b0c1-d2e3f4a5b6c7/3d5e9b71-0c44-4f8a-9a6d-52b7c1e08f36',
      scope: 'Actions.Decide',
      originator: '8f1d2c3b-4a59-4687-b0c1-d2e3f4a5b6c7',
      linkKeys: [new Uint8Array(32).fill(1)],
      extraIssuers: [],
      extraAudiences: [],
    });
    const more = {
      ALMS_LINK_KEY_PREVIOUS: Buffer.alloc(40, 2).toString('base64'),
      ALMS_OUTLOOK_EXTRA_ISSUERS: 'https://one.example/, https://two.example/v2.0',
      ALMS_OUTLOOK_EXTRA_AUDIENCES: 'https://alms.bantshire.example',
    };
    expect(readSettings({ ...managed, ...outlook, ...more }).outlook).toMatchObject({
      linkKeys: [new Uint8Array(32).fill(1), new Uint8Array(40).fill(2)],
      extraIssuers: ['https://one.example/', 'https://two.example/v2.0'],
      extraAudiences: ['https://alms.bantshire.example'],
    });
  });

  it.each(Object.keys(outlook))('should refuse half of Outlook, without %s or with it alone', (name) => {
    const missing = 'missing, but other settings of Outlook are there';
    expect(mistakes(() => readSettings({ ...managed, ...outlook, [name]: ' ' }))).toEqual([`${name}: ${missing}`]);
    const others = Object.keys(outlook).filter((one) => one !== name);
    expect(mistakes(() => readSettings({ ...managed, [name]: outlook[name as keyof typeof outlook] }))).toEqual(
      others.map((one) => `${one}: ${missing}`),
    );
  });

  it.each(['ALMS_OUTLOOK_EXTRA_ISSUERS', 'ALMS_OUTLOOK_EXTRA_AUDIENCES', 'ALMS_LINK_KEY_PREVIOUS'])(
    'should take %s for nothing without the rest of Outlook',
    (name) => {
      const value = name === 'ALMS_LINK_KEY_PREVIOUS' ? outlook.ALMS_LINK_KEY : 'https://one.example/';
      expect(mistakes(() => readSettings({ ...managed, [name]: value }))).toHaveLength(5);
    },
  );

  it.each([
    ['ALMS_OUTLOOK_APP_ID', 'alms', 'not a GUID'],
    ['ALMS_OUTLOOK_APP_URI', 'https://alms.example', 'not an Application ID URI, api://…'],
    ['ALMS_OUTLOOK_SCOPE', 'openid Actions.Decide', 'not one word'],
    ['ALMS_OUTLOOK_ORIGINATOR', 'alms', 'not a GUID'],
    ['ALMS_OUTLOOK_EXTRA_ISSUERS', 'https://*.example', 'not a list of https addresses between commas'],
    ['ALMS_OUTLOOK_EXTRA_ISSUERS', 'http://one.example', 'not a list of https addresses between commas'],
    ['ALMS_OUTLOOK_EXTRA_AUDIENCES', 'a,,b', 'not a list between commas'],
    ['ALMS_LINK_KEY', Buffer.alloc(31, 1).toString('base64'), 'not base64 of at least 32 bytes'],
    ['ALMS_LINK_KEY', 'a secret that somebody thought up by themselves', 'not base64 of at least 32 bytes'],
    ['ALMS_LINK_KEY_PREVIOUS', Buffer.alloc(31, 1).toString('base64'), 'not base64 of at least 32 bytes'],
  ])('should refuse %s=%s with the rest of Outlook', (name, value, mistake) => {
    expect(mistakes(() => readSettings({ ...managed, ...outlook, [name]: value }))).toEqual([`${name}: ${mistake}`]);
  });

  it('should have no tab where nothing of it is set, and read both of its settings', () => {
    expect(readSettings(managed)).not.toHaveProperty('tab');
    expect(readSettings({ ...managed, ...tab }).tab).toEqual({
      appId: '6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24',
      appUri: 'api://alms.bantshire.example/6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24',
    });
  });

  it('should refuse half of the tab, naming the other half, with whatever else is wrong', () => {
    const { ALMS_TAB_APP_ID, ALMS_TAB_APP_URI } = tab;
    const noUri = 'ALMS_TAB_APP_URI: missing, but ALMS_TAB_APP_ID is there';
    expect(mistakes(() => readSettings({ ...managed, ALMS_TAB_APP_ID }))).toEqual([noUri]);
    expect(mistakes(() => readSettings({ ...managed, ALMS_TAB_APP_URI, ALMS_TAB_APP_ID: ' ' }))).toEqual([
      'ALMS_TAB_APP_ID: missing, but ALMS_TAB_APP_URI is there',
    ]);
    expect(mistakes(() => readSettings({ ...managed, ALMS_TAB_APP_ID, ALMS_STAFF_GROUP: '' }))).toEqual([
      'ALMS_STAFF_GROUP: missing',
      noUri,
    ]);
  });

  it('should read a tab’s URI as it is registered, whatever its capitals', () => {
    const ALMS_TAB_APP_URI = 'api://ALMS.bantshire.example/Visitors';
    expect(readSettings({ ...managed, ...tab, ALMS_TAB_APP_URI }).tab?.appUri).toBe(ALMS_TAB_APP_URI);
  });

  it.each([
    ['ALMS_TAB_APP_ID', 'alms', 'not a GUID'],
    ['ALMS_TAB_APP_ID', managed.MicrosoftAppId.toUpperCase(), 'the bot’s, but a managed identity cannot have an API'],
    ['ALMS_TAB_APP_URI', 'https://alms.bantshire.example/tab', 'not an Application ID URI, api://<public host>/…'],
    ['ALMS_TAB_APP_URI', 'api://alms.bantshire.example', 'not an Application ID URI, api://<public host>/…'],
    ['ALMS_TAB_APP_URI', 'api://alms.bantshire.example/', 'not an Application ID URI, api://<public host>/…'],
    ['ALMS_TAB_APP_URI', 'api://elsewhere.example/tab', 'does not name the host of ALMS_PUBLIC_URL, without which Teams gives no token'],
    [
      'ALMS_TAB_APP_URI',
      'api://alms.bantshire.example.evil.example/tab',
      'does not name the host of ALMS_PUBLIC_URL, without which Teams gives no token',
    ],
    [
      'ALMS_TAB_APP_URI',
      'api://6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24/tab',
      'does not name the host of ALMS_PUBLIC_URL, without which Teams gives no token',
    ],
  ])('should refuse %s=%s with the rest of the tab', (name, value, mistake) => {
    expect(mistakes(() => readSettings({ ...managed, ...tab, [name]: value }))).toEqual([`${name}: ${mistake}`]);
  });

  it('should let one registration serve the bot and the tab where it is no managed identity', () => {
    const settings = { ...withPassword, ...tab, ALMS_TAB_APP_ID: managed.MicrosoftAppId };
    expect(readSettings(settings).tab?.appId).toBe(readSettings(settings).bot.appId);
  });

  it('should never tell a value', () => {
    const secret = 'hunter2-secret';
    const all = Object.fromEntries(settingNames.map((name) => [name, secret]));
    const error = () => readSettings({ ...all, MicrosoftAppType: 'UserAssignedMSI', ALMS_TYPO: secret });
    expect(mistakes(error).length).toBeGreaterThan(8);
    expect(error).toThrow(/^(?![^]*hunter2)/);
  });
});

describe('infra/README.md', () => {
  it('should have the table of settings that follows from the rows', () => {
    const table = readmeTable(settingTable);
    const section = readFileSync('infra/README.md', 'utf8').split('\n## Settings\n')[1] ?? '';
    if (/^\|[^]*?\n(?!\|)/m.exec(section)?.[0] === table) return;
    throw new Error(`The table under “Settings” in infra/README.md is not the one of bot/settings/settings.ts, which is this:\n\n${table}`);
  });
});

describe('modeOf', () => {
  it.each([
    [undefined, 'azure'],
    ['', 'azure'],
    ['azure', 'azure'],
    ['local', 'local'],
  ])('should take ALMS_MODE=%s as %s', (value, mode) => {
    expect(modeOf({ ALMS_MODE: value })).toBe(mode);
  });

  it.each(['Local', 'LOCAL ', 'dev', 'true'])('should refuse ALMS_MODE=%s', (value) => {
    expect(() => modeOf({ ALMS_MODE: value })).toThrow(SettingsError);
  });
});

describe('readTableSettings', () => {
  it('should need the address of the tables, and nothing else', () => {
    expect(readTableSettings({ ALMS_TABLES_URL: 'https://alms.table.core.windows.net/' })).toEqual({
      tables: 'https://alms.table.core.windows.net',
    });
    expect(() => readTableSettings({ ALMS_TABLES_URL: ' ' })).toThrow('ALMS_TABLES_URL: missing');
    expect(() => readTableSettings({ ALMS_TABLES_URL: 'https://alms.table.core.windows.net/?sv=1', ALMS_TABEL: 'x' })).toThrow(
      'ALMS_TABLES_URL: not an https address without path, query or user\nALMS_TABEL: no such setting',
    );
  });
});

describe('readLocalSettings', () => {
  it('should start on port 3978 unless told otherwise', () => {
    expect(readLocalSettings({ ALMS_MODE: 'local' })).toEqual({ port: 3978 });
    expect(readLocalSettings({ ALMS_MODE: 'local', PORT: '' })).toEqual({ port: 3978 });
    expect(readLocalSettings({ ALMS_MODE: 'local', PORT: '4000' })).toEqual({ port: 4000 });
  });

  it.each(['-1', '65536', '80.5', 'http'])('should refuse port %s', (PORT) => {
    expect(mistakes(() => readLocalSettings({ ALMS_MODE: 'local', PORT }))).toEqual(['PORT: not a port number']);
  });

  it.each([undefined, '', 'azure', 'Local'])('should refuse ALMS_MODE=%s: it has to be asked for by name', (ALMS_MODE) => {
    expect(mistakes(() => readLocalSettings({ ALMS_MODE }))).toEqual(['ALMS_MODE: not local']);
  });

  it.each(['WEBSITE_INSTANCE_ID', 'WEBSITE_SITE_NAME', 'FUNCTIONS_WORKER_RUNTIME', 'FUNCTIONS_EXTENSION_VERSION'])(
    'should refuse to start where %s tells of a cloud, even when it is empty',
    (name) => {
      for (const value of ['x', '']) {
        expect(mistakes(() => readLocalSettings({ ALMS_MODE: 'local', [name]: value }))).toEqual([
          `${name}: tells of a cloud, where local mode must not run`,
        ]);
      }
    },
  );

  it('should refuse a mistyped setting', () => {
    expect(mistakes(() => readLocalSettings({ ALMS_MODE: 'local', ALMS_PROT: '1' }))).toEqual(['ALMS_PROT: no such setting']);
  });
});

describe('starting without authentication by accident', () => {
  const surroundings = [
    {},
    { ALMS_MODE: 'azure' },
    { WEBSITE_INSTANCE_ID: 'x', FUNCTIONS_WORKER_RUNTIME: 'node' },
    { ALMS_MODE: 'local', WEBSITE_INSTANCE_ID: 'x' },
    { ...managed, MicrosoftAppId: '' },
    { ...managed, MicrosoftAppType: undefined },
    { ...managed, ALMS_MODE: 'local', FUNCTIONS_WORKER_RUNTIME: 'node' },
  ];
  it.each(surroundings)('should not happen in surroundings %#', (env) => {
    const read = () => (modeOf(env) === 'local' ? readLocalSettings(env) : readSettings(env));
    expect(read).toThrow(SettingsError);
  });
});

describe('the settings of the accounts', () => {
  const accounts = {
    ALMS_ACCOUNTS: 'graph',
    ALMS_ACCOUNT_DOMAIN: 'Bantshire.Example',
    ALMS_STAFF_LIKE_GROUP: '5F1D0C7E-8A43-4B92-9C06-2E7D4A1B3F58',
    ALMS_STUDENT_LIKE_GROUP: 'b2e94d63-1c70-4f58-8e2a-90d7c6a5f413',
    ALMS_USERNAME_KEY: Buffer.alloc(32, 7).toString('base64'),
  };

  it('should be off unless they are given, and whole when they are', () => {
    expect(readSettings(managed).accounts).toBeUndefined();
    expect(readSettings({ ...managed, ...accounts }).accounts).toEqual({
      adapter: 'graph',
      domain: 'bantshire.example',
      groups: { 'staff-like': '5f1d0c7e-8a43-4b92-9c06-2e7d4a1b3f58', 'student-like': 'b2e94d63-1c70-4f58-8e2a-90d7c6a5f413' },
      usernameKey: new Uint8Array(32).fill(7),
      usageLocation: 'GB',
    });
  });

  it.each(Object.keys(accounts))('should refuse all of them without %s', (name) => {
    const missing = 'missing, but other settings of the accounts are there';
    expect(mistakes(() => readSettings({ ...managed, ...accounts, [name]: '' }))).toEqual([`${name}: ${missing}`]);
  });

  it('should need no group of a level where people in IT make them, but the group of these people', () => {
    const { ALMS_STAFF_LIKE_GROUP: _staff, ALMS_STUDENT_LIKE_GROUP: _student, ...byHand } = { ...accounts, ALMS_ACCOUNTS: 'it-queue' };
    const it = { ALMS_IT_GROUP: '2D6C1B9A-7F43-4E8D-A5C0-91B2E3F4D5A6', ALMS_SPONSOR_AS: 'manager' };
    expect(readSettings({ ...managed, ...byHand, ...it }).accounts).toEqual({
      adapter: 'it-queue',
      domain: 'bantshire.example',
      usernameKey: new Uint8Array(32).fill(7),
      sponsorAs: 'manager',
    });
    expect(mistakes(() => readSettings({ ...managed, ...byHand }))).toEqual(['ALMS_IT_GROUP: missing, but ALMS_ACCOUNTS is it-queue']);
  });

  it('should be needed by the app that makes them, and by it alone without a bot', () => {
    const app = { ALMS_FUNCTIONS: 'accounts', ALMS_TABLES_URL: managed.ALMS_TABLES_URL, ALMS_QUEUES_URL: managed.ALMS_QUEUES_URL };
    expect(mistakes(() => readAccountAppSettings(app))).toEqual(['ALMS_ACCOUNTS: missing, but ALMS_FUNCTIONS is accounts']);
    expect(readAccountAppSettings({ ...app, ...accounts })).toMatchObject({ functions: 'accounts', accounts: { adapter: 'graph' } });
    expect(mistakes(() => readAccountAppSettings({ ...app, ...accounts, ALMS_TABLES_URL: '' }))).toEqual(['ALMS_TABLES_URL: missing']);
  });

  it('should call the groups of the levels as somebody says, each for itself', () => {
    const name = { ALMS_STUDENT_LIKE_GROUP_NAME: ' GG Visitors (student) ' };
    expect(readSettings({ ...managed, ...accounts, ...name }).groupNames).toEqual({ 'student-like': 'GG Visitors (student)' });
    expect(readSettings(managed).groupNames).toEqual({});
    const long = { ALMS_STAFF_LIKE_GROUP_NAME: 'x'.repeat(257) };
    expect(mistakes(() => readSettings({ ...managed, ...long }))).toEqual(['ALMS_STAFF_LIKE_GROUP_NAME: longer than 256 characters']);
  });

  it('should let the host register everything where the set of functions cannot be read, and then tell what is wrong', () => {
    expect(['public', 'accounts', 'all', '', 'private'].map((ALMS_FUNCTIONS) => functionsToRegister({ ALMS_FUNCTIONS }))).toEqual([
      'public',
      'accounts',
      'all',
      'all',
      'all',
    ]);
  });

  it.each([
    ['ALMS_ACCOUNTS', 'ldap', 'not graph or it-queue'],
    ['ALMS_SPONSOR_AS', 'owner', 'not sponsors or manager'],
    ['ALMS_FUNCTIONS', 'private', 'not one of all, public, accounts'],
    ['ALMS_ACCOUNT_DOMAIN', 'https://bantshire.example', 'not a domain name'],
    ['ALMS_USERNAME_KEY', 'c2hvcnQ=', 'not base64 of at least 32 bytes'],
    ['ALMS_USAGE_LOCATION', 'gb', 'not two capital letters such as GB'],
  ])('should refuse %s=%s', (name, value, mistake) => {
    expect(mistakes(() => readSettings({ ...managed, ...accounts, [name]: value }))).toEqual([`${name}: ${mistake}`]);
  });
});
