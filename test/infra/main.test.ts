import { openProbes } from '../../bot/adapters/azure/storage';
import { tableNames } from '../../bot/adapters/azure/tables';
import { maxBytes } from '../../bot/domain/photo/portrait';
import { backupHeldDays, backupRestoreDays, restoreDays } from '../../bot/domain/words/privacy-words';
import { readAccountAppSettings, readSettings, settingNames, settingTable } from '../../bot/settings/settings';
import { StoryClock } from '../fakes/story-clock';
import { loadFunctions, productOf } from '../functions/load';
import { type Bicep, Computed, type Declaration, parseBicep, parseBicepText, type Value } from './parse-bicep';
import { shownSecrets } from './secure-values';
import { appSettingsIn, referenceOf, settingFaults } from './settings-in-bicep';

const files = [
  'main',
  'modules/storage',
  'modules/monitoring',
  'modules/function-app',
  'modules/bot',
  'modules/accounts-storage',
  'modules/accounts-access',
  'modules/host-storage',
  'modules/backup-storage',
  'modules/vault',
  'modules/network',
  'modules/operators',
  'modules/alerts',
] as const;
type File = (typeof files)[number];
const connectionString =
  'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://uksouth-1.in.applicationinsights.azure.com/';
let parsed: Record<File, Bicep>;
beforeAll(async () => {
  const entries = files.map(async (file) => [file, await parseBicep(`infra/${file}.bicep`)] as const);
  parsed = Object.fromEntries(await Promise.all(entries)) as Record<File, Bicep>;
});

const everything = () => files.flatMap((file) => parsed[file].declarations);
const resources = (type: string, from = everything()) =>
  from.filter((one) => one.kind === 'resource' && one.type.split('@')[0] === type && !one.isExisting);
