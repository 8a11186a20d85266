import { operatorCredential } from '../../bot/adapters/azure/credential';
import { jobLimits } from '../../bot/adapters/azure/storage-limits';
import type { LookPorts } from '../../bot/jobs/sweep';
import { type Environment, modeOf, readTableSettings } from '../../bot/settings/settings';
import { openDeployedData, openLocalData } from './open-data';
import type { SavedPolicy } from './policy-read';

/** What a look ahead needs, at the product's own day. */
export type Looking = Omit<LookPorts, 'log'> & SavedPolicy;

/** The data that the settings point to: a deployment's, or that of local mode running on this folder. */
export function openAskedLooking(folder: string, env?: Environment): Looking {
  if (modeOf(env) === 'local') return openLocalData(folder, jobLimits, env).ports;
  // An administrator's own sign-in (`az login`), or the identity of the machine.
  return openDeployedData({ tables: readTableSettings(env).tables, credential: operatorCredential() }, jobLimits);
}
