import { tidy } from '../domain/form';
import { isNamed, soughtAtMost, surnamesIn } from '../domain/sought';
import { folded, viewOf } from '../domain/views';
import { isOver, type PersonId } from '../domain/visitor-request';
import { sentences } from '../domain/wording';
import type { ViewRow } from '../ports';
import type { Answer } from '../turn';
import { adminsOf } from '../verbs/people';
import { notice } from './answers';
import { decidersOfRows, drawList, type ListPorts } from './lists';
import type { Pressed } from './press';

/** Rows read at once, and of one list at most: the newest of a department, the soonest to end of a sponsor. */
const rowsOfPage = 500;
const rowsOfList = 2000;

/**
 * *Find*: visitors by the beginning of a name, among the requests that this person sponsors or may decide; an admin’s
 * among all. Nobody learns whether there is anything else.
 */
export async function find({ person, data }: Pressed<{ name?: string | undefined; from: number }>, ports: ListPorts): Promise<Answer> {
  const name = tidy(data.name ?? '', soughtAtMost);
  if (name === '') return notice(sentences.howToFind);
  const rows = await rowsNamed(name, person, ports);
  return drawList({ kind: 'found', name }, rows, data.from, ports);
}

async function rowsNamed(name: string, person: PersonId, ports: ListPorts): Promise<ViewRow[]> {
  const isAdmin = (await adminsOf(ports)).includes(person);
  const departments = (await ports.departments.all()).filter(({ head, deputies }) => head === person || deputies.includes(person));
  const partitions = [
    viewOf.sponsor(person),
    ...departments.map(({ id }) => viewOf.department(id)),
    ...(isAdmin ? surnamesIn(name).map((surname) => viewOf.name(surname)) : []),
  ];
  const lists = await Promise.all([...new Set(partitions)].map((partition) => rowsOf(partition, ports)));
  const named = new Map(lists.flat().flatMap((row) => (isNamed(row.visitor, name) ? [[row.request, row]] : [])));
  const deciders = decidersOfRows(ports);
  const maySee = async (row: ViewRow) => isAdmin || row.sponsor === person || (await deciders(row)).may.includes(person);
  const theirs = await Promise.all([...named.values()].map(async (row) => ((await maySee(row)) ? [row] : [])));
  return theirs.flat().sort(byName);
}

async function rowsOf(partition: string, { views }: ListPorts): Promise<ViewRow[]> {
  const rows: ViewRow[] = [];
  let page = await views.list(partition, rowsOfPage);
  rows.push(...page.rows);
  while (page.next !== undefined && rows.length < rowsOfList) {
    page = await views.list(partition, rowsOfPage, page.next);
    rows.push(...page.rows);
  }
  return rows;
}

/** Those that are over come last; else by name, the newest first among equals. */
function byName(one: ViewRow, other: ViewRow): number {
  const [ours, theirs] = [one, other].map((row) => `${isOver(row.status) ? 1 : 0} ${folded(row.visitor)}`) as [string, string];
  if (ours !== theirs) return ours < theirs ? -1 : 1;
  return one.since < other.since ? 1 : -1;
}