const only = (type: string): Declaration => {
  const found = resources(type);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const symbol = (file: File, name: string) => parsed[file].declarations.find((one) => one.symbol === name)!;

/** What stands at a path such as `properties.siteConfig.ftpsState`. */
function at(from: Value | undefined, path: string): Value | undefined {
  return path.split('.').reduce<Value | undefined>((held, key) => (held as Record<string, Value> | undefined)?.[key], from);
}

function appSettings(): Record<string, Value> {
  const { open, secret } = appSettingsIn(parsed.main.declarations);
  return { ...open, ...secret };
}

describe('the Bicep files', () => {
  it.each(files)('should be read without a fault: %s', (file) => {
    expect(parsed[file].faults).toEqual([]);
    expect(parsed[file].declarations.length).toBeGreaterThan(3);
  });

  it('should give every module what it asks for and nothing else', () => {
    for (const module of parsed.main.declarations.filter(({ kind }) => kind === 'module')) {
      const asked = parsed[module.type.replace('.bicep', '') as File].declarations.filter(({ kind }) => kind === 'parameter');
      expect(Object.keys(at(module.body, 'params') as object).sort()).toEqual(asked.map((one) => one.symbol).sort());
    }
  });

  it('should take from a module only what it puts out', () => {
    const texts = JSON.stringify(parsed.main.declarations);
    const taken = [...texts.matchAll(/(\w+)!?\.outputs\.(\w+)/g)];
    expect(taken.length).toBeGreaterThan(4);
    for (const [, module, output] of taken) {
      const file = symbol('main', module!).type.replace('.bicep', '') as File;
      expect(parsed[file].declarations.filter(({ kind }) => kind === 'output').map((one) => one.symbol)).toContain(output);
    }
  });
});

describe('a secure value', () => {
  const moduleOf = (path: string) => parsed[path.replace('.bicep', '') as File];

  it.each(files)('should nowhere be shown by a deployment: %s', (file) => {
    expect(shownSecrets(parsed[file], moduleOf)).toEqual([]);
  });

  it('should be found where it is shown, however it gets there', async () => {
    const main = await parseBicepText(`
@description('Anything.')
@secure()
param key string

@secure()
param other string

param name string

var row = [
  {
    name: 'KEY'
    value: later
  }
]
var later = 'a-\${key}'

module app 'app.bicep' = {
  name: 'app'
  params: {
    name: name
    settings: concat(row, [])
    key: key
    other: other
  }
}

output shown string = later
output name string = name
`);
    const app = await parseBicepText(
      "@secure()\nparam key string\n@description('x')\nparam other string\nparam name string\nparam settings array\n",
    );
    expect([...main.faults, ...app.faults]).toEqual([]);
    expect(shownSecrets(main, () => app)).toEqual(['app.settings', 'app.other', 'output shown']);
  });
});

describe('the names of resources', () => {
  it('should differ from every other organisation’s where Azure has each name once in the world', () => {
    const named = ['storage', 'app', 'bot', 'accountsStorage', 'accountsApp', 'backupStorage'].map((module) =>
      at(symbol('main', module).body, 'params.name'),
    );
    for (const name of named) expect((name as Computed).text).toMatch(/\$\{unique\}/);
    expect(symbol('main', 'unique').body).toEqual(new Computed('uniqueString(resourceGroup().id)'));
    const once = ['Microsoft.Storage/storageAccounts', 'Microsoft.Web/sites', 'Microsoft.BotService/botServices'];
    for (const type of once) for (const { body } of resources(type)) expect(at(body, 'name')).toEqual(new Computed('name'));
  });
});

describe('the settings of the app', () => {
  it('should be those of the table, each with the parameter and the default that its row tells', () => {
    expect(settingFaults(settingTable, parsed.main.declarations)).toEqual([]);
  });

  it('should be seen to differ by this test', async () => {
    const more = await parseBicepText(`
@secure()
param other string

module app 'modules/function-app.bicep' = {
  params: {
    appSettings: {
      ALMS_LINK_KEY: linkKey
      ALMS_LOG_LEVEL: other
      ALMS_LOST: 'x'
      MicrosoftAppPassword: other
    }
  }
}
`);
    const without = parsed.main.declarations.filter(({ symbol: name }) => name !== 'mailFrom');
    expect(settingFaults(settingTable, [...without, ...more.declarations])).toEqual([
      'MicrosoftAppPassword: is secret, and not passed on as such',
      'ALMS_MAIL_FROM: there is no parameter mailFrom',
      'ALMS_LINK_KEY: is secret, and not passed on as such',
      'ALMS_LOG_LEVEL: is passed on as other instead of logLevel',
      'ALMS_LOST: is passed on, and no row of the table',
    ]);
  });

  it('should be accepted by the product as they are deployed', () => {
    const id = '07b2de9f-2640-4c74-838a-a3cf3608219a';
    const address = (kind: string) => `https://alms.${kind}.core.windows.net/`;
    const deployed: Record<string, string> = {
      'identity.properties.clientId': id,
      "'https://${publicHost}'": 'https://alms.azurewebsites.net',
      'storage.outputs.tablesUrl': address('table'),
      'storage.outputs.blobsUrl': address('blob'),
      'storage.outputs.queuesUrl': address('queue'),
      tenantId: id,
      "accounts == 'graph' ? 'public' : 'all'": 'all',
      "accounts == 'graph' ? accountsStorage!.outputs.queuesUrl : ''": '',
      "empty(backupLocation) ? '' : backupStorage!.outputs.tablesUrl": '',
      "empty(backupLocation) ? '' : backupStorage!.outputs.blobsUrl": '',
      'monitoring.outputs.connectionString': connectionString,
      [referenceOf('linkKey')]: '',
      [referenceOf('linkKeyPrevious')]: '',
      [referenceOf('usernameKey')]: '',
      staffGroup: id,
      adminGroup: id,
      cardOfficeGroup: id,
    };
    const text = (value: Value) =>
      value instanceof Computed ? (deployed[value.text] ?? String(symbol('main', value.text).body)) : String(value);
    const own = Object.entries(appSettings()).filter(([name]) => settingNames.includes(name));
    const settings = readSettings(Object.fromEntries(own.map(([name, value]) => [name, text(value)])));
    expect(settings).toMatchObject({
      bot: { appId: id, credential: { kind: 'UserAssignedMSI' } },
      storage: { tables: 'https://alms.table.core.windows.net', clientId: id },
    });
    // Off, unless their parameters are given.
    expect(Object.keys(settings)).toEqual(expect.not.arrayContaining(['outlook', 'tab', 'mailFrom', 'teamsApp', 'backup']));
  });

  it('should let the host in without a key, and stop it when the product cannot start', () => {
    expect(appSettings()).toMatchObject({
      AzureWebJobsStorage__accountName: new Computed('hostStorage.outputs.accountName'),
      AzureWebJobsStorage__credential: 'managedidentity',
      AzureWebJobsStorage__clientId: new Computed('identity.properties.clientId'),
      WorkQueues__queueServiceUri: new Computed('storage.outputs.queuesUrl'),
      WorkQueues__credential: 'managedidentity',
      WorkQueues__clientId: new Computed('identity.properties.clientId'),
      FUNCTIONS_NODE_BLOCK_ON_ENTRY_POINT_ERROR: 'true',
    });
    expect(appSettings()).not.toHaveProperty('AzureWebJobsStorage');
    // The triggers ask for the connection by this name.
    const triggers = loadFunctions(productOf({})).functions.flatMap(({ bindings }) => Object.values(bindings));
    expect(new Set(triggers.flatMap(({ connection }) => connection ?? []))).toEqual(new Set(['WorkQueues']));
  });

  it('should have the host refuse a body that is larger than any photo', () => {
    const limit = Number(appSettings().FUNCTIONS_REQUEST_BODY_SIZE_LIMIT);
    expect(limit).toBeGreaterThan(maxBytes);
    expect(limit).toBeLessThanOrEqual(11 * 1024 * 1024);
  });

  it('should all reach the app, those that are secret too', () => {
    const { text } = at(only('Microsoft.Web/sites').body, 'properties.siteConfig.appSettings') as Computed;
    const mapped = 'map(items(union(appSettings, secretSettings)), setting => { name: setting.key value: setting.value })';
    expect(text.replace(/\s+/g, ' ')).toBe(mapped);
  });

  it('should hold no secret', () => {
    const text = JSON.stringify(everything());
    expect(text).not.toMatch(/listKeys|AccountKey|password|SharedAccessSignature/i);
  });
});

describe('the Function App', () => {
  it('should run Node 24 on Flex Consumption with one instance always ready for HTTP, and as many workers as are asked for', () => {
    expect(at(only('Microsoft.Web/serverfarms').body, 'sku')).toEqual({ name: 'FC1', tier: 'FlexConsumption' });
    expect(at(only('Microsoft.Web/sites').body, 'properties.functionAppConfig')).toMatchObject({
      runtime: { name: 'node', version: new Computed('nodeVersion') },
      scaleAndConcurrency: {
        alwaysReady: new Computed('alwaysReady'),
      },
      deployment: { storage: { authentication: { type: 'UserAssignedIdentity' } } },
    });
    expect(symbol('main', 'nodeVersion').body).toBe('24');
    expect(at(symbol('main', 'app').body, 'params.alwaysReady')).toEqual(
      new Computed("concat(httpReady, workersReady == 0 ? [] : [{ name: 'function:work', instanceCount: workersReady }])"),
    );
    expect(symbol('main', 'httpReady').body).toEqual([{ name: 'http', instanceCount: 1 }]);
    expect(symbol('main', 'workersReady').body).toBe(0);
  });

  it('should speak HTTPS only, and take no password to publish', () => {
    const { body } = only('Microsoft.Web/sites');
    expect(at(body, 'properties.httpsOnly')).toBe(true);
    expect(at(body, 'properties.siteConfig')).toMatchObject({ ftpsState: 'Disabled', minTlsVersion: '1.2' });
    const passwords = resources('Microsoft.Web/sites/basicPublishingCredentialsPolicies');
    expect(passwords.map(({ body: policy }) => [at(policy, 'name'), at(policy, 'properties.allow')])).toEqual([
      ['ftp', false],
      ['scm', false],
    ]);
  });
});

describe('the storage account', () => {
  it('should know no keys, nothing public and no old TLS', () => {
    const accounts = resources('Microsoft.Storage/storageAccounts');
    expect(accounts).toHaveLength(4);
    for (const { body } of accounts)
      expect(at(body, 'properties')).toMatchObject({
        allowSharedKeyAccess: false,
        allowBlobPublicAccess: false,
        minimumTlsVersion: 'TLS1_2',
        supportsHttpsTrafficOnly: true,
      });
  });

  it('should keep photos and bundles private, and what was deleted for a week', () => {
    const containers = resources('Microsoft.Storage/storageAccounts/blobServices/containers');
    expect(containers.map(({ body }) => [at(body, 'name'), at(body, 'properties.publicAccess')])).toEqual([
      ['photos', 'None'],
      ['deployments', 'None'],
      ['deployments', 'None'],
    ]);
    expect(at(symbol('modules/storage', 'blobs').body, 'properties')).toMatchObject({
      deleteRetentionPolicy: { enabled: true, days: restoreDays },
      containerDeleteRetentionPolicy: { enabled: true, days: 7 },
      isVersioningEnabled: false,
    });
  });

  it('should keep in the backup nothing for longer than people are promised', () => {
    expect(at(symbol('modules/backup-storage', 'blobs').body, 'properties.deleteRetentionPolicy')).toEqual({
      enabled: true,
      days: backupRestoreDays,
    });
    // A deletion is followed by the next night's run or, held, so many days later.
    expect(1 + backupHeldDays + backupRestoreDays).toBeLessThanOrEqual(restoreDays);
    expect(symbol('main', 'backupStorage').condition).toBe('!empty(backupLocation)');
    expect(at(symbol('main', 'backupStorage').body, 'params.location')).toEqual(new Computed('backupLocation'));
  });

  it('should have the queue, its poison queue and every table', () => {
    expect(symbol('modules/storage', 'queues').body).toEqual(['work', 'work-poison', 'accounts', 'accounts-poison']);
    // As the functions have them: without the one, its function does not start.
    const triggers = loadFunctions(productOf({})).functions.flatMap(({ bindings }) => Object.values(bindings));
    const queues = triggers.flatMap(({ queueName }) => queueName ?? []);
    expect(queues.sort()).toEqual([...(symbol('modules/storage', 'queues').body as string[])].sort());
  });

  it('should have every table that the product uses, and none besides, which are those of the backup', async () => {
    const nowhere =
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/a;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a';
    const limits = { retries: 0, perTry: 500, inAll: 600 };
    const stores = await openProbes({ connectionString: nowhere }, { clock: new StoryClock(), limits }).stores();
    const used = stores.filter(({ kind }) => kind === 'table').map(({ name }) => name);
    expect([...(symbol('modules/storage', 'tables').body as string[])].sort()).toEqual(used.sort());
    expect([...tableNames].sort()).toEqual(used);
  });

  it('should let the one identity read and write data, on this account alone', () => {
    const { body } = symbol('modules/storage', 'access');
    expect(at(body, 'scope')).toEqual(new Computed('account'));
    expect(at(body, 'properties.principalId')).toEqual(new Computed('principalId'));
    expect(symbol('modules/storage', 'dataRoles').body).toEqual([
      '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', // Storage Table Data Contributor
      'ba92f5b4-2d11-453d-a403-e96b0029c9fe', // Storage Blob Data Contributor
      '974c5e8b-45b9-4653-ba55-5f855dd0fb88', // Storage Queue Data Contributor
    ]);
  });
});

describe('who may do what', () => {
  const roleNames: Record<string, string> = {
    '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': 'Storage Table Data Contributor',
    'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
    '974c5e8b-45b9-4653-ba55-5f855dd0fb88': 'Storage Queue Data Contributor',
    'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a': 'Storage Queue Data Message Sender',
    '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
    'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
    '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
    '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1': 'Storage Blob Data Reader',
    '19e7f393-937e-4f77-808e-94535e297925': 'Storage Queue Data Reader',
    '73c42c96-874c-492b-b04d-ab87d138a893': 'Log Analytics Reader',
    '76199698-9eea-4c19-bc75-cec21354c6b6': 'Storage Table Data Reader',
  };
  /** Each role that is given in a file, with its scope and to whom. */
  const given = (file: File) =>
    resources('Microsoft.Authorization/roleAssignments', parsed[file].declarations).flatMap(({ body }) => {
      const role = (at(body, 'properties.roleDefinitionId') as Computed).text.match(/, (\w+)\)$/)?.[1] ?? '';
      const ids = parsed[file].declarations.find(({ symbol: name }) => name === role)?.body ?? loops[role]?.(file);
      const whom = (at(body, 'properties.principalId') as Computed).text;
      return [ids ?? []]
        .flat()
        .map((id) => [roleNames[String(id)], (at(body, 'scope') as Computed | undefined)?.text ?? 'resource group', whom]);
    });
  const loops: Record<string, (file: File) => Value> = {
    role: (file) => symbol(file, file === 'modules/accounts-storage' ? 'ownRoles' : 'dataRoles').body!,
    backupRole: (file) => symbol(file, 'backupRoles').body!,
    restoreRole: (file) => symbol(file, 'restoreRoles').body!,
  };

  it('should be no more than it needs: the app that people reach may send to the queue of accounts and look at it, and is nothing else there', () => {
    expect(given('modules/accounts-storage')).toEqual([
      ['Storage Blob Data Owner', 'account', 'principalId'],
      ['Storage Queue Data Contributor', 'account', 'principalId'],
      ['Storage Queue Data Message Sender', 'queue[0]', 'askingPrincipalId'],
      ['Storage Queue Data Reader', 'queue[0]', 'askingPrincipalId'],
    ]);
    expect(symbol('modules/accounts-storage', 'queues').body).toEqual(['accounts', 'accounts-poison']);
    expect(at(symbol('main', 'accountsStorage').body, 'params')).toMatchObject({
      principalId: new Computed('accountsIdentity!.properties.principalId'),
      askingPrincipalId: new Computed('identity.properties.principalId'),
    });
  });

  it('should be no more for the app that makes accounts: tables, messages to the worker, telemetry; no photo', () => {
    expect(given('modules/accounts-access')).toEqual([
      ['Storage Table Data Contributor', 'account', 'principalId'],
      ['Storage Queue Data Message Sender', 'work', 'principalId'],
      ['Monitoring Metrics Publisher', 'insights', 'principalId'],
    ]);
    expect(at(symbol('main', 'accountsAccess').body, 'params.principalId')).toEqual(
      new Computed('accountsIdentity!.properties.principalId'),
    );
  });

  it('should be given nowhere else', () => {
    const all = files.flatMap((file) => given(file).map(([role]) => `${file}: ${role}`));
    expect(all.filter((one) => !one.startsWith('modules/accounts'))).toEqual([
      'modules/storage: Storage Table Data Contributor',
      'modules/storage: Storage Blob Data Contributor',
      'modules/storage: Storage Queue Data Contributor',
      'modules/monitoring: Monitoring Metrics Publisher',
      'modules/host-storage: Storage Blob Data Owner',
      'modules/backup-storage: Storage Table Data Contributor',
      'modules/backup-storage: Storage Blob Data Contributor',
      'modules/backup-storage: Storage Table Data Reader',
      'modules/backup-storage: Storage Blob Data Reader',
      'modules/vault: Key Vault Secrets User',
      'modules/vault: Key Vault Secrets User',
      'modules/operators: Storage Table Data Contributor',
      'modules/operators: Storage Blob Data Reader',
      'modules/operators: Storage Queue Data Reader',
      'modules/operators: Log Analytics Reader',
    ]);
  });

  it('should let operators read the log where the runbook looks: through the component, which the resource group holds', () => {
    expect(given('modules/operators')).toEqual([
      ['Storage Table Data Contributor', 'account', 'groupId'],
      ['Storage Blob Data Reader', 'account', 'groupId'],
      ['Storage Queue Data Reader', 'account', 'groupId'],
      ['Log Analytics Reader', 'resource group', 'groupId'],
    ]);
  });

  it('should be the vault for who reads a secret from it: the second app its one key, and each app by its own identity', () => {
    expect(given('modules/vault')).toEqual([
      ['Key Vault Secrets User', 'vault', 'principalId'],
      ['Key Vault Secrets User', 'usernameSecret', 'accountsPrincipalId'],
    ]);
    expect(at(only('Microsoft.Web/sites').body, 'properties.keyVaultReferenceIdentity')).toEqual(new Computed('identityId'));
    // A secret that is not given is neither kept nor referred to.
    const secrets = resources('Microsoft.KeyVault/vaults/secrets');
    expect(secrets.map(({ body, condition }) => [at(body, 'name'), condition])).toEqual([
      ['link-key', '!empty(linkKey)'],
      ['link-key-previous', '!empty(linkKeyPrevious)'],
      ['username-key', '!empty(usernameKey)'],
    ]);
  });
});

