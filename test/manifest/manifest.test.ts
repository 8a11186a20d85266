import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppManifestUtils, type TeamsManifestV1D30 } from '@microsoft/app-manifest';
import sharp from 'sharp';
import { commands, understand } from '../../bot/domain/words/commands';
import { type Environment, readManifestSettings, SettingsError } from '../../bot/settings/settings';
import { buildManifest, fillManifest, makeManifest, manifestParts } from '../../manifest/build';
import { colorIcon, outlineIcon } from '../../manifest/icons';
import { unzip } from '../fakes/unzip';

type Manifest = TeamsManifestV1D30.TeamsManifestV1D30;
const botId = '07b2de9f-2640-4c74-838a-a3cf3608219a';
const deployment = { MicrosoftAppId: botId, ALMS_PUBLIC_URL: 'https://alms.bantshire.example' };
const tabAppId = '6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24';
const tabDeployment = {
  ...deployment,
  ALMS_TAB_APP_ID: tabAppId,
  ALMS_TAB_APP_URI: `api://alms.bantshire.example/${tabAppId}`,
};
const template = () => readFile('manifest/manifest.json', 'utf8');
const filled = async (env: Environment = deployment) => makeManifest(await template(), await manifestParts(env)) as Manifest;

describe('the manifest', () => {
  it.each([
    ['without a tab', deployment],
    ['with a tab', tabDeployment],
  ])('should be valid by its own schema once it is filled in: %s', async (_, env) => {
    const manifest = await filled(env);
    await expect(AppManifestUtils.validateAgainstSchema(manifest)).resolves.toEqual([]);
    expect(JSON.stringify(manifest)).not.toContain('${{');
  });

  it('should be refused by the schema when a name is too long', async () => {
    const manifest = await filled();
    manifest.name.short = 'x'.repeat(31);
    await expect(AppManifestUtils.validateAgainstSchema(manifest)).resolves.toHaveLength(1);
  });

  it('should refuse to be filled in without a value', async () => {
    const { VERSION: _, ...rest } = (await manifestParts(deployment)).values;
    const text = await template();
    expect(() => fillManifest(text, rest)).toThrow('the manifest asks for VERSION, which has no value');
  });

  it('should keep a value with quotes inside its own text', () => {
    expect(fillManifest('{"version":"${{VERSION}}"}', { VERSION: '","id":"x' })).toEqual({ version: '","id":"x' });
  });

  it('should tell deployments apart by the name’s suffix and a version of their own', async () => {
    const test = await filled({ ...deployment, TEAMS_APP_SUFFIX: ' (test) ', TEAMS_APP_VERSION: '1.4.0' });
    expect([test.name.short, test.name.full, test.version]).toEqual([
      'Visitor accounts (test)',
      'Visitor accounts (ALMS) at Bantshire University (test)',
      '1.4.0',
    ]);
    for (const version of ['v2', '1.4', '1.4.0-beta', '01.4.0'])
      await expect(filled({ ...deployment, TEAMS_APP_VERSION: version })).rejects.toThrow('not three numbers such as 1.4.0');
    const plain = await filled({ ...deployment, TEAMS_APP_SUFFIX: ' ', TEAMS_APP_VERSION: '' });
    expect([plain.name.short, plain.version]).toEqual(['Visitor accounts', '0.1.0']);
    await expect(AppManifestUtils.validateAgainstSchema(test)).resolves.toEqual([]);
  });

  it('should be of the newest version whose schema is there, and lead Teams administrators to their page', async () => {
    const folder = join(require.resolve('@microsoft/app-manifest/package.json'), '../build/json-schemas/teams');
    const minors = (await readdir(folder)).flatMap((name) => /^v1\.(\d+)$/.exec(name)?.[1] ?? []).map(Number);
    const manifest = await filled();
    expect(manifest.manifestVersion).toBe(`1.${Math.max(...minors)}`);
    expect(manifest.publisherDocsUrl).toMatch(/^https:/);
    expect(manifest.devicePermissions).toEqual(['media']);
  });

  it('should offer one bot in the personal chat, with the words that it understands', async () => {
    const { bots } = await filled();
    expect(bots).toHaveLength(1);
    expect(bots![0]).toMatchObject({ botId, scopes: ['personal'], supportsFiles: true });
    const offered = bots![0]!.commandLists!.flatMap((list) => list.commands);
    expect(offered).toEqual(commands.map(({ title, description }) => ({ title, description })));
    expect(offered.map(({ title }) => understand(title))).toEqual(commands.map(({ action }) => action));
  });

  it('should trust the public host alone, with a tab and without', async () => {
    expect((await filled()).validDomains).toEqual(['alms.bantshire.example']);
    expect((await filled(tabDeployment)).validDomains).toEqual(['alms.bantshire.example']);
  });

  it('should name the bot as the app that may install it, and have no tabs, where there is no tab', async () => {
    const manifest = await filled();
    expect(manifest).not.toHaveProperty('staticTabs');
    expect(manifest.webApplicationInfo).toEqual({ id: botId, resource: `api://alms.bantshire.example/${botId}` });
  });

  it('should have the tab behind the chat, and name the app whose tokens it gets', async () => {
    const manifest = await filled(tabDeployment);
    const address = 'https://alms.bantshire.example/tab';
    expect(manifest.staticTabs).toEqual([
      { entityId: 'conversations', scopes: ['personal'] },
      { entityId: 'requests', name: 'Requests', contentUrl: address, websiteUrl: address, scopes: ['personal'] },
    ]);
    expect(manifest.webApplicationInfo).toEqual({ id: tabAppId, resource: `api://alms.bantshire.example/${tabAppId}` });
    expect(manifest.id).toBe(botId);
  });
});

