import { Temporal } from 'temporal-polyfill';
import { type RequestsCard, requestsCard } from '../../cards/requests';
import { statusAt } from '../domain/calendar';
import type { Deciders } from '../domain/deciders';
import { viewOf } from '../domain/views';
import { isOver, type PersonId } from '../domain/visitor-request';
import { sentences } from '../domain/wording';
import type { Ports, ViewRow } from '../ports';
import type { Answer } from '../turn';
import { adminsOf, decidersFor, nameOf } from '../verbs/people';
import { card } from './answers';
import { formContext } from './form-context';
import type { Pressed } from './press';

export type ListPorts = Pick<Ports, 'views' | 'departments' | 'people' | 'policy' | 'clock' | 'log'>;

/** Rows on one card. */
const rowsShown = 10;
/** Rows read for one list; a sponsor or decider with more finds them in the tab. */
const rowsRead = 200;

/** *My visitors*: every request of this sponsor, open ones first, soonest end first. One storage call. */
export async function myVisitors({ person, data }: Pressed<{ from: number }>, ports: ListPorts): Promise<Answer> {
  const { rows } = await ports.views.list(viewOf.sponsor(person), rowsRead);
  const open = rows.filter(({ status }) => !isOver(status));
  const over = rows.filter(({ status }) => isOver(status)).reverse();
  return drawList({ kind: 'mine' }, [...open, ...over], data.from, ports);
}

/** *Waiting for me*: all that this person may decide, newest first. One storage call for each department they decide for. */
export async function waitingForMe({ person, data }: Pressed<{ from: number }>, ports: ListPorts): Promise<Answer> {
  return drawList({ kind: 'waiting' }, await rowsWaitingFor(person, ports), data.from, ports);
}

/** The open questions of this person: those of their departments, and for an admin those that nobody else may answer. */
export async function rowsWaitingFor(person: PersonId, ports: ListPorts): Promise<ViewRow[]> {
  const [departments, admins] = [await ports.departments.all(), await adminsOf(ports)];
  const theirs = departments.filter(({ head, deputies }) => head === person || deputies.includes(person));
  const partitions = admins.includes(person)
    ? [viewOf.status('pending')]
    : [viewOf.decides(person), ...theirs.map(({ id }) => viewOf.pending(id))];
  const today = ports.clock.now().toPlainDate();
  const deciders = decidersOfRows(ports);
  const isTheirs = async (row: ViewRow) => statusAt(row, today) === 'pending' && (await deciders(row)).may.includes(person);
  const lists = await Promise.all(partitions.map((partition) => matching(partition, isTheirs, ports)));
  // What was given to a deputy stands in their department's list as well.
  const rows = new Map(lists.flat().map((row) => [row.request, row]));
  return [...rows.values()].sort((one, other) => (one.since < other.since ? 1 : -1));
}

/** Pages looked at for one list. What is theirs may lie behind much that is not: an admin's does. */
const pagesRead = 25;

async function matching(
  partition: string,
  isWanted: (row: ViewRow) => Promise<boolean>,
  { views }: Pick<Ports, 'views'>,
): Promise<ViewRow[]> {
  const found: ViewRow[] = [];
  let next: string | undefined;
  for (let page = 0; page < pagesRead; page += 1) {
    const read = await views.list(partition, rowsRead, next);
    for (const row of read.rows) if (await isWanted(row)) found.push(row);
    next = read.next;
    if (next === undefined || found.length >= rowsRead) break;
  }
  return found;
}

/** Who decides a row: looked up once for all rows of one sponsor in one department whose head was there, or away. */
export function decidersOfRows(ports: ListPorts): (row: ViewRow) => Promise<Deciders> {
  const found = new Map<string, Promise<Deciders>>();
  return ({ sponsor, department, headAway, assigned }) => {
    const key = `${sponsor} ${department} ${headAway ?? ''} ${assigned ?? ''}`;
    const known = {
      ...(headAway !== undefined && { headAway: { person: headAway } }),
      ...(assigned !== undefined && { assigned: { to: assigned } }),
    };
    const deciders = found.get(key) ?? decidersFor({ sponsor, involved: [sponsor], answers: { department }, ...known }, ports);
    found.set(key, deciders);
    return deciders;
  };
}

type List =
  | { kind: 'mine' }
  | ({ kind: 'waiting' } & Pick<RequestsCard, 'ticked' | 'isAsking' | 'results'>)
  | { kind: 'found'; name: string };
const empty = { mine: sentences.noVisitors, waiting: sentences.nothingWaiting, found: sentences.nothingFound };

/** One card of a list; a place that is no longer there is its beginning. */
export async function drawList(list: List, rows: ViewRow[], from: number, ports: ListPorts): Promise<Answer> {
  const context = await formContext(ports);
  const start = from < rows.length ? from : 0;
  const shown = rows.slice(start, start + rowsShown);
  const deciders = decidersOfRows(ports);
  return card(
    requestsCard({
      ...list,
      empty: empty[list.kind],
      from: start,
      total: rows.length,
      context,
      rows: await Promise.all(
        shown.map(async (row) => {
          const department = context.departments.find(({ id }) => id === row.department);
          const status = statusAt(row, context.today);
          const asked = list.kind === 'mine' && status === 'pending' ? (await deciders(row)).ask : [];
          return {
            request: row.request,
            revision: row.revision,
            status,
            visitor: row.visitor,
            department: department?.name ?? row.department,
            validFrom: row.validFrom,
            validTo: row.validTo,
            since: Temporal.Instant.from(row.since).toString(),
            waitsFor: await Promise.all(asked.map((one) => nameOf(one, ports))),
            sponsor: await nameOf(row.sponsor, ports),
          };
        }),
      ),
    }),
  );
}