describe('the app that makes accounts', () => {
  const settingsOf = () => {
    const { appSettings: open, secretSettings: secret } = at(symbol('main', 'accountsApp').body, 'params') as Record<
      string,
      Record<string, Value>
    >;
    return { ...open, ...secret };
  };

  it('should be there by Graph only, with an identity of its own, and the public app then registers nothing that makes accounts', () => {
    for (const name of ['accountsIdentity', 'accountsStorage', 'accountsAccess', 'accountsApp'])
      expect([name, symbol('main', name).condition]).toEqual([name, "accounts == 'graph'"]);
    expect(at(symbol('main', 'accountsApp').body, 'params.identityId')).toEqual(new Computed('accountsIdentity!.id'));
    expect(appSettings().ALMS_FUNCTIONS).toEqual(new Computed("accounts == 'graph' ? 'public' : 'all'"));
    expect(settingsOf().ALMS_FUNCTIONS).toBe('accounts');
    expect(JSON.stringify(symbol('main', 'accountsApp').body)).not.toMatch(/\bidentity\b/);
  });

  it('should have the settings that its product reads, and no more', () => {
    const id = '07b2de9f-2640-4c74-838a-a3cf3608219a';
    const own = Object.keys(settingsOf()).filter((name) => settingNames.includes(name));
    const values: Record<string, string> = {
      ALMS_MODE: 'azure',
      ALMS_FUNCTIONS: 'accounts',
      ALMS_TABLES_URL: 'https://alms.table.core.windows.net',
      ALMS_QUEUES_URL: 'https://alms.queue.core.windows.net',
      ALMS_ACCOUNT_QUEUES_URL: 'https://almsx.queue.core.windows.net',
      ALMS_VISITOR_TYPES: 'visitor',
      ALMS_IT_GROUP: id,
      ALMS_ACCOUNTS: 'graph',
      ALMS_ACCOUNT_DOMAIN: 'bantshire.example',
      ALMS_STAFF_LIKE_GROUP: id,
      ALMS_STUDENT_LIKE_GROUP: id,
      ALMS_USAGE_LOCATION: 'GB',
      ALMS_SPONSOR_AS: 'sponsors',
      ALMS_USERNAME_KEY: Buffer.alloc(32, 7).toString('base64'),
      ALMS_LOG_LEVEL: 'info',
      APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString,
      AZURE_CLIENT_ID: id,
    };
    expect(own.sort()).toEqual(Object.keys(values).sort());
    expect(readAccountAppSettings(values)).toMatchObject({ accounts: { adapter: 'graph' }, storage: { clientId: id } });
  });
});

