import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { operatorCredential } from '../../bot/adapters/azure/credential';
import { openProbes, openReading } from '../../bot/adapters/azure/storage';
import type { StorageAccount } from '../../bot/adapters/azure/storage-account';
import { knownPeople } from '../../bot/adapters/graph/cached-people';
import { graphClient, graphLimits } from '../../bot/adapters/graph/graph-client';
import { graphProbes, rightsGiven } from '../../bot/adapters/graph/graph-probes';
import { credentialTokens } from '../../bot/adapters/graph/graph-token';
import { loadPolicy } from '../../bot/data/load';
import policyJson from '../../bot/data/policy.json';
import type { Clock } from '../../bot/ports/system';
import { type Environment, modeOf, readLocalSettings, readSettings, type Settings, tellsOfDeployment } from '../../bot/settings/settings';
import type { HealthPorts } from '../../bot/shown/health';
import { healthOfSettings } from '../health-of-settings';
import { openClock } from '../local/clock/clock';
import { localHealth } from '../local/storage/local-health';
import { CommandError } from './command-error';
import type { OpenedHealth } from './doctor-command';
import type { SavedPolicy } from './policy-read';
import { runningLocal } from './running-local';

/** Long timeouts, as nobody waits in a chat. */
const limits = { retries: 2, perTry: 10_000, inAll: 30_000 };

/** What the settings point to: a deployment, or local mode running on this folder. Throws a SettingsError or a {@link CommandError}. */
export function openAskedHealth(folder: string, file?: string, env?: Environment): OpenedHealth {
  const policy = loadPolicy(policyJson);
  if (file === undefined && modeOf(env) === 'local') return openLocalHealth(folder, env);
  const settings = file === undefined ? settingsHere(env) : readSettings(printedSettings(file));
  const clock: Clock = { now: () => Temporal.Now.zonedDateTimeISO(policy.zone) };
  // An administrator's own sign-in (`az login`), or the identity of the machine.
  const credential = operatorCredential();
  const { tables, blobs, queues, accountQueues } = settings.storage;
  const account = { tables, blobs, queues, ...(accountQueues !== undefined && { accountQueues }), credential };
  const tokens = credentialTokens(credential);
  const storageScope = 'https://storage.azure.com/.default';
  const graph = graphClient({ tokens, limits: graphLimits.job, clock });
  const { botId, mailFrom, teamsApp } = { ...settings, botId: settings.bot.appId };
  return {
    signIn: () => credential.getToken(storageScope),
    ports: portsOf(account, policy, clock),
    probes: {
      ...healthOfSettings(settings),
      ...openProbes(account, { clock, limits, hasAccountQueue: true }),
      ...graphProbes({
        graph,
        rights: () => rightsGiven(graph, botId),
        botId,
        ...(mailFrom !== undefined && { mailFrom }),
        ...(teamsApp !== undefined && { teamsApp }),
      }),
    },
  };
}

/** Storage and data; there is no Graph on this machine, and no setting that could be wrong. */
function openLocalHealth(folder: string, env?: Environment): OpenedHealth {
  const policy = loadPolicy(policyJson);
  readLocalSettings(env);
  const connectionString = runningLocal(folder);
  const clock = openClock(folder, policy.zone);
  const { directory: _none, ...stores } = openReading({ connectionString }, { clock, limits });
  return {
    ports: { ...stores, policy, clock },
    probes: localHealth(connectionString),
  };
}

/** People as the product last had them: who runs the command may not ask the directory as the product does. */
function portsOf(
  account: Extract<StorageAccount, { credential: unknown }>,
  policy: HealthPorts['policy'],
  clock: Clock,
): HealthPorts & SavedPolicy {
  const { directory, ...stores } = openReading(account, { clock, limits });
  return { ...stores, people: knownPeople(directory), policy, clock };
}

/** The settings of this shell. Without any of them it is not the settings that are wrong. */
function settingsHere(env?: Environment): Settings {
  if (tellsOfDeployment(env)) return readSettings(env && withoutReferences(env));
  throw new CommandError(
    'This shell has no settings of a deployment. Give --settings FILE, as in step 13 of infra/README.md; for local mode set ALMS_MODE=local.',
  );
}

const printed = z.array(z.object({ name: z.string(), value: z.string().nullish() })).nonempty();

/** The settings of an app, as `az functionapp config appsettings list` prints them. */
function printedSettings(file: string): Environment {
  try {
    const rows = printed.parse(JSON.parse(readFileSync(file, 'utf8')));
    return withoutReferences(Object.fromEntries(rows.map(({ name, value }) => [name, value ?? undefined])));
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    throw new CommandError(
      code === 'ENOENT' ? `There is no file ${file}.` : `${file} does not hold what az functionapp config appsettings list prints.`,
    );
  }
}

/** A placeholder for a secret in Key Vault, which exists and is not needed here. */
const kept = Buffer.alloc(32).toString('base64');

function withoutReferences(env: Environment): Environment {
  const isKept = (value: string | undefined) => /^\s*@Microsoft\.KeyVault\(/i.test(value ?? '');
  const entries = Object.entries(env).map(([name, value]): [string, string | undefined] => [name, isKept(value) ? kept : value]);
  const given = Object.fromEntries(entries);
  // A password replaces the certificate, which cannot be invented.
  if (isKept(env.ALMS_BOT_CERTIFICATE)) return { ...given, ALMS_BOT_CERTIFICATE: undefined, MicrosoftAppPassword: kept };
  return given;
}
