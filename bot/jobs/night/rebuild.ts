import type { Temporal } from 'temporal-polyfill';
import { nights, requestsOfNight } from '../../domain/request/nightly-parts';
import { type RequestId, UnknownSchema } from '../../domain/request/visitor-request';
import { inParallel } from '../../outbox/in-parallel';
import type { WorkPorts } from '../../outbox/work-ports';
import type { Aggregate } from '../../ports/requests';
import { areViewsCurrent, rewriteViews, wakeHour } from './lists-and-wakes';

export type RebuildPorts = Pick<WorkPorts, 'requests' | 'views' | 'digests' | 'queue' | 'policy' | 'clock' | 'log'> &
  Partial<Pick<WorkPorts, 'people'>>;

/** Counts of a rebuild; a dry run counts what it would write. */
export interface RebuildReport {
  requests: number;
  /** Requests whose list rows were missing or stale. */
  lists: number;
  wakes: number;
  /** Messages for requests with todos, and for digests that are not sent. */
  messages: number;
  /** Requests of an unknown schema version; they are left alone. */
  unknown: number;
}

const atOnce = 16;
/** The messages are spread out, so that new ones need not wait behind them. */
const messagesPerSecond = 10;
/** Days after which an unsent digest is too old to be sent. */
const digestDays = 2;

/**
 * Makes from `Requests` alone what follows from it: list rows, wake rows and queue messages. Idempotent, also while the product
 * runs; an extra message finds nothing to do.
 *
 * @param since the moment from which notices count as missed; now unless given. After a restore, the time of the backup.
 */
export async function rebuild(
  ports: RebuildPorts,
  { isDry, since }: { isDry: boolean; since?: Temporal.ZonedDateTime },
): Promise<RebuildReport> {
  const now = ports.clock.now();
  const from = since ?? now;
  const run: Run = { ports, isDry, now, since: from, report: { requests: 0, lists: 0, wakes: 0, messages: 0, unknown: 0 } };
  for (let part = 0; part < nights; part += 1) {
    const ids: RequestId[] = [];
    for await (const id of ports.requests.idsIn(requestsOfNight(part))) ids.push(id);
    await inParallel(ids, atOnce, (id) => rebuildOne(id, run));
  }
  for await (const { person, kind, date } of ports.digests.openSince(from.toPlainDate().subtract({ days: digestDays }).toString()))
    await enqueueLate({ kind: 'digest', person, digest: kind, date }, run);
  return run.report;
}

interface Run {
  ports: RebuildPorts;
  isDry: boolean;
  now: Temporal.ZonedDateTime;
  since: Temporal.ZonedDateTime;
  report: RebuildReport;
}

async function rebuildOne(id: RequestId, run: Run): Promise<void> {
  const { ports, isDry, report } = run;
  const aggregate = await ports.requests.readAll(id, 0).catch((fault: unknown) => {
    if (!(fault instanceof UnknownSchema)) throw fault;
    report.unknown += 1;
    return undefined;
  });
  if (!aggregate) return;
  report.requests += 1;
  if (!(await areViewsCurrent(aggregate, ports)) && (isDry || (await rewriteViews(id, ports)))) report.lists += 1;
  await rebuildWake(aggregate, run);
  if (aggregate.todos.length === 0) return;
  const isOfAccount = aggregate.todos.every(({ value }) => value.target === 'accounts');
  await enqueueLate(isOfAccount ? { kind: 'accounts', id } : { kind: 'request', id, commitId: '', attempt: 1 }, run);
}

async function rebuildWake({ request: { value: request } }: Aggregate, { ports, isDry, now, since, report }: Run): Promise<void> {
  const at = wakeHour(request, now, ports, since);
  if (at === undefined || (await ports.views.hasWake(at, request.id))) return;
  if (!isDry) await ports.views.putWake(at, request.id);
  report.wakes += 1;
}

async function enqueueLate(message: Parameters<RebuildPorts['queue']['enqueue']>[0], { ports, isDry, report }: Run): Promise<void> {
  const place = report.messages;
  report.messages += 1;
  if (!isDry) await ports.queue.enqueue(message, Math.floor(place / messagesPerSecond));
}
