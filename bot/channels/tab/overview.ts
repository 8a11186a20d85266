import { Temporal } from 'temporal-polyfill';
import type { Person } from '../../domain/organisation/organisation';
import { viewOf } from '../../domain/request/views';
import { type Summary, scopeOf, summed } from '../../domain/shown/summary';
import { formContext } from '../../shown/form-context';
import { departmentsOf } from '../../shown/lists';
import { refreshSummary } from '../../shown/refresh-summary';
import { departmentName, json, type TabAnswer, type TabPorts } from './answer';
import type { OverviewView } from './overview-contract';

/** `GET /overview`. One storage call, and one for each of the five oldest waits. */
export async function showOverview(ports: TabPorts): Promise<TabAnswer> {
  const [summary] = await readOrReckon([scopeOf.university], ports);
  return json(await overviewOf(summary, ports));
}

/** The figures of each scope. Before the first sweep, and for a new department until the next, they are reckoned here, once. */
async function readOrReckon(scopes: readonly string[], ports: TabPorts): Promise<Summary[]> {
  const read = () => Promise.all(scopes.map((scope) => ports.summaries.read(scope)));
  let all = await read();
  if (all.includes(undefined)) {
    await refreshSummary(ports);
    all = await read();
  }
  return all.filter((one) => one !== undefined);
}

/** `GET /overview/department`: the departments of which this person is head or deputy, as one. One storage call for each. */
export async function showDepartmentOverview({ id }: Person, ports: TabPorts): Promise<TabAnswer> {
  const theirs = departmentsOf(id, await ports.departments.all());
  const all = await readOrReckon(
    theirs.map(({ id: department }) => scopeOf.department(department)),
    ports,
  );
  return json(await overviewOf(summed(all), ports));
}

async function overviewOf(summary: Summary | undefined, ports: TabPorts): Promise<OverviewView> {
  if (!summary) return { oldest: [] };
  const { asOf, week, month, waiting, long, starting, ending } = summary;
  const monday = Temporal.PlainDate.from(week);
  return {
    figures: {
      asOf,
      week,
      month,
      waiting,
      long,
      starting,
      ending,
      weeks: summary.weeks.map((count, at) => ({ from: monday.add({ weeks: at }).toString(), count })),
    },
    oldest: await stillWaiting(summary.oldest, ports),
  };
}

/** Names are in no summary; what was decided since has no row there any more. */
async function stillWaiting(oldest: Summary['oldest'], ports: TabPorts): Promise<OverviewView['oldest']> {
  const context = await formContext(ports);
  const rows = await Promise.all(
    oldest.map(async ({ request, askedAt }) => {
      const row = await ports.views.read({ partition: viewOf.waiting, row: `${askedAt}:${request}` });
      return row ? [{ request, visitor: row.visitor, department: departmentName(row.department, context), askedAt }] : [];
    }),
  );
  return rows.flat();
}
