import type { Temporal } from 'temporal-polyfill';
import type { Person } from '../../domain/organisation/organisation';
import { windowDays } from '../../domain/request/request-dates';
import { viewOf } from '../../domain/request/views';
import { crowdedKinds } from '../../domain/shown/matters';
import { departmentsWithHeads } from '../../shown/health';
import { departmentsOf, waitingOf } from '../../shown/lists';
import { openMattersIn } from '../../shown/open-matters';
import type { Segment } from '../../shown/scan';
import { countPlaces } from './all-requests';
import { json, type TabAnswer, type TabPorts } from './answer';
import { cardsToDo } from './card-list';
import type { Counts } from './list-contract';
import type { ListPorts } from './lists';

/** More are shown as so many and a plus. */
const mostCounted = 99;
/** As many as one storage call answers with. */
const mostCountedMatters = 1_000;

type CountPorts = ListPorts & Pick<TabPorts, 'requests' | 'departments' | 'people'>;

/**
 * `GET /counts`: counts for the tabs' names, of what there is to do, or of all that a list has; *My visitors* says its own. One storage call
 * per list and per department of the approver, and for an admin one per matter.
 */
export async function countLists(person: Person, ports: CountPorts): Promise<TabAnswer> {
  const today = ports.clock.now().toPlainDate();
  const inWindow = { from: today.toString(), to: today.add({ days: windowDays + 1 }).toString() };
  const theirs = departmentsOf(person.id, await ports.departments.all());
  const lists: Record<string, Promise<Counts[string]>> = {
    reapproval: upTo99(countSegments([{ partition: viewOf.sponsor(person.id), within: inWindow, isWanted: isRunningRow }], ports)),
    waiting: upTo99(waitingOf(person, ports).then((segments) => countSegments(segments, ports))),
    ...(person.isAdmin && { attention: upTo99(countMatters(today, ports)) }),
    ...(person.isCardOffice && { cards: upTo99(countSegments([cardsToDo(ports.clock.now())], ports)) }),
    ...(person.isItService && { 'it-tasks': upTo99(ports.views.count(viewOf.itTasks, mostCounted + 1)) }),
    // As above the table of each, so that both say the same.
    ...(person.isAdmin && { requests: countPlaces([{ partition: viewOf.all }], ports) }),
    ...(theirs.length > 0 && {
      department: countPlaces(
        theirs.map(({ id }) => ({ partition: viewOf.department(id) })),
        ports,
      ),
    }),
  };
  const entries = await Promise.all(Object.entries(lists).map(async ([name, count]) => [name, await count] as const));
  const all: Counts = Object.fromEntries(entries);
  return json(all);
}

async function upTo99(count: Promise<number>): Promise<Counts[string]> {
  const total = await count;
  return { total: Math.min(total, mostCounted), isMore: total > mostCounted };
}

/** Open matters, one storage call for each, and departments without a head, as on the list. Many matters of one cause count as one. */
async function countMatters(today: Temporal.PlainDate, ports: CountPorts): Promise<number> {
  const crowded = crowdedKinds(await ports.views.countAttention(mostCountedMatters));
  const { items } = await ports.views.listAttention(mostCounted + 1, undefined, crowded);
  const [open, departments] = await Promise.all([openMattersIn(items, today, ports), departmentsWithHeads(ports)]);
  return open.length + crowded.length + departments.filter(({ head }) => head !== 'able').length;
}

const isRunningRow: NonNullable<Segment['isWanted']> = ({ status }) => status === 'approved' || status === 'active';

async function countSegments(segments: readonly Segment[], { views }: ListPorts): Promise<number> {
  const each = segments.map(async ({ partition, within, isWanted }) => {
    const { rows } = await views.list(partition, mostCounted + 1, undefined, within);
    const wanted = await Promise.all(rows.map(async (row) => (isWanted ? await isWanted(row) : true)));
    return rows.filter((_, place) => wanted[place]).map(({ request }) => request);
  });
  return new Set((await Promise.all(each)).flat()).size;
}
