import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { readManifestSettings } from '../bot/settings';
import { zip } from './zip';

/** Fills every `${{NAME}}` in the texts of a manifest. Throws when a value for one is missing. */
export function fillManifest(template: string, values: Record<string, string>): TeamsManifest {
  const fill = (_: string, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the manifest asks for ${name}, which has no value`);
    return value;
  };
  return JSON.parse(template, (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(/\$\{\{(\w+)\}\}/g, fill) : value,
  ) as TeamsManifest;
}

/** Makes the app package for one deployment in `target`. Throws with every fault that the schema finds; needs no network. */
export async function buildManifest(target: string, values: Record<string, string>): Promise<void> {
  const manifest = fillManifest(await readFile('manifest/manifest.json', 'utf8'), values);
  const faults = await AppManifestUtils.validateAgainstSchema(manifest);
  if (faults.length > 0) throw new Error(`the manifest is not valid:\n${faults.join('\n')}`);
  const files = {
    'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    'color.png': await readFile('manifest/color.png'),
    'outline.png': await readFile('manifest/outline.png'),
  };
  await mkdir(target, { recursive: true });
  const all = { ...files, 'visitor-accounts.zip': zip(files) };
  await Promise.all(Object.entries(all).map(([name, content]) => writeFile(`${target}/${name}`, content)));
}

/** The app has the bot's id too: a deployment for tests is then an app of its own in the same tenant. */
export async function manifestValues(): Promise<Record<string, string>> {
  const { botId, publicHost } = readManifestSettings();
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  return { BOT_ID: botId, PUBLIC_HOST: publicHost, VERSION: version };
}

if (require.main === module) {
  manifestValues()
    .then((values) => buildManifest('dist/manifest', values))
    .catch((error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
}
