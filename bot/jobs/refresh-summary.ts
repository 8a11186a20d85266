import { viewOf } from '../domain/request/views';
import { Reckoning } from '../domain/shown/summary';
import type { WorkPorts } from '../outbox/work-ports';
import type { Ports } from '../ports/ports';
import type { ViewRow } from '../ports/views';
import { openMattersIn } from '../shown/open-matters';
import { type SweepReport, sweep } from './sweep';
import { tellItService } from './tell-it';

type SummaryPorts = Pick<Ports, 'views' | 'requests' | 'summaries' | 'departments' | 'policy' | 'clock' | 'log'>;

/** What an hour brings about, and then how it stands. */
export async function sweepHourly(ports: WorkPorts): Promise<SweepReport> {
  const report = await sweep(ports);
  // No fault of the sweep: the next one tells them.
  await tellItService(ports).catch((fault) => ports.log.warn({ fault: (fault as Error).name }, 'IT was not notified of its tasks'));
  await refreshSummary(ports);
  return report;
}

const rowsAtOnce = 999;
/** More matters are shown as so many and a plus. */
const mostMatters = 999;

/**
 * Reckons the figures of the overview anew: of what waits, what starts this week, and what ends within 26 weeks, a thousand rows a
 * call; and of what needs a person, a call for each matter. A fault is no fault of the sweep: the figures say of when they are.
 */
export async function refreshSummary({ views, requests, summaries, departments, policy, clock, log }: SummaryPorts): Promise<void> {
  const reckoning = new Reckoning(clock.now(), policy);
  const read = async (partition: string, add: (row: ViewRow) => void, within?: { from: string; to: string }) => {
    let next: string | undefined;
    do {
      const page = await views.list(partition, rowsAtOnce, next, within);
      for (const row of page.rows) add(row);
      next = page.next;
    } while (next !== undefined);
  };
  const days = (to: { toString(): string }) => ({ from: reckoning.from.toString(), to: to.toString() });
  try {
    await read(viewOf.waiting, (row) => reckoning.addWaiting(row, row.row.slice(0, -`:${row.request}`.length)));
    await read(viewOf.starts, (row) => reckoning.addStarting(row), days(reckoning.from.add({ weeks: 1 })));
    await read(viewOf.ends, (row) => reckoning.addEnding(row), days(reckoning.before));
    const { items } = await views.listAttention(mostMatters);
    const matters = await openMattersIn(items, reckoning.today, { views, requests });
    await summaries.put(reckoning.summaries(await departments.all(), matters.length));
  } catch (fault) {
    log.warn({ fault: (fault as Error).name }, 'the figures of the overview were not refreshed');
  }
}
