import type { Temporal } from 'temporal-polyfill';
import { missedSince } from '../../domain/request/clock';
import { nextWake } from '../../domain/request/request-dates';
import type { RequestId, VisitorRequest } from '../../domain/request/visitor-request';
import { clearMatter } from '../../outbox/notify-admins';
import { has, syncViews, viewRows } from '../../outbox/sync-views';
import type { WorkPorts } from '../../outbox/work-ports';
import type { Aggregate } from '../../ports/requests';
import type { ViewRow } from '../../ports/views';

type ListPorts = Pick<WorkPorts, 'requests' | 'views' | 'clock' | 'log'> & Partial<Pick<WorkPorts, 'people'>>;

/** Seconds, like the worker's lease. */
const leaseFor = 60;

/** True if the list rows of a request match its state, or the worker still has to write them. */
export async function areViewsCurrent({ request, viewKeys, todos }: Aggregate, { views }: Pick<ListPorts, 'views'>): Promise<boolean> {
  if (todos.some(({ value }) => value.target === 'views')) return true;
  const wanted = viewRows(request.value);
  if (viewKeys.length !== wanted.length || !viewKeys.every((key) => has(wanted, key))) return false;
  const rows = await Promise.all(wanted.map((row) => views.read(row)));
  return wanted.every((row, index) => isSameRow(row, rows[index]));
}

function isSameRow(wanted: ViewRow, stored: ViewRow | undefined): boolean {
  return stored !== undefined && Object.entries(wanted).every(([name, value]) => isSameJson(stored[name as keyof ViewRow], value));
}

/** Rows are stored as JSON with the properties in the order in which they are written. */
const isSameJson = (one: unknown, another: unknown) => JSON.stringify(one) === JSON.stringify(another);

/** Writes the list rows of a request under its lease. False if a worker holds it, the rows are current, or a commit comes in. */
export async function rewriteViews(id: RequestId, ports: ListPorts): Promise<boolean> {
  const rewritten = await underLease(id, ports, async () => {
    const current = await ports.requests.readAll(id);
    if (!current || (await areViewsCurrent(current, ports))) return false;
    const synced = await syncViews(current, ports);
    if (synced === 'moved-on') return false;
    await ports.requests.noteViews(id, synced.viewKeys, synced.viewsEtag);
    await clearMatter('todo-views', current, ports);
    return true;
  });
  return rewritten !== false;
}

/** The hour of the wake row: the missed day if a change of state is overdue, so that the sweep also finds its missed notices. */
export function wakeHour(
  request: VisitorRequest,
  now: Temporal.ZonedDateTime,
  { policy }: Pick<WorkPorts, 'policy'>,
  since = now,
): string | undefined {
  const missed = missedSince(request, now, policy);
  return missed ? `${missed.toString()}T00` : nextWake(request, since, policy);
}

/** Runs `repair` under the lease of the request; false if a worker holds it and does the same. */
export async function underLease(
  id: RequestId,
  { requests, clock }: Pick<WorkPorts, 'requests' | 'clock'>,
  repair: () => Promise<boolean | void>,
): Promise<boolean | void> {
  const lease = await requests.takeLease(id, clock.now().toInstant(), leaseFor);
  if (!lease) return false;
  try {
    return await repair();
  } finally {
    await requests.releaseLease(lease);
  }
}
