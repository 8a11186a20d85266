import { randomBytes, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { accountLimits, createLimits, graphAccounts } from '../../../bot/adapters/graph/graph-accounts';
import { type GraphLimits, graphClient } from '../../../bot/adapters/graph/graph-client';
import { itQueue, withPeople } from '../../../bot/adapters/it-queue';
import type { AccountPorts } from '../../../bot/outbox/work-ports';
import type { Clock } from '../../../bot/ports/system';
import type { UsernameRegister } from '../../../bot/ports/username-register';
import { directoryPageRoutes } from './directory-page';
import { graphRoutes } from './graph-routes';
import { openLocalDirectory } from './local-directory';
import { localAccountDomain, localAccountFields, localGroupNames, localGroups, localUsernameKey, namedLocalGroups } from './local-tenant';
import { accountsOf } from './present-accounts';

export interface StartDirectoryOptions {
  /** Where the directory is kept. */
  file: string;
  clock: Clock;
  zone: string;
  /** The product's own address: the adapter calls the directory over the wire, as it calls Graph. */
  url: string;
  /** ` --data FOLDER` where commands need it to find the data. */
  dataOption: string;
  css: string;
  /** The sample register, whose accounts may be put in as if they had always been there. */
  register: string;
  usernames(key: Uint8Array): UsernameRegister;
}

/** The directory of local mode, driven by the adapter that is deployed. */
export function startDirectory({ file, clock, zone, url, dataOption, css, register, usernames }: StartDirectoryOptions): {
  accounts: AccountPorts;
  routes: Hono;
} {
  const directory = openLocalDirectory({
    file,
    clock,
    newId: randomUUID,
    groups: namedLocalGroups,
  });
  const routes = new Hono();
  routes.route('/local/graph', graphRoutes({ directory }));
  routes.route('/', directoryPageRoutes({ directory, domain: localAccountDomain, zone, css, present: accountsOf(register), dataOption }));
  const graphWithin = (limits: GraphLimits) => graphClient({ tokens: async () => 'local', limits, clock, baseUrl: `${url}/local/graph` });
  return {
    routes,
    accounts: {
      usernames: usernames(localUsernameKey),
      groupNames: localGroupNames,
      directory: withPeople(
        graphAccounts({
          graph: graphWithin(accountLimits),
          creating: graphWithin(createLimits),
          domain: localAccountDomain,
          groups: localGroups,
          ...localAccountFields,
          sponsorAs: 'sponsors',
          zone,
          clock,
          random: { bytes: (count) => randomBytes(count) },
        }),
        itQueue({ domain: localAccountDomain, keepsSponsor: true, clock }),
        { clock },
      ),
    },
  };
}
