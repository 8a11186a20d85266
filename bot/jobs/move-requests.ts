import { hasOtherDeciders } from '../domain/organisation/department-changes';
import { followMerge, type Merge } from '../domain/request/follow-merge';
import { viewOf } from '../domain/request/views';
import { unlessKnown, type VisitorRequest } from '../domain/request/visitor-request';
import { isOver } from '../domain/statuses/table';
import { inParallel } from '../outbox/in-parallel';
import type { WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';
import { changeRequest } from '../verbs/perform';

type MergeMessage = Extract<WorkMessage, { kind: 'merge' }>;

/** Rows of a slice: done again after a crash, which changes nothing. */
const rowsOfSlice = 100;
const atOnce = 8;

/**
 * Moves the open requests of one slice of a merged department's list, then has the next slice worked on. Idempotent; a fault brings the
 * same slice again.
 */
export async function moveRequests(message: MergeMessage, ports: WorkPorts, rowsAtOnce = rowsOfSlice): Promise<void> {
  const { department, into, by, next } = message;
  const [former, target] = await Promise.all([ports.departments.stored(department), ports.departments.stored(into)]);
  // The message comes before the row: a merge that was not saved moves nothing.
  if (former?.value.mergedInto !== into || !target)
    return ports.log.warn({ target: department }, 'a merge was not saved; its requests stay');
  const page = await ports.views.list(viewOf.department(department), rowsAtOnce, next);
  const merge: Merge = { from: department, into, hasOtherDeciders: hasOtherDeciders(former.value, target.value) };
  const press = { actor: { id: by, channel: 'tab' as const }, now: ports.clock.now() };
  const rule = (current: VisitorRequest) => followMerge(current, merge, press);
  const open = page.rows.filter(({ status }) => !isOver(status));
  const moved = await inParallel(open, atOnce, async ({ request }) => {
    const outcome = await changeRequest(request, rule, ports).catch(unlessKnown);
    // Everybody who is quicker gives up before this slice does.
    if (outcome?.kind === 'busy') throw new Error('a request kept changing while it was moved');
    if (outcome === undefined) ports.log.error({ request }, 'a request of an unknown version was not moved');
    return outcome?.kind === 'done';
  });
  ports.log.info({ target: department, rows: page.rows.length, changed: moved.filter(Boolean).length }, 'requests were moved');
  if (page.next !== undefined) await ports.queue.enqueue({ ...message, next: page.next }, 0);
}
