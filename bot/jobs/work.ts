import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { dropSentDraft } from '../asking/sent-draft';
import { secondsUntil } from '../domain/messages/delivery';
import { digestKinds } from '../domain/notices/digest';
import { hasChangedSponsor } from '../domain/request/handover';
import { isOfDraft } from '../domain/request/lifecycle';
import { isConfirmed } from '../domain/request/prepared';
import { requestIdPattern } from '../domain/request/visitor-request';
import { clearMatter, notifyAdmins, settleUnreached } from '../outbox/notify-admins';
import { notifyPrepared } from '../outbox/notify-prepared';
import { redrawDraft } from '../outbox/redraw-draft';
import { sendDigest } from '../outbox/send-digest';
import { syncAccount } from '../outbox/sync-account';
import { syncCards } from '../outbox/sync-cards';
import { syncMails } from '../outbox/sync-mails';
import { syncViews } from '../outbox/sync-views';
import type { Progress, WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';
import type { Aggregate, Lease, Todo, TodoTarget } from '../ports/requests';
import type { Stored } from '../ports/stored';
import { deleteUnnamedPhoto } from './drop-photo';
import { takeSentPhoto } from './fetch-sent-photo';
import { Outcomes } from './outcomes';

type RequestMessage = Extract<WorkMessage, { kind: 'request' | 'reach' }>;

const requestId = z.string().regex(requestIdPattern);
const at = z.iso.datetime();
const deliveryRecord = z.object({
  attempts: z
    .array(z.object({ at, code: z.string().max(200), isAmbiguous: z.boolean().optional() }))
    .max(20)
    .optional(),
  reserved: at.optional(),
  notBefore: at.optional(),
});
const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('request'),
    id: requestId,
    commitId: z.string().max(64),
    attempt: z.number().int().optional(),
    isSpare: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('reach'), id: requestId, attempt: z.number().int().min(0).optional() }),
  z.object({ kind: z.literal('photo'), id: requestId, sponsor: z.guid(), blob: z.string().regex(/^[0-9a-f]{32}$/) }),
  z.object({
    kind: z.literal('sent-photo'),
    id: requestId,
    sponsor: z.guid(),
    upload: z.string().regex(/^[0-9a-f]{64}$/),
    delivery: deliveryRecord.optional(),
  }),
  z.object({
    kind: z.literal('digest'),
    person: z.guid(),
    digest: z.enum(digestKinds),
    date: z.iso.date(),
    attempt: z.number().int().min(0).optional(),
  }),
  z.object({
    kind: z.literal('draft'),
    id: requestId,
    sponsor: z.guid(),
    isAtAnyStep: z.literal(true).optional(),
    delivery: deliveryRecord.optional(),
  }),
  z.object({
    kind: z.literal('prepared'),
    id: requestId,
    preparer: z.guid(),
    sponsor: z.guid(),
    request: requestId.optional(),
    attempt: z.number().int().min(0).optional(),
    delivery: deliveryRecord.optional(),
    byMail: z.literal(true).optional(),
  }),
]);

/** Seconds. A worker that dies holds its lease no longer than this. */
const leaseFor = 60;
/** Seconds after which no new delivery begins under a lease: one may take ten. */
const workFor = 45;
/** Seconds until a message finds the lease free again. */
const afterLease = 5;
/** Seconds until a message looks again for a commit that is not there yet. */
const afterNothing = 15;
/** Rounds over a request that keeps changing while it is worked on. */
const mostPasses = 5;

/**
 * Handles one queue message: makes lists, cards, mails and accounts match the request as it is now. Idempotent; throws for
 * faults only, and the queue then redelivers the message.
 */
export async function work(raw: unknown, ports: WorkPorts): Promise<void> {
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success) return ports.log.error({}, 'a message that is none of ours was dropped');
  const message = parsed.data as WorkMessage;
  await workToTheEnd(message, ports);
}

/** The same for a message of our own. True where nothing is left to do about the request that it names. */
export async function workToTheEnd(message: WorkMessage, ports: WorkPorts): Promise<boolean> {
  if (message.kind === 'request' || message.kind === 'reach') return workOn(message, ports);
  await workAside(message, ports);
  return false;
}

