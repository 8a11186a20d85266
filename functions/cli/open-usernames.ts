import { Temporal } from 'temporal-polyfill';
import { operatorCredential } from '../../bot/adapters/azure/credential';
import { openUsernames } from '../../bot/adapters/azure/storage';
import { jobLimits } from '../../bot/adapters/azure/storage-limits';
import type { UsernameRegister } from '../../bot/ports/username-register';
import { type Environment, modeOf, readLocalSettings, readUsernameSettings } from '../../bot/settings/settings';
import { localUsernameKey } from '../local/directory/local-tenant';
import { runningLocal } from './running-local';

const clock = { now: () => Temporal.Now.zonedDateTimeISO('UTC') };
/** The register that the settings point to: a deployment's, or that of local mode running on this folder. */
export function openAskedUsernames(folder: string, env?: Environment): UsernameRegister {
  if (modeOf(env) === 'local') {
    readLocalSettings(env);
    const connectionString = runningLocal(folder);
    return openUsernames({ connectionString }, { clock, limits: jobLimits }, localUsernameKey);
  }
  const { tables, usernameKey } = readUsernameSettings(env);
  // An administrator's own sign-in (`az login`), or the identity of the machine.
  return openUsernames({ tables, credential: operatorCredential() }, { clock, limits: jobLimits }, usernameKey);
}
