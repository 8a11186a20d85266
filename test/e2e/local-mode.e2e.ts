import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localAppId, localTenantId } from '../../bot/data/local-organisation';
import { type FakeTeams, startTeams, type TeamsPerson } from '../fakes/teams-client';
import { seenBy } from '../journeys/steps';
import { commandOf, copyOfProduct, familyOf, isAlive, type Launch, LocalRun, listeningAt, statusOf, until } from './local-process';

let folder: string;
let runs: LocalRun[];
let teams: FakeTeams[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-local-'));
  [runs, teams] = [[], []];
});
afterEach(async () => {
  await Promise.all(runs.map((run) => run.ends()));
  await Promise.all(teams.map((one) => one.stop()));
  rmSync(folder, { recursive: true, force: true });
});

function launch({ args = [], ...others }: Launch = {}): LocalRun {
  const run = new LocalRun({ ...others, args: args.includes('--data') ? args : [...args, '--data', folder] });
  runs.push(run);
  return run;
}

/** The sponsor in Teams, before the product at this address. */
async function sponsorAt(url: string): Promise<TeamsPerson> {
  const told = (await (await fetch(`${url}/local.json`)).json()) as { personas: { name: string; role: string; aadObjectId: string }[] };
  const { name, aadObjectId } = told.personas.find(({ role }) => role === 'sponsor')!;
  const endpoint = `${url}/api/messages`;
  const one = await startTeams({ tenantId: localTenantId, appId: localAppId, endpoint, send: (request) => fetch(request) });
  teams.push(one);
  return one.person({ id: aadObjectId, name });
}

describe('local mode with everything in it', () => {
  it('should listen on the loopback interface only and answer no foreign name or page on any port', async () => {
    const run = launch();
    const url = await run.ready();
    const family = familyOf(run.pid);
    const addresses = listeningAt(family);
    // The product, two Playgrounds, and the three parts of Azurite.
    expect(family).toHaveLength(4);
    expect(addresses).toHaveLength(6);
    for (const address of addresses) {
      expect(address).toMatch(/^127\.0\.0\.1:\d+$/);
      expect(await statusOf(`http://${address}/`, { host: 'evil.example' })).toBe(403);
      expect(await statusOf(`http://${address}/`, { origin: 'https://evil.example' })).toBe(403);
      expect(await statusOf(`http://${address}/`, { origin: 'null' }, 'POST')).toBe(403);
    }
    const playgrounds = [...run.printed.matchAll(/\((?:sponsor|head)\): (http:\S+)/g)].map(([, address = '']) => address);
    expect(playgrounds).toHaveLength(2);
    for (const address of [`${url}/`, ...playgrounds]) expect(await statusOf(address, {})).toBe(200);
    for (const path of ['/api/messages', '/photo', '/local.json', '/local/token']) {
      expect(await statusOf(url + path, { host: `evil.example:${new URL(url).port}` }, 'POST')).toBe(403);
    }
    expect(await rawAnswer(url, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 4\d\d /);

    run.signal('SIGINT');
    // As npm passes on what the terminal has told already.
    await new Promise((resolve) => setTimeout(resolve, 20));
    run.signal('SIGINT');
    expect(await run.exited).toBe(0);
    expect(family.filter(isAlive)).toEqual([]);
    expect(run.printed).not.toMatch(/unexpectedly|\n\s+at /);
  });

  it('should end all of it when the product itself is killed', async () => {
    const run = launch();
    await run.ready();
    const family = familyOf(run.pid);
    expect(family).toHaveLength(4);
    run.signal('SIGKILL');
    await until(() => !family.some(isAlive));
    expect(await run.exited).toBe('SIGKILL');
  });

  it('should name a chat that has died in one line, and go on', async () => {
    const run = launch();
    const url = await run.ready();
    const before = run.printed;
    process.kill(familyOf(run.pid).find((pid) => commandOf(pid).includes('m365agentsplayground')) ?? 0, 'SIGKILL');
    await run.prints(/unexpectedly/);
    expect(run.printed.slice(before.length)).toMatch(/^The chat of [\p{L} -]+ has ended unexpectedly; press Ctrl-C and start again\.\n$/u);
    expect(await statusOf(`${url}/`, {})).toBe(200);
    expect(await run.ends()).toBe(0);
  });
});

function rawAnswer(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    socket
      .on('data', (part) => (answer += String(part)))
      .once('error', reject)
      .once('close', () => resolve(answer));
  });
}

