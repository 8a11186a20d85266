import { z } from 'zod';

/** The environment as Node gives it. */
export type Environment = Record<string, string | undefined>;

/** One setting: a row of the table in bot/settings/settings.ts, from which everything else that knows of it is made or checked. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  /** Its name in the environment. */
  readonly name: string;
  /** Parses its text; optional, or with a default, when it may be missing. */
  readonly schema: Schema;
  readonly about: About;
}

interface About {
  /** Its description for operators, in infra/README.md. */
  meaning: string;
  /** The effect of leaving it out, when it has no default. */
  without?: string;
  /** How infra/main.bicep sets it: by a parameter, by what Azure made or the files say, or never. */
  infra: { parameter: string } | { value: string } | 'not set';
  /** Its value is a secret, so its parameter is `@secure()`. */
  isSecret?: true;
}

/** A row. An optional setting also says the effect of leaving it out. */
export function setting<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  about: Omit<About, 'without'> & (undefined extends z.output<Schema> ? { without: string } : { without?: never }),
): Setting<Schema> {
  return { name, schema, about };
}

/** Checks a setting against the others. */
export interface Mistake {
  name: string;
  message: string;
}

/** Settings that belong together, such as all or none of them. */
export interface Combined<Rows = Record<string, Setting>, Value = unknown> {
  readonly rows: Rows;
  /** By their names in the environment: read, as far as each could be, with all other settings. */
  mistakes(given: Readonly<Record<string, unknown>>): Mistake[];
  make(read: SettingsOf<Rows>): Value;
}

/** Settings by the names that the product has for them. */
export interface Table {
  readonly [name: string]: Setting | Combined | Table;
}

export function combined<Rows extends Record<string, Setting>, Value>(parts: Combined<Rows, Value>): Combined<Rows, Value> {
  return parts;
}

/** For {@link combined}: once any of these settings is there, each of `needed` that is missing is a mistake. */
export function allOrNothing(what: string, needed: readonly Setting[], optional: readonly Setting[] = []): Combined['mistakes'] {
  return (given) => {
    const isMissing = ({ name }: Setting) => given[name] === undefined;
    if ([...needed, ...optional].every(isMissing)) return [];
    return needed.filter(isMissing).map(({ name }) => ({ name, message: `missing, but other settings of ${what} are there` }));
  };
}

type ValueOf<Entry> =
  Entry extends Setting<infer Schema>
    ? z.output<Schema>
    : Entry extends { rows: unknown; make(read: never): infer Value }
      ? Value
      : Entry extends Table
        ? SettingsOf<Entry>
        : never;

/** What a table reads. What may be missing is not there, rather than undefined. */
export type SettingsOf<Rows> = {
  [Name in keyof Rows as undefined extends ValueOf<Rows[Name]> ? never : Name]: ValueOf<Rows[Name]>;
} & {
  [Name in keyof Rows as undefined extends ValueOf<Rows[Name]> ? Name : never]?: Exclude<ValueOf<Rows[Name]>, undefined>;
};

/** Everything that is wrong with the settings at once; never a value, which may be a secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly mistakes: readonly string[]) {
    super(`the settings cannot be used:\n${mistakes.join('\n')}`);
  }
}

/** Every row of a table, in its order. */
export function settingsIn(table: Table): Setting[] {
  return Object.values(table).flatMap((entry) => (isSetting(entry) ? [entry] : settingsIn(isCombined(entry) ? entry.rows : entry)));
}

/**
 * Reads a table of settings. Throws a {@link SettingsError}; an empty setting is a missing one. With `known`, a name that
 * begins as ours do and is not among them is a mistake, as a mistyped one would leave its setting at the default.
 */
export function readTable<Rows extends Table>(table: Rows, env: Environment, known?: readonly string[]): SettingsOf<Rows> {
  const given = present(env);
  const shape = Object.fromEntries(settingsIn(table).map(({ name, schema }) => [name, schema]));
  const together = combinedIn(table);
  const all = z.object(shape).superRefine(
    (read, { addIssue }) => {
      for (const { name, message } of together.flatMap((one) => one.mistakes(read))) addIssue({ code: 'custom', path: [name], message });
    },
    // Runs although another setting is wrong, so that the error lists every problem at once.
    { when: () => true },
  );
  const result = all.safeParse(given, { reportInput: true });
  const mistakes = [...(result.error?.issues ?? []).map(settingIssueInWords), ...(known ? unknownNames(given, known) : [])];
  if (!result.success || mistakes.length > 0) throw new SettingsError(mistakes);
  return settingValues(table, result.data) as SettingsOf<Rows>;
}

/** Blank is missing: a deployment leaves a blank behind where a value was not filled in. */
export function present(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
}

export function unknownNames(given: Environment, known: readonly string[]): string[] {
  const unknown = Object.keys(given).filter((name) => /^ALMS_/i.test(name) && !known.includes(name));
  return unknown.map((name) => `${name}: no such setting`);
}

function settingValues(table: Table, read: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(table).map(([name, entry]): [string, unknown] => {
    if (isSetting(entry)) return [name, read[entry.name]];
    return [name, isCombined(entry) ? entry.make(settingValues(entry.rows, read)) : settingValues(entry, read)];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function combinedIn(table: Table): Combined[] {
  return Object.values(table).flatMap((entry) => {
    if (isSetting(entry)) return [];
    return isCombined(entry) ? [entry] : combinedIn(entry);
  });
}

function isSetting(entry: Setting | Combined | Table): entry is Setting {
  return 'schema' in entry;
}

function isCombined(entry: Combined | Table): entry is Combined {
  return 'make' in entry;
}

function settingIssueInWords(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.input === undefined && issue.code !== 'custom' ? 'missing' : issue.message}`;
}
