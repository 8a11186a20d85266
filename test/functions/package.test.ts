import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type FunctionPackage, packageFunctions } from '../../infra/package/package-functions';
import packageJson from '../../package.json';
import { type LocalIssuer, startIssuer } from '../fakes/local-issuer';
import { appId, tenantId } from '../fakes/teams-bot';
import { unzip } from '../fakes/unzip';
import type { HostAnswer, HostCall } from './bundle-host';
import { type CloudStorage, startCloudStorage } from './cloud-storage';

const root = resolve(__dirname, '../..');
let folder: string;
let made: FunctionPackage;
let files: Record<string, Buffer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alms-package-'));
  made = await packageFunctions(root, join(folder, 'out'));
  files = unzip(await readFile(made.archive));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the function package', () => {
  it('should have the host’s file and a small package file at its root, and beside the bundle what opens pictures on Azure', () => {
    expect([...new Set(Object.keys(files).map((name) => name.split('/')[0]))]).toEqual([
      'dist',
      'host.json',
      'node_modules',
      'package.json',
    ]);
    expect(JSON.parse(files['package.json']!.toString())).toEqual({
      name: packageJson.name,
      version: packageJson.version,
      private: true,
      license: 'MIT',
      main: 'dist/functions/main.js',
      dependencies: { sharp: packageJson.dependencies.sharp },
    });
    expect(files).toHaveProperty([packageJson.main]);
    const names = Object.keys(files).filter((name) => name.endsWith('/package.json'));
    expect(names.filter((name) => name.includes('@img/')).sort()).toEqual([
      'node_modules/@img/colour/package.json',
      'node_modules/@img/sharp-libvips-linux-x64/package.json',
      'node_modules/@img/sharp-linux-x64/package.json',
    ]);
  });

  it('should hold no source map, nothing of local mode, no sample person and no secret file', () => {
    const names = Object.keys(files);
    expect(
      names.filter((name) => /\.map$|local|bundle\.json|\.env|people\.json|visitors\.csv|\.pem$/.test(name.replace(/^node_modules.*/, ''))),
    ).toEqual([]);
    for (const name of [packageJson.main, 'dist/functions/bundle.js']) expect(files[name]!.toString()).not.toContain('sourceMappingURL');
  });

  it('should be of a size that is published in moments', () => {
    expect(made.bytes.unpacked).toBeLessThan(40 * 1024 * 1024);
    expect(made.bytes.packed).toBeLessThan(16 * 1024 * 1024);
  });

  it('should be the same in the folder as in the archive, and have the same bytes when it is made again, but for V8’s code cache', async () => {
    const entries = await readdir(made.folder, { recursive: true, withFileTypes: true });
    const there = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(made.folder.length + 1));
    expect(there.sort()).toEqual(Object.keys(files));
    const again = await packageFunctions(root, join(folder, 'again'));
    const anew = unzip(await readFile(again.archive));
    expect(Object.keys(anew)).toEqual(Object.keys(files));
    const differing = Object.keys(files).filter((name) => !files[name]!.equals(anew[name]!));
    expect(differing.filter((name) => !/^dist\/functions\/bundle-v[\d.]+-x64\.cache$/.test(name))).toEqual([]);
  });
});

