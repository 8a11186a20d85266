import { z } from 'zod';
import type { PersonId } from '../../domain/organisation/organisation';
import type { Installation, Installer } from '../../ports/chat';
import type { Graph } from './graph-client';
import { GraphFault } from './graph-fault';

export interface GraphInstallerOptions {
  graph: Graph;
  /** The bot's app id, which is the id in the app's manifest too. */
  botId: string;
  /** The app's id in the organisation's catalogue: not the one in its manifest. */
  teamsApp: string;
}

/** Teams' default service URL; the first message of a person brings their own. */
const serviceUrl = 'https://smba.trafficmanager.net/teams/';

const installations = z.object({ value: z.array(z.object({ id: z.string() })) });
const chat = z.object({ id: z.string() });

/** Installs the app as Microsoft's "proactive installation" says, by `TeamsAppInstallation.ReadWriteSelfForUser.All`. */
export function graphInstaller({ graph, botId, teamsApp }: GraphInstallerOptions): Installer {
  const filter = encodeURIComponent(`teamsApp/externalId eq '${botId}'`);

  /** Undefined for a person without the app; throws for an unknown person. */
  async function find(apps: string): Promise<string | undefined> {
    const found = await graph.read(`${apps}?$expand=teamsApp&$filter=${filter}`, installations);
    if (!found) throw new GraphFault('NoSuchPerson', 404);
    return found.value[0]?.id;
  }

  async function add(apps: string): Promise<string> {
    const body = { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${teamsApp}` };
    try {
      // Answered with nothing, and with 404 where the catalogue has no such app.
      if (
        (await graph.ask(
          apps,
          body,
          z.unknown().transform(() => true),
        )) === undefined
      )
        throw new GraphFault('NoSuchApp', 404);
    } catch (fault) {
      // Another process was faster, or a response was lost.
      if (!(fault instanceof GraphFault && fault.status === 409)) throw fault;
    }
    const added = await find(apps);
    if (added === undefined) throw new GraphFault('NotInstalledYet');
    return added;
  }

  async function install(person: PersonId): Promise<Installation> {
    const apps = `/users/${encodeURIComponent(person)}/teamwork/installedApps`;
    const installation = (await find(apps)) ?? (await add(apps));
    const found = await graph.read(`${apps}/${encodeURIComponent(installation)}/chat?$select=id`, chat);
    if (!found) throw new GraphFault('NoChatYet');
    // The person's Teams id arrives with their first message; until then the object id works.
    return { outcome: 'installed', conversation: { person, botId, conversation: found.id, serviceUrl, member: person } };
  }

  return { install: (person) => install(person).catch(installationOf) };
}

/** What Graph refuses stays refused; all else may go better later. */
function installationOf(fault: unknown): Installation {
  if (!(fault instanceof GraphFault)) throw fault;
  const { code, status = 0, afterSeconds } = fault;
  if (status >= 400 && status < 500 && ![401, 408, 429].includes(status)) return { outcome: 'refused', code };
  const isBusy = status === 429 || (status === 503 && afterSeconds !== undefined);
  return { outcome: 'later', code, ...(afterSeconds !== undefined && { afterSeconds }), ...(isBusy && { isRefused: true }) };
}
