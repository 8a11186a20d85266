import type { FormContext } from '../domain/form/form-context';
import type { Department, PersonId } from '../domain/organisation/organisation';
import type { Deciders } from '../domain/request/deciders';
import { statusAt } from '../domain/request/request-dates';
import { searchKey } from '../domain/request/search';
import { viewOf } from '../domain/request/views';
import { type ListedRequest, waitsForApprover } from '../domain/shown/listed-request';
import { type RowShown, shownRow } from '../domain/shown/request-row';
import { isOver } from '../domain/statuses/table';
import type { Ports } from '../ports/ports';
import type { ViewRow } from '../ports/views';
import { decidersFor, nameOf } from '../verbs/people';
import type { Segment } from './scan';

export type ListPorts = Pick<Ports, 'views' | 'departments' | 'people' | 'policy' | 'clock' | 'log'>;

/** The departments of which this person is head or deputy. */
export function departmentsOf(person: PersonId, departments: readonly Department[]): Department[] {
  return departments.filter(({ head, deputies }) => head === person || deputies.includes(person));
}

/** *My visitors*: those that are not over first, soonest end first; then what is over. */
export function mineOf(person: PersonId, { clock }: Pick<ListPorts, 'clock'>): Segment[] {
  const today = clock.now().toPlainDate();
  const partition = viewOf.sponsor(person);
  const isOverNow = (row: ViewRow) => isOver(statusAt(row, today));
  return [
    // Row keys begin with the last day: what has not ended yet cannot lie before today.
    { partition, within: { from: today.toString(), to: '~' }, isWanted: (row) => !isOverNow(row) },
    { partition, isWanted: isOverNow },
  ];
}

/**
 * *Waiting for me*: what is offered to this person to take over; the open questions of the departments for which they decide,
 * and those given to them; to an admin those that nobody else may answer. No row stands in two of the lists.
 */
export async function waitingOf({ id, isAdmin }: { id: PersonId; isAdmin: boolean }, ports: ListPorts): Promise<Segment[]> {
  const today = ports.clock.now().toPlainDate();
  const theirs = new Set(departmentsOf(id, await ports.departments.all()).map((department) => department.id));
  const deciders = decidersOfRows(ports);
  const mayDecide = async (row: ViewRow) => waitsForApprover(row, statusAt(row, today)) && (await deciders(row)).may.includes(id);
  const isOnlyOffered = async (row: ViewRow) => !isOver(statusAt(row, today)) && !(await mayDecide(row));
  const offered = { partition: viewOf.offered(id), isWanted: isOnlyOffered };
  if (isAdmin) return [offered, { partition: viewOf.waiting, isWanted: mayDecide }];
  const isGiven = async (row: ViewRow) => !theirs.has(row.department) && (await mayDecide(row));
  return [
    offered,
    { partition: viewOf.decides(id), isWanted: isGiven },
    ...[...theirs].map((department) => ({ partition: viewOf.pending(department), isWanted: mayDecide })),
  ];
}

/** Where visitors of a name may stand whom this person sponsors or decides about; an admin's among all. */
export async function foundOf(name: string, { id, isAdmin }: { id: PersonId; isAdmin: boolean }, ports: ListPorts): Promise<Segment[]> {
  const deciders = decidersOfRows(ports);
  const isWanted = async (row: ViewRow) => isAdmin || row.sponsor === id || (await deciders(row)).may.includes(id);
  const partitions = [
    viewOf.sponsor(id),
    ...departmentsOf(id, await ports.departments.all()).map((department) => viewOf.department(department.id)),
  ];
  const ofAll = isAdmin ? [{ ...placesNamed(name), isWanted }] : [];
  return [...[...new Set(partitions)].map((partition) => ({ partition, isWanted })), ...ofAll];
}

/** Where, in the list of all by name, those lie of whom a word of a name begins so. */
export function placesNamed(searched: string): Required<Pick<Segment, 'partition' | 'within'>> {
  const key = searchKey(searched);
  // The greatest character there is: after whatever else begins so.
  return { partition: viewOf.name(key), within: { from: key, to: `${key}\uffff` } };
}

/** Everything that the segments hold, each row once: at most so many rows and pages of each. */
export async function readSegments(
  segments: readonly Segment[],
  { rows: most, pages, read }: { rows: number; pages: number; read: number },
  views: Pick<Ports['views'], 'list'>,
): Promise<ViewRow[]> {
  const found = await Promise.all(
    segments.map(async ({ partition, within, isWanted }) => {
      const rows: ViewRow[] = [];
      let next: string | undefined;
      for (let page = 0; page < pages; page += 1) {
        const got = await views.list(partition, read, next, within);
        for (const row of got.rows) if (!isWanted || (await isWanted(row))) rows.push(row);
        next = got.next;
        if (next === undefined || rows.length >= most) break;
      }
      return rows;
    }),
  );
  return [...new Map(found.flat().map((row) => [row.request, row])).values()];
}

/** Who decides a row: looked up once for all rows of one sponsor in one department whose head was there, or away. */
export function decidersOfRows(ports: Pick<Ports, 'departments' | 'people' | 'log'>): (row: ViewRow) => Promise<Deciders> {
  const found = new Map<string, Promise<Deciders>>();
  return ({ sponsor, department, status, headAway, assigned, passedOn = [] }) => {
    const key = [sponsor, department, status, headAway ?? '', assigned ?? '', ...passedOn].join(' ');
    const known = {
      question: { ...(headAway !== undefined && { headAway: { person: headAway } }), passedOn: passedOn.map((to) => ({ to })) },
      ...(assigned !== undefined && { assigned: { to: assigned } }),
    };
    const deciders = found.get(key) ?? decidersFor({ sponsor, involved: [sponsor], answers: { department }, status, ...known }, ports);
    found.set(key, deciders);
    return deciders;
  };
}

/** Whether this person is asked to take it over, rather than to decide it. */
export async function isOfferedTo(
  person: PersonId,
  row: ViewRow,
  { status }: Pick<RowShown, 'status'>,
  deciders: ReturnType<typeof decidersOfRows>,
): Promise<boolean> {
  return row.offeredTo === person && !(waitsForApprover(row, status) && (await deciders(row)).may.includes(person));
}

/** A row of a list for whichever reader, with the sponsor's name. */
export async function loadRow(
  row: ListedRequest & Pick<ViewRow, 'sponsorName'>,
  context: FormContext,
  ports: Pick<Ports, 'people'>,
): Promise<RowShown> {
  return shownRow(row, row.sponsorName ?? (await nameOf(row.sponsor, ports)), context);
}

/** The names of those who are asked, where a row waits for a decision. */
export async function waitsFor(
  row: ViewRow,
  { status }: Pick<RowShown, 'status'>,
  deciders: ReturnType<typeof decidersOfRows>,
  ports: Pick<Ports, 'people'>,
): Promise<string[]> {
  const asked = waitsForApprover(row, status) ? (await deciders(row)).ask : [];
  return Promise.all(asked.map((one) => nameOf(one, ports)));
}
