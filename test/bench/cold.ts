import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { startIssuer } from '../fakes/local-issuer';
import { appId, tenantId } from '../fakes/teams-bot';
import type { HostAnswer, HostCost } from '../functions/bundle-host';
import { type CloudStorage, startCloudStorage } from '../functions/cloud-storage';
import { type Candidate, inRounds, type Measured } from './rounds';

export interface ColdCosts {
  measured: Measured;
  /** What the tab loads before its first page, gzipped, as the build says. */
  firstLoadKilobytes: number;
}

export const cold = {
  botbuilder: "require('botbuilder')",
  loaded: 'the bundle is loaded',
  answered: 'the first press is answered',
} as const;

const root = resolve(__dirname, '..');
const run = promisify(execFile);
const serviceUrl = 'https://smba.trafficmanager.net/uk/';

/** A process of its own each time: of the package alone, and of the bundle as deployed, up to an answer. */
export async function coldCosts(): Promise<ColdCosts> {
  const site = await mkdtemp(join(tmpdir(), 'alms-cold-'));
  const [storage, issuer] = await Promise.all([startCloudStorage(), startIssuer({ aud: appId })]);
  try {
    const [firstLoadKilobytes] = await Promise.all([makeSite(site), makeTables(storage)]);
    const press = async (url: string): Promise<void> => {
      const authorization = `Bearer ${await issuer.mint({ serviceurl: serviceUrl })}`;
      const headers = { 'content-type': 'application/json', authorization };
      const answer = await fetch(`${url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(helpPress) });
      if (!(await answer.text()).includes('"AdaptiveCard"')) throw new Error(`the first press was answered by ${answer.status}`);
    };
    const startBundle = () => startHost(site, [issuer.metadataUrl, storage.token], storage);
    let answered: HostCost | undefined;
    const candidates: Candidate[] = [
      { name: cold.botbuilder, run: async () => sample(await requireAlone('botbuilder')) },
      {
        name: cold.loaded,
        async run() {
          const host = await startBundle();
          await press(host.url);
          answered = await host.cost();
          await host.stop();
          return sample(host.loaded);
        },
      },
    ];
    const answers: Measured = new Map([[cold.answered, []]]);
    const noted = candidates.map((one) => ({
      ...one,
      async run() {
        const taken = await one.run();
        if (one.name === cold.loaded && answered) answers.get(cold.answered)?.push(sample(answered));
        return taken;
      },
    }));
    const measured = await inRounds(noted, 9, 1);
    // The first is of the warm-up.
    measured.set(cold.answered, answers.get(cold.answered)?.slice(1) ?? []);
    return { measured, firstLoadKilobytes };
  } finally {
    await Promise.all([storage.stop(), issuer.stop(), rm(site, { recursive: true, force: true })]);
  }
}

function sample({ cpu, passed }: HostCost): { cpu: number; waited: number[] } {
  return { cpu, waited: [passed] };
}

async function requireAlone(name: string): Promise<HostCost> {
  const code = `const [began, before] = [performance.now(), process.cpuUsage()]; require(${JSON.stringify(name)});
    const { user, system } = process.cpuUsage(before);
    console.log(JSON.stringify({ cpu: (user + system) / 1000, passed: performance.now() - began })); process.exit();`;
  const { stdout } = await run(process.execPath, ['-e', code], { cwd: root });
  return JSON.parse(stdout) as HostCost;
}

/** A folder as the cloud has it. Kilobytes of the tab's first load. */
async function makeSite(site: string): Promise<number> {
  const { stdout } = await run(process.execPath, ['functions/build.mjs', '--deployed', '--out', join(site, 'dist')], { cwd: root });
  await build({
    entryPoints: ['test/functions/bundle-host.ts'],
    outfile: join(site, 'bundle-host.js'),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    logLevel: 'warning',
  });
  await mkdir(join(site, 'node_modules'));
  await symlink(join(root, 'node_modules/sharp'), join(site, 'node_modules/sharp'));
  await cp(join(root, 'package.json'), join(site, 'package.json'));
  await cp(join(root, 'functions/host.json'), join(site, 'host.json'));
  return Number(/first load (\d+) KB/.exec(stdout)?.[1]);
}

async function makeTables(storage: CloudStorage): Promise<void> {
  const json = { 'content-type': 'application/json', accept: 'application/json;odata=nometadata' };
  const tables = ['Requests', 'Views', 'Drafts', 'Digests', 'People', 'Departments', 'Policy', 'Usernames', 'Pace'];
  for (const TableName of tables) await storage.call('table', 'POST', '/Tables', JSON.stringify({ TableName }), json);
}

interface Host {
  url: string;
  loaded: HostCost;
  cost(): Promise<HostCost>;
  stop(): Promise<void>;
}

async function startHost(site: string, given: string[], { urls }: CloudStorage): Promise<Host> {
  const child = fork(join(site, 'bundle-host.js'), [join(site, 'dist/functions/main.js'), ...given], {
    cwd: site,
    silent: true,
    execArgv: [],
    env: { ...settings, ALMS_TABLES_URL: urls.table, ALMS_BLOBS_URL: urls.blob, ALMS_QUEUES_URL: urls.queue },
  });
  const first = await answerOf(child);
  if (!('port' in first)) throw new Error('the bundle did not start');
  return {
    url: `http://127.0.0.1:${first.port}`,
    loaded: first.loaded,
    async cost() {
      const answer = answerOf(child);
      child.send({ cpu: true });
      const told = await answer;
      if (!('cost' in told) || !told.cost) throw new Error('the host does not tell what it cost');
      return told.cost;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function answerOf(child: ChildProcess): Promise<HostAnswer> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the host ended with ${code}`);
  });
  return await Promise.race([once(child, 'message').then(([message]) => message as HostAnswer), ended]);
}

const settings = {
  PATH: process.env.PATH ?? '',
  NO_PROXY: '*',
  // The emulator's certificate is one of this run, on this machine.
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  MicrosoftAppId: appId,
  MicrosoftAppTenantId: tenantId,
  MicrosoftAppType: 'UserAssignedMSI',
  ALMS_PUBLIC_URL: 'https://alms.bantshire.example',
  ALMS_STAFF_GROUP: '6f1f8a52-9a35-4d6b-8a0f-0c5d0d1e2f30',
  ALMS_ADMIN_GROUP: '7b0e4f7c-3f0e-4a37-9c55-0d3f3e2f5b11',
  ALMS_CARD_OFFICE_GROUP: '90d7c6b5-1a2b-4c3d-8e4f-5a6b7c8d9e0f',
};

/** A press that asks no directory. */
const helpPress = {
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', verb: 'help', data: {} }, trigger: 'manual' },
  id: 'f:1',
  channelId: 'msteams',
  serviceUrl,
  from: { id: '29:1', name: 'Ann Ashdown', aadObjectId: '11111111-aaaa-4bbb-8ccc-000000000001' },
  recipient: { id: `28:${appId}`, name: 'ALMS' },
  conversation: { conversationType: 'personal', tenantId, id: 'a:1' },
  channelData: { tenant: { id: tenantId } },
};
