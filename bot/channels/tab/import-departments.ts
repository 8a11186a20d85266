import { createHash } from 'node:crypto';
import { csvLine } from '../../domain/organisation/csv';
import { type DepartmentChange, departmentChanges, hasOtherDeciders, takenNames } from '../../domain/organisation/department-changes';
import { departmentEvent } from '../../domain/organisation/department-events';
import { readSheet, writeSheet } from '../../domain/organisation/department-sheet';
import type { Department, Person, PersonId } from '../../domain/organisation/organisation';
import { mistakeInWords } from '../../domain/organisation/sheet';
import { importRowWords, organisationSentences, peopleOfChange } from '../../domain/words/organisation-words';
import type { DepartmentWrite } from '../../ports/directory';
import type { Stored } from '../../ports/stored';
import { json, type TabAnswer } from './answer';
import type { DepartmentImport, ImportAnswer } from './department-contract';
import { askAnew, type DepartmentPorts, departmentsAsShown, namesFor } from './departments';

/** Rows of an answer; the rest is counted. */
const mostShown = 200;
/** Heads and deputies of a file whom the directory is asked about. */
const mostPeople = 400;
/** With its event, each is two rows of a transaction. */
const atOnce = 50;

const importJson = (value: ImportAnswer): TabAnswer => json(value);

/** `POST /departments/import`: what a file would change, or writes just what was shown. A file with a mistake writes nothing. */
export async function importDepartments(person: Person, { file, seen }: DepartmentImport, ports: DepartmentPorts): Promise<TabAnswer> {
  const bytes = Buffer.from(file, 'base64');
  const read = sheetOfFile(bytes, ports);
  if ('mistakes' in read) return importJson(wrong(read.mistakes));
  const present = await ports.departments.allStored();
  const open = present.filter(({ value }) => !value.isClosed);
  const changes = departmentChanges(
    open.map(({ value }) => value),
    read.departments,
  );
  const todo = changes.filter((change) => change.kind !== 'missing');
  const mistakes = [...takenNames(read.departments, changes), ...closedIn(todo, present), ...(await unknownIn(todo, ports))];
  if (mistakes.length > 0) return importJson(wrong(mistakes));
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(todo))
    .update(JSON.stringify(todo.map(({ department: { id } }) => present.find(({ value }) => value.id === id)?.etag ?? '')))
    .digest('hex');
  if (seen === fingerprint) return importJson(await writeImport(person, todo, present, ports));
  const count = (kind: DepartmentChange['kind']) => changes.filter((one) => one.kind === kind).length;
  const shown = todo.slice(0, mostShown);
  const named = await namesFor(
    shown.flatMap((change) => (change.kind === 'changed' ? peopleOfChange(change) : [])),
    ports,
  );
  return importJson({
    kind: 'preview',
    seen: fingerprint,
    changes: shown.map((change) => importRowWords(change, named)),
    added: count('added'),
    changed: count('changed'),
    missing: count('missing'),
    ...(seen !== undefined && { hasMoved: true }),
  });
}

/** `GET /departments/export`: as the import takes it back, without those that are closed. */
export async function exportDepartments(ports: DepartmentPorts): Promise<TabAnswer> {
  const all = await ports.departments.allStored();
  const rows = writeSheet(all.map(({ value }) => value).filter(({ isClosed }) => !isClosed));
  // Without the mark Excel does not take the file for UTF-8.
  const bytes = new TextEncoder().encode(`\uFEFF${rows.map((cells) => csvLine(cells)).join('')}`);
  async function* pieces() {
    yield bytes;
  }
  const name = `departments-${ports.clock.now().toPlainDate().toString()}.csv`;
  return { kind: 'file', type: 'text/csv; charset=utf-8', name, pieces: pieces() };
}

function sheetOfFile(bytes: Uint8Array, { readSheet: readFile }: DepartmentPorts): { departments: Department[] } | { mistakes: string[] } {
  const csv = readFile(bytes);
  if ('mistake' in csv) {
    const { line, text } = csv.mistake;
    return { mistakes: [line === undefined ? organisationSentences.fileUnreadable(text) : mistakeInWords({ line, text })] };
  }
  const sheet = readSheet(csv.rows);
  return 'departments' in sheet ? sheet : { mistakes: sheet.mistakes.map(mistakeInWords) };
}

function wrong(mistakes: readonly string[]): ImportAnswer {
  return { kind: 'wrong', mistakes: mistakes.slice(0, mostShown), count: mistakes.length };
}

/** A file must not open a department again by the way. */
function closedIn(changes: readonly DepartmentChange[], present: readonly Stored<Department>[]): string[] {
  const closed = new Map(present.flatMap(({ value }) => (value.isClosed ? [[value.id, value] as const] : [])));
  return changes.flatMap(({ department: { id } }) => {
    const one = closed.get(id);
    if (!one) return [];
    return one.mergedInto === undefined ? organisationSentences.isClosed(id) : organisationSentences.wasMerged(id, one.mergedInto);
  });
}

/** Whom the directory does not have, of those that are newly named; where it does not answer, nobody is unknown. */
async function unknownIn(changes: readonly DepartmentChange[], { people, log }: DepartmentPorts): Promise<string[]> {
  const named = changes.map((change) => ({ id: change.department.id, people: newlyNamed(change) }));
  const all = [...new Set(named.flatMap((one) => one.people))];
  if (all.length > mostPeople) return [];
  await people.prefetch(all);
  try {
    const known = new Map(await Promise.all(all.map(async (one) => [one, (await people.person(one)) !== undefined] as const)));
    return named.flatMap(({ id, people: ids }) =>
      ids.filter((one) => !known.get(one)).map((one) => organisationSentences.unknownPerson(id, one)),
    );
  } catch (fault) {
    log.warn({ fault: (fault as Error).name }, 'directory did not answer; the people of a file were not looked up');
    return [];
  }
}

function newlyNamed(change: DepartmentChange): PersonId[] {
  if (change.kind === 'missing') return [];
  if (change.kind === 'added')
    return [...(change.department.head === undefined ? [] : [change.department.head]), ...change.department.deputies];
  const head = change.fields.find(({ field }) => field === 'head')?.after;
  return [...(head === undefined ? [] : [head]), ...change.joining];
}

/** Stopped half way, the same file again does the rest. */
async function writeImport(
  person: Person,
  changes: readonly DepartmentChange[],
  present: readonly Stored<Department>[],
  ports: DepartmentPorts,
): Promise<ImportAnswer> {
  const at = ports.clock.now().toInstant().toString();
  const before = new Map(present.map((one) => [one.value.id, one]));
  const writes = changes.flatMap(({ department }): DepartmentWrite[] => {
    const was = before.get(department.id);
    const event = departmentEvent(was?.value, department, { by: person.id, at });
    return event ? [{ department, ...(was && { etag: was.etag }), event }] : [];
  });
  let written = 0;
  for (let first = 0; first < writes.length; first += atOnce) {
    const slice = writes.slice(first, first + atOnce);
    if ((await ports.departments.write(slice)) === 'lost') break;
    written += slice.length;
  }
  ports.log.info({ person: person.id, rows: written }, 'departments were imported');
  const done = writes.slice(0, written).map(({ department }) => department);
  await askAnew(
    done.filter((one) => hasOtherDeciders(before.get(one.id)?.value, one)).map(({ id }) => id),
    ports,
  );
  const view = await departmentsAsShown(ports);
  return { kind: 'imported', view, sentence: organisationSentences.imported(written, writes.length) };
}
