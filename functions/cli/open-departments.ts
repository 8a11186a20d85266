import { Temporal } from 'temporal-polyfill';
import { operatorCredential } from '../../bot/adapters/azure/credential';
import type { DepartmentTable } from '../../bot/adapters/azure/department-table';
import { openDepartments } from '../../bot/adapters/azure/storage';
import { type Environment, modeOf, readLocalSettings, readTableSettings } from '../../bot/settings/settings';
import { runningLocal } from './running-local';

const clock = { now: () => Temporal.Now.zonedDateTimeISO('UTC') };
/** Long timeouts: a command may take its time, as nobody waits in a chat. */
const limits = { retries: 4, perTry: 20_000, inAll: 90_000 };

/** The departments that the settings point to: a deployment's, or those of local mode running on this folder. */
export function openAskedDepartments(folder: string, env?: Environment): DepartmentTable {
  if (modeOf(env) === 'local') {
    readLocalSettings(env);
    const connectionString = runningLocal(folder);
    return openDepartments({ connectionString }, { clock, limits });
  }
  // An administrator's own sign-in (`az login`), or the identity of the machine.
  return openDepartments({ tables: readTableSettings(env).tables, credential: operatorCredential() }, { clock, limits });
}
