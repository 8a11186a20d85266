import { randomInt } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { accountLimits, createLimits, type GraphAccountsOptions, graphAccounts } from '../../bot/adapters/graph/graph-accounts';
import { type Graph, graphClient } from '../../bot/adapters/graph/graph-client';
import { graphPresentAccounts } from '../../bot/adapters/graph/graph-present-accounts';
import type { Accounts, PresentAccounts } from '../../bot/ports/accounts';
import type { Clock } from '../../bot/ports/system';
import { graphRoutes } from '../../functions/local/directory/graph-routes';
import { type DirectoryUser, emptyFields, type LocalDirectory, openLocalDirectory } from '../../functions/local/directory/local-directory';

export const levelGroups = { 'staff-like': '5f1d0c7e-8a43-4b92-9c06-2e7d4a1b3f58', 'student-like': 'b2e94d63-1c70-4f58-8e2a-90d7c6a5f413' };

export interface DirectoryServer {
  directory: LocalDirectory;
  /** `METHOD path` of each call. */
  calls: string[];
  /** The product's adapter, which calls this directory over HTTP. */
  accounts: Accounts;
  /** The product's adapter for existing accounts. */
  present: PresentAccounts;
  /** Somebody in IT makes an enabled account of this sign-in name, with its mark or without, in the group of a level. */
  makesByHand(userPrincipalName: string, mark: string | null, level: 'staff-like' | 'student-like'): DirectoryUser;
  /** Number of created users. */
  creates(): number;
  stop(): Promise<void>;
}

/**
 * Serves the directory of local mode on a port of its own, for the product's Graph adapter.
 *
 * @param through wraps the Graph client of the adapter.
 */
export async function startDirectory(
  clock: Clock,
  {
    replicates = 0,
    through = (graph) => graph,
    sponsorAs,
  }: { replicates?: number; through?: (graph: Graph) => Graph; sponsorAs?: 'sponsors' | 'manager' } = {},
): Promise<DirectoryServer> {
  let ids = 0;
  const newId = () => `d1f0a7c2-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const groups = { [levelGroups['staff-like']]: 'Visitors, staff-like', [levelGroups['student-like']]: 'Visitors, student-like' };
  const directory = openLocalDirectory({ clock, newId, groups, replicates });
  const calls: string[] = [];
  const server = serve({ fetch: graphRoutes({ directory, calls }).fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = async () => 'token-of-the-local-directory';
  const options: GraphAccountsOptions = {
    graph: through(graphClient({ tokens, clock, baseUrl, limits: { ...accountLimits, tries: 1 } })),
    creating: through(graphClient({ tokens, clock, baseUrl, limits: createLimits })),
    domain: 'bantshire.example',
    groups: levelGroups,
    employeeType: 'Visitor',
    usageLocation: 'GB',
    ...(sponsorAs && { sponsorAs }),
    zone: 'Europe/London',
    clock,
    random: { bytes: (count) => Uint8Array.from({ length: count }, () => randomInt(256)) },
  };
  return {
    directory,
    calls,
    accounts: graphAccounts(options),
    present: graphPresentAccounts(options.graph),
    makesByHand(userPrincipalName, mark, level) {
      const made = directory.add({ ...presentUser, userPrincipalName, employeeId: mark });
      directory.setMember(levelGroups[level], made.id, true);
      return made;
    },
    creates: () => calls.filter((call) => call === 'POST /users').length,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** An existing account that the product does not manage yet. */
export const presentUser = {
  ...emptyFields,
  userPrincipalName: 'ofairweather@bantshire.example',
  mailNickname: 'ofairweather',
  displayName: 'Ottoline Fairweather',
  givenName: 'Ottoline',
  surname: 'Fairweather',
  accountEnabled: true,
  employeeType: 'Visitor',
  usageLocation: 'GB',
};

/** Somebody of the staff whose name makes the username that a visitor would have. */
export const employee = {
  ...emptyFields,
  userPrincipalName: 'ogfairweather@bantshire.example',
  mailNickname: 'ogfairweather',
  displayName: 'Olga Greta Fairweather',
  givenName: 'Olga',
  surname: 'Fairweather',
  accountEnabled: true,
  employeeId: '004711',
  employeeType: 'Employee',
  usageLocation: 'GB',
};