describe('a start of local mode', () => {
  it.each<[string, Launch, RegExp]>([
    [
      'in a cloud that names itself',
      { env: { WEBSITE_SITE_NAME: 'alms' } },
      /^the settings cannot be used:\nWEBSITE_SITE_NAME: tells of a cloud/,
    ],
    [
      'in a Functions host',
      { env: { FUNCTIONS_WORKER_RUNTIME: 'node' } },
      /^the settings cannot be used:\nFUNCTIONS_WORKER_RUNTIME: tells of a cloud/,
    ],
    ['that nobody asked for by name', { env: { ALMS_MODE: '' } }, /^the settings cannot be used:\nALMS_MODE: not local\n$/],
    ['on no port', { env: { PORT: 'http' } }, /^the settings cannot be used:\nPORT: not a port number\n$/],
    ['with an unknown option', { args: ['--fesh'] }, /^Unknown option '--fesh'\.\n\nUsage: npm start -- /],
  ])('should be refused %s, in a sentence and before it does anything', async (_, wishes, sentence) => {
    const run = launch(wishes);
    expect(await run.exited).toBe(1);
    expect(run.printed).toMatch(sentence);
    expect(run.printed).not.toMatch(/\n\s+at |node:internal|Error/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('should be refused on a folder with another program’s data, and drop none of it', async () => {
    mkdirSync(join(folder, 'azurite'));
    writeFileSync(join(folder, 'azurite', 'theirs.json'), '{}');
    const run = launch({ args: ['--headless', '--fresh'] });
    expect(await run.exited).toBe(1);
    expect(run.printed).toBe(`${folder} already has a “azurite” that ALMS for Teams did not make. Give --data another folder.\n`);
    expect(existsSync(join(folder, 'azurite', 'theirs.json'))).toBe(true);
  });

  it('should move from a port that is taken, and say so', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const run = launch({ args: ['--headless'], env: { PORT: String(port) } });
    const url = await run.ready();
    other.close();
    expect(Number(new URL(url).port)).toBeGreaterThan(port);
    expect(run.printed).toContain(`Port ${port} is taken, so the product is on ${new URL(url).port}.\n`);
  });

  it('should start no chat window without a head', async () => {
    const run = launch({ args: ['--headless'] });
    const url = await run.ready();
    expect(familyOf(run.pid)).toHaveLength(2);
    expect(run.printed).not.toMatch(/Playground|sponsor/);
    expect(await (await fetch(`${url}/local.json`)).text()).not.toContain('playground');
  });

  it.each(['Starting storage', 'Starting the bot', 'Starting a chat window'])(
    'should end cleanly when it is ended at “%s”',
    async (line) => {
      const run = launch();
      await run.prints(new RegExp(line));
      const family = familyOf(run.pid);
      run.signal('SIGINT');
      expect(await run.exited).toBe(0);
      expect(family.filter(isAlive)).toEqual([]);
      expect(run.printed).not.toMatch(/Ready|unexpectedly|could not|Error/);
      expect(existsSync(join(folder, 'running.pid'))).toBe(false);
    },
  );
});

describe('the data of local mode', () => {
  it('should be kept from start to start, behind a proxy too, until it is dropped', async () => {
    const nowhere = 'http://127.0.0.1:9';
    const env = { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, http_proxy: nowhere, https_proxy: nowhere, ALL_PROXY: nowhere };
    const first = launch({ args: ['--headless'], env });
    const before = await sponsorAt(await first.ready());
    await before.installs();
    await before.says('new visitor');
    await before.presses('Next', { department: 'computer-science' });
    expect(await first.ends()).toBe(0);

    const second = launch({ args: ['--headless'] });
    const after = await sponsorAt(await second.ready());
    await after.says('new visitor');
    expect(seenBy(after)).toMatch(/You have a saved draft[^]*School of Computer Science/);
    expect(await second.ends()).toBe(0);

    writeFileSync(join(folder, 'thesis.txt'), 'kept');
    const third = launch({ args: ['--headless', '--fresh'] });
    const later = await sponsorAt(await third.ready());
    await later.says('new visitor');
    expect(seenBy(later)).toContain('Step 1 of');
    expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('kept');
  });

  it('should belong to one start at a time, while another folder has room for a second', async () => {
    const first = launch({ args: ['--headless'] });
    const url = await first.ready();
    const refused = launch({ args: ['--headless', '--fresh'] });
    expect(await refused.exited).toBe(1);
    expect(refused.printed).toContain(`Local mode already runs on the data in ${folder} (process ${first.pid}).`);
    expect(refused.printed).not.toMatch(/\n\s+at /);

    const beside = launch({ args: ['--headless', '--data', join(folder, 'second')] });
    expect(await beside.ready()).not.toBe(url);
    const [one, two] = [first, beside].map(({ pid }) => listeningAt(familyOf(pid)));
    expect(one?.filter((address) => two?.includes(address))).toEqual([]);
    const sponsor = await sponsorAt(url);
    await sponsor.says('new visitor');
    expect(seenBy(sponsor)).toContain('Step 1 of');
  });

  it('should be there again after a start that was killed, once its storage has let go', async () => {
    const first = launch({ args: ['--headless'] });
    const before = await sponsorAt(await first.ready());
    await before.says('new visitor');
    expect(seenBy(before)).toContain('Step 1 of');
    const storage = familyOf(first.pid).filter((pid) => pid !== first.pid);
    first.signal('SIGKILL');
    await first.exited;
    const second = launch({ args: ['--headless'] });
    const url = await second.ready();
    expect(storage.filter(isAlive)).toEqual([]);
    const after = await sponsorAt(url);
    await after.says('new visitor');
    expect(seenBy(after)).toContain('You have a saved draft');
  });
});

describe('a failing turn', () => {
  it('should be a sentence in the chat and a line in the log, and leave the console clean', async () => {
    const run = launch({ args: ['--headless'] });
    const sponsor = await sponsorAt(await run.ready());
    await sponsor.says('hello');
    const before = run.printed;
    process.kill(familyOf(run.pid).find((pid) => commandOf(pid).includes('azurite')) ?? 0, 'SIGKILL');
    await run.prints(/unexpectedly/);
    await sponsor.says('new visitor');
    expect(sponsor.texts().join('\n') + seenBy(sponsor)).toContain('Something went wrong on our side');
    expect(run.printed.slice(before.length)).toBe('Storage (Azurite) has ended unexpectedly; press Ctrl-C and start again.\n');
    const lines = readFileSync(join(folder, 'alms.log'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as { level: number; reference?: string })).toContainEqual(
      expect.objectContaining({ level: 50, reference: expect.stringMatching(/^[0-9A-F]{10}$/) }),
    );
    expect(await run.ends()).toBe(0);
  });
});

describe('npm start', () => {
  let tree: string;
  beforeAll(() => {
    tree = copyOfProduct();
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it('should build, take options and PORT, and end with the terminal’s Ctrl-C', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const run = launch({
      command: ['npm', '--prefix', tree, 'start', '--'],
      args: ['--headless'],
      env: { ALMS_MODE: '', PORT: String(port) },
    });
    expect(await run.ready()).toBe(`http://127.0.0.1:${port}`);
    const family = familyOf(run.pid);
    run.signal('SIGINT', 'group');
    await run.exited;
    await until(() => !family.some(isAlive));
    // Left behind by a product that was cut short.
    expect(existsSync(join(folder, 'running.pid'))).toBe(false);
  });
});
