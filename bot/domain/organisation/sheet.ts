/** A row as it stands in a file; `line` is the first of its lines, counted from 1. */
export interface SheetRow {
  line: number;
  cells: readonly string[];
}

/** What is wrong in a row: `{ line: 7, column: 'head', text: 'not an id' }`. */
export interface MistakeIn<C extends string> {
  line: number;
  /** A name of the sheet's columns; absent: the whole row. */
  column?: C;
  text: string;
}

/** For example `line 7, column head: not an id`. */
export function mistakeInWords({ line, column, text }: MistakeIn<string>): string {
  return `line ${line}${column === undefined ? '' : `, column ${column}`}: ${text}`;
}

/** Which column stands where, by a header that may be in any order and case, with spaces or without; and what is wrong with it. */
export function columnsOf<C extends string>(
  { line, cells }: SheetRow,
  all: readonly C[],
  needed: readonly C[],
): { columns: (C | undefined)[]; mistakes: MistakeIn<C>[] } {
  const columns = cells.map((cell) => all.find((column) => plain(column) === plain(cell)));
  const unknown = cells.filter((cell, index) => cell.trim() !== '' && columns[index] === undefined);
  const nameless = cells.findIndex((cell, index) => cell.trim() === '' && columns.slice(index).some((name) => name !== undefined));
  const mistakes: MistakeIn<C>[] = [
    ...unknown.map((cell) => ({ line, text: `“${quotableCell(cell)}” is no column; the columns are ${all.join(', ')}` })),
    ...(nameless < 0 ? [] : [{ line, text: `column ${nameless + 1} has no name` }]),
    ...needed.filter((column) => !columns.includes(column)).map((column) => ({ line, column, text: 'missing' })),
    ...all
      .filter((column) => columns.indexOf(column) !== columns.lastIndexOf(column))
      .map((column) => ({ line, column, text: 'there twice' })),
  ];
  return { columns, mistakes };
}

/** The trimmed values of a row by column, blank where it has none, or why it cannot be read. */
export function valuesOf<C extends string>({ cells }: SheetRow, columns: readonly (C | undefined)[]): Record<C, string> | string {
  const used = columns.findLastIndex((name) => name !== undefined) + 1;
  // A value with a delimiter and without quotes moves all that follow it one column on.
  const isMoved = cells.length < used || cells.slice(used).some((cell) => cell.trim() !== '');
  if (isMoved) return `${cells.length} cells, and the header has ${used}: a value that contains the delimiter stands in quotes`;
  return Object.fromEntries(columns.map((name, index) => [name, (cells[index] ?? '').trim()])) as Record<C, string>;
}

/** Of Entra, in lower case. */
export function isObjectId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** What somebody typed, safe to show on a terminal, where a control character could rewrite the line. */
export function quotableCell(text: string): string {
  const clean = text.trim().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return clean.length > 40 ? `${clean.slice(0, 40)}…` : clean;
}

function plain(heading: string): string {
  return heading.replace(/[\s_-]/g, '').toLowerCase();
}
