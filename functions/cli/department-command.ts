import { readFileSync, writeFileSync } from 'node:fs';
import { type DepartmentTable, departmentCacheMinutes } from '../../bot/adapters/azure/department-table';
import { readCsv, writeCsv } from '../../bot/adapters/csv';
import { counted } from '../../bot/domain/dates/day-words';
import { type DepartmentChange, departmentChanges, takenNames } from '../../bot/domain/organisation/department-changes';
import { readSheet, writeSheet } from '../../bot/domain/organisation/department-sheet';
import type { Department } from '../../bot/domain/organisation/organisation';
import { mistakeInWords } from '../../bot/domain/organisation/sheet';
import { changeTable, tally } from './change-table';
import { CommandError } from './command-error';
import { faultInWords } from './fault-in-words';
import { parseCommand } from './parse-command';

export interface Terminal {
  /** Opens the departments; `data` is the folder that --data names. May throw a {@link CommandError}. */
  open(data: string | undefined): DepartmentTable;
  /** The result, to standard output as it is. */
  print(text: string): void;
  /** Errors, a line at a time. */
  complain(line: string): void;
}

const usage = `Usage:
  npm run departments -- import FILE [--apply] [--remove]
  npm run departments -- export [FILE]

import   shows what FILE would change and writes nothing
  --apply        writes it
  --remove       removes the departments that are not in FILE; without it they stay
export   writes the departments as CSV to FILE, or here
  --data FOLDER  the data folder of local mode, where npm start has been given one`;

const writesAtOnce = 16;

/** Runs one command; the exit code: 0 done, 1 not done. */
export async function runDepartments(args: string[], terminal: Terminal): Promise<number> {
  try {
    const { verb, file, isApplied, isRemoving, data } = readDepartmentCommand(args);
    if (verb === 'export') await exportTo(file, terminal.open(data), terminal);
    else await importFrom(file!, { isApplied, isRemoving, open: () => terminal.open(data), print: terminal.print });
    return 0;
  } catch (fault) {
    terminal.complain(fault instanceof CommandError ? fault.message : faultInWords(fault));
    return 1;
  }
}

function readDepartmentCommand(args: string[]) {
  const config = {
    args,
    options: { apply: { type: 'boolean' }, remove: { type: 'boolean' }, data: { type: 'string' } },
    allowPositionals: true,
  } as const;
  const { values, positionals } = parseCommand(config, usage);
  const [verb, file, ...more] = positionals;
  const refuse = (why: string) => new CommandError(`${why}\n\n${usage}`);
  if (verb !== 'import' && verb !== 'export') throw refuse(verb === undefined ? 'What shall it do?' : 'There is no such command.');
  if (more.length > 0) throw refuse('One file at a time.');
  if (verb === 'import' && file === undefined) throw refuse('Which file?');
  if (verb === 'export' && (values.apply || values.remove)) throw refuse('--apply and --remove belong to import.');
  return { verb, file, isApplied: values.apply === true, isRemoving: values.remove === true, data: values.data };
}

async function exportTo(file: string | undefined, table: DepartmentTable, { print }: Terminal): Promise<void> {
  const departments = (await table.all()).filter(({ isClosed }) => !isClosed);
  const csv = writeCsv(writeSheet(departments));
  if (file === undefined) return print(csv);
  try {
    // The file may be based on an export that is an hour old.
    writeFileSync(file, csv, { flag: 'wx' });
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    throw new CommandError(code === 'EEXIST' ? `${file} is there already: give another name.` : `${file} cannot be written: ${code}.`);
  }
  print(`${counted(departments.length, 'department')} written to ${file}.\n`);
}

interface Import {
  isApplied: boolean;
  isRemoving: boolean;
  open(): DepartmentTable;
  print(text: string): void;
}

async function importFrom(file: string, { isApplied, isRemoving, open, print }: Import): Promise<void> {
  const wanted = departmentsIn(file);
  const table = open();
  const all = await table.all();
  refuseClosed(wanted, all);
  // A closed one keeps its name for the requests that have it, and a merged one leads to another: neither is the file's.
  const present = all.filter(({ isClosed }) => !isClosed);
  const changes = departmentChanges(present, wanted);
  const missing = changes.filter(({ kind }) => kind === 'missing').length;
  const todo = changes.filter(({ kind }) => isRemoving || kind !== 'missing');
  if (!isRemoving) refuseTakenNames(wanted, changes);
  if (changes.length > 0) print(`${changeTable(changes, isRemoving)}\n\n`);
  if (missing > 0) print(`${notInFile(missing, isRemoving)}\n`);
  if (todo.length === 0) return print('Nothing to change.\n');
  if (!isApplied) return print(`Nothing is written yet. To write it (${tally(todo)}), repeat the command with --apply.\n`);
  await writeChanges(table, todo);
  print(`Written: ${tally(todo)}. Everybody sees it within ${departmentCacheMinutes} minutes.\n`);
}

function notInFile(count: number, isRemoving: boolean): string {
  if (isRemoving) return 'Open requests to a department that is removed go to the administrators.';
  return count === 1
    ? 'The department that is not in the file stays, as requests may refer to it. --remove takes it away.'
    : `The ${count} departments that are not in the file stay, as requests may refer to them. --remove takes them away.`;
}

function departmentsIn(file: string): Department[] {
  const csv = readCsv(contentOf(file));
  if ('mistake' in csv) {
    const { line, text } = csv.mistake;
    throw new CommandError(
      line === undefined ? `${file} cannot be read: it is ${text}.` : `${file} cannot be read.\nline ${line}: ${text}`,
    );
  }
  const sheet = readSheet(csv.rows);
  if ('departments' in sheet) return sheet.departments;
  const lines = sheet.mistakes.map(mistakeInWords);
  const count = lines.length === 1 ? 'a mistake' : `${lines.length} mistakes`;
  throw new CommandError(`${lines.join('\n')}\n\n${file} has ${count}, so nothing is written.`);
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    throw new CommandError(code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${code}.`);
  }
}

function refuseClosed(wanted: readonly Department[], all: readonly Department[]): void {
  const closed = new Set(all.flatMap(({ id, isClosed }) => (isClosed ? [id] : [])));
  const named = wanted.filter(({ id }) => closed.has(id)).map(({ id }) => `${id} is closed or merged`);
  if (named.length > 0) throw new CommandError(`${named.join('\n')}\n\nNothing is written. A closed department is reopened in the tab.`);
}

function refuseTakenNames(wanted: readonly Department[], changes: readonly DepartmentChange[]): void {
  const taken = takenNames(wanted, changes);
  if (taken.length > 0) throw new CommandError(`${taken.join('\n')}\n\nNothing is written. Keep the old id, or remove with --remove.`);
}

/** Removes last, so that a command that stops half way leaves every request with a department; running it again completes it. */
async function writeChanges(table: DepartmentTable, changes: readonly DepartmentChange[]): Promise<void> {
  const isRemoval = ({ kind }: DepartmentChange) => kind === 'missing';
  await inTurns(
    changes.filter((change) => !isRemoval(change)),
    ({ department }) => table.save(department),
  );
  await inTurns(changes.filter(isRemoval), ({ department }) => table.remove(department.id));
}

async function inTurns<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  for (let first = 0; first < items.length; first += writesAtOnce) await Promise.all(items.slice(first, first + writesAtOnce).map(act));
}
