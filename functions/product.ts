import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ManagedIdentityCredential } from '@azure/identity';
import { Temporal } from 'temporal-polyfill';
import { log as openLog } from '../bot/adapters/log';
import { openStorage } from '../bot/adapters/storage';
import { onHosts } from '../bot/adapters/teams';
import { compose, type Product, readPages } from '../bot/compose';
import policyJson from '../bot/data/policy.json';
import { loadPolicy } from '../bot/data/load';
import { readSettings } from '../bot/settings';

/** The deployed product. Refuses to start where a setting is missing, naming all of them. */
function start(): Product {
  const { bot, publicUrl, storage, serviceHosts, logLevel } = readSettings();
  const policy = loadPolicy(policyJson);
  const clock = { now: () => Temporal.Now.zonedDateTimeISO(policy.zone) };
  const credential = new ManagedIdentityCredential(storage.clientId === undefined ? {} : { clientId: storage.clientId });
  return compose({
    stores: openStorage({ tables: storage.tables, blobs: storage.blobs, queues: storage.queues, credential }, { clock, botId: bot.appId }),
    policy,
    clock,
    random: { bytes: (count) => randomBytes(count) },
    log: openLog({ level: logLevel }),
    publicUrl,
    pages: readPages(join(__dirname, '..', 'pages')),
    teams: {
      appId: bot.appId,
      tenantId: bot.tenantId,
      appType: bot.credential.kind,
      ...(bot.credential.kind === 'SingleTenant' && { password: bot.credential.password }),
      callers: 'tokens',
      isServiceUrlAllowed: onHosts(serviceHosts),
    },
  });
}

/** Made when the host loads the functions, so that a wrong setting stops the start and not the first person. */
export const product: Product = start();
