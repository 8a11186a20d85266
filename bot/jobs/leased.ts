import type { Temporal } from 'temporal-polyfill';
import { secondsUntil } from '../domain/messages/delivery';
import type { RequestId } from '../domain/request/visitor-request';
import { clearMatter, notifyAdmins } from '../outbox/notify-admins';
import type { Progress, WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';
import type { Aggregate, Lease, Todo, TodoTarget } from '../ports/requests';
import type { Stored } from '../ports/stored';
import { Outcomes } from './outcomes';

/** The ports that the lease and its todos need. */
export type LeasedPorts = Pick<WorkPorts, 'requests' | 'views' | 'queue' | 'clock' | 'log' | 'retry'>;

export interface TodoTurn {
  /** After this, no work is started. */
  until: Temporal.Instant;
  /** The todo has not been tried since it was committed. */
  isFresh: boolean;
  outcomes: Outcomes;
}

/** The todos that one kind of message works on; it leaves the request's other todos alone. */
export interface Lane {
  isOf(target: TodoTarget): boolean;
  /** The order of due todos, lowest first; equal by default. */
  rank?(target: TodoTarget): number;
  sync(target: TodoTarget, aggregate: Aggregate, turn: TodoTurn): Promise<Progress>;
  /** Runs before the todos, under the lease; true when the request must be read again. */
  first?(aggregate: Aggregate, until: Temporal.Instant): Promise<boolean>;
  /** Runs at the end of each pass. */
  settle?(aggregate: Aggregate): Promise<void>;
  /** The message for the todos that are left. */
  again(request: RequestId): WorkMessage;
}

/** Seconds. A worker that dies holds its lease no longer than this. */
const leaseFor = 60;
/** Seconds after which nothing new is begun under a lease: one delivery may take ten. */
const workFor = 45;
/** Seconds until a message finds the lease free again. */
const afterLease = 5;
/** Passes over a request that keeps changing while it is worked on. */
const mostPasses = 5;

/** The result of a message: the request as read when every due todo was done, and whether todos of the lane are left. */
export interface Worked {
  aggregate: Aggregate;
  isRest: boolean;
}

/**
 * Works on a request that was read before the lease is taken, as most messages find nothing to do. The lease is granted only
 * when no other worker has held it since the read. Undefined otherwise: the message is retried.
 */
export async function workOnRead(aggregate: Aggregate, message: WorkMessage, lane: Lane, ports: LeasedPorts): Promise<Worked | undefined> {
  const { id } = aggregate.request.value;
  const outcomes = new Outcomes();
  if (!lane.first && dueNow(aggregate, outcomes, lane, ports).length === 0) return leaveRest(aggregate, outcomes, lane, ports);
  const lease = await ports.requests.takeLease(id, ports.clock.now().toInstant(), leaseFor, aggregate);
  const worked = lease && (await workLeased(aggregate, lease, outcomes, lane, ports));
  if (worked) return leaveRest(worked, outcomes, lane, ports);
  await ports.queue.enqueue(message, afterLease);
  return undefined;
}

/** The request as read when every due todo was done; undefined when another worker has taken the lease. */
async function workLeased(
  read: Aggregate,
  lease: Lease,
  outcomes: Outcomes,
  lane: Lane,
  ports: LeasedPorts,
): Promise<Aggregate | undefined> {
  const until = ports.clock.now().toInstant().add({ seconds: workFor });
  const { id } = read.request.value;
  let isHeld = true;
  try {
    let aggregate = read;
    // The copies now include the posts of this pass; those read before would be posted again.
    if (await lane.first?.(read, until)) aggregate = (await ports.requests.readAll(id, 0)) ?? read;
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const due = dueNow(aggregate, outcomes, lane, ports);
      if (due.length === 0 && outcomes.areNone) break;
      for (const todo of due) await doTodo(todo, aggregate, outcomes, lane, ports, until);
      await lane.settle?.(aggregate);
      // Refused where a commit has come in meanwhile, whose own message found the lease taken: so read again.
      isHeld = !(await ports.requests.settle(lease, outcomes.of(aggregate)));
      if (!isHeld) return aggregate;
      aggregate = (await ports.requests.readAll(id, 0)) ?? aggregate;
      isHeld = aggregate.lease?.etag === lease.etag;
      if (!isHeld) return undefined;
    }
    outcomes.forget();
    return aggregate;
  } finally {
    if (isHeld) await ports.requests.releaseLease(lease);
  }
}

/** The todos that are left get a message of their own, even when their earlier message was lost. */
async function leaveRest(aggregate: Aggregate, outcomes: Outcomes, lane: Lane, ports: LeasedPorts): Promise<Worked> {
  const wait = secondsLeft(leftIn(aggregate, outcomes, lane), ports);
  if (wait !== undefined) await ports.queue.enqueue(lane.again(aggregate.request.value.id), wait);
  return { aggregate, isRest: wait !== undefined };
}

function leftIn({ todos }: Aggregate, outcomes: Outcomes, lane: Lane): Stored<Todo>[] {
  return outcomes.left(todos).filter(({ value }) => lane.isOf(value.target));
}

function dueNow(aggregate: Aggregate, outcomes: Outcomes, lane: Lane, { clock }: LeasedPorts): Stored<Todo>[] {
  const now = clock.now().toInstant();
  const due = leftIn(aggregate, outcomes, lane).filter(({ value }) => secondsUntil(value.notBefore, now) === 0);
  const rank = ({ value: { target } }: Stored<Todo>) => lane.rank?.(target) ?? 0;
  return due.sort((one, other) => rank(one) - rank(other));
}

/** Seconds until the first todo that is left; undefined when none is. */
function secondsLeft(todos: Stored<Todo>[], { clock }: LeasedPorts): number | undefined {
  if (todos.length === 0) return undefined;
  return Math.min(...todos.map(({ value }) => secondsUntil(value.notBefore, clock.now().toInstant())));
}

/** Does one todo; postpones it when it waits or fails, and puts it on the admins' list after the last attempt. */
async function doTodo(
  todo: Stored<Todo>,
  aggregate: Aggregate,
  outcomes: Outcomes,
  lane: Lane,
  ports: LeasedPorts,
  until: Temporal.Instant,
): Promise<void> {
  const { target, attempts, notBefore } = todo.value;
  const request = aggregate.request.value.id;
  let progress: Progress;
  try {
    progress = await lane.sync(target, aggregate, { until, isFresh: notBefore === undefined, outcomes });
  } catch (fault) {
    const code = (fault as Error).name;
    ports.log.warn({ request, target, attempts, code }, 'a target could not be brought in line');
    const delay = ports.retry.delays[attempts];
    if (delay !== undefined) return outcomes.postpone(postponed(todo, attempts + 1, delay, ports));
    progress = { givenUp: code };
  }
  if (progress.again) return outcomes.postpone(postponed(todo, attempts, progress.again.seconds, ports));
  if (progress.givenUp === undefined) await clearMatter(`todo-${target}`, aggregate, ports);
  else await notifyAdmins(`todo-${target}`, request, progress.givenUp, ports);
  outcomes.finish(todo);
}

function postponed({ value: { target }, etag }: Stored<Todo>, attempts: number, seconds: number, { clock }: LeasedPorts): Stored<Todo> {
  // Temporal takes whole seconds only.
  const notBefore = clock
    .now()
    .toInstant()
    .add({ seconds: Math.ceil(seconds) })
    .toString();
  return { value: { target, attempts, notBefore }, etag };
}
