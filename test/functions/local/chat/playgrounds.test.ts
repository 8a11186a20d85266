import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localAppId, localTenantId } from '../../../../bot/data/local-organisation';
import { configFor, startPlaygrounds } from '../../../../functions/local/chat/playgrounds';
import type { Children, Program } from '../../../../functions/local/process/children';
import { localPeople } from '../../../../functions/local/storage/seed';

interface Account {
  id: string;
  name: string;
  userPrincipleName: string;
  aadObjectId: string;
  email: string;
}
interface Config {
  tenantId: string;
  bot: { id: string };
  currentUser: Account;
  users: Account[];
  personalChat: { id: string };
  team: { aadGroupId: string };
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const personas = localPeople.filter(({ role }) => role !== undefined);
const sponsor = personas.find(({ role }) => role === 'sponsor')!;
const config = JSON.parse(configFor(sponsor, personas)) as Config;

describe('the configuration of a Playground', () => {
  it('should have the persona as the one who chats, and five others', () => {
    expect(config.currentUser).toMatchObject({ name: sponsor.name, aadObjectId: sponsor.id, userPrincipleName: sponsor.mail });
    expect(config.users).toHaveLength(5);
    expect(config.users.map(({ aadObjectId }) => aadObjectId)).not.toContain(sponsor.id);
  });

  it('should have GUIDs where the Playground wants some, and each but once', () => {
    const people = [config.currentUser, ...config.users];
    for (const id of [config.tenantId, config.team.aadGroupId, ...people.map(({ aadObjectId }) => aadObjectId)]) expect(id).toMatch(guid);
    expect(new Set(people.map(({ id }) => id)).size).toBe(6);
  });

  it('should be of the tenant and the bot that the product expects', () => {
    expect(config).toMatchObject({ tenantId: localTenantId, bot: { id: `28:${localAppId}` }, personalChat: { id: `a:${sponsor.id}` } });
  });

  it('should quote a name that would mean something in YAML', () => {
    const name = 'Zoë: "O\'Brien" # & *x\n- {';
    const hostile = JSON.parse(configFor({ ...sponsor, name }, personas)) as Config;
    expect(hostile.currentUser.name).toBe(name);
    expect(
      configFor({ ...sponsor, name }, personas)
        .split('\n')
        .filter((line) => line.startsWith('- {')),
    ).toEqual([]);
  });
});

describe('the Playgrounds', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'alms-playgrounds-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('should be one for each that is asked for, each with its own port and files', async () => {
    const started: Program[] = [];
    const children = { start: async (program: Program) => void started.push(program) } as unknown as Children;
    const chats = await startPlaygrounds(children, personas, ['sponsor', 'head'], 'http://127.0.0.1:1/api/messages', folder);
    const ports = started.flatMap((program) => program.ports);
    expect(started.map(({ name }) => name)).toEqual(['The chat of Marisol Okafor', 'The chat of Eleanor Brightwater']);
    expect([...chats.values()]).toEqual(ports.map((port) => `http://127.0.0.1:${port}/`));
    expect(new Set(ports).size).toBe(2);
    for (const { args, env, ports: own } of started) {
      expect(args).toEqual(expect.arrayContaining(['http://127.0.0.1:1/api/messages', String(own[0]), '--disable-telemetry']));
      expect(env).toMatchObject({ TEAMSAPPTESTER_BROWSER: 'none' });
      const file = env?.M365_AGENTS_PLAYGROUND_CONFIG_PATH ?? '';
      expect(existsSync(file)).toBe(true);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ users: { length: 5 } });
    }
  });

  it('should fail the start when one of them does', async () => {
    const children = { start: async () => Promise.reject(new Error('could not be started')) } as unknown as Children;
    await expect(startPlaygrounds(children, personas, ['sponsor'], 'http://127.0.0.1:1/', folder)).rejects.toThrow('could not be started');
  });
});
