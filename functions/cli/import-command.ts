import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { CsvMistake, streamCsv } from '../../bot/adapters/csv';
import { GraphFault } from '../../bot/adapters/graph/graph-fault';
import { mistakeInWords, type SheetRow } from '../../bot/domain/organisation/sheet';
import { CommandError } from './command-error';
import { faultInWords } from './fault-in-words';
import { parseCommand } from './parse-command';
import { withSavedPolicy } from './policy-read';
import { type Finding, type TakeOverPorts, takeOver, type Written } from './take-over';
import { readUsernames, reserveAll } from './username-file';

export interface ImportTerminal {
  /** Opens the data; `data` is the folder that --data names. May throw a {@link CommandError}. */
  open(data: string | undefined): TakeOverPorts;
  /** The result, to standard output as it is. */
  print(text: string): void;
  /** Errors, a line at a time. */
  complain(line: string): void;
}

const usage = `Usage:
  npm run import -- FILE [--write] [--skip-wrong] [--retired USERNAMES]

Takes over the live visitor accounts of FILE, a CSV file, without asking anybody to approve them.
Shows what would be done, and writes nothing
  --write              does it, if no row is wrong
  --skip-wrong         leaves out the rows that are wrong, and does the others
  --retired USERNAMES  keeps each username of this file, one a line, from ever being given
  --data FOLDER        the data folder of local mode, where npm start has been given one`;

/** Runs the command; the exit code: 0 done, 1 not done, or not for every row. */
export async function runImport(args: string[], terminal: ImportTerminal): Promise<number> {
  try {
    return await importRegister(readCommand(args), terminal);
  } catch (fault) {
    terminal.complain(inWords(fault));
    return 1;
  }
}

interface Command {
  file: string;
  isWritten: boolean;
  isSkipping: boolean;
  retired: string[];
  data: string | undefined;
}

/** Rows of each kind, and how many of them lack only the mark on the account. */
type Tally = Record<Finding['kind'] | 'toMark', number>;

const noRows: Readonly<Tally> = { new: 0, same: 0, differs: 0, wrong: 0, toMark: 0 };

async function importRegister({ file, isWritten, isSkipping, retired, data }: Command, terminal: ImportTerminal): Promise<number> {
  const { print } = terminal;
  const ports = await withSavedPolicy(terminal.open(data));
  const names = new Set(retired);
  const seen: string[] = [];
  // Nothing is written before the whole file has been looked at.
  const found = await tellFindings(takeOver(noted(rowsOfFile(file), seen), undefined, names, ports), terminal);
  if (!ports.accounts) print('No directory is asked here, so no account is marked as taken over.\n');
  if (found.wrong > 0 && !isSkipping) {
    print(`${inTally(found)} Nothing is written: mend what is wrong, or leave those rows out with --skip-wrong.\n`);
    return 1;
  }
  if (!isWritten) {
    print(`${inTally(found)} Nothing is written yet. To write ${toWrite(found, retired)}, repeat the command with --write.\n`);
    return found.wrong > 0 ? 1 : 0;
  }
  const written: Written = { takenOver: 0, marked: 0 };
  try {
    if (retired.length > 0) {
      const { fresh, known } = await reserveAll(retired, ports.usernames);
      print(`Retired usernames: ${fresh} reserved, ${known} in the register already.\n`);
    }
    const findings = takeOver(sameRows(rowsOfFile(file), seen, file), written, names, ports);
    // Errors of the first look were printed already.
    const done = await tellProgress(findings, found.wrong === 0, terminal);
    const leftOut = done.wrong > 0 ? ` Left out: ${done.wrong}.` : '';
    print(`${inWritten(written)} As before: ${done.same + done.differs - done.toMark}.${leftOut}\n`);
    return done.wrong > 0 ? 1 : 0;
  } catch (fault) {
    terminal.complain(inWords(fault));
    print(`${inWritten(written)} The same command goes on from here.\n`);
    return 1;
  }
}

/** Prints how far it is, and the errors if they are new. */
async function tellProgress(findings: AsyncIterable<Finding>, hasNewErrors: boolean, { print, complain }: ImportTerminal): Promise<Tally> {
  const tally: Tally = { ...noRows };
  for await (const finding of findings) {
    count(finding, tally);
    if (finding.kind === 'wrong' && hasNewErrors) for (const one of finding.mistakes) complain(mistakeInWords(one));
    if (finding.kind === 'new' && tally.new % 500 === 0) print(`  ${tally.new} written\n`);
  }
  return tally;
}

/** Prints the result and the errors of each row. */
async function tellFindings(findings: AsyncIterable<Finding>, { print, complain }: ImportTerminal): Promise<Tally> {
  const tally: Tally = { ...noRows };
  let [dayFirst, needsHand] = [0, 0];
  let example: number | undefined;
  for await (const finding of findings) {
    if (tally.new + tally.same + tally.differs + tally.wrong === 0) print(tableLine(['line', 'what', 'username', 'reference', '']));
    count(finding, tally);
    print(tableLine(cellsOf(finding)));
    if (finding.kind === 'wrong') {
      for (const mistake of finding.mistakes) complain(mistakeInWords(mistake));
      continue;
    }
    if (finding.dayFirst.length > 0) example ??= finding.line;
    dayFirst += finding.dayFirst.length;
    if (finding.needsHand) needsHand += 1;
  }
  print('\n');
  if (dayFirst > 0) print(`Dates with the day first, as in 31/07/2027: ${dayFirst}, the first of them in line ${example}.\n`);
  if (needsHand > 0)
    print(`Kept by another directory: ${needsHand}. There, set employeeId to the reference that is shown once it is written.\n`);
  return tally;
}

