import { randomUUID } from 'node:crypto';
import type { DeploymentOutputs } from '../az/run-az';
import type { GraphByAz } from './graph-by-az';
import { accountRights, type GroupPart, graphApp, groups, installRight, publicRights, tabClients } from './wanted';

export interface EntraWishes {
  /** Names what is made here, so that it is found again: of an environment, `alms` unless said. */
  name: string;
  /** Object ids of groups that the organisation has already; the others are made. */
  existing: Partial<Record<GroupPart, string>>;
  /** Before there is a deployment only the groups can be seen to. */
  outputs?: DeploymentOutputs;
}

/** One thing that is to be as wanted. */
export interface Step {
  /** What it does, as a sentence; undefined where all is as wanted already. */
  todo: string | undefined;
  act(): Promise<void>;
}

/** What came of it: variables for infra/main.bicepparam. */
export type Results = Map<string, string>;

interface Found {
  id: string;
  appId?: string;
  description?: string;
  identifierUris?: string[];
  api?: {
    requestedAccessTokenVersion?: number | null;
    oauth2PermissionScopes?: { id: string; value: string }[];
    preAuthorizedApplications?: { appId: string; delegatedPermissionIds: string[] }[];
  };
}

/** By it what was made here is told from what was there before, and nothing else is ever removed. */
const madeHere = ({ name }: EntraWishes) => `Made by npm run entra (${name})`;
const tagOf = ({ name }: EntraWishes) => `alms-for-teams:${name}`;
const groupName = (part: GroupPart, { name }: EntraWishes) => `${name}-${part}`;
const tabName = ({ name }: EntraWishes) => `${name}-tab`;

/** Everything that has to be in Entra, in order; reads only. Ids are put into `results` as they are found or made. */
export async function stepsToMake(graph: GraphByAz, wishes: EntraWishes, results: Results): Promise<Step[]> {
  const steps: Step[] = [];
  for (const part of Object.keys(groups) as GroupPart[]) steps.push(await groupStep(graph, part, wishes, results));
  const { outputs } = wishes;
  if (!outputs) return steps;
  steps.push(...(await tabSteps(graph, wishes, new URL(outputs.publicUrl).host, results)));
  // The tab has a registration of its own, so the narrower right to install is not enough.
  const rights = [...publicRights.filter((right) => !right.startsWith('TeamsAppInstallation')), installRight];
  steps.push(...(await rightSteps(graph, outputs.principalId, 'the app that people reach', rights)));
  if (outputs.accountsPrincipalId !== '')
    steps.push(...(await rightSteps(graph, outputs.accountsPrincipalId, 'the app that makes accounts', accountRights)));
  return steps;
}

async function groupStep(graph: GraphByAz, part: GroupPart, wishes: EntraWishes, results: Results): Promise<Step> {
  const { parameter, what } = groups[part];
  const given = wishes.existing[part];
  if (given !== undefined) {
    if (!(await graph.read(`/groups/${given}`)))
      throw new Error(`There is no group ${given} for --${part}. Is az signed in to the right tenant? See az account show.`);
    results.set(parameter, given);
    return { todo: undefined, act: async () => undefined };
  }
  const displayName = groupName(part, wishes);
  const found = await graph.find<Found>('/groups', `displayName eq '${displayName}'`);
  if (found) {
    if (found.description !== madeHere(wishes)) {
      throw new Error(
        `There is a group ${displayName} that was not made here. Give it as --${part} ${found.id}, or choose another --name.`,
      );
    }
    results.set(parameter, found.id);
    return { todo: undefined, act: async () => undefined };
  }
  return {
    todo: `Make the security group ${displayName}, whose members ${what}. It is empty at first.`,
    async act() {
      const body = { displayName, mailNickname: displayName, mailEnabled: false, securityEnabled: true, description: madeHere(wishes) };
      results.set(parameter, (await graph.create<Found>('/groups', body)).id);
    },
  };
}

