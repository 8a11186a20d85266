import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { type Environment, readManifestSettings } from '../bot/settings/settings';
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

/** What one deployment's manifest is made of. */
export interface ManifestParts {
  /** By their names in the template; `NAME_SUFFIX` begins with a space, or is empty. */
  values: Record<string, string>;
  /** False: the app has the chat only, and its manifest declares no tabs. */
  hasTab: boolean;
}

/** The manifest of one deployment. Throws as {@link fillManifest} does. */
export function makeManifest(template: string, { values, hasTab }: ManifestParts): TeamsManifest {
  const { staticTabs, ...rest } = fillManifest(template, values) as TeamsManifest & { staticTabs?: unknown };
  return { ...rest, ...(hasTab && { staticTabs }) } as TeamsManifest;
}

/**
 * Makes the app package for one deployment in `target`, and returns its file. Throws with every fault that the schema finds; needs no
 * network.
 */
export async function buildManifest(target: string, parts: ManifestParts): Promise<string> {
  const manifest = makeManifest(await readFile('manifest/manifest.json', 'utf8'), parts);
  const faults = await AppManifestUtils.validateAgainstSchema(manifest);
  if (faults.length > 0) throw new Error(`the manifest is not valid:\n${faults.join('\n')}`);
  const files = {
    'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    'color.png': await readFile('manifest/color.png'),
    'outline.png': await readFile('manifest/outline.png'),
  };
  await mkdir(target, { recursive: true });
  const archive = `${['visitor-accounts', ...(parts.values.NAME_SUFFIX?.toLowerCase().match(/[a-z0-9]+/g) ?? [])].join('-')}.zip`;
  const all = { ...files, [archive]: zip(files) };
  await Promise.all(Object.entries(all).map(([name, content]) => writeFile(`${target}/${name}`, content)));
  return `${target}/${archive}`;
}

/**
 * From the settings, and two that belong to the package alone: `TEAMS_APP_SUFFIX` goes behind the app's name, so that people tell a
 * deployment for tests from the real one; `TEAMS_APP_VERSION` is its version, three numbers, that of `package.json` unless said. The app has the bot's id too: a deployment for tests is then an app of its own in the same tenant.
 * `webApplicationInfo` names whose tokens the tab gets; without a tab it names the bot, as Graph lets an app install itself
 * only where it does.
 */
export async function manifestParts(env: Environment = process.env): Promise<ManifestParts> {
  const { botId, publicHost, tab } = readManifestSettings(env);
  const { version: ofProject } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  const version = env.TEAMS_APP_VERSION?.trim() || ofProject;
  // The schema takes any text, and Teams refuses the upload.
  if (!/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/.test(version)) throw new Error('TEAMS_APP_VERSION: not three numbers such as 1.4.0');
  const suffix = env.TEAMS_APP_SUFFIX?.trim();
  const api = tab ?? { appId: botId, appUri: `api://${publicHost}/${botId}` };
  const values = {
    BOT_ID: botId,
    PUBLIC_HOST: publicHost,
    VERSION: version,
    NAME_SUFFIX: suffix ? ` ${suffix}` : '',
    API_APP_ID: api.appId,
    API_APP_URI: api.appUri,
  };
  return { values, hasTab: tab !== undefined };
}
