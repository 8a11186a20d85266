import { z } from 'zod';
import type { GraphRights, HealthFacts } from '../../domain/health/health';
import type { HealthProbes } from '../../ports/health';
import type { Graph } from './graph-client';
import { GraphFault } from './graph-fault';
import type { GraphTokens } from './graph-token';

export interface GraphProbeOptions {
  graph: Graph;
  rights(): Promise<GraphRights>;
  botId: string;
  mailFrom?: string;
  teamsApp?: string;
}

const users = z.object({ value: z.array(z.object({ id: z.string() })) });
const apps = z.object({ value: z.array(z.object({ externalId: z.string().nullish() })) });

/** Checks the mailbox and the catalogue; `unasked` without the permission to ask. Read-only. */
export function graphProbes({
  graph,
  rights,
  botId,
  mailFrom,
  teamsApp,
}: GraphProbeOptions): Pick<HealthProbes, 'graph' | 'mailbox' | 'catalogue'> {
  async function mailboxOf(address: string): Promise<HealthFacts['mailbox']> {
    const quoted = `'${address.replaceAll("'", "''")}'`;
    const filter = encodeURIComponent(`mail eq ${quoted} or userPrincipalName eq ${quoted}`);
    const found = await graph.read(`/users?$select=id&$filter=${filter}`, users);
    return found && found.value.length > 0 ? 'found' : 'missing';
  }

  async function appOf(id: string): Promise<HealthFacts['catalogue']> {
    const found = await graph.read(`/appCatalogs/teamsApps?$filter=${encodeURIComponent(`id eq '${id}'`)}`, apps);
    const [app] = found?.value ?? [];
    if (!app) return 'missing';
    return app.externalId?.toLowerCase() === botId.toLowerCase() ? 'found' : 'another-app';
  }

  return {
    graph: rights,
    mailbox: async () => (mailFrom === undefined ? undefined : await mailboxOf(mailFrom).catch(() => 'unasked' as const)),
    async catalogue() {
      if (teamsApp === undefined) return undefined;
      if (teamsApp.toLowerCase() === botId.toLowerCase()) return 'not-a-catalogue-id';
      return await appOf(teamsApp).catch(() => 'unasked' as const);
    },
  };
}

/** The permissions in the token's claim `roles`. The token is not validated, as Entra issued it to us directly. */
export async function rightsOfToken(tokens: GraphTokens): Promise<GraphRights> {
  try {
    const claims: unknown = JSON.parse(Buffer.from((await tokens()).split('.')[1] ?? '', 'base64url').toString());
    return { kind: 'rights', names: z.object({ roles: z.array(z.string()).default([]) }).parse(claims).roles };
  } catch {
    return { kind: 'no-token' };
  }
}

const given = z.object({ appRoleId: z.string() });
const graphRoles = z.object({ appRoles: z.array(z.object({ id: z.string(), value: z.string().nullish() })) });
/** Microsoft Graph itself, in every tenant. */
const graphApp = '00000003-0000-0000-c000-000000000000';

/** The granted permissions of an application, for callers who may read them: an administrator on the command line. */
export async function rightsGiven(graph: Graph, appId: string): Promise<GraphRights> {
  try {
    const [assignments, known] = await Promise.all([
      graph.readAll(`/servicePrincipals(appId='${appId}')/appRoleAssignments`, given),
      graph.read(`/servicePrincipals(appId='${graphApp}')?$select=appRoles`, graphRoles),
    ]);
    const ids = new Set((assignments ?? []).map(({ appRoleId }) => appRoleId));
    return { kind: 'rights', names: (known?.appRoles ?? []).flatMap(({ id, value }) => (ids.has(id) && value ? [value] : [])) };
  } catch (fault) {
    if (!(fault instanceof GraphFault)) throw fault;
    if (fault.code.startsWith('SignIn') || fault.status === 401) return { kind: 'no-token' };
    return { kind: fault.status === 403 ? 'unasked' : 'away' };
  }
}