async function workAside(message: Exclude<WorkMessage, RequestMessage>, ports: WorkPorts): Promise<void> {
  if (message.kind === 'draft') return redrawDraft(message, ports);
  if (message.kind === 'prepared') return notifyPrepared(message, ports);
  if (message.kind === 'photo') return deleteUnnamedPhoto(message, ports);
  if (message.kind === 'sent-photo') return takeSentPhoto(message, ports);
  return sendDigest(message, ports);
}

/**
 * Reads before taking the lease, because most messages find nothing to do. The lease is refused where another worker has
 * changed the request since that read.
 */
async function workOn(message: RequestMessage, ports: WorkPorts): Promise<boolean> {
  const aggregate = await ports.requests.readAll(message.id, 0);
  // Of a spare message, the commit had time enough to come.
  const isSpare = message.kind === 'request' && message.isSpare === true;
  if (isSpare && (aggregate === undefined || aggregate.todos.length === 0)) return true;
  if (!aggregate) return lookAgain(message, ports);
  const outcomes = new Outcomes();
  if (message.kind === 'request' && dueNow(aggregate, outcomes, ports).length === 0) return leaveRest(message, aggregate, outcomes, ports);
  const lease = await ports.requests.takeLease(message.id, ports.clock.now().toInstant(), leaseFor, aggregate);
  const worked = lease && (await workLeased(message, aggregate, lease, outcomes, ports));
  if (worked) return leaveRest(message, worked, outcomes, ports);
  await ports.queue.enqueue(message, afterLease);
  return false;
}

/** The request as it was when all that was due had been done; undefined where another worker has taken the lease meanwhile. */
async function workLeased(
  message: RequestMessage,
  read: Aggregate,
  lease: Lease,
  outcomes: Outcomes,
  ports: WorkPorts,
): Promise<Aggregate | undefined> {
  const until = ports.clock.now().toInstant().add({ seconds: workFor });
  let isHeld = true;
  try {
    let aggregate = read;
    if (message.kind === 'reach') {
      await reach(message, read, ports, until);
      await settleUnreached(read, ports);
      // What was posted just now is noted; as it was read, it would be posted again.
      aggregate = (await ports.requests.readAll(message.id, 0)) ?? read;
    }
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const due = dueNow(aggregate, outcomes, ports);
      if (due.length === 0 && outcomes.areNone) break;
      for (const todo of due) await doTodo(todo, aggregate, outcomes, ports, until);
      await settleUnreached(aggregate, ports);
      // Refused where a commit has come in meanwhile, whose own message found the lease taken: so read again.
      isHeld = !(await ports.requests.settle(lease, outcomes.of(aggregate)));
      if (!isHeld) return aggregate;
      aggregate = (await ports.requests.readAll(message.id, 0)) ?? aggregate;
      isHeld = aggregate.lease?.etag === lease.etag;
      if (!isHeld) return undefined;
    }
    outcomes.forget();
    return aggregate;
  } finally {
    if (isHeld) await ports.requests.releaseLease(lease);
  }
}

/**
 * Whatever is left has a message of its own from here on, even where the one that was to come for it was lost. True where
 * nothing is.
 */
async function leaveRest(message: RequestMessage, aggregate: Aggregate, outcomes: Outcomes, ports: WorkPorts): Promise<boolean> {
  const wait = secondsLeft(outcomes.left(aggregate.todos), ports);
  if (wait !== undefined) await ports.queue.enqueue({ kind: 'request', id: message.id, commitId: '', attempt: 1 }, wait);
  const isOfAnother = message.kind === 'request' && message.commitId !== '' && message.commitId !== aggregate.commitId;
  return isOfAnother ? lookAgain(message, ports) : wait === undefined;
}

/**
 * Retries deliveries after the bot was installed. No todo records them, so the message is enqueued again while any
 * delivery is pending; only its first attempt resets their attempts.
 */
async function reach(
  message: Extract<RequestMessage, { kind: 'reach' }>,
  aggregate: Aggregate,
  ports: WorkPorts,
  until: Temporal.Instant,
): Promise<void> {
  const { attempt = 0 } = message;
  const { again } = await syncCards(aggregate, ports, { isReachable: attempt === 0, until });
  if (again) await ports.queue.enqueue({ ...message, attempt: attempt + 1 }, Math.max(1, again.seconds));
}

/** The message may arrive before its commit is visible: retried once, then dropped as a commit that never happened. */
async function lookAgain(message: RequestMessage, { queue }: WorkPorts): Promise<false> {
  if (message.kind === 'request' && message.attempt === undefined) await queue.enqueue({ ...message, attempt: 1 }, afterNothing);
  return false;
}

