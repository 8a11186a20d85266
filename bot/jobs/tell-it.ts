import { Temporal } from 'temporal-polyfill';
import { messagesFrom } from '../domain/request/daily-list';
import { instant } from '../domain/request/lifecycle';
import { dueOfTask } from '../domain/request/views';
import { notifyAdmins } from '../outbox/notify-admins';
import { openItTasks, untoldMatter } from '../outbox/notify-it';
import type { WorkPorts } from '../outbox/work-ports';
import type { ViewRow } from '../ports/views';

/** Minutes: at most one message an hour, however often the sweep comes. */
const between = 55;

/**
 * Has everybody in IT notified of the tasks that are open, where one is new since they were notified last, or has become overdue since. One message
 * for all of them, and none at night.
 */
export async function tellItService(ports: WorkPorts): Promise<void> {
  const { clock, views, people, queue, log } = ports;
  const now = clock.now();
  if (!ports.keepsAccounts || now.hour < messagesFrom) return;
  const rows = await openItTasks(ports);
  const [first] = rows;
  if (!first) return;
  const notified = (await views.lastRuns())['tell-it'];
  if (notified !== undefined && !isNews(rows, Temporal.Instant.from(notified).toZonedDateTimeISO(now.timeZoneId), now)) return;
  const members = await people.itService();
  for (const person of members) await queue.enqueue({ kind: 'it-tasks', person }, 0);
  if (members.length === 0) await notifyAdmins(untoldMatter, first.request, 'nobody', ports);
  log.info({ rows: rows.length, due: members.length }, 'IT is notified of its tasks');
  await views.putRun('tell-it', instant(now));
}

function isNews(rows: readonly ViewRow[], notified: Temporal.ZonedDateTime, now: Temporal.ZonedDateTime): boolean {
  if (notified.until(now).total('minutes') < between) return false;
  const [then, today] = [notified.toPlainDate().toString(), now.toPlainDate().toString()];
  const isNew = ({ taskSince }: ViewRow) => taskSince !== undefined && Temporal.Instant.compare(taskSince, notified.toInstant()) > 0;
  const isLateSince = (row: ViewRow) => dueOfTask(row) < today && dueOfTask(row) >= then;
  return rows.some((row) => isNew(row) || isLateSince(row));
}
