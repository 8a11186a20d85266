import { readFileSync } from 'node:fs';
import packageJson from '../../package.json';
import lock from '../../package-lock.json';

interface Entry {
  version: string;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
}
const entries = Object.entries(lock.packages as Record<string, Partial<Entry>>).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('the lock file', () => {
  it('should say of every package, for every system, what its bytes have to be', () => {
    expect(entries.length).toBeGreaterThan(1_000);
    expect(entries.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
  });

  it('should name no registry, so that each organisation installs from its own', () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('should agree with the package file, which pins every version', () => {
    const pinned = { ...packageJson.dependencies, ...packageJson.devDependencies };
    expect(Object.values(pinned).filter((version) => !/^\d+\.\d+\.\d+(-[a-z]+\.\d+)?$/.test(version))).toEqual([]);
    const locked = lock.packages as Record<string, Partial<Entry>>;
    for (const [name, version] of Object.entries(pinned)) expect([name, locked[`node_modules/${name}`]?.version]).toEqual([name, version]);
  });
});

describe('the install scripts', () => {
  it('should each be allowed or refused by name, and none be named that is not there', () => {
    const scripted = entries.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
    expect(Object.keys(packageJson.allowScripts).sort()).toEqual([...new Set(scripted)].sort());
    // esbuild puts its own binary in place of a script. The others would build or look for what is not used here.
    expect(Object.entries(packageJson.allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([['esbuild', true]]);
  });
});

describe('the workflows', () => {
  const scripts = packageJson.scripts as Record<string, string>;
  it.each(['check', 'deploy'])('should run commands that are there, and hold no secret: %s', (name) => {
    const text = readFileSync(`.github/workflows/${name}.yml`, 'utf8');
    const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, command = '']) => command);
    expect(commands.length).toBeGreaterThan(1);
    expect(commands.filter((command) => scripts[command] === undefined)).toEqual([]);
    expect(text).not.toMatch(/secrets\.|password|pull_request_target/i);
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
  });

  it.each(['check', 'deploy'])('should run each action by the commit that was looked at, with its version beside it: %s', (name) => {
    const text = readFileSync(`.github/workflows/${name}.yml`, 'utf8');
    const used = [...text.matchAll(/uses: (.*)$/gm)].map(([, one = '']) => one);
    expect(used.length).toBeGreaterThan(2);
    expect(used.filter((one) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(one))).toEqual([]);
  });

  it('should compile the parameters with the variables that these cannot do without', () => {
    const needed = readFileSync('infra/main.bicepparam', 'utf8').matchAll(/readEnvironmentVariable\('(\w+)'\)/g);
    const [, job = ''] = readFileSync('.github/workflows/check.yml', 'utf8').split(/^ {2}infra:$/m);
    expect(job).toContain('az bicep build-params');
    for (const [, name] of needed) expect(job).toMatch(new RegExp(`^ {6}${name}: [0-9a-f-]{36}$`, 'm'));
  });

  it('should check that nothing of the sample is left before they deploy', () => {
    const text = readFileSync('.github/workflows/deploy.yml', 'utf8');
    expect(text.indexOf('npm run yours')).toBeLessThan(text.indexOf('npm run package'));
    expect(text.indexOf('npm run package')).toBeLessThan(text.indexOf('az deployment group create'));
    expect(text).toContain('id-token: write');
  });
});
