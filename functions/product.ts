import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openBackup } from '../bot/adapters/azure/backup';
import { appCredential } from '../bot/adapters/azure/credential';
import { openProbes, openStorage } from '../bot/adapters/azure/storage';
import type { StorageAccount } from '../bot/adapters/azure/storage-account';
import { jobLimits } from '../bot/adapters/azure/storage-limits';
import type { BotIdentity } from '../bot/adapters/entra/bot-identity';
import { graphAbsence } from '../bot/adapters/graph/graph-absence';
import { accountLimits, createLimits, graphAccounts } from '../bot/adapters/graph/graph-accounts';
import { type Graph, type GraphLimits, graphClient, graphLimits } from '../bot/adapters/graph/graph-client';
import { graphInstaller } from '../bot/adapters/graph/graph-installer';
import { graphPeople } from '../bot/adapters/graph/graph-people';
import { graphProbes, rightsOfToken } from '../bot/adapters/graph/graph-probes';
import { type GraphTokens, graphTokens } from '../bot/adapters/graph/graph-token';
import { mailLimits, outlookMail } from '../bot/adapters/graph/outlook-mail';
import { itQueue, withPeople } from '../bot/adapters/it-queue';
import { photoChild } from '../bot/adapters/photo/photo-child';
import { inDomains, onHosts } from '../bot/adapters/teams/teams';
import { readTab } from '../bot/channels/tab/pages';
import { readPages } from '../bot/channels/upload/pages';
import { compose, composeAccounts } from '../bot/compose';
import { loadPolicy } from '../bot/data/load';
import policyJson from '../bot/data/policy.json';
import { teamsWay } from '../bot/domain/shown/teams-link';
import type { Product } from '../bot/jobs/product';
import type { AccountPorts } from '../bot/outbox/work-ports';
import type { Accounts } from '../bot/ports/accounts';
import type { HealthProbes } from '../bot/ports/health';
import type { Log } from '../bot/ports/log-fields';
import type { MailChannel } from '../bot/ports/mail';
import type { Clock } from '../bot/ports/system';
import type { QueueAge } from '../bot/ports/telemetry';
import type { AccountSettings, FunctionSet } from '../bot/settings/account-settings';
import { readAccountAppSettings, readSettings, type Settings } from '../bot/settings/settings';
import { healthOfSettings } from './health-of-settings';
import { lookInside } from './look-inside';
import { serve } from './served';
import { systemClock } from './system-clock';

type GraphWithin = (limits: GraphLimits) => Graph;
const random = { bytes: (count: number) => randomBytes(count) };

interface Started {
  product: Product;
  log: Log;
}

interface AccountSurroundings {
  graphWithin: GraphWithin;
  visitorTypes: readonly string[];
  /** There are people in IT to ask. */
  withQueue: boolean;
  zone: string;
  clock: Clock;
}

function accountsBy(settings: AccountSettings, { graphWithin, visitorTypes, withQueue, zone, clock }: AccountSurroundings): Accounts {
  const { domain, sponsorAs } = settings;
  const people = itQueue({ domain, keepsSponsor: sponsorAs !== undefined, clock });
  if (settings.adapter === 'it-queue') return people;
  const { usernameKey: _register, adapter: _graph, ...ofGraph } = settings;
  const directory = graphAccounts({
    ...ofGraph,
    graph: graphWithin(accountLimits),
    creating: graphWithin(createLimits),
    // The first of them: an account that is made here has no role here.
    employeeType: visitorTypes[0]!,
    zone,
    clock,
    random,
  });
  return withQueue ? withPeople(directory, people, { clock }) : directory;
}

/** The account app: a managed identity of its own and no HTTP routes. */
function startAccounts(): Started {
  const { storage, visitorTypes, itGroup, accounts, functions, logLevel, telemetry: telemetryTo } = readAccountAppSettings();
  if (!accounts) throw new Error('There are no accounts to be made.');
  const policy = loadPolicy(policyJson);
  const clock = systemClock(policy.zone);
  const { tables, queues, accountQueues, clientId } = storage;
  const credential = appCredential(clientId);
  const { log, telemetry } = lookInside({ level: logLevel, telemetryTo, credential, functions });
  const stores = openStorage(
    // It opens no blob.
    { tables, blobs: tables, queues, ...(accountQueues !== undefined && { accountQueues }), credential },
    { clock, botId: '', hasAccountQueue: true, log },
  );
  const tokens = graphTokens({ appId: clientId ?? '', tenantId: '', appType: 'UserAssignedMSI' });
  const graphWithin: GraphWithin = (limits) => graphClient({ tokens, limits, clock, ...(telemetry && { telemetry }) });
  const product = composeAccounts({
    stores,
    accounts: {
      usernames: stores.usernames(accounts.usernameKey),
      directory: accountsBy(accounts, { graphWithin, visitorTypes, withQueue: itGroup !== undefined, zone: policy.zone, clock }),
    },
    policy,
    clock,
    random,
    log,
    ...(telemetry && { telemetry }),
  });
  return { product, log };
}

