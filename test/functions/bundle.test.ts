import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { builtinModules } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { photoChild } from '../../bot/adapters/photo/photo-child';
import packageJson from '../../package.json';
import { picture } from '../fakes/hostile-files';
import { type LocalIssuer, startIssuer } from '../fakes/local-issuer';
import { selfSigned } from '../fakes/self-signed';
import { appId, tenantId } from '../fakes/teams-bot';

const root = resolve(__dirname, '../..');
const run = promisify(execFile);

interface Metafile {
  inputs: Record<string, unknown>;
  outputs: Record<string, { bytes: number; entryPoint?: string; imports: { path: string; external?: boolean }[] }>;
}

const settings = {
  MicrosoftAppId: appId,
  MicrosoftAppTenantId: tenantId,
  MicrosoftAppType: 'UserAssignedMSI',
  ALMS_PUBLIC_URL: 'https://alms.bantshire.example',
  // A name that nobody can have.
  ALMS_TABLES_URL: 'https://alms.table.core.invalid',
  ALMS_BLOBS_URL: 'https://alms.blob.core.invalid',
  ALMS_QUEUES_URL: 'https://alms.queue.core.invalid',
  ALMS_STAFF_GROUP: '6f1f8a52-9a35-4d6b-8a0f-0c5d0d1e2f30',
  ALMS_ADMIN_GROUP: '7b0e4f7c-3f0e-4a37-9c55-0d3f3e2f5b11',
  ALMS_CARD_OFFICE_GROUP: '90d7c6b5-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
};

let site: string;
let issuer: LocalIssuer;
let printed: string;
let metafile: Metafile;

/** A folder as the cloud has it: what is built, the host's file, the package's file, and of all packages sharp alone. */
beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'alms-bundle-'));
  issuer = await startIssuer({ aud: appId });
  const build = run(process.execPath, ['functions/build.mjs', '--deployed', '--out', join(site, 'dist')], { cwd: root });
  const wishes = ['--bundle', '--platform=node', `--outfile=${join(site, 'bundle-host.js')}`, '--log-level=warning'];
  const host = run(join(root, 'node_modules/.bin/esbuild'), ['test/functions/bundle-host.ts', ...wishes], { cwd: root });
  printed = (await build).stdout;
  await host;
  await mkdir(join(site, 'node_modules'));
  await symlink(join(root, 'node_modules/sharp'), join(site, 'node_modules/sharp'));
  await cp(join(root, 'package.json'), join(site, 'package.json'));
  await cp(join(root, 'functions/host.json'), join(site, 'host.json'));
  metafile = JSON.parse(await readFile(join(site, 'dist/bundle.json'), 'utf8')) as Metafile;
});
afterAll(async () => {
  await issuer.stop();
  await rm(site, { recursive: true, force: true });
});

const children: ChildProcess[] = [];
/** Stands in for Application Insights. */
let ingestion: Server | undefined;
afterEach(async () => {
  ingestion?.closeAllConnections();
  ingestion?.close();
  ingestion = undefined;
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill();
    await once(child, 'exit');
  }
});

/** Starts the bundle; its address, or how it ended and what it said. */
async function start(env: Record<string, string>): Promise<{ url: string } | { code: number; said: string }> {
  // Where the package's file says that the host finds it.
  const main = join(site, packageJson.main);
  const child = fork(join(site, 'bundle-host.js'), [main, issuer.metadataUrl], {
    cwd: site,
    env: { PATH: process.env.PATH ?? '', NO_PROXY: '*', ...env },
    execArgv: [],
    silent: true,
  });
  children.push(child);
  let said = '';
  child.stdout?.on('data', (text) => (said += String(text)));
  child.stderr?.on('data', (text) => (said += String(text)));
  return await new Promise((done) => {
    child.once('message', (message) => done({ url: `http://127.0.0.1:${(message as { port: number }).port}` }));
    // Node quotes the line at fault, and of the bundle a line is a megabyte.
    child.once('exit', (code) => done({ code: code ?? -1, said: said.replace(/^.{2000,}$/gm, '…') }));
  });
}

async function started(): Promise<string> {
  const result = await start({ ...settings, ALMS_MAIL_FROM: 'visitor.accounts@bantshire.example' });
  if ('code' in result) throw new Error(`The bundle did not start: ${result.said}`);
  return result.url;
}