describe('the function package, unpacked in an empty folder and started as in the cloud', () => {
  const blob = '0123456789abcdef0123456789abcdef';
  const sponsor = '11111111-aaaa-4bbb-8ccc-000000000001';
  let storage: CloudStorage;
  let issuer: LocalIssuer;
  let child: ChildProcess;
  let url: string;
  let functions: string[];
  let said = '';

  beforeAll(async () => {
    const site = join(folder, 'site');
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(site, name)), { recursive: true });
      await writeFile(join(site, name), content);
    }
    [storage, issuer] = await Promise.all([startCloudStorage(), startIssuer({ aud: appId })]);
    const tables = ['Requests', 'Views', 'Drafts', 'Digests', 'Summary', 'People', 'Departments', 'Policy', 'Usernames', 'Pace'];
    const json = { 'content-type': 'application/json', accept: 'application/json;odata=nometadata' };
    const answers = [
      ...tables.map((TableName) => storage.call('table', 'POST', '/Tables', JSON.stringify({ TableName }), json)),
      ...['work', 'accounts'].map((queue) => storage.call('queue', 'PUT', `/${queue}`)),
      storage.call('blob', 'PUT', '/photos?restype=container'),
    ];
    for (const { status, text } of await Promise.all(answers)) if (status !== 201) throw new Error(`${status} ${text}`);
    await storage.call('blob', 'PUT', `/photos/${blob}`, 'a photo', { 'x-ms-blob-type': 'BlockBlob' });
    const host = join(folder, 'bundle-host.js');
    const wishes = ['--bundle', '--platform=node', `--outfile=${host}`, '--log-level=warning'];
    await promisify(execFile)(join(root, 'node_modules/.bin/esbuild'), ['test/functions/bundle-host.ts', ...wishes], { cwd: root });
    child = fork(host, [join(site, packageJson.main), issuer.metadataUrl, storage.token], {
      cwd: site,
      silent: true,
      execArgv: [],
      env: {
        PATH: process.env.PATH ?? '',
        NO_PROXY: '*',
        // The emulator's certificate is one of this run, on this machine.
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
        MicrosoftAppId: appId,
        MicrosoftAppTenantId: tenantId,
        MicrosoftAppType: 'UserAssignedMSI',
        ALMS_PUBLIC_URL: 'https://alms.bantshire.example',
        ALMS_TABLES_URL: storage.urls.table,
        ALMS_BLOBS_URL: storage.urls.blob,
        ALMS_QUEUES_URL: storage.urls.queue,
        ALMS_STAFF_GROUP: '6f1f8a52-9a35-4d6b-8a0f-0c5d0d1e2f30',
        ALMS_ADMIN_GROUP: '7b0e4f7c-3f0e-4a37-9c55-0d3f3e2f5b11',
        ALMS_CARD_OFFICE_GROUP: '90d7c6b5-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
      },
    });
    child.stdout?.on('data', (part) => (said += String(part)));
    child.stderr?.on('data', (part) => (said += String(part)));
    const first = await next();
    if (!('port' in first)) throw new Error(`It did not start: ${said}`);
    url = `http://127.0.0.1:${first.port}`;
    functions = first.functions;
  });
  afterAll(async () => {
    child.kill();
    await once(child, 'exit');
    await Promise.all([storage.stop(), issuer.stop()]);
  });

  /** What the host says next; throws where it ends before. */
  async function next(): Promise<HostAnswer> {
    return await new Promise((done, failed) => {
      child.once('message', (message) => done(message as HostAnswer));
      child.once('exit', () => failed(new Error(said.replace(/^.{2000,}$/gm, '…'))));
    });
  }
  async function host(call: HostCall): Promise<HostAnswer> {
    const answer = next();
    child.send(call);
    return await answer;
  }

  it('should list the functions of the host', () => {
    expect(functions.sort()).toEqual(['accounts', 'accountsPoison', 'backup', 'poison', 'reconcile', 'sweep', 'web', 'work']);
  });

  it('should answer a turn of the Bot Connector', async () => {
    const serviceUrl = 'https://smba.trafficmanager.net/uk/';
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await issuer.mint({ serviceurl: serviceUrl })}` },
      body: JSON.stringify({
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb: 'help', data: {} }, trigger: 'manual' },
        id: 'f:1',
        channelId: 'msteams',
        serviceUrl,
        from: { id: '29:1', name: 'Ann Ashdown', aadObjectId: sponsor },
        recipient: { id: `28:${appId}`, name: 'ALMS' },
        conversation: { conversationType: 'personal', tenantId, id: 'a:1' },
        channelData: { tenant: { id: tenantId } },
      }),
    });
    expect([response.status, await response.json()]).toMatchObject([200, { statusCode: 200, value: { type: 'AdaptiveCard' } }]);
  });

  it('should run a timer on the tables, by the managed identity', async () => {
    expect(await host({ timer: 'sweep' })).toEqual({});
    expect(said).toMatch(/"msg":"sweep"/);
  });

  it('should work on a message of the queue: a photo that no draft names is deleted', async () => {
    const path = `/photos/${blob}`;
    expect((await storage.call('blob', 'HEAD', path)).status).toBe(200);
    const message = JSON.stringify({ kind: 'photo', id: 'VR-7K3M9QXA', sponsor, blob });
    expect(await host({ queue: 'work', message })).toEqual({});
    expect((await storage.call('blob', 'HEAD', path)).status).toBe(404);
  });

  it('should open a picture with the sharp that it brings', async () => {
    const opener = join(folder, 'site/dist/functions/decode-photo.js');
    const code = `const { createRequire } = require('node:module'); const own = createRequire(${JSON.stringify(opener)});
      console.log(own.resolve('sharp')); own('sharp')({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).jpeg().toBuffer().then((b) => console.log(b.length > 100));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', code], { cwd: folder, env: { PATH: process.env.PATH ?? '' } });
    expect(stdout.split('\n').slice(0, 2)).toEqual([expect.stringContaining(join(folder, 'site/node_modules/sharp')), 'true']);
  });
});
