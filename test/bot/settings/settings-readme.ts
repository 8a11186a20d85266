import { type Setting, settingsIn, type Table } from '../../../bot/settings/setting-table';

/** The text that stands for a setting that is missing, where its row has a default. */
export function defaultOf({ schema }: Setting): string | undefined {
  const read = schema.safeParse(undefined);
  if (!read.success || read.data === undefined) return undefined;
  return Array.isArray(read.data) ? read.data.join(',') : String(read.data);
}

/** infra/README.md's table of these settings: it stands there as it is made here. */
export function readmeTable(table: Table): string {
  const rows = settingsIn(table).map((row) => `| \`${row.name}\` | ${row.about.meaning} | ${withoutIt(row)} | ${inInfra(row)} |`);
  return ['| setting | meaning | without it | parameter in `infra/` |', '|---|---|---|---|', ...rows, ''].join('\n');
}

function withoutIt(row: Setting): string {
  const text = defaultOf(row);
  return row.about.without ?? (text === undefined ? 'the start is refused' : `\`${text}\``);
}

function inInfra({ about: { infra } }: Setting): string {
  if (infra === 'not set') return 'none, as it is not set';
  return 'parameter' in infra ? `\`${infra.parameter}\`` : 'none, as it is known';
}
