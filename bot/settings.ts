import { z } from 'zod';
import { type BotCertificate, readCertificate } from './certificate';
import { missingForOutlook, type OutlookSettings, outlookShape, toOutlookSettings } from './outlook-settings';
import { type TabSettings, tabMistakes, tabShape, toTabSettings } from './tab-settings';

/** The environment as Node gives it. This file alone reads it. */
export type Environment = Record<string, string | undefined>;

/** What the deployed product needs to know of its surroundings. */
export interface Settings {
  bot: {
    /** The Entra application (client) id of the bot. */
    appId: string;
    /** The one tenant whose people are served. */
    tenantId: string;
    credential:
      | { kind: 'UserAssignedMSI' }
      | { kind: 'SingleTenant'; password: string }
      | { kind: 'SingleTenant'; certificate: BotCertificate };
  };
  /** The app's id in the organisation's catalogue; absent: it is installed for nobody. */
  teamsApp?: string;
  /** The address of the mailbox that sends; absent: no mails are sent. */
  mailFrom?: string;
  /** The https origin under which people and the channels reach the product, without a final slash. */
  publicUrl: string;
  /** The https addresses of the storage account, without a final slash. */
  storage: {
    tables: string;
    blobs: string;
    queues: string;
    /** The managed identity to use; absent: the only one there is. */
    clientId?: string;
  };
  /** The exact hosts to which messages may be sent, lower case: a channel's address elsewhere is a forgery. */
  serviceHosts: string[];
  /** Hosts from which files that people send in the chat are fetched, lower case. */
  fileHosts: string[];
  directory: {
    /** Object ids of the Entra groups whose members have each role. */
    groups: { staff: string; admins: string; cardOffice: string };
    /** Values of `employeeType` whose bearers are visitors themselves. */
    visitorTypes: string[];
  };
  /** Absent: no mail carries a card, and the endpoint of their buttons is not there. */
  outlook?: OutlookSettings;
  /** Absent: there is no tab, and nothing answers to it. */
  tab?: TabSettings;
  logLevel: LogLevel;
}

/** Local mode needs neither credentials nor a cloud. */
export interface LocalSettings {
  /** The port on the loopback interface; 0 lets the system choose. */
  port: number;
}

const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Everything that is wrong with the settings at once; never a value, which may be a secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly mistakes: readonly string[]) {
    super(`the settings cannot be used:\n${mistakes.join('\n')}`);
  }
}

const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'not a GUID')
  .toLowerCase();
// A path, a query or a user in such an address could carry a secret (a SAS) past the log's redaction.
const origin = z
  .string()
  .refine(isHttpsOrigin, 'not an https address without path, query or user')
  .transform((address) => new URL(address).origin);
const hosts = z
  .string()
  .transform((list) =>
    list
      .toLowerCase()
      .split(',')
      .map((host) => host.trim()),
  )
  .refine((list) => list.every(isHostName), 'not a list of host names between commas');

