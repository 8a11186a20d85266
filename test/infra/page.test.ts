import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustBeEmpty } from '../../bot/adapters/azure/restore';
import packageJson from '../../package.json';
import { parseBicep } from './parse-bicep';

/*
 * The commands of infra/README.md, typed one after the other into one shell, as far as they go without a cloud: `az`, `npm` and `curl`
 * are stand-ins that write down what they are asked. So a variable that no step sets, an output that there is not, or a quote that does
 * not end stops this test and not somebody's afternoon.
 */
const page = readFileSync('infra/README.md', 'utf8');
const part = (from: string, to: string) => page.slice(page.indexOf(`\n## ${from}\n`), page.indexOf(`\n## ${to}\n`));
const blocks = (text: string) => [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
const deploying = blocks(part('Deploy', 'After the first day'));
const removing = blocks(part('After the first day', 'Restore'));
const restoring = blocks(part('Restore', 'Deploy from GitHub'));
const fromGitHub = blocks(part('Deploy from GitHub', 'Settings'));

const printedSettings = ['ALMS_TABLES_URL', 'ALMS_BLOBS_URL', 'ALMS_QUEUES_URL', 'ALMS_BACKUP_TABLES_URL', 'ALMS_BACKUP_BLOBS_URL'].map(
  (name) => ({
    name,
    value: `https://alms.${name.split('_').at(-2)!.toLowerCase().replace(/s$/, '')}.core.windows.net`,
  }),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-page-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function type(code: string): Promise<{ calls: string[]; printed: string }> {
  const outputs = (await parseBicep('infra/main.bicep')).declarations.filter(({ kind }) => kind === 'output').map(({ symbol }) => symbol);
  const log = join(folder, 'calls');
  const noting = `#!/bin/sh\necho "$(basename "$0") $*" >> "${log}"\n`;
  const az = `case "$*" in
  *properties.outputs.*) name=$(echo "$*" | sed 's/.*properties\\.outputs\\.\\([A-Za-z]*\\)\\.value.*/\\1/')
    echo " ${outputs.join(' ')} " | grep -q " $name " || { echo "there is no output $name" >&2; exit 3; }
    echo "$name-1" ;;
  *"appsettings list"*) echo '${JSON.stringify(printedSettings)}' ;;
  *) echo id-1 ;;
esac
`;
  mkdirSync(join(folder, 'bin'), { recursive: true });
  for (const [name, body] of [
    ['az', az],
    ['npm', ''],
    ['curl', ''],
  ] as const) {
    writeFileSync(join(folder, 'bin', name), noting + body);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  const env = { PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`, HOME: folder };
  const printed = await new Promise<string>((done, failed) => {
    execFile('bash', ['-euo', 'pipefail', '-c', code], { cwd: folder, env }, (fault, stdout, stderr) =>
      fault ? failed(new Error(`${fault.message}\n${stderr}`)) : done(stdout),
    );
  });
  return { calls: readFileSync(log, 'utf8').trim().split('\n'), printed };
}

describe('the page, followed from top to bottom', () => {
  it('should run through, each command with what the steps before it have set', async () => {
    const { calls } = await type(deploying.join('\n'));
    expect(calls.filter((call) => /\s$|''|undefined/.test(call))).toEqual([]);
    const deployment = calls.find((call) => call.startsWith('az deployment group create'));
    expect(deployment).toBe('az deployment group create --name alms --resource-group visitor-accounts --parameters infra/main.bicepparam');
    expect(calls).toContain('npm run deploy -- --group visitor-accounts');
    expect(calls).toContain('curl --fail --silent publicUrl-1/healthz');
    const order = [
      'npm run yours',
      'az login',
      'npm run entra -- --staff',
      'az deployment group create',
      'npm run package',
      'npm run deploy',
      'npm run departments',
      'npm run manifest',
      'npm run doctor',
      'az monitor',
    ];
    const places = order.map((beginning) => calls.findIndex((call) => call.startsWith(beginning)));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  it('should run through twice in one shell', async () => {
    const code = deploying.join('\n');
    const [once, twice] = [await type(code), await type(`${code}\n${code}`)];
    expect(twice.calls).toHaveLength(3 * once.calls.length);
  });

  it('should end in removal, and have a way for GitHub, both with what is set already', async () => {
    const group = 'export GROUP=visitor-accounts\n';
    expect((await type(group + removing.join('\n'))).calls).toEqual([
      'npm run entra -- remove --group visitor-accounts --staff OBJECT-ID-OF-ALL-STAFF',
      'az group delete --name visitor-accounts',
    ]);
    const { calls } = await type(group + fromGitHub.join('\n'));
    // The stand-in has one already: what is there is not made again.
    expect(calls.filter((call) => call.includes('federated-credential create'))).toEqual([]);
    const afresh = await type(
      `${group}az() { case "$*" in *'credential list'*) ;; *) command az "$@" ;; esac; }\n${fromGitHub.join('\n')}`,
    );
    const credential = afresh.calls.find((call) => call.includes('federated-credential create')) ?? '';
    expect(JSON.parse(credential.slice(credential.indexOf('{')))).toMatchObject({ issuer: 'https://token.actions.githubusercontent.com' });
    expect(calls.filter((call) => call.includes('role assignment create'))).toHaveLength(2);
  });

  it('should restore: the app stopped first and started last, and only what must be empty emptied', async () => {
    const { calls } = await type(`export GROUP=visitor-accounts\n${restoring.join('\n')}`);
    expect(calls[1]).toBe('az functionapp stop --resource-group visitor-accounts --name functionAppName-1');
    expect(calls.at(-1)).toBe('az functionapp start --resource-group visitor-accounts --name functionAppName-1');
    // A deployment in between may start it.
    const places = ['az functionapp stop', 'az deployment group create', 'npm run restore -- --apply'].map((beginning) =>
      calls.findLastIndex((call) => call.startsWith(beginning)),
    );
    expect(places[0]!).toBeGreaterThan(places[1]!);
    expect(places[2]!).toBeGreaterThan(places[0]!);
    const emptied = calls.flatMap(
      (call) => /^az storage (?:table|container) delete --name (\w+) --account-name alms /.exec(call)?.[1] ?? [],
    );
    expect(emptied).toEqual([...mustBeEmpty.slice(0, 2), 'Views', ...mustBeEmpty.slice(2), 'photos']);
    expect(calls.filter((call) => call.startsWith('npm'))).toEqual(['npm run restore', 'npm run restore -- --apply']);
  });

  it('should stop at what is not set, and at an output that there is not', async () => {
    await expect(type('echo $NOT_SET')).rejects.toThrow('NOT_SET');
    await expect(type('x=$(az deployment group show --query properties.outputs.lost.value -o tsv)')).rejects.toThrow(
      'there is no output lost',
    );
  });

  it('should name commands of this project alone, and steps that are there', () => {
    const scripts = packageJson.scripts as Record<string, string>;
    const commands = [...page.matchAll(/npm run ([a-z]+)/g)].map(([, name = '']) => name);
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
    const steps = new Set([...page.matchAll(/^### (\d+)\.|, (\d+)\. (?=[A-Z])/gm)].flatMap(([, one, other]) => Number(one ?? other)));
    const named = [...page.matchAll(/\bsteps? (\d+)(?:(?: and|,) (\d+))?/g)].flatMap(([, one, other]) => [
      Number(one),
      ...(other ? [Number(other)] : []),
    ]);
    expect(named.filter((step) => !steps.has(step))).toEqual([]);
  });
});
