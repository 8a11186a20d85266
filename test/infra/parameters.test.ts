import { readdirSync, readFileSync } from 'node:fs';
import { deploymentVariables, readTableSettings, settingNames } from '../../bot/settings/settings';
import { Computed, type Declaration, parseBicep } from './parse-bicep';

const modules = readdirSync('infra/modules').map((name) => `infra/modules/${name}`);
const files = ['infra/main.bicep', ...modules];
const text = (path: string) => readFileSync(path, 'utf8');
const workflow = () => text('.github/workflows/deploy.yml');

async function declarationsOf(path: string, kind: Declaration['kind']): Promise<Declaration[]> {
  return (await parseBicep(path)).declarations.filter((one) => one.kind === kind);
}
/** Each parameter of infra/main.bicepparam with its value as it is written. */
function given(): Map<string, string> {
  return new Map([...text('infra/main.bicepparam').matchAll(/^param (\w+) = (.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
}
const variableIn = (value: string) => /^readEnvironmentVariable\('(\w+)'/.exec(value)?.[1];

describe('every Bicep file', () => {
  it.each(files)('should use each parameter and variable that it declares: %s', async (path) => {
    const declared = [...(await declarationsOf(path, 'parameter')), ...(await declarationsOf(path, 'variable'))].map(
      ({ symbol }) => symbol,
    );
    const code = text(path).replace(/^\s*\/\/.*$/gm, '');
    const unused = declared.filter((name) => [...code.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length < 2);
    expect(unused).toEqual([]);
  });

  it('should be a module of the main file', () => {
    for (const path of modules) expect(text('infra/main.bicep')).toContain(`'${path.replace('infra/', '')}'`);
  });

  it('should tag everything that can have tags', async () => {
    const untagged = [
      'roleAssignments',
      'blobServices',
      'queueServices',
      'tableServices',
      'containers',
      'queues',
      'tables',
      'channels',
      'secrets',
    ];
    const more = ['basicPublishingCredentialsPolicies', 'hostNameBindings', 'virtualNetworkLinks', 'privateDnsZoneGroups'];
    for (const path of files) {
      const taggable = (await declarationsOf(path, 'resource')).filter(
        ({ type, isExisting }) => !isExisting && ![...untagged, ...more].includes(type.split('@')[0]!.split('/').at(-1)!),
      );
      for (const { symbol, body } of taggable)
        expect([path, symbol, Object.keys(body as object).includes('tags')]).toEqual([path, symbol, true]);
    }
  });

  it('should name nothing longer than Azure takes it, whatever the name', async () => {
    const main = await declarationsOf('infra/main.bicep', 'parameter');
    expect(main.map(({ symbol }) => symbol)).toContain('name');
    // At most eleven characters, then thirteen that are there once in the world: 24 in all, which storage takes and no more.
    expect(text('infra/main.bicep')).toMatch(/@maxLength\(11\)\nparam name string/);
    const longest = ['h', 'x', 'v'].map((letter) => `take('\${name}${letter}\${unique}', 24)`);
    for (const name of [longest[0]!, longest[1]!, "take('${name}${unique}v', 24)"]) expect(text('infra/main.bicep')).toContain(name);
  });
});

describe('infra/main.bicepparam', () => {
  it('should hold every parameter, but where Azure itself says it, and none that is not there', async () => {
    const asked = (await declarationsOf('infra/main.bicep', 'parameter')).map(({ symbol }) => symbol);
    expect([...given().keys()].sort()).toEqual(asked.filter((name) => !['location', 'tenantId'].includes(name)).sort());
  });

  it('should have the defaults of the file where nothing is set, and none for what is needed', async () => {
    const parameters = await declarationsOf('infra/main.bicep', 'parameter');
    for (const [name, value] of given()) {
      const { body } = parameters.find(({ symbol }) => symbol === name)!;
      const written = variableIn(value) === undefined ? value : (/, ('.*')\)$/.exec(value)?.[1] ?? 'needed');
      const wanted =
        body === undefined
          ? 'needed'
          : body instanceof Computed
            ? body.text
            : typeof body === 'object'
              ? '{}'
              : typeof body === 'string'
                ? `'${body}'`
                : String(body);
      expect([name, written]).toEqual([name, wanted]);
    }
  });

  it('should be refused by the deployment where a group is empty, and not by the app when it starts', () => {
    for (const name of ['staffGroup', 'adminGroup', 'cardOfficeGroup'])
      expect(text('infra/main.bicep')).toMatch(new RegExp(`@minLength\\(36\\)\\n@maxLength\\(36\\)\\nparam ${name} string\\n`));
  });

  it('should take its variables from the workflow that deploys, secrets excepted', () => {
    const needed = [...given()].filter(([, value]) => variableIn(value) && !/, ''\)$/.test(value)).map(([, value]) => variableIn(value));
    expect(needed).toEqual(['ALMS_STAFF_GROUP', 'ALMS_ADMIN_GROUP', 'ALMS_CARD_OFFICE_GROUP']);
    const known = [...given().values()].flatMap((value) => variableIn(value) ?? []);
    const set = [...workflow().matchAll(/^ {6}(ALMS_\w+): /gm)].map(([, name]) => name);
    // A key stays in the vault, so no deployment from there has to give it again.
    const secrets = ['ALMS_LINK_KEY', 'ALMS_LINK_KEY_PREVIOUS', 'ALMS_USERNAME_KEY'];
    expect(set.sort()).toEqual(known.filter((name) => !secrets.includes(name)).sort());
  });
});

describe('a shell in which somebody deploys', () => {
  it('should be one in which the commands run, whatever variables of infra/main.bicepparam it has', () => {
    const variables = [...given().values()].flatMap((value) => variableIn(value) ?? []);
    expect(variables.length).toBeGreaterThan(15);
    const env = { ...Object.fromEntries(variables.map((name) => [name, 'x'])), ALMS_TABLES_URL: 'https://alms.table.core.windows.net' };
    expect(readTableSettings(env)).toEqual({ tables: 'https://alms.table.core.windows.net' });
    expect([...deploymentVariables].sort()).toEqual(variables.filter((name) => !settingNames.includes(name)).sort());
  });
});

describe('azure.yaml', () => {
  it('should publish the package as it is made, to the app that has its tag', () => {
    const yaml = text('azure.yaml');
    expect(yaml).toMatch(/\n {2}app:\n {4}project: dist\/package\n {4}language: js\n {4}host: function\n/);
    expect(yaml).toContain('remoteBuild: false');
    expect(yaml.match(/npm run yours && npm run package/g)).toHaveLength(2);
    expect(text('infra/main.bicep')).toContain("union(tags, { 'azd-service-name': 'app' })");
  });
});

describe('the outputs', () => {
  it('should have every name that a command reads', async () => {
    const names = (await declarationsOf('infra/main.bicep', 'output')).map(({ symbol }) => symbol);
    const read = [...text('infra/az/run-az.ts').matchAll(/^ {2}(\w+): string;$/gm)].map(([, name]) => name);
    expect(read.length).toBeGreaterThan(4);
    expect(read.filter((name) => !names.includes(name!))).toEqual([]);
  });
});
