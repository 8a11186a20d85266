import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { operatorCredential } from '../../bot/adapters/azure/credential';
import { openProbes } from '../../bot/adapters/azure/storage';
import { graphClient, graphLimits } from '../../bot/adapters/graph/graph-client';
import { graphProbes, rightsGiven } from '../../bot/adapters/graph/graph-probes';
import { credentialTokens } from '../../bot/adapters/graph/graph-token';
import { type Environment, modeOf, readSettings, type Settings, tellsOfDeployment } from '../../bot/settings/settings';
import { healthOfSettings } from '../health-of-settings';
import { localHealth } from '../local/storage/local-health';
import { CommandError } from './command-error';
import type { OpenedHealth } from './doctor-command';
import { openDeployedData, openLocalData } from './open-data';

/** Long timeouts, as nobody waits in a chat. */
const limits = { retries: 2, perTry: 10_000, inAll: 30_000 };

/** What the settings point to: a deployment, or local mode running on this folder. Throws a SettingsError or a {@link CommandError}. */
export function openAskedHealth(folder: string, file?: string, env?: Environment): OpenedHealth {
  if (file === undefined && modeOf(env) === 'local') {
    // There is no Graph on this machine, and no setting that could be wrong.
    const { connectionString, ports } = openLocalData(folder, limits, env);
    return { ports, probes: localHealth(connectionString) };
  }
  const settings = file === undefined ? settingsHere(env) : readSettings(printedSettings(file));
  // An administrator's own sign-in (`az login`), or the identity of the machine.
  const credential = operatorCredential();
  const { tables, blobs, queues, accountQueues } = settings.storage;
  const account = { tables, blobs, queues, ...(accountQueues !== undefined && { accountQueues }), credential };
  const ports = openDeployedData(account, limits);
  const { clock } = ports;
  const storageScope = 'https://storage.azure.com/.default';
  const graph = graphClient({ tokens: credentialTokens(credential), limits: graphLimits.job, clock });
  const { botId, mailFrom, teamsApp } = { ...settings, botId: settings.bot.appId };
  return {
    signIn: () => credential.getToken(storageScope),
    ports,
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
