import { DefaultAzureCredential } from '@azure/identity';
import { Temporal } from 'temporal-polyfill';
import { poisonQueues } from '../../bot/adapters/azure/poison-queues';
import { openMigration } from '../../bot/adapters/azure/request-migration';
import { openRestore } from '../../bot/adapters/azure/restore';
import { openStorage } from '../../bot/adapters/azure/storage';
import type { StorageAccount } from '../../bot/adapters/azure/storage-account';
import { jobLimits } from '../../bot/adapters/azure/storage-limits';
import { knownPeople } from '../../bot/adapters/graph/cached-people';
import { loadPolicy } from '../../bot/data/load';
import policyJson from '../../bot/data/policy.json';
import type { RebuildPorts } from '../../bot/jobs/night/rebuild';
import type { RedrivePorts } from '../../bot/jobs/redrive';
import type { Log } from '../../bot/ports/log-fields';
import type { Clock } from '../../bot/ports/system';
import { type Environment, modeOf, readLocalSettings, readRecoverySettings } from '../../bot/settings/settings';
import { openClock } from '../local/clock/clock';
import { localPolicy } from '../local/storage/seed';
import { CommandError } from './command-error';
import { migrating, rebuilding, redriving, restoring } from './recoveries';
import type { Recovery, RecoveryName, RecoveryWishes } from './recovery-command';
import { runningLocal } from './running-local';

/** What is wrong is told to whoever typed the command. */
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The command on what the settings point to: a deployment's data, or that of local mode running on this folder. */
export function openAskedRecovery(folder: string, name: RecoveryName, wishes: RecoveryWishes, env?: Environment): Recovery {
  if (modeOf(env) === 'local') {
    readLocalSettings(env);
    if (name === 'restore') throw new CommandError('Local mode has no backup: npm start -- --fresh begins anew.');
    const connectionString = runningLocal(folder);
    const clock = openClock(folder, loadPolicy(policyJson).zone);
    return recoveryOf(name, wishes, { connectionString }, portsFor({ connectionString }, localPolicy(clock), clock));
  }
  const policy = loadPolicy(policyJson);
  const clock: Clock = { now: () => Temporal.Now.zonedDateTimeISO(policy.zone) };
  const { storage, backup } = readRecoverySettings(env, name === 'restore');
  // An administrator's own sign-in (`az login`), or the identity of the machine.
  const credential = new DefaultAzureCredential();
  const account = { ...storage, credential };
  const ports = portsFor(account, policy, clock);
  if (name !== 'restore' || !backup) return recoveryOf(name, wishes, account, ports);
  return restoring(
    openRestore({ ...backup, queues: backup.blobs, credential }, account, { limits: jobLimits }),
    new URL(storage.tables).host,
    ports,
  );
}

function recoveryOf(name: RecoveryName, { since }: RecoveryWishes, account: StorageAccount, ports: RebuildPorts & RedrivePorts): Recovery {
  if (name === 'migrate') return migrating(openMigration(account, { limits: jobLimits }));
  if (name === 'redrive') return redriving(ports);
  return rebuilding(ports, since);
}

function portsFor(account: StorageAccount, policy: RebuildPorts['policy'], clock: Clock): RebuildPorts & RedrivePorts {
  // No bot: nobody is written to.
  const stores = openStorage(account, {
    clock,
    botId: '',
    limits: jobLimits,
    ...('credential' in account && { hasAccountQueue: true }),
    log: silent,
  });
  const poison = poisonQueues(account, { limits: jobLimits });
  return { ...stores, ...('credential' in account && { people: knownPeople(stores.directory) }), policy, clock, log: silent, poison };
}
