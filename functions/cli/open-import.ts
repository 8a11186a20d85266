import { randomBytes } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { operatorCredential } from '../../bot/adapters/azure/credential';
import { openTakingOver } from '../../bot/adapters/azure/storage';
import { jobLimits } from '../../bot/adapters/azure/storage-limits';
import { type Graph, type GraphOptions, graphClient } from '../../bot/adapters/graph/graph-client';
import { graphPeople } from '../../bot/adapters/graph/graph-people';
import { graphPresentAccounts, presentLimits } from '../../bot/adapters/graph/graph-present-accounts';
import { credentialTokens } from '../../bot/adapters/graph/graph-token';
import { loadPolicy } from '../../bot/data/load';
import policyJson from '../../bot/data/policy.json';
import type { Log } from '../../bot/ports/log-fields';
import type { Clock } from '../../bot/ports/system';
import { type Environment, modeOf, readLocalSettings, readTakeOverSettings } from '../../bot/settings/settings';
import { openClock } from '../local/clock/clock';
import { localAccountDomain, localUsernameKey } from '../local/directory/local-tenant';
import { runningProduct, runningStorage } from '../local/storage/storage-file';
import { localNotRunning } from './running-local';
import type { TakeOverPorts } from './take-over';

/** Errors are printed for the person who ran the command. */
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const random = { bytes: (count: number) => randomBytes(count) };

/** The data that the settings point to, with its directory: a deployment's, or those of local mode running on this folder. */
export function openAskedImport(folder: string, env?: Environment): TakeOverPorts {
  const policy = loadPolicy(policyJson);
  if (modeOf(env) === 'local') {
    readLocalSettings(env);
    const [connectionString, url] = [runningStorage(folder), runningProduct(folder)];
    if (connectionString === undefined || url === undefined) throw localNotRunning(folder);
    const clock = openClock(folder, policy.zone);
    const { directory: _none, ...stores } = openTakingOver({ connectionString }, { clock, limits: jobLimits }, localUsernameKey);
    const graph = graphOf({ tokens: async () => 'local', clock, baseUrl: `${url}/local/graph` });
    return {
      ...stores,
      accounts: graphPresentAccounts(graph),
      domain: localAccountDomain,
      visitorTypes: ['Visitor'],
      policy,
      clock,
      random,
    };
  }
  const { tables, directory: groups, accounts } = readTakeOverSettings(env);
  const clock: Clock = { now: () => Temporal.Now.zonedDateTimeISO(policy.zone) };
  // An administrator's own sign-in (`az login`), whose rights in the directory it takes.
  const credential = operatorCredential();
  const { directory, ...stores } = openTakingOver({ tables, credential }, { clock, limits: jobLimits }, accounts.usernameKey);
  const graph = graphOf({ tokens: credentialTokens(credential), clock });
  const people = graphPeople({ ...groups, graph, table: directory, clock, log: silent });
  return {
    ...stores,
    people,
    // What people keep by hand may be in a directory that Graph does not show.
    ...(accounts.adapter === 'graph' && { accounts: graphPresentAccounts(graph) }),
    domain: accounts.domain,
    visitorTypes: groups.visitorTypes,
    policy,
    clock,
    random,
  };
}

function graphOf(options: Omit<GraphOptions, 'limits'>): Graph {
  return graphClient({ ...options, limits: presentLimits });
}
