import { Temporal } from 'temporal-polyfill';
import type { Person } from '../../domain/organisation/organisation';
import { viewOf } from '../../domain/request/views';
import { type Summary, scopeOf, summed } from '../../domain/shown/summary';
import { formContext } from '../../shown/form-context';
import { departmentsOf } from '../../shown/lists';
import { departmentName, json, type TabAnswer, type TabPorts } from './answer';
import type { OverviewView } from './overview-contract';

/** `GET /overview`. One storage call, and one for each of the five oldest waits. */
export async function showOverview(ports: TabPorts): Promise<TabAnswer> {
  return json(await overviewOf(await ports.summaries.read(scopeOf.university), ports));
}

/** `GET /overview/department`: the departments of which this person is head or deputy, as one. One storage call for each. */
export async function showDepartmentOverview({ id }: Person, ports: TabPorts): Promise<TabAnswer> {
  const theirs = departmentsOf(id, await ports.departments.all());
  const all = await Promise.all(theirs.map((department) => ports.summaries.read(scopeOf.department(department.id))));
  return json(await overviewOf(summed(all.filter((one) => one !== undefined)), ports));
}

async function overviewOf(summary: Summary | undefined, ports: TabPorts): Promise<OverviewView> {
  if (!summary) return { oldest: [] };
  const { asOf, week, month, waiting, long, starting, ending, needsHand } = summary;
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
      ...(needsHand !== undefined && { needsHand }),
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