describe('the bundle', () => {
  it('should hold nothing of local mode and nobody of the sample data', () => {
    const inputs = Object.keys(metafile.inputs);
    expect(inputs).toContain('functions/main.ts');
    expect(inputs).toContain('bot/compose.ts');
    expect(inputs.filter((name) => /node_modules\/(adaptive(cards|-expressions)|antlr4ts)/.test(name))).toEqual([]);
    expect(inputs.filter((name) => /^functions\/(local|cli)|^test\/|people\.json$|local-organisation/.test(name))).toEqual([]);
  });

  it('should be alone in its folder, with the files of the upload page beside it', async () => {
    expect((await readdir(join(site, 'dist/functions'))).sort()).toEqual([
      `bundle-${process.version}-${process.arch}.cache`,
      'bundle.js',
      'decode-photo.js',
      'main.js',
      'telemetry.js',
    ]);
    expect((await readdir(join(site, 'dist/pages'))).sort()).toEqual(['photo-dialog.js', 'upload.css', 'upload.html', 'upload.js']);
  });

  it('should ask for nothing but Node and its host, and to open pictures for sharp', async () => {
    const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint === 'functions/main.ts');
    const asked = [...new Set((output?.imports ?? []).filter(({ external }) => external).map(({ path }) => path.replace(/^node:/, '')))];
    const packages = asked.filter((name) => !builtinModules.includes(name));
    // Extras that parts of botbuilder try for and do without.
    const extras = ['bufferutil', 'encoding', 'utf-8-validate'];
    expect(packages.filter((name) => !extras.includes(name)).sort()).toEqual(['@azure/functions-core']);
    const opener = await readFile(join(site, 'dist/functions/decode-photo.js'), 'utf8');
    expect([...opener.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['sharp']);
    expect(Object.keys(packageJson.dependencies)).toContain('sharp');
  });

  it('should be of a size that starts fast', () => {
    const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint === 'functions/main.ts');
    expect(output?.bytes).toBeLessThan(12 * 1024 * 1024);
    expect(printed).toMatch(
      /^built: bundle for Azure Functions \d+\.\d MB; the tab's first load \d+ KB of gzipped JavaScript, of 194 KB allowed$/m,
    );
  });
});

describe('the process beside the bundle', () => {
  it('should open a picture with nothing but sharp, from where the bundle looks for it', async () => {
    expect(await readFile(join(site, 'dist/functions/bundle.js'), 'utf8')).toMatch(/\(__dirname,"decode-photo\.js"\)/);
    const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
    const opener = photoChild({ script: join(site, 'dist/functions/decode-photo.js'), log });
    expect(await opener.decode(await picture(900, 1200))).toHaveProperty('jpeg');
    opener.stop();
  });
});

describe('the code cache of the bundle', () => {
  const file = join('dist/functions', `bundle-${process.version}-${process.arch}.cache`);
  const tell = `const vm = require('node:vm'); const { Script } = vm;
    vm.Script = function (code, options) {
      const made = new Script(code, options);
      console.log(options.cachedData ? (made.cachedDataRejected ? 'refused' : 'taken') : 'none');
      return made;
    };
    require(process.argv[1]); process.exit();`;
  /** What became of the cache of a folder, by the loader itself. */
  async function takenIn(folder: string): Promise<string> {
    const given = [join(folder, packageJson.main)];
    const { stdout } = await run(process.execPath, ['-e', tell, ...given], { env: { PATH: process.env.PATH, ...settings } });
    return stdout.split('\n').find((line) => /^(?:refused|taken|none)$/.test(line)) ?? stdout;
  }

  it('should be taken by the Node that made it, refused where it is another’s, and do nothing where there is none', async () => {
    expect(await takenIn(site)).toBe('taken');
    const other = await mkdtemp(join(tmpdir(), 'alms-cache-'));
    await cp(join(site, 'dist'), join(other, 'dist'), { recursive: true });
    const bytes = await readFile(join(other, file));
    // The version of V8 is in the first words.
    bytes.writeUInt32LE(bytes.readUInt32LE(4) + 1, 4);
    await writeFile(join(other, file), bytes);
    expect(await takenIn(other)).toBe('refused');
    await rm(join(other, file));
    expect(await takenIn(other)).toBe('none');
    await rm(other, { recursive: true });
  });
});