// The photo's decoder list holds for the whole process, which other suites of this worker share.
beforeAll(() => sharp.unblock({ operation: ['VipsForeignLoad'] }));

describe('the icons', () => {
  it('should be PNGs of the sizes that Teams asks for', async () => {
    await expect(sharp('manifest/color.png').metadata()).resolves.toMatchObject({ format: 'png', width: 192, height: 192 });
    await expect(sharp('manifest/outline.png').metadata()).resolves.toMatchObject({ format: 'png', width: 32, height: 32, hasAlpha: true });
  });

  it('should leave nothing of the coloured icon transparent', async () => {
    expect((await sharp('manifest/color.png').stats()).isOpaque).toBe(true);
  });

  it('should draw the outline in white on transparent', async () => {
    const bytes = await sharp('manifest/outline.png').ensureAlpha().raw().toBuffer();
    const pixels = Array.from({ length: 32 * 32 }, (_, index) => [...bytes.subarray(index * 4, index * 4 + 4)]);
    expect(pixels.filter(([red, green, blue, alpha]) => alpha !== 0 && (red !== 255 || green !== 255 || blue !== 255))).toEqual([]);
    expect(pixels.filter(([, , , alpha]) => alpha === 255).length).toBeGreaterThan(100);
    expect(pixels.filter(([, , , alpha]) => alpha === 0).length).toBeGreaterThan(400);
  });

  // Encoders differ between machines, so the pictures are compared and not the files.
  it.each([
    ['color.png', colorIcon],
    ['outline.png', outlineIcon],
  ])('should be as drawn: %s', async (file, draw) => {
    const pixels = (icon: Buffer) => sharp(icon).ensureAlpha().raw().toBuffer();
    const [kept, drawn] = await Promise.all([readFile(`manifest/${file}`).then(pixels), draw().then(pixels)]);
    const differing = drawn.filter((byte, index) => Math.abs(byte - kept[index]!) > 8).length;
    expect(differing).toBeLessThan(drawn.length / 100);
  });
});

describe('buildManifest', () => {
  let target: string;
  beforeEach(async () => {
    target = await mkdtemp(join(tmpdir(), 'manifest-'));
  });
  afterEach(() => rm(target, { recursive: true }));

  it('should write the manifest, both icons and a zip with the three at its root', async () => {
    await buildManifest(target, await manifestParts(tabDeployment));
    expect((await readdir(target)).sort()).toEqual(['color.png', 'manifest.json', 'outline.png', 'visitor-accounts.zip']);
    const packed = unzip(await readFile(join(target, 'visitor-accounts.zip')));
    expect(Object.keys(packed)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    for (const [name, content] of Object.entries(packed)) expect(content.equals(await readFile(join(target, name)))).toBe(true);
    expect(JSON.parse(packed['manifest.json']!.toString())).toEqual(await filled(tabDeployment));
  });

  it('should name the archive by the suffix', async () => {
    const parts = await manifestParts({ ...deployment, TEAMS_APP_SUFFIX: '(Test 2)' });
    await expect(buildManifest(target, parts)).resolves.toBe(`${target}/visitor-accounts-test-2.zip`);
  });

  it('should write nothing when the schema finds a fault', async () => {
    const { values, hasTab } = await manifestParts(tabDeployment);
    await expect(buildManifest(target, { values: { ...values, BOT_ID: 'alms' }, hasTab })).rejects.toThrow('the manifest is not valid');
    await expect(readdir(target)).resolves.toEqual([]);
  });
});

describe('readManifestSettings', () => {
  it('should need the bot and the public address only', () => {
    expect(readManifestSettings(deployment)).toEqual({ botId, publicHost: 'alms.bantshire.example' });
    expect(() => readManifestSettings({})).toThrow(new SettingsError(['MicrosoftAppId: missing', 'ALMS_PUBLIC_URL: missing']));
  });

  it('should take the tab with them, all of it or nothing, on the same host', () => {
    expect(readManifestSettings(tabDeployment).tab).toEqual({ appId: tabAppId, appUri: `api://alms.bantshire.example/${tabAppId}` });
    const { ALMS_TAB_APP_ID: _, ...half } = tabDeployment;
    expect(() => readManifestSettings(half)).toThrow(new SettingsError(['ALMS_TAB_APP_ID: missing, but ALMS_TAB_APP_URI is there']));
    const elsewhere = { ...tabDeployment, ALMS_PUBLIC_URL: 'https://visitors.bantshire.example' };
    expect(() => readManifestSettings(elsewhere)).toThrow('does not name the host of ALMS_PUBLIC_URL');
  });
});