describe('the bot', () => {
  it('should be of one tenant and prove itself by the managed identity', () => {
    const { body } = only('Microsoft.BotService/botServices');
    expect(at(body, 'kind')).toBe('azurebot');
    expect(at(body, 'properties')).toMatchObject({
      msaAppType: 'UserAssignedMSI',
      msaAppTenantId: new Computed('tenantId'),
      msaAppMSIResourceId: new Computed('identityId'),
      disableLocalAuth: true,
    });
  });

  it('should be reached through Teams, at the address of the app', () => {
    expect(at(only('Microsoft.BotService/botServices/channels').body, 'name')).toBe('MsTeamsChannel');
    expect(at(symbol('main', 'bot').body, 'params.endpoint')).toEqual(new Computed("'https://${publicHost}/api/messages'"));
  });
});

describe('the logs', () => {
  it('should be written by the one identity only, never by the connection string alone', () => {
    expect(at(only('Microsoft.Insights/components').body, 'properties.DisableLocalAuth')).toBe(true);
    expect(appSettings().APPLICATIONINSIGHTS_AUTHENTICATION_STRING).toEqual(
      new Computed("'ClientId=${identity.properties.clientId};Authorization=AAD'"),
    );
    const { body } = symbol('modules/monitoring', 'publishing');
    expect(at(body, 'scope')).toEqual(new Computed('insights'));
    expect(at(body, 'properties')).toMatchObject({ principalId: new Computed('principalId'), principalType: 'ServicePrincipal' });
    // Monitoring Metrics Publisher
    expect(symbol('modules/monitoring', 'publisherRole').body).toBe('3913510d-42f4-4e42-8a64-420c390055eb');
  });

  it('should be kept for a set number of days', () => {
    expect(symbol('main', 'logDays').body).toBe(30);
    expect(at(only('Microsoft.OperationalInsights/workspaces').body, 'properties.retentionInDays')).toEqual(new Computed('days'));
    expect(at(only('Microsoft.Insights/components').body, 'properties.RetentionInDays')).toEqual(new Computed('days'));
  });
});
