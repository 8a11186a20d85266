import { z } from 'zod';
import { accountSettings, type FunctionSet, functionSet, functionSets, itGroup, levelGroupNames } from './account-settings';
import { type BackupSettings, backupSettings } from './backup-settings';
import { botSettings } from './bot-settings';
import { outlookSettings } from './outlook-settings';
import { guid, hosts, mailAddress, origin, words } from './setting-kinds';
import {
  type Environment,
  present,
  readTable,
  SettingsError,
  type SettingsOf,
  setting,
  settingsIn,
  type Table,
  unknownNames,
} from './setting-table';
import { type TabSettings, tabSettings } from './tab-settings';

export { type Environment, SettingsError };

const logLevels = ['debug', 'info', 'warn', 'error'] as const;

/** The settings of the deployed product. "Add a setting" in bot/README.md says how to add a row. */
export const settingTable = {
  bot: botSettings,
  publicUrl: setting('ALMS_PUBLIC_URL', origin, {
    meaning: 'the https origin of the Function App, under which people and the channels reach it',
    infra: { value: "'https://${publicHost}'" },
  }),
  storage: {
    tables: setting('ALMS_TABLES_URL', origin, {
      meaning: 'address of the storage account’s tables',
      infra: { value: 'storage.outputs.tablesUrl' },
    }),
    blobs: setting('ALMS_BLOBS_URL', origin, { meaning: 'of its blobs', infra: { value: 'storage.outputs.blobsUrl' } }),
    queues: setting('ALMS_QUEUES_URL', origin, { meaning: 'of its queues', infra: { value: 'storage.outputs.queuesUrl' } }),
    accountQueues: setting('ALMS_ACCOUNT_QUEUES_URL', origin.optional(), {
      meaning: 'address of the queues of the second app, which makes the accounts',
      without: 'its queue is among those above',
      infra: { value: "accounts == 'graph' ? accountsStorage!.outputs.queuesUrl : ''" },
    }),
    clientId: setting('AZURE_CLIENT_ID', guid.optional(), {
      meaning: 'the managed identity, where there are several',
      without: 'the only one there is',
      infra: { value: 'identity.properties.clientId' },
    }),
  },
  backup: backupSettings,
  // Exact hosts only: a channel's address elsewhere is a forgery.
  serviceHosts: setting('ALMS_SERVICE_HOSTS', hosts.default(['smba.trafficmanager.net']), {
    meaning: 'the exact hosts, without their subdomains, to which the bot may send its token, between commas',
    infra: { parameter: 'serviceHosts' },
  }),
  fileHosts: setting('ALMS_FILE_HOSTS', hosts.default(['sharepoint.com']), {
    meaning: 'hosts, with their subdomains, from which files sent in the chat are fetched, between commas',
    infra: { parameter: 'fileHosts' },
  }),
  teamsApp: setting('ALMS_TEAMS_APP', guid.optional(), {
    meaning: 'the app’s id in the organisation’s Teams catalogue, which it gets when it is uploaded there',
    without: 'the app is installed for nobody',
    infra: { parameter: 'teamsApp' },
  }),
  mailFrom: setting('ALMS_MAIL_FROM', mailAddress.optional(), {
    meaning: 'address of the mailbox that sends the mails: an ordinary or shared mailbox in Exchange Online',
    without: 'no mails are sent',
    infra: { parameter: 'mailFrom' },
  }),
  directory: {
    groups: {
      staff: setting('ALMS_STAFF_GROUP', guid, {
        meaning: 'object id of the Entra group whose members may sponsor; members of groups inside it count',
        infra: { parameter: 'staffGroup' },
      }),
      admins: setting('ALMS_ADMIN_GROUP', guid, { meaning: 'the same for admins', infra: { parameter: 'adminGroup' } }),
      cardOffice: setting('ALMS_CARD_OFFICE_GROUP', guid, {
        meaning: 'the same for the card office',
        infra: { parameter: 'cardOfficeGroup' },
      }),
      itService: itGroup,
    },
    visitorTypes: setting('ALMS_VISITOR_TYPES', words.default(['visitor']), {
      meaning: 'values of `employeeType` that mark visitors, who have no role here, between commas. `Student` has none either',
      infra: { parameter: 'visitorTypes' },
    }),
  },
  accounts: accountSettings,
  groupNames: levelGroupNames,
  functions: functionSet,
  outlook: outlookSettings,
  tab: tabSettings,
  logLevel: setting('ALMS_LOG_LEVEL', z.enum(logLevels, `not one of ${logLevels.join(', ')}`).default('info'), {
    meaning: `how much is logged: ${logLevels.map((level) => `\`${level}\``).join(', ')}`,
    infra: { parameter: 'logLevel' },
  }),
  telemetry: setting(
    'APPLICATIONINSIGHTS_CONNECTION_STRING',
    z
      .string()
      .regex(/(^|;)InstrumentationKey=[0-9a-f-]{36}(;|$)/i, 'not what Application Insights shows as its connection string')
      .optional(),
    {
      meaning: 'where traces, metrics and the log go; the host reads it too. It opens nothing: the managed identity does',
      without: 'the log goes to standard output, and nothing else is written',
      infra: { value: 'monitoring.outputs.connectionString' },
    },
  ),
  mode: setting('ALMS_MODE', z.literal('azure', 'not azure').optional(), {
    meaning: '`azure`, or the start is refused: `local` is for `npm start` and its commands',
    without: '`azure`',
    infra: { value: "'azure'" },
  }),
} satisfies Table;

export type Settings = SettingsOf<typeof settingTable>;

/** Local mode needs neither credentials nor a cloud. */
export interface LocalSettings {
  /** The port on the loopback interface; 0 lets the system choose. */
  port: number;
}

/** Every setting of the deployed product, in the order of the table. */
export const settingNames: readonly string[] = namesOfSettings(settingTable);

/** Variables that only infra/main.bicepparam reads. Whoever deploys has them in the shell in which the commands run too. */
export const deploymentVariables: readonly string[] = [
  'ALMS_OPERATOR_GROUP',
  'ALMS_ALERT_MAIL',
  'ALMS_PUBLIC_HOST',
  'ALMS_BACKUP_LOCATION',
];
const knownNames = [...settingNames, ...deploymentVariables];

/** The mode that the environment names; anything but `local` is the one that demands credentials. */
export function modeOf(env: Environment = process.env): 'local' | 'azure' {
  const mode = present(env).ALMS_MODE ?? 'azure';
  if (mode !== 'local' && mode !== 'azure') throw new SettingsError(['ALMS_MODE: neither local nor azure']);
  return mode;
}

/** Whether this is the environment of a deployment, by what no shell has in which somebody only deploys. */
export function tellsOfDeployment(env: Environment = process.env): boolean {
  const { tenantId, type } = settingTable.bot.rows;
  const given = present(env);
  return [tenantId, type].some(({ name }) => given[name] !== undefined);
}

/** The settings of the deployed product. Throws a {@link SettingsError}; an empty setting is a missing one. */
export function readSettings(env?: Environment): Settings;
/** The same of another table. */
export function readSettings<Rows extends Table>(env: Environment, table: Rows): SettingsOf<Rows>;
export function readSettings(env: Environment = process.env, table: Table = settingTable): object {
  return readTable(table, env, [...namesOfSettings(table), ...deploymentVariables]);
}

/** The settings of local mode. Throws a {@link SettingsError} wherever it is not asked for by name, or where a cloud is around. */
export function readLocalSettings(env: Environment = process.env): LocalSettings {
  const given = present(env);
  const port = z.coerce.number().int().min(0).max(65_535).default(3978).safeParse(given.PORT);
  const mistakes = [
    ...(given.ALMS_MODE === 'local' ? [] : ['ALMS_MODE: not local']),
    // Present even when empty: without credentials, nothing may ever run where others can reach it.
    ...Object.keys(env)
      .filter((name) => /^(WEBSITE|FUNCTIONS)_/.test(name))
      .map((name) => `${name}: tells of a cloud, where local mode must not run`),
    ...(port.success ? [] : ['PORT: not a port number']),
    ...unknownNames(given, knownNames),
  ];
  if (!port.success || mistakes.length > 0) throw new SettingsError(mistakes);
  return { port: port.data };
}

/** Which functions are to be registered: all of them where the setting cannot be read, so that the host shows what is wrong with it. */
export function functionsToRegister(env: Environment = process.env): FunctionSet {
  const given = present(env)[functionSet.name];
  return functionSets.find((one) => one === given) ?? 'all';
}

/** The settings of the second app: tables, queues and accounts. Throws a {@link SettingsError}. */
export function readAccountAppSettings(env: Environment = process.env) {
  const { storage, directory, accounts, functions, logLevel, telemetry, mode } = settingTable;
  const { tables, queues, accountQueues, clientId } = storage;
  const { visitorTypes } = directory;
  const rows = {
    storage: { tables, queues, accountQueues, clientId },
    visitorTypes,
    itGroup: directory.groups.itService,
    accounts,
    functions,
    logLevel,
    telemetry,
    mode,
  };
  return readTable(rows, env, knownNames);
}

/** The settings in the app's manifest. Throws a {@link SettingsError}. */
export function readManifestSettings(env: Environment = process.env): { botId: string; publicHost: string; tab?: TabSettings } {
  const { bot, publicUrl, tab } = settingTable;
  const read = readTable({ botId: bot.rows.appId, publicUrl, tab }, env);
  return { botId: read.botId, publicHost: new URL(read.publicUrl).host, ...(read.tab && { tab: read.tab }) };
}

/** The settings of the command line for the tables of a deployment. Throws a {@link SettingsError}. */
export function readTableSettings(env: Environment = process.env): { tables: string } {
  const { tables } = settingTable.storage;
  return readTable({ tables }, env, knownNames);
}

/** The settings of the command line for the register of usernames. Throws a {@link SettingsError}. */
export function readUsernameSettings(env: Environment = process.env): { tables: string; usernameKey: Uint8Array } {
  const { tables } = settingTable.storage;
  const { usernameKey } = accountSettings.rows;
  const read = readTable({ tables, usernameKey }, env, knownNames);
  if (!read.usernameKey) throw new SettingsError([`${usernameKey.name}: missing`]);
  return { tables: read.tables, usernameKey: read.usernameKey };
}

/** The settings of the commands that repair data. `needsBackup`: where the backup is, too. Throws a {@link SettingsError}. */
export function readRecoverySettings(
  env: Environment = process.env,
  needsBackup = false,
): { storage: { tables: string; blobs: string; queues: string; accountQueues?: string }; backup?: BackupSettings } {
  const { tables, blobs, queues, accountQueues } = settingTable.storage;
  const read = readTable({ storage: { tables, blobs, queues, accountQueues }, backup: backupSettings }, env, knownNames);
  if (needsBackup && !read.backup) throw new SettingsError([`${backupSettings.rows.tables.name}: missing`]);
  return read;
}

/** The settings of the import. Throws a {@link SettingsError}. */
export function readTakeOverSettings(
  env: Environment = process.env,
): Pick<Settings, 'directory'> & { tables: string; accounts: NonNullable<Settings['accounts']> } {
  const { storage, directory } = settingTable;
  const read = readTable({ tables: storage.tables, directory, accounts: accountSettings }, env, knownNames);
  if (!read.accounts) throw new SettingsError([`${accountSettings.rows.adapter.name}: missing`]);
  return { tables: read.tables, directory: read.directory, accounts: read.accounts };
}

function namesOfSettings(table: Table): string[] {
  return settingsIn(table).map(({ name }) => name);
}
