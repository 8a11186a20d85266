import type { FunctionSet } from '../bot/settings/account-settings';
import { functionsToRegister } from '../bot/settings/settings';
import { registerAccounts } from './accounts';
import { registerBackup } from './backup';
import { registerEnd } from './end';
import { registerHttp } from './http';
import { registerPoison } from './poison';
import { startProduct } from './product';
import { registerReconcile } from './reconcile';
import { registerSweep } from './sweep';
import { registerWork } from './work';

const ofPublic = [registerHttp, () => registerPoison('poison', 'work'), registerBackup, registerReconcile, registerSweep, registerWork];
const ofAccounts = [registerAccounts, () => registerPoison('accountsPoison', 'accounts')];
const functions: Record<FunctionSet, (() => string)[]> = {
  all: [...ofPublic, ...ofAccounts],
  public: ofPublic,
  accounts: ofAccounts,
};

const set = functionsToRegister();
registerEnd();
const registered = functions[set].map((register) => register());
// Last: what fails here is reported by the host only where functions are registered already. Otherwise it runs an app without any.
startProduct(set, registered);
