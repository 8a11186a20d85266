import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalPerson, PersonaRole } from '../../../bot/data/load';
import { localAppId, localTenantId } from '../../../bot/data/local-organisation';
import type { Children } from '../process/children';
import { freePort } from '../process/free-port';

const usualPort = 56_150;
/** The Playground insists on this many people beside the one who chats. */
const others = 5;

/** One Playground for each person of these roles, as the Playground knows one person only. Addresses by person. */
export async function startPlaygrounds(
  children: Children,
  personas: LocalPerson[],
  roles: readonly PersonaRole[],
  botUrl: string,
  folder: string,
): Promise<Map<string, string>> {
  const addresses = new Map<string, string>();
  const taken: number[] = [];
  const starts: (() => Promise<void>)[] = [];
  for (const persona of personas.filter(({ role }) => role !== undefined && roles.includes(role))) {
    const port = await freePort(usualPort, taken);
    taken.push(port);
    const config = join(folder, `${persona.role}.yml`);
    writeFileSync(config, configFor(persona, personas));
    starts.push(() =>
      children.start({
        name: `The chat of ${persona.name}`,
        script: require.resolve('@microsoft/m365agentsplayground/cli.js'),
        args: argumentsFor(port, botUrl),
        env: {
          TEAMSAPPTESTER_BROWSER: 'none',
          M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
          M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, `${persona.role}.log`),
        },
        ports: [port],
      }),
    );
    addresses.set(persona.id, `http://127.0.0.1:${port}/`);
  }
  await Promise.all(starts.map((start) => start()));
  return addresses;
}

function argumentsFor(port: number, botUrl: string): string[] {
  return [
    'start',
    '-e',
    botUrl,
    '-c',
    'msteams',
    '-p',
    String(port),
    '--service-url',
    `http://127.0.0.1:${port}/_connector`,
    '--disable-telemetry',
  ];
}

/** JSON is YAML, and quotes every name. `userPrincipleName` is the Playground’s spelling. */
export function configFor(persona: LocalPerson, personas: LocalPerson[]): string {
  const account = ({ id, name, mail }: LocalPerson) => ({
    id: `29:${id}`,
    name,
    userPrincipleName: mail,
    aadObjectId: id,
    givenName: name.split(' ')[0] ?? name,
    surname: name.split(' ').at(-1) ?? name,
    email: mail,
  });
  return JSON.stringify(
    {
      version: '0.1.1',
      tenantId: localTenantId,
      bot: { id: `28:${localAppId}`, name: 'ALMS' },
      currentUser: account(persona),
      users: personas
        .filter(({ id }) => id !== persona.id)
        .slice(0, others)
        .map(account),
      personalChat: { id: `a:${persona.id}` },
      groupChat: { id: '19:group@thread.v2', name: 'Group chat' },
      team: {
        id: '19:team@thread.tacv2',
        name: 'School of Computer Science',
        aadGroupId: 'b7d1a2c4-5e6f-4a7b-8c9d-0e1f2a3b4c5d',
        channels: [],
      },
    },
    undefined,
    2,
  );
}