describe('the names in the bundle', () => {
  // The storage client knows its own classes by their names, and a line of the log tells where a fault was.
  it('should be those of the source, without a call for each function that is made', async () => {
    const code = await readFile(join(site, 'dist/functions/bundle.js'), 'utf8');
    for (const name of ['function readSettings(', 'async function sweep(', 'SettingsError=class ']) expect(code).toContain(name);
    expect(code.match(/\b__name\(/g)).toBeNull();
  });
});

describe('the bundle, started where there is nothing else', () => {
  const press = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'help', data: {} }, trigger: 'manual' },
  };
  const activity = {
    ...press,
    id: 'f:1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/uk/',
    from: { id: '29:1', name: 'Ann Ashdown', aadObjectId: '11111111-aaaa-4bbb-8ccc-000000000001' },
    recipient: { id: `28:${appId}`, name: 'ALMS' },
    conversation: { conversationType: 'personal', tenantId, id: 'a:1' },
    channelData: { tenant: { id: tenantId } },
  };
  async function post(url: string, headers: Record<string, string>): Promise<Response> {
    return await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(activity),
    });
  }

  it('should answer what needs no storage, and refuse whoever is not the Bot Connector', async () => {
    const url = await started();
    expect(await (await fetch(`${url}/api/health`)).json()).toEqual({ status: 'ok' });

    const page = await fetch(`${url}/photo`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('Bantshire University');
    expect((await fetch(`${url}/photo/upload.js`)).headers.get('content-type')).toContain('text/javascript');

    expect((await post(url, {})).status).toBe(401);
    const forged = await issuer.mint({ serviceurl: activity.serviceUrl, key: 'forged' });
    expect((await post(url, { authorization: `Bearer ${forged}` })).status).toBe(401);
  });

  it('should answer a press of the Bot Connector through all of botbuilder, storage away or not', async () => {
    const url = await started();
    const token = await issuer.mint({ serviceurl: activity.serviceUrl });
    const response = await post(url, { authorization: `Bearer ${token}` });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard' },
    });
  });

  it('should show the tab where it is set up, and nothing of it where it is not', async () => {
    const tab = { ALMS_TAB_APP_ID: '6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24', ALMS_TAB_APP_URI: 'api://alms.bantshire.example/tab' };
    const result = await start({ ...settings, ...tab });
    if ('code' in result) throw new Error(`The bundle did not start: ${result.said}`);
    const page = await fetch(`${result.url}/tab`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await fetch(`${result.url}/api/tab/me`)).status).toBe(401);
    const without = await started();
    expect([(await fetch(`${without}/tab`)).status, (await fetch(`${without}/api/tab/me`)).status]).toEqual([404, 404]);
  });

  it('should be the app that makes accounts where it is told so, which answers nobody and needs no bot', async () => {
    const id = '6f1f8a52-9a35-4d6b-8a0f-0c5d0d1e2f30';
    const accounts = {
      ALMS_FUNCTIONS: 'accounts',
      ALMS_TABLES_URL: settings.ALMS_TABLES_URL,
      ALMS_QUEUES_URL: settings.ALMS_QUEUES_URL,
      ALMS_ACCOUNT_QUEUES_URL: 'https://almsx.queue.core.invalid',
      ALMS_ACCOUNTS: 'graph',
      ALMS_ACCOUNT_DOMAIN: 'bantshire.example',
      ALMS_STAFF_LIKE_GROUP: id,
      ALMS_STUDENT_LIKE_GROUP: id,
      ALMS_USERNAME_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    const result = await start(accounts);
    if ('code' in result) throw new Error(`The bundle did not start: ${result.said}`);
    expect((await fetch(`${result.url}/api/health`)).status).toBe(404);
    const without = await start({ ...accounts, ALMS_USERNAME_KEY: '' });
    expect(without).toMatchObject({ said: expect.stringContaining('ALMS_USERNAME_KEY: missing') });
  });

  it('should send its telemetry where it is told to, by its identity, each call in the host’s trace', async () => {
    const own = selfSigned();
    const sent: { authorization: string | undefined; text: string }[] = [];
    ingestion = createServer({ key: own.privateKey, cert: own.certificate }, (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const bytes = Buffer.concat(parts);
        const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
        sent.push({ authorization: request.headers.authorization, text });
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ itemsReceived: 1, itemsAccepted: 1, errors: [] }));
      });
    });
    await new Promise<void>((done) => ingestion?.listen(0, '127.0.0.1', done));
    const endpoint = `https://127.0.0.1:${(ingestion.address() as AddressInfo).port}/`;
    const result = await start({
      ...settings,
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=07b2de9f-2640-4c74-838a-a3cf3608219a;IngestionEndpoint=${endpoint}`,
      APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
      APPLICATIONINSIGHTS_SDKSTATS_DISABLED: 'true',
      OTEL_BSP_SCHEDULE_DELAY: '200',
      OTEL_BLRP_SCHEDULE_DELAY: '200',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    });
    if ('code' in result) throw new Error(`The bundle did not start: ${result.said}`);
    const trace = '0af7651916cd43dd8448eb211c80319c';
    await fetch(`${result.url}/photo`, { headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` } });
    const all = () => sent.map(({ text }) => text).join('\n');
    for (let look = 0; look < 100 && !(all().includes('"started"') && all().includes(trace)); look += 1) await sleep(100);
    expect(all()).toContain('"functions":"accounts accountsPoison backup poison reconcile sweep web work"');
    expect(all()).toContain(`"ai.operation.id":"${trace}"`);
    expect(new Set(sent.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer opens-nothing']));
  });

  it('should have the host report what stops its start, and not run as an app without functions', async () => {
    const result = await start({});
    if ('url' in result) throw new Error('It started.');
    expect(result.code).not.toBe(0);
    for (const name of Object.keys(settings)) expect(result.said).toContain(`${name}: missing`);
    const wrong = await start({ ...settings, ALMS_STAFF_GROUP: 'All staff' });
    expect(wrong).toMatchObject({ said: expect.stringContaining('ALMS_STAFF_GROUP: not a GUID') });
  });
});