const address = z
  .string()
  .regex(/^[^\s@<>,;:"()[\]\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'not a mail address')
  .toLowerCase();

const words = z
  .string()
  .transform((list) => list.split(',').map((word) => word.trim()))
  .refine((list) => list.every((word) => word !== ''), 'not a list between commas');

const certificate = z.string().transform((text, { addIssue }): BotCertificate => {
  const read = readCertificate(text);
  if (!('problem' in read)) return read;
  addIssue({ code: 'custom', message: read.problem });
  return z.NEVER;
});

const shape = {
  MicrosoftAppId: guid,
  MicrosoftAppTenantId: guid,
  MicrosoftAppType: z.enum(['UserAssignedMSI', 'SingleTenant'], {
    error: ({ input }) =>
      input === 'MultiTenant'
        ? 'MultiTenant bots are not supported: the product serves one tenant'
        : 'neither UserAssignedMSI nor SingleTenant',
  }),
  MicrosoftAppPassword: z.string().optional(),
  ALMS_BOT_CERTIFICATE: certificate.optional(),
  ALMS_PUBLIC_URL: origin,
  ALMS_TABLES_URL: origin,
  ALMS_BLOBS_URL: origin,
  ALMS_QUEUES_URL: origin,
  AZURE_CLIENT_ID: guid.optional(),
  ALMS_SERVICE_HOSTS: hosts.default(['smba.trafficmanager.net']),
  ALMS_FILE_HOSTS: hosts.default(['sharepoint.com']),
  ALMS_TEAMS_APP: guid.optional(),
  ALMS_MAIL_FROM: address.optional(),
  ALMS_STAFF_GROUP: guid,
  ALMS_ADMIN_GROUP: guid,
  ALMS_CARD_OFFICE_GROUP: guid,
  ALMS_VISITOR_TYPES: words.default(['visitor']),
  ...outlookShape,
  ...tabShape,
  ALMS_LOG_LEVEL: z.enum(logLevels, `not one of ${logLevels.join(', ')}`).default('info'),
  ALMS_MODE: z.literal('azure', 'not azure').optional(),
};

/** Every setting of the deployed product, in the order of the shape above. */
export const settingNames: readonly string[] = Object.keys(shape);

const deployed = z.object(shape).superRefine(
  ({ MicrosoftAppType: type, MicrosoftAppPassword: password, ALMS_BOT_CERTIFICATE: certificate, ...others }, { addIssue }) => {
    for (const name of missingForOutlook(others)) {
      addIssue({ code: 'custom', path: [name], message: 'missing, but other settings of Outlook are there' });
    }
    for (const { name, message } of tabMistakes({ MicrosoftAppType: type, ...others })) addIssue({ code: 'custom', path: [name], message });
    const mistake = (name: keyof typeof shape, message: string) => addIssue({ code: 'custom', path: [name], message });
    if (type === 'SingleTenant' && password === undefined && certificate === undefined)
      mistake('MicrosoftAppPassword', 'missing, but a SingleTenant bot needs one, or ALMS_BOT_CERTIFICATE');
    if (type === 'SingleTenant' && password !== undefined && certificate !== undefined)
      mistake('MicrosoftAppPassword', 'present, but so is ALMS_BOT_CERTIFICATE: only one of the two');
    // botbuilder would take the password and never ask for the managed identity.
    if (type === 'UserAssignedMSI' && password !== undefined)
      mistake('MicrosoftAppPassword', 'present, but a UserAssignedMSI bot must not have one');
    if (type === 'UserAssignedMSI' && certificate !== undefined)
      mistake('ALMS_BOT_CERTIFICATE', 'present, but a UserAssignedMSI bot must not have one');
  },
  // Runs although another setting is wrong: whoever mends them wants the whole list at once.
  { when: () => true },
);

/** Which of the two modes the environment asks for; anything but `local` is the one that demands credentials. */
export function modeOf(env: Environment = process.env): 'local' | 'azure' {
  const mode = present(env).ALMS_MODE ?? 'azure';
  if (mode !== 'local' && mode !== 'azure') throw new SettingsError(['ALMS_MODE: neither local nor azure']);
  return mode;
}

/** The settings of the deployed product. Throws a {@link SettingsError}; an empty setting is a missing one. */
export function readSettings(env: Environment = process.env): Settings {
  const given = present(env);
  const result = deployed.safeParse(given, { reportInput: true });
  const mistakes = [...(result.error?.issues ?? []).map(inWords), ...unknownNames(given)];
  if (!result.success || mistakes.length > 0) throw new SettingsError(mistakes);
  return toSettings(result.data);
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
    ...unknownNames(given),
  ];
  if (!port.success || mistakes.length > 0) throw new SettingsError(mistakes);
  return { port: port.data };
}

/** What the app's manifest takes from the settings of a deployment. Throws a {@link SettingsError}. */
export function readManifestSettings(env: Environment = process.env): { botId: string; publicHost: string; tab?: TabSettings } {
  const { MicrosoftAppId, ALMS_PUBLIC_URL } = shape;
  const asked = z.object({ MicrosoftAppId, ALMS_PUBLIC_URL, ...tabShape }).superRefine(
    (given, { addIssue }) => {
      for (const { name, message } of tabMistakes(given)) addIssue({ code: 'custom', path: [name], message });
    },
    { when: () => true },
  );
  const result = asked.safeParse(present(env), { reportInput: true });
  if (!result.success) throw new SettingsError(result.error.issues.map(inWords));
  const tab = toTabSettings(result.data);
  return { botId: result.data.MicrosoftAppId, publicHost: new URL(result.data.ALMS_PUBLIC_URL).host, ...(tab && { tab }) };
}

/** What the command line needs to reach the tables of a deployment. Throws a {@link SettingsError}. */
export function readTableSettings(env: Environment = process.env): { tables: string } {
  const { ALMS_TABLES_URL } = shape;
  const given = present(env);
  const result = z.object({ ALMS_TABLES_URL }).safeParse(given, { reportInput: true });
  const mistakes = [...(result.error?.issues ?? []).map(inWords), ...unknownNames(given)];
  if (!result.success || mistakes.length > 0) throw new SettingsError(mistakes);
  return { tables: result.data.ALMS_TABLES_URL };
}

function toSettings(read: z.output<typeof deployed>): Settings {
  const outlook = toOutlookSettings(read);
  const tab = toTabSettings(read);
  const { AZURE_CLIENT_ID: clientId, ALMS_TEAMS_APP: teamsApp, ALMS_MAIL_FROM: mailFrom } = read;
  return {
    bot: {
      appId: read.MicrosoftAppId,
      tenantId: read.MicrosoftAppTenantId,
      credential: credentialOf(read),
    },
    ...(teamsApp !== undefined && { teamsApp }),
    ...(mailFrom !== undefined && { mailFrom }),
    publicUrl: read.ALMS_PUBLIC_URL,
    storage: {
      tables: read.ALMS_TABLES_URL,
      blobs: read.ALMS_BLOBS_URL,
      queues: read.ALMS_QUEUES_URL,
      ...(clientId === undefined ? {} : { clientId }),
    },
    serviceHosts: read.ALMS_SERVICE_HOSTS,
    fileHosts: read.ALMS_FILE_HOSTS,
    directory: {
      groups: { staff: read.ALMS_STAFF_GROUP, admins: read.ALMS_ADMIN_GROUP, cardOffice: read.ALMS_CARD_OFFICE_GROUP },
      visitorTypes: read.ALMS_VISITOR_TYPES,
    },
    ...(outlook && { outlook }),
    ...(tab && { tab }),
    logLevel: read.ALMS_LOG_LEVEL,
  };
}

function credentialOf(read: z.output<typeof deployed>): Settings['bot']['credential'] {
  const { MicrosoftAppType: kind, MicrosoftAppPassword: password, ALMS_BOT_CERTIFICATE: certificate } = read;
  if (kind === 'UserAssignedMSI') return { kind };
  return certificate ? { kind, certificate } : { kind, password: password! };
}

/** Blank is missing: a deployment leaves a blank behind where a value was not filled in. */
function present(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
}

/** A mistyped name would leave its setting at the default without a word. */
function unknownNames(given: Environment): string[] {
  const unknown = Object.keys(given).filter((name) => /^ALMS_/i.test(name) && !settingNames.includes(name));
  return unknown.map((name) => `${name}: no such setting`);
}

function inWords(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.input === undefined && issue.code !== 'custom' ? 'missing' : issue.message}`;
}

function isHttpsOrigin(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' && (address === origin || address === `${origin}/`);
}

function isHostName(host: string): boolean {
  const labels = host.split('.');
  return labels.length > 1 && labels.every((label) => /^[a-z0-9-]{1,63}$/.test(label)) && /^[a-z]/.test(labels.at(-1) ?? '');
}
