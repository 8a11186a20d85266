import { viewOf } from '../domain/request/views';
import { Reckoning } from '../domain/shown/summary';
import type { Log } from '../ports/log-fields';
import type { Ports } from '../ports/ports';
import type { ViewRow } from '../ports/views';

type SummaryPorts = Pick<Ports, 'views' | 'summaries' | 'departments' | 'policy' | 'clock'> & { log: Pick<Log, 'warn'> };

const rowsAtOnce = 999;

/**
 * Reckons the figures of the overview anew: of what waits, what starts this week, and what ends within 26 weeks, a thousand rows a
 * call. A fault is no fault of the caller: the figures say of when they are.
 */
export async function refreshSummary({ views, summaries, departments, policy, clock, log }: SummaryPorts): Promise<void> {
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
    await summaries.put(reckoning.summaries(await departments.all()));
  } catch (fault) {
    log.warn({ fault: (fault as Error).name }, 'the figures of the overview were not refreshed');
  }
}
