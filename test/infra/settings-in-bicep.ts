import { type Setting, settingsIn, type Table } from '../../bot/settings/setting-table';
import { defaultOf } from '../bot/settings/settings-readme';
import { Computed, type Declaration, type Value } from './parse-bicep';

type Values = Record<string, Value>;

/** Every setting that a module of `infra/main.bicep` is handed for the app, secret ones too. */
export function appSettingsIn(declarations: Declaration[]): { open: Values; secret: Values } {
  const apps = declarations.filter(({ kind, symbol }) => kind === 'module' && symbol === 'app');
  const all = (name: string) => Object.assign({}, ...apps.map(({ body }) => (body as { params: Values }).params[name] ?? {})) as Values;
  return { open: all('appSettings'), secret: all('secretSettings') };
}

/** Everything in which a table of settings and the declarations of `infra/main.bicep` differ, as sentences. */
export function settingFaults(table: Table, declarations: Declaration[]): string[] {
  const rows = settingsIn(table);
  const { open, secret } = appSettingsIn(declarations);
  const ours = Object.keys({ ...open, ...secret }).filter((name) => /^(ALMS_|Microsoft|AZURE_)/.test(name));
  const nobodys = ours.filter((name) => !rows.some((row) => row.name === name));
  return [
    ...rows.flatMap((row) => faultsOf(row, declarations, open, secret).map((fault) => `${row.name}: ${fault}`)),
    ...nobodys.map((name) => `${name}: is passed on, and no row of the table`),
  ];
}

function faultsOf(row: Setting, declarations: Declaration[], open: Values, secret: Values): string[] {
  const { infra, isSecret = false } = row.about;
  const passed = (isSecret ? secret : open)[row.name];
  if (row.name in (isSecret ? open : secret)) return [isSecret ? 'is secret, and not passed on as such' : 'is passed on as a secret'];
  if (infra === 'not set') return passed === undefined ? [] : ['is passed on, and the row says “not set”'];
  const wanted = 'parameter' in infra ? (isSecret ? referenceOf(infra.parameter) : infra.parameter) : infra.value;
  const found = passed instanceof Computed ? passed.text : `'${String(passed)}'`;
  if (passed === undefined) return [`is not passed on as ${wanted}`];
  return [
    ...(found === wanted ? [] : [`is passed on as ${found} instead of ${wanted}`]),
    ...('parameter' in infra ? parameterFaults(row, infra.parameter, declarations) : []),
  ];
}

/** What makes a key needed, where that is not the key itself: it may be in the vault from an earlier deployment. */
const neededBy: Record<string, string> = { linkKey: 'outlookAppId', usernameKey: 'accounts' };

/** A secret is passed on as a reference to the vault, where its name is that of the parameter with hyphens. */
export function referenceOf(parameter: string): string {
  const name = parameter.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `empty(${neededBy[parameter] ?? parameter}) ? '' : '\${kept}${name})'`;
}

function parameterFaults(row: Setting, name: string, declarations: Declaration[]): string[] {
  const found = declarations.find(({ kind, symbol }) => kind === 'parameter' && symbol === name);
  if (!found) return [`there is no parameter ${name}`];
  const secure = (row.about.isSecret === true) === found.isSecure ? [] : ['the row and the parameter do not agree whether it is secret'];
  const isNeeded = !row.schema.safeParse(undefined).success;
  if (isNeeded)
    return [...secure, ...(found.body === undefined || found.body instanceof Computed ? [] : [`is needed, and ${name} has a default`])];
  const wanted = defaultOf(row) ?? '';
  return [...secure, ...(found.body === wanted ? [] : [`has the default “${wanted}”, and ${name} another`])];
}
