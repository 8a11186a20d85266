import { Temporal } from 'temporal-polyfill';
import { operatorCredential } from '../../bot/adapters/azure/credential';
import type { DepartmentTable } from '../../bot/adapters/azure/department-table';
import { openDepartments } from '../../bot/adapters/azure/storage';
import { jobLimits } from '../../bot/adapters/azure/storage-limits';
import { type Environment, modeOf, readLocalSettings, readTableSettings } from '../../bot/settings/settings';
import { runningLocal } from './running-local';

const clock = { now: () => Temporal.Now.zonedDateTimeISO('UTC') };
/** The departments that the settings point to: a deployment's, or those of local mode running on this folder. */
export function openAskedDepartments(folder: string, env?: Environment): DepartmentTable {
  if (modeOf(env) === 'local') {
    readLocalSettings(env);
    const connectionString = runningLocal(folder);
    return openDepartments({ connectionString }, { clock, limits: jobLimits });
  }
  // An administrator's own sign-in (`az login`), or the identity of the machine.
  return openDepartments({ tables: readTableSettings(env).tables, credential: operatorCredential() }, { clock, limits: jobLimits });
}
