import { Temporal } from 'temporal-polyfill';
import { operatorCredential } from '../../bot/adapters/azure/credential';
import { openReading } from '../../bot/adapters/azure/storage';
import { jobLimits } from '../../bot/adapters/azure/storage-limits';
import { knownPeople } from '../../bot/adapters/graph/cached-people';
import { loadPolicy } from '../../bot/data/load';
import policyJson from '../../bot/data/policy.json';
import type { LookPorts } from '../../bot/jobs/sweep';
import type { Clock } from '../../bot/ports/system';
import { type Environment, modeOf, readLocalSettings, readTableSettings } from '../../bot/settings/settings';
import { openClock } from '../local/clock/clock';
import type { SavedPolicy } from './policy-read';
import { runningLocal } from './running-local';

/** What a look ahead needs, at the product's own day. */
export type Looking = Omit<LookPorts, 'log'> & SavedPolicy;

/** The data that the settings point to: a deployment's, or that of local mode running on this folder. */
export function openAskedLooking(folder: string, env?: Environment): Looking {
  const policy = loadPolicy(policyJson);
  if (modeOf(env) === 'local') {
    readLocalSettings(env);
    const connectionString = runningLocal(folder);
    const clock = openClock(folder, policy.zone);
    const { directory: _none, ...stores } = openReading({ connectionString }, { clock, limits: jobLimits });
    return { ...stores, policy, clock };
  }
  const clock: Clock = { now: () => Temporal.Now.zonedDateTimeISO(policy.zone) };
  // An administrator's own sign-in (`az login`), or the identity of the machine. Neither may ask the directory as the product does.
  const account = { tables: readTableSettings(env).tables, credential: operatorCredential() };
  const { directory, ...stores } = openReading(account, { clock, limits: jobLimits });
  return { ...stores, people: knownPeople(directory), policy, clock };
}