/** How long the oldest message that nobody takes has been due, in seconds: none where each queue is worked on. */
function queueAges(account: StorageAccount, clock: Clock): () => Promise<QueueAge[]> {
  const probes = openProbes(account, { clock, hasAccountQueue: true });
  return async () => {
    const waiting = (await probes.waiting()).map(({ queue, minutes }) => ({ value: minutes * 60, fields: { target: queue } }));
    return waiting.length > 0 ? waiting : [{ value: 0, fields: { target: 'work' } }];
  };
}

/** The health checks of the deployment, for the admins' page. */
function healthOf(settings: Settings, account: StorageAccount, clock: Clock, tokens: GraphTokens): HealthProbes {
  const { bot, mailFrom, teamsApp } = settings;
  return {
    ...healthOfSettings(settings),
    ...openProbes(account, { clock, hasAccountQueue: true }),
    ...graphProbes({
      graph: graphClient({ tokens, limits: graphLimits.turn, clock }),
      rights: () => rightsOfToken(tokens),
      botId: bot.appId,
      ...(mailFrom !== undefined && { mailFrom }),
      ...(teamsApp !== undefined && { teamsApp }),
    }),
  };
}

/** The deployed product. Refuses to start where a setting is missing, naming all of them. */
function startPublic(): Started {
  const settings = readSettings();
  const { bot, teamsApp, mailFrom, publicUrl, storage, backup, serviceHosts, fileHosts, directory, accounts, functions, outlook, tab } =
    settings;
  const policy = loadPolicy(policyJson);
  const clock = systemClock(policy.zone);
  const credential = appCredential(storage.clientId);
  const { log, telemetry } = lookInside({ level: settings.logLevel, telemetryTo: settings.telemetry, credential, functions });
  const { kind: appType, ...proof } = bot.credential;
  const identity: BotIdentity = { appId: bot.appId, tenantId: bot.tenantId, appType, ...proof };
  const { tables, blobs, queues, accountQueues } = storage;
  const account = { tables, blobs, queues, ...(accountQueues !== undefined && { accountQueues }), credential };
  const stores = openStorage(account, { clock, botId: bot.appId, hasAccountQueue: true, log });
  telemetry?.observe('queueAge', queueAges(account, clock));
  const tokens = graphTokens(identity);
  const graphWithin: GraphWithin = (limits) => graphClient({ tokens, limits, clock, ...(telemetry && { telemetry }) });
  const peopleOf = (graph: Graph) => graphPeople({ ...directory, graph, table: stores.directory, clock, log });
  const jobGraph = graphWithin(graphLimits.job);
  const people = peopleOf(graphWithin(graphLimits.turn));
  const open = teamsWay({ tenantId: bot.tenantId, botId: bot.appId, teamsApp, hasTab: tab !== undefined });
  const mailBy = (from: string): MailChannel => ({
    mailer: outlookMail({ graph: graphWithin(mailLimits), from }),
    link: (_person, place) => open(place),
  });
  const withQueue = directory.groups.itService !== undefined;
  const keeping: AccountPorts | undefined = accounts && {
    usernames: stores.usernames(accounts.usernameKey),
    directory: accountsBy(accounts, { graphWithin, visitorTypes: directory.visitorTypes, withQueue, zone: policy.zone, clock }),
    groupNames: settings.groupNames,
  };
  const product = compose({
    stores: { ...stores, people },
    rememberedPeople: people.remembered,
    jobPeople: peopleOf(jobGraph),
    ...(teamsApp !== undefined && { installer: graphInstaller({ graph: jobGraph, botId: bot.appId, teamsApp }) }),
    pace: stores.pace,
    atOnce: 8,
    absence: graphAbsence({ graph: jobGraph, table: stores.directory, clock, log }),
    ...(mailFrom !== undefined && { mail: mailBy(mailFrom) }),
    ...(backup && { backup: openBackup(account, { ...backup, queues, credential }, { limits: jobLimits }) }),
    ...(keeping && { accounts: keeping, ...(functions === 'public' && { accountsElsewhere: true }) }),
    policy,
    clock,
    random,
    log,
    ...(telemetry && { telemetry }),
    decodePhoto: photoChild({ script: join(__dirname, 'decode-photo.js'), log }).decode,
    publicUrl,
    hasDialogs: true,
    pages: readPages(join(__dirname, '..', 'pages')),
    ...(outlook && { outlook: { ...outlook, openUrl: open } }),
    ...(tab && {
      tab: {
        ...tab,
        // Without the app's id in the catalogue every link leads to the chat.
        ...(teamsApp !== undefined && { placeUrl: (_person, place) => open(place) }),
        health: healthOf(settings, account, clock, tokens),
        files: readTab(join(__dirname, '..', 'tab')),
      },
    }),
    teams: {
      ...identity,
      callers: 'tokens',
      isServiceUrlAllowed: onHosts(serviceHosts),
      isFileUrlAllowed: inDomains(fileHosts),
    },
  });
  return { product, log };
}

/** Made when the host loads the functions, so that a wrong setting stops the start and not the first person. */
export function startProduct(set: FunctionSet, registered: readonly string[]): void {
  const { product, log } = set === 'accounts' ? startAccounts() : startPublic();
  serve(product);
  log.info({ functions: [...registered].sort().join(' ') }, 'started');
}
