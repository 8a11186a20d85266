import { readDate } from '../dates/dates';
import type { Department } from './organisation';
import { columnsOf, isObjectId, type MistakeIn, type SheetRow, valuesOf } from './sheet';

/** The columns of the sheet of departments. All of them must be there, in any order. */
export const sheetColumns = ['id', 'name', 'kind', 'head', 'deputies', 'validFrom', 'validTo'] as const;
type Column = (typeof sheetColumns)[number];

/** What is wrong in a row: `{ line: 7, column: 'head', text: 'not an id' }`. */
export type SheetMistake = MistakeIn<Column>;

/** Either every department or every mistake. */
export type SheetReading = { departments: Department[] } | { mistakes: SheetMistake[] };

const longestId = 64;
const longestName = 120;
/** So many ids still fit into one row of storage. */
const mostDeputies = 500;

/** Reads the sheet, header first. Rows of blank cells are passed over. */
export function readSheet(rows: readonly SheetRow[]): SheetReading {
  const [header, ...filled] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!header) return { mistakes: [{ line: 1, text: `empty; the first line has the columns ${sheetColumns.join(', ')}` }] };
  const { columns, mistakes } = columnsOf(header, sheetColumns, sheetColumns);
  // Under a wrong header every row would be wrong.
  if (mistakes.length > 0) return { mistakes };
  if (filled.length === 0) return { mistakes: [{ line: header.line, text: 'no department follows it' }] };

  const read = filled.map((row) => readSheetRow(row, columns, mistakes));
  refuseRepeats(read, mistakes);
  const order = (mistake: SheetMistake) => (mistake.column ? sheetColumns.indexOf(mistake.column) : -1);
  mistakes.sort((a, b) => a.line - b.line || order(a) - order(b));
  return mistakes.length > 0 ? { mistakes } : { departments: read.map(({ department }) => department) };
}

/** The sheet of these departments, header first, which `readSheet` reads back unchanged. */
export function writeSheet(departments: readonly Department[]): string[][] {
  const cells = ({ id, name, kind, head = '', deputies, validFrom = '', validTo = '' }: Department) => [
    id,
    name,
    kind,
    head,
    deputies.join('; '),
    validFrom,
    validTo,
  ];
  return [[...sheetColumns], ...departments.map(cells)];
}

interface ReadRow {
  line: number;
  /** Holds what could be read, whatever else is wrong. */
  department: Department;
}

function readSheetRow(row: SheetRow, columns: readonly (Column | undefined)[], mistakes: SheetMistake[]): ReadRow {
  const { line } = row;
  const mistake = (text: string, column?: Column) => void mistakes.push({ line, text, ...(column !== undefined && { column }) });
  const value = valuesOf(row, columns);
  if (typeof value === 'string') {
    mistake(value);
    return { line, department: { id: '', name: '', kind: 'school', deputies: [] } };
  }
  const check = (column: Column, problem: string | undefined) => problem !== undefined && mistake(problem, column);
  const kind = value.kind.toLowerCase();
  const head = value.head.toLowerCase();
  const deputies = value.deputies
    .toLowerCase()
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');

  check('id', idProblem(value.id));
  check('name', nameProblem(value.name));
  check('kind', kind === 'school' || kind === 'service' ? undefined : 'neither “school” nor “service”');
  check('head', head === '' || isObjectId(head) ? undefined : 'not an id such as 586e0478-1e9c-4ee4-99c7-2ce7542ba6e1');
  for (const problem of deputiesProblems(deputies, head)) mistake(problem, 'deputies');
  check('validFrom', dateProblem(value.validFrom));
  check('validTo', dateProblem(value.validTo) ?? periodProblem(value.validFrom, value.validTo));
  return {
    line,
    department: {
      id: value.id,
      name: value.name,
      kind: kind === 'service' ? 'service' : 'school',
      deputies,
      ...(head !== '' && { head }),
      ...(value.validFrom !== '' && { validFrom: value.validFrom }),
      ...(value.validTo !== '' && { validTo: value.validTo }),
    },
  };
}

function idProblem(id: string): string | undefined {
  if (id === '') return 'empty';
  if (id.length > longestId) return `longer than ${longestId} characters`;
  return /^[a-z0-9-]+$/.test(id) && !/^-|--|-$/.test(id) ? undefined : 'not a short word such as “computer-science”';
}

function nameProblem(name: string): string | undefined {
  if (name === '') return 'empty';
  if (name.length > longestName) return `longer than ${longestName} characters`;
  // Directions that are turned round would show a name as another one.
  if (/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(name)) return 'has a line break or a character that cannot be seen';
  return /\p{L}/u.test(name) ? undefined : 'has no letter';
}

function deputiesProblems(deputies: readonly string[], head: string): string[] {
  if (deputies.length > mostDeputies) return [`more than ${mostDeputies} of them`];
  const wrong = deputies.flatMap((one, index) => (isObjectId(one) ? [] : [index + 1]));
  return [
    ...(wrong.length === 0 ? [] : [`not an id: number ${wrong.join(', ')}; ids stand between semicolons`]),
    ...(head !== '' && deputies.includes(head) ? ['names the head too'] : []),
    ...(new Set(deputies).size < deputies.length ? ['names somebody twice'] : []),
  ];
}

function dateProblem(text: string): string | undefined {
  // Excel writes a date that it has recognised in the way of the country.
  return text === '' || readDate(text) ? undefined : 'not a date such as 2027-07-31; format the column as text in a spreadsheet';
}

function periodProblem(from: string, to: string): string | undefined {
  return readDate(from) && readDate(to) && to < from ? 'before validFrom' : undefined;
}

/** Ids and names tell departments apart: the chat offers names, so a capital makes no difference. */
function refuseRepeats(read: readonly ReadRow[], mistakes: SheetMistake[]): void {
  for (const column of ['id', 'name'] as const) {
    const lines = new Map<string, number>();
    for (const { line, department } of read) {
      const key = department[column].toLowerCase();
      const first = lines.get(key);
      if (key !== '' && first !== undefined) mistakes.push({ line, column, text: `the same as in line ${first}` });
      else lines.set(key, line);
    }
  }
}
