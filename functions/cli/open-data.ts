import { Temporal } from 'temporal-polyfill';
import { openReading } from '../../bot/adapters/azure/storage';
import type { TableAccount } from '../../bot/adapters/azure/storage-account';
import type { StorageLimits } from '../../bot/adapters/azure/storage-limits';
import { knownPeople } from '../../bot/adapters/graph/cached-people';
import { loadPolicy } from '../../bot/data/load';
import policyJson from '../../bot/data/policy.json';
import type { Clock } from '../../bot/ports/system';
import { type Environment, readLocalSettings } from '../../bot/settings/settings';
import { openClock } from '../local/clock/clock';
import { runningLocal } from './running-local';

/** Opens the data of local mode running on this folder, at its moved day. Throws a SettingsError, or a {@link CommandError} where none runs. */
export function openLocalData(folder: string, limits: StorageLimits, env?: Environment) {
  const policy = loadPolicy(policyJson);
  readLocalSettings(env);
  const connectionString = runningLocal(folder);
  const clock = openClock(folder, policy.zone);
  const { directory: _none, ...stores } = openReading({ connectionString }, { clock, limits });
  return { connectionString, ports: { ...stores, policy, clock } };
}

/** Opens a deployment's data. People are as the product last had them: who runs the command may not ask the directory as the product does. */
export function openDeployedData(account: TableAccount, limits: StorageLimits) {
  const policy = loadPolicy(policyJson);
  const clock: Clock = { now: () => Temporal.Now.zonedDateTimeISO(policy.zone) };
  const { directory, ...stores } = openReading(account, { clock, limits });
  return { ...stores, people: knownPeople(directory), policy, clock };
}