/** The registration, its scope and its clients: one after the other, as Entra takes each only once the one before is there. */
async function tabSteps(graph: GraphByAz, wishes: EntraWishes, host: string, results: Results): Promise<Step[]> {
  let app = await graph.find<Found>('/applications', `tags/any(t:t eq '${tagOf(wishes)}')`);
  const uriOf = (one: Found) => `api://${host}/${one.appId}`;
  const note = (one: Found) => void results.set('ALMS_TAB_APP_ID', one.appId ?? '').set('ALMS_TAB_APP_URI', uriOf(one));
  if (app) note(app);
  const again = async (): Promise<Found> => {
    const found = await graph.read<Found>(`/applications/${app!.id}`);
    if (!found) throw new Error('Not Found: Entra does not show the registration yet.');
    return (app = found);
  };
  const scopeOf = (one: Found) => one.api?.oauth2PermissionScopes?.find(({ value }) => value === 'access_as_user');
  const hasScope = app && scopeOf(app) && app.identifierUris?.includes(uriOf(app)) && app.api?.requestedAccessTokenVersion === 2;
  const authorised = new Set(app?.api?.preAuthorizedApplications?.map(({ appId }) => appId));
  const hasClients = hasScope && tabClients.every((client) => authorised.has(client));
  const hasPrincipal = app && (await graph.find('/servicePrincipals', `appId eq '${app.appId}'`));
  return [
    {
      todo: app
        ? undefined
        : `Make the app registration ${tabName(wishes)} for the tab, for this tenant only, without secret or redirect address.`,
      async act() {
        const body = { displayName: tabName(wishes), signInAudience: 'AzureADMyOrg', tags: [tagOf(wishes)] };
        app = await graph.create<Found>('/applications', body);
        note(app);
      },
    },
    {
      todo: hasScope ? undefined : `Give it the address api://${host}/<its id> and the scope access_as_user.`,
      async act() {
        const known = await again();
        const id = scopeOf(known)?.id ?? randomUUID();
        await graph.change(`/applications/${known.id}`, {
          identifierUris: [uriOf(known)],
          api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [scopeAs(id)] },
        });
      },
    },
    {
      todo: hasClients ? undefined : 'Authorise Teams, Outlook and Microsoft 365 for that scope, so that nobody is asked to consent.',
      async act() {
        const known = await again();
        const scope = scopeOf(known);
        if (!scope) throw new Error('Not Found: Entra does not show the scope yet.');
        const delegatedPermissionIds = [scope.id];
        const preAuthorizedApplications = tabClients.map((appId) => ({ appId, delegatedPermissionIds }));
        await graph.change(`/applications/${known.id}`, { api: { preAuthorizedApplications } });
      },
    },
    {
      todo: hasPrincipal ? undefined : 'Let this tenant use the registration (a service principal).',
      act: async () => void (await graph.create('/servicePrincipals', { appId: (await again()).appId })),
    },
  ];
}

function scopeAs(id: string): object {
  return {
    id,
    value: 'access_as_user',
    type: 'User',
    isEnabled: true,
    adminConsentDisplayName: 'Visitor accounts, as the person',
    adminConsentDescription: 'Lets Teams, Outlook and Microsoft 365 show a person the tab of visitor accounts.',
    userConsentDisplayName: 'Visitor accounts',
    userConsentDescription: 'Lets Teams, Outlook and Microsoft 365 show you the tab of visitor accounts.',
  };
}

interface Assignment {
  id: string;
  appRoleId: string;
}
interface GraphPrincipal {
  id: string;
  appRoles: { id: string; value: string | null; allowedMemberTypes: string[] }[];
}

async function rightsNow(
  graph: GraphByAz,
  principal: string,
): Promise<{ resource: GraphPrincipal; given: Assignment[]; idOf(right: string): string }> {
  const resource = await graph.find<GraphPrincipal>('/servicePrincipals', `appId eq '${graphApp}'`);
  if (!resource) throw new Error('This tenant does not show Microsoft Graph. Are you signed in to the right one? See az account show.');
  const idOf = (right: string) => {
    const role = resource.appRoles.find(({ value, allowedMemberTypes }) => value === right && allowedMemberTypes.includes('Application'));
    if (!role) throw new Error(`Microsoft Graph has no application permission ${right}.`);
    return role.id;
  };
  return { resource, idOf, given: await graph.list<Assignment>(`/servicePrincipals/${principal}/appRoleAssignments`) };
}

async function rightSteps(graph: GraphByAz, principal: string, whose: string, rights: readonly string[]): Promise<Step[]> {
  const { resource, given, idOf } = await rightsNow(graph, principal);
  return rights.map((right) => {
    const appRoleId = idOf(right);
    const isGiven = given.some((one) => one.appRoleId === appRoleId);
    const body = { principalId: principal, resourceId: resource.id, appRoleId };
    return {
      todo: isGiven ? undefined : `Give ${whose} the permission ${right} in Microsoft Graph.`,
      act: async () => void (await graph.create(`/servicePrincipals/${principal}/appRoleAssignments`, body)),
    };
  });
}

/** Everything that {@link stepsToMake} made and that is still there, the last first; reads only. */
export async function stepsToRemove(graph: GraphByAz, wishes: EntraWishes): Promise<Step[]> {
  const steps: Step[] = [];
  const { outputs } = wishes;
  const owners: [string, string, readonly string[]][] = outputs
    ? [
        [outputs.accountsPrincipalId, 'the app that makes accounts', accountRights],
        [outputs.principalId, 'the app that people reach', [...publicRights, installRight]],
      ]
    : [];
  for (const [principal, whose, rights] of owners.filter(([id]) => id !== '')) {
    const { given, idOf } = await rightsNow(graph, principal);
    for (const right of rights) {
      const assignment = given.find(({ appRoleId }) => appRoleId === idOf(right));
      if (!assignment) continue;
      const act = () => graph.remove(`/servicePrincipals/${principal}/appRoleAssignments/${assignment.id}`);
      steps.push({ todo: `Take the permission ${right} from ${whose}.`, act });
    }
  }
  const app = await graph.find<Found>('/applications', `tags/any(t:t eq '${tagOf(wishes)}')`);
  if (app) steps.push({ todo: `Remove the app registration ${tabName(wishes)}.`, act: () => graph.remove(`/applications/${app.id}`) });
  for (const part of (Object.keys(groups) as GroupPart[]).reverse()) {
    const found = await graph.find<Found>('/groups', `displayName eq '${groupName(part, wishes)}'`);
    if (found?.description !== madeHere(wishes)) continue;
    steps.push({
      todo: `Remove the group ${groupName(part, wishes)} with its list of members.`,
      act: () => graph.remove(`/groups/${found.id}`),
    });
  }
  return steps;
}