function cellsOf(finding: Finding): string[] {
  if (finding.kind === 'wrong') {
    const columns = finding.mistakes.flatMap(({ column }) => column ?? []);
    return [String(finding.line), 'wrong', '', '', columns.join(', ')];
  }
  const { line, kind, username, reference = '' } = finding;
  const more = [
    ...(kind === 'differs' ? [`${finding.what.join(', ')}: stays as it is here`] : []),
    ...(finding.needsHand ? ['mark it by hand'] : []),
    ...(finding.needsMark ? [toBeMarked] : []),
  ];
  return [String(line), kind, username, reference, more.join('; ')];
}

const widths = [6, 8, 22, 13];

function tableLine(cells: string[]): string {
  return `${cells
    .map((cell, place) => cell.padEnd(widths[place] ?? 0))
    .join('')
    .trimEnd()}\n`;
}

const toBeMarked = 'to be marked in the directory';

function count(finding: Finding, tally: Tally): void {
  tally[finding.kind] += 1;
  if (finding.kind !== 'wrong' && finding.needsMark) tally.toMark += 1;
}

function inTally({ new: fresh, same, differs, wrong, toMark }: Tally): string {
  return `${fresh} new, ${same} the same, ${differs} different, ${wrong} wrong${toMark > 0 ? `, ${toMark} ${toBeMarked}` : ''}.`;
}

function inWritten({ takenOver, marked }: Written): string {
  return `Written: ${takenOver} taken over, ${marked} marked.`;
}

/** "what is new, the marks (5) and the retired usernames (2)". */
function toWrite({ toMark }: Tally, retired: readonly string[]): string {
  return together.format([
    'what is new',
    ...(toMark > 0 ? [`${toMark === 1 ? 'the mark' : 'the marks'} (${toMark})`] : []),
    ...(retired.length > 0 ? [`the retired usernames (${retired.length})`] : []),
  ]);
}

const together = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Some characters of a hash say enough: whoever may write the file may as well write a right row. */
function markOf({ cells }: SheetRow): string {
  return createHash('sha256').update(JSON.stringify(cells)).digest('base64').slice(0, 12);
}

async function* noted(rows: AsyncIterable<SheetRow>, seen: string[]): AsyncGenerator<SheetRow> {
  for await (const row of rows) {
    seen.push(markOf(row));
    yield row;
  }
}

/** The rows as they were looked at: one that nobody has seen is not written. */
async function* sameRows(rows: AsyncIterable<SheetRow>, seen: readonly string[], file: string): AsyncGenerator<SheetRow> {
  let place = 0;
  for await (const row of rows) {
    if (markOf(row) !== seen[place])
      throw new CommandError(
        `${file} has changed since it was looked at. Repeat the command: what is written already is not written twice.`,
      );
    place += 1;
    yield row;
  }
}

async function* rowsOfFile(file: string): AsyncGenerator<SheetRow> {
  try {
    yield* streamCsv(createReadStream(file));
  } catch (fault) {
    if (fault instanceof CsvMistake)
      throw new CommandError(`${file} cannot be read. ${fault.line === undefined ? 'It is' : `line ${fault.line}:`} ${fault.message}.`);
    const { code, syscall } = fault as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new CommandError(`There is no file ${file}.`);
    if (syscall !== undefined && /^(open|read)$/.test(syscall)) throw new CommandError(`${file} cannot be read: ${code}.`);
    throw fault;
  }
}

function readCommand(args: string[]): Command {
  const refuse = (why: string) => new CommandError(`${why}\n\n${usage}`);
  const options = {
    write: { type: 'boolean' },
    'skip-wrong': { type: 'boolean' },
    retired: { type: 'string' },
    data: { type: 'string' },
  } as const;
  const { values, positionals } = parseCommand({ args, options, allowPositionals: true }, usage);
  const [file, ...more] = positionals;
  if (file === undefined) throw refuse('Which file?');
  if (more.length > 0) throw refuse('One file at a time.');
  return {
    file,
    isWritten: values.write === true,
    isSkipping: values['skip-wrong'] === true,
    retired: values.retired === undefined ? [] : readUsernames(values.retired),
    data: values.data,
  };
}

function inWords(fault: unknown): string {
  if (fault instanceof CommandError) return fault.message;
  if (!(fault instanceof GraphFault)) return faultInWords(fault);
  const { status, code } = fault;
  if (status === 401 || code === 'SignIn') return 'You are not signed in to the directory. Run az login, then try again.';
  if (status === 403) return `The directory refuses this (${code}): it takes the role User Administrator.`;
  return `The directory does not answer (${code}). Try again; what is written already is not written twice.`;
}
