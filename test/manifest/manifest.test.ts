import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { AppManifestUtils, type TeamsManifestV1D22 } from '@microsoft/app-manifest';
import sharp from 'sharp';
import { commands, understand } from '../../bot/domain/commands';
import { readManifestSettings, SettingsError } from '../../bot/settings';
import { buildManifest, fillManifest } from '../../manifest/build';
import { colorIcon, outlineIcon } from '../../manifest/icons';

type Manifest = TeamsManifestV1D22.TeamsManifestV1D22;
const botId = '07b2de9f-2640-4c74-838a-a3cf3608219a';
const values = { BOT_ID: botId, PUBLIC_HOST: 'alms.bantshire.example', VERSION: '0.1.0' };
const template = () => readFile('manifest/manifest.json', 'utf8');
const filled = async () => fillManifest(await template(), values) as Manifest;

describe('the manifest', () => {
  it('should be valid by its own schema once it is filled in', async () => {
    await expect(AppManifestUtils.validateAgainstSchema(await filled())).resolves.toEqual([]);
  });

  it('should be refused by the schema when a name is too long', async () => {
    const manifest = await filled();
    manifest.name.short = 'x'.repeat(31);
    await expect(AppManifestUtils.validateAgainstSchema(manifest)).resolves.toHaveLength(1);
  });

  it('should leave no placeholder behind', async () => {
    expect(JSON.stringify(await filled())).not.toContain('${{');
  });

  it('should refuse to be filled in without a value', async () => {
    const { VERSION: _, ...rest } = values;
    const text = await template();
    expect(() => fillManifest(text, rest)).toThrow('the manifest asks for VERSION, which has no value');
  });

  it('should keep a value with quotes inside its own text', () => {
    expect(fillManifest('{"version":"${{VERSION}}"}', { VERSION: '","id":"x' })).toEqual({ version: '","id":"x' });
  });

  it('should offer one bot in the personal chat, with the words that it understands', async () => {
    const { bots } = await filled();
    expect(bots).toHaveLength(1);
    expect(bots![0]).toMatchObject({ botId, scopes: ['personal'], supportsFiles: true });
    const offered = bots![0]!.commandLists!.flatMap((list) => list.commands);
    expect(offered).toEqual(commands.map(({ title, description }) => ({ title, description })));
    expect(offered.map(({ title }) => understand(title))).toEqual(commands.map(({ action }) => action));
  });

  it('should trust the public host alone', async () => {
    const manifest = await filled();
    expect(manifest.validDomains).toEqual(['alms.bantshire.example']);
    expect(manifest.webApplicationInfo).toEqual({ id: botId, resource: `api://alms.bantshire.example/${botId}` });
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
    await buildManifest(target, values);
    expect((await readdir(target)).sort()).toEqual(['color.png', 'manifest.json', 'outline.png', 'visitor-accounts.zip']);
    const packed = unzip(await readFile(join(target, 'visitor-accounts.zip')));
    expect(Object.keys(packed)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    for (const [name, content] of Object.entries(packed)) expect(content.equals(await readFile(join(target, name)))).toBe(true);
    expect(JSON.parse(packed['manifest.json']!.toString())).toEqual(await filled());
  });

  it('should write nothing when the schema finds a fault', async () => {
    await expect(buildManifest(target, { ...values, BOT_ID: 'alms' })).rejects.toThrow('the manifest is not valid');
    await expect(readdir(target)).resolves.toEqual([]);
  });
});

describe('readManifestSettings', () => {
  it('should need the bot and the public address only', () => {
    const env = { MicrosoftAppId: botId, ALMS_PUBLIC_URL: 'https://alms.bantshire.example' };
    expect(readManifestSettings(env)).toEqual({ botId, publicHost: 'alms.bantshire.example' });
    expect(() => readManifestSettings({})).toThrow(new SettingsError(['MicrosoftAppId: missing', 'ALMS_PUBLIC_URL: missing']));
  });
});

/** Reads a zip by its directory, as unpackers do, and checks every sum. */
function unzip(bytes: Buffer): Record<string, Buffer> {
  const end = bytes.length - 22;
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
  let row = bytes.readUInt32LE(end + 16);
  const files: Record<string, Buffer> = {};
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    expect(bytes.readUInt32LE(row)).toBe(0x02014b50);
    const nameLength = bytes.readUInt16LE(row + 28);
    const name = bytes.toString('utf8', row + 46, row + 46 + nameLength);
    const local = bytes.readUInt32LE(row + 42);
    expect(bytes.readUInt32LE(local)).toBe(0x04034b50);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    files[name] = bytes.subarray(start, start + bytes.readUInt32LE(row + 20));
    expect(crc32(files[name])).toBe(bytes.readUInt32LE(row + 16));
    row += 46 + nameLength;
  }
  return files;
}