/** Accounts go last, so that no card waits for a slow directory. */
function dueNow({ todos }: Aggregate, outcomes: Outcomes, { clock }: WorkPorts): Stored<Todo>[] {
  const due = outcomes.left(todos).filter(({ value }) => secondsUntil(value.notBefore, clock.now().toInstant()) === 0);
  const isLast = ({ value: { target } }: Stored<Todo>) => Number(target === 'accounts');
  return due.sort((one, other) => isLast(one) - isLast(other));
}

/** Seconds until the first of what is left; undefined when nothing is. */
function secondsLeft(todos: Stored<Todo>[], { clock }: WorkPorts): number | undefined {
  if (todos.length === 0) return undefined;
  return Math.min(...todos.map(({ value }) => secondsUntil(value.notBefore, clock.now().toInstant())));
}

/** Does one todo. Postpones it where a delivery is pending or failed, and puts it on the admins' list after the last retry. */
async function doTodo(
  todo: Stored<Todo>,
  aggregate: Aggregate,
  outcomes: Outcomes,
  ports: WorkPorts,
  until: Temporal.Instant,
): Promise<void> {
  const { target, attempts, notBefore } = todo.value;
  const request = aggregate.request.value.id;
  let progress: Progress;
  try {
    progress = await targets[target](aggregate, ports, { until, isFresh: notBefore === undefined, outcomes });
  } catch (fault) {
    const code = (fault as Error).name;
    ports.log.warn({ request, target, attempts, code }, 'a target could not be synced in line');
    const delay = ports.retry.delays[attempts];
    if (delay !== undefined) return outcomes.postpone(postponed(todo, attempts + 1, delay, ports));
    progress = { givenUp: code };
  }
  if (progress.again) return outcomes.postpone(postponed(todo, attempts, progress.again.seconds, ports));
  if (progress.givenUp === undefined) await clearMatter(`todo-${target}`, aggregate, ports);
  else await notifyAdmins(`todo-${target}`, request, progress.givenUp, ports);
  outcomes.finish(todo);
}

function postponed({ value: { target }, etag }: Stored<Todo>, attempts: number, seconds: number, { clock }: WorkPorts): Stored<Todo> {
  // Temporal.Instant.add accepts whole seconds only.
  const notBefore = clock
    .now()
    .toInstant()
    .add({ seconds: Math.ceil(seconds) })
    .toString();
  return { value: { target, attempts, notBefore }, etag };
}

interface TodoTurn {
  /** When the lease ends. */
  until: Temporal.Instant;
  /** The todo has not been tried since it was committed. */
  isFresh: boolean;
  outcomes: Outcomes;
}

const targets: Record<TodoTarget, (aggregate: Aggregate, ports: WorkPorts, turn: TodoTurn) => Promise<Progress>> = {
  async views(aggregate, ports, { outcomes }) {
    const synced = await syncViews(aggregate, ports);
    if (synced === 'moved-on') return { again: { seconds: 1, code: 'moved-on' } };
    outcomes.list(synced.viewKeys);
    return {};
  },
  cards: syncCards,
  mails: (aggregate, ports, { until, outcomes }) => syncMails(aggregate, ports, until, outcomes.left),
  draft: clearDraft,
  accounts: syncAccount,
};

/** The draft that this request was made from, or changed by, also of who handed it over; one opened since stays. */
async function clearDraft({ request: { value: request } }: Aggregate, ports: WorkPorts): Promise<Progress> {
  const { sponsor } = request;
  const handed = request.handover?.last;
  for (const person of new Set([sponsor, ...(handed && hasChangedSponsor(handed) ? [handed.from] : [])])) {
    const stored = await ports.drafts.read(person, request.id);
    if (stored && isOfDraft(request, stored.value) && (stored.value.changes?.revision ?? 0) < request.revision)
      await dropSentDraft(stored.value, request, ports);
  }
  const { preparedBy: preparer } = request;
  const own = preparer === undefined ? undefined : await ports.drafts.read(preparer, request.id);
  // Told first: the message deletes the preparer's row afterwards.
  if (own && isConfirmed(request, own.value))
    await ports.queue.enqueue(
      { kind: 'prepared', id: request.id, preparer: own.value.sponsor, sponsor: request.involved[0] ?? sponsor },
      0,
    );
  return {};
}
