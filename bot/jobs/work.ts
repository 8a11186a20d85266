import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { dropSentDraft } from '../asking/sent-draft';
import { secondsUntil } from '../domain/messages/delivery';
import { digestKinds } from '../domain/notices/digest';
import { isOfDraft } from '../domain/request/lifecycle';
import { requestIdPattern } from '../domain/request/visitor-request';
import { redrawDraft } from '../outbox/redraw-draft';
import { sendDigest } from '../outbox/send-digest';
import { bringCardsInLine } from '../outbox/sync-cards';
import { bringMailsInLine } from '../outbox/sync-mails';
import { bringViewsInLine } from '../outbox/sync-views';
import { clearMatter, settleUnreached, tellAdmins } from '../outbox/tell-admins';
import type { Progress, WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';
import type { Aggregate, Todo, TodoTarget } from '../ports/requests';
import type { Stored } from '../ports/stored';
import { dropPhoto } from './drop-photo';
import { takeSentPhoto } from './fetch-sent-photo';

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
    delivery: deliveryRecord.optional(),
  }),
]);

/** Seconds. A worker that dies holds its lease no longer than this. */
const leaseFor = 60;
/** Seconds after which nothing new is begun under a lease: one delivery may take ten. */
const workFor = 45;
/** Seconds until a message finds the lease free again. */
const afterLease = 5;
/** Seconds until a message looks again for a commit that is not there yet. */
const afterNothing = 15;
/** Rounds over a request that keeps changing while it is worked on. */
const rounds = 5;

/**
 * One queue message: brings what is outside in line with a request as it is now. May run twice, late or for nothing.
 * Throws for faults only; the host then delivers the message again.
 */
export async function work(raw: unknown, ports: WorkPorts): Promise<void> {
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success) return ports.log.error({}, 'a message that is none of ours was dropped');
  const message = parsed.data as WorkMessage;
  if (message.kind === 'draft') return redrawDraft(message, ports);
  if (message.kind === 'photo') return dropPhoto(message, ports);
  if (message.kind === 'sent-photo') return takeSentPhoto(message, ports);
  if (message.kind === 'digest') return sendDigest(message, ports);
  if (message.kind === 'request' && message.isSpare && (await isDone(message, ports))) return;
  const lease = await ports.requests.takeLease(message.id, ports.clock.now().toInstant(), leaseFor);
  if (!lease) return ports.queue.enqueue(message, afterLease);
  try {
    await workLeased(message, ports, ports.clock.now().toInstant().add({ seconds: workFor }));
  } finally {
    await ports.requests.releaseLease(lease);
  }
}

/** Whether the process that committed has done all the work: one read in place of a lease. */
async function isDone({ id }: RequestMessage, { requests }: WorkPorts): Promise<boolean> {
  const aggregate = await requests.readAll(id, 0);
  return aggregate === undefined || aggregate.todos.length === 0;
}

async function workLeased(message: RequestMessage, ports: WorkPorts, until: Temporal.Instant): Promise<void> {
  const first = await ports.requests.readAll(message.id, 0);
  const isHere = first && (message.kind === 'reach' || first.todos.length > 0 || first.commitId === message.commitId);
  if (!isHere) return lookAgain(message, ports);
  if (message.kind === 'reach') await reach(message, first, ports, until);
  let aggregate: Aggregate = first;
  // Read again after each round: a commit may have come in meanwhile, and its own message found the lease taken.
  for (let round = 0; round < rounds; round += 1) {
    const due = dueNow(aggregate, ports);
    if (due.length === 0) break;
    for (const todo of due) await doTodo(todo, aggregate, ports, until);
    aggregate = (await ports.requests.readAll(message.id, 0)) ?? aggregate;
  }
  await settleUnreached(aggregate, ports);
  // Whatever is left has a message of its own from here on, even where the one that was to come for it was lost.
  const wait = secondsLeft(aggregate, ports);
  if (wait !== undefined) await ports.queue.enqueue({ kind: 'request', id: message.id, commitId: '', attempt: 1 }, wait);
  if (message.kind === 'request' && message.commitId !== '' && message.commitId !== aggregate.commitId) await lookAgain(message, ports);
}

/** What waits or fails comes again, as long as its record says: there is no todo of it. Only the first look begins anew. */
async function reach(
  message: Extract<RequestMessage, { kind: 'reach' }>,
  aggregate: Aggregate,
  ports: WorkPorts,
  until: Temporal.Instant,
): Promise<void> {
  const { attempt = 0 } = message;
  const { again } = await bringCardsInLine(aggregate, ports, { isReachable: attempt === 0, until });
  if (again) await ports.queue.enqueue({ ...message, attempt: attempt + 1 }, Math.max(1, again.seconds));
}

/** The commit may be a moment behind its message; once more, then it never came. */
async function lookAgain(message: RequestMessage, { queue }: WorkPorts): Promise<void> {
  if (message.kind === 'request' && message.attempt === undefined) await queue.enqueue({ ...message, attempt: 1 }, afterNothing);
}

function dueNow({ todos }: Aggregate, { clock }: WorkPorts): Stored<Todo>[] {
  return todos.filter(({ value }) => secondsUntil(value.notBefore, clock.now().toInstant()) === 0);
}

/** Seconds until the first of what is left; undefined when nothing is. */
function secondsLeft({ todos }: Aggregate, { clock }: WorkPorts): number | undefined {
  if (todos.length === 0) return undefined;
  return Math.min(...todos.map(({ value }) => secondsUntil(value.notBefore, clock.now().toInstant())));
}

/** Does one todo; where something of it waits or fails, keeps it for later, and tells the admins after the last try. */
async function doTodo(todo: Stored<Todo>, aggregate: Aggregate, ports: WorkPorts, until: Temporal.Instant): Promise<void> {
  const { target, attempts, notBefore } = todo.value;
  const request = aggregate.request.value.id;
  let progress: Progress;
  try {
    progress = await targets[target](aggregate, ports, { until, isFresh: notBefore === undefined });
  } catch (fault) {
    const code = (fault as Error).name;
    ports.log.warn({ request, target, attempts, code }, 'a target could not be brought in line');
    const delay = ports.retry.delays[attempts];
    if (delay !== undefined) return postpone(todo, attempts + 1, delay, request, ports);
    progress = { givenUp: code };
  }
  if (progress.again) return postpone(todo, attempts, progress.again.seconds, request, ports);
  if (progress.givenUp === undefined) await clearMatter(`todo-${target}`, aggregate, ports);
  else await tellAdmins(`todo-${target}`, request, progress.givenUp, ports);
  await ports.requests.finishTodo(request, todo);
}

async function postpone(todo: Stored<Todo>, attempts: number, seconds: number, request: string, ports: WorkPorts): Promise<void> {
  // Temporal takes whole seconds only.
  const notBefore = ports.clock
    .now()
    .toInstant()
    .add({ seconds: Math.ceil(seconds) })
    .toString();
  await ports.requests.postponeTodo(request, { ...todo, value: { target: todo.value.target, attempts, notBefore } });
}

interface Round {
  /** When the lease ends. */
  until: Temporal.Instant;
  /** The todo has not been tried since it was committed. */
  isFresh: boolean;
}

const targets: Record<TodoTarget, (aggregate: Aggregate, ports: WorkPorts, round: Round) => Promise<Progress>> = {
  views: bringViewsInLine,
  cards: bringCardsInLine,
  mails: (aggregate, ports, { until }) => bringMailsInLine(aggregate, ports, until),
  draft: clearDraft,
};

/** The draft that this request was made from, or changed by, also of who handed it over; one opened since stays. */
async function clearDraft({ request: { value: request } }: Aggregate, ports: WorkPorts): Promise<Progress> {
  const { sponsor } = request;
  const handed = request.handover?.last;
  for (const person of new Set([sponsor, ...(handed && handed.answer !== 'declined' ? [handed.from] : [])])) {
    const stored = await ports.drafts.read(person, request.id);
    if (stored && isOfDraft(request, stored.value) && (stored.value.changes?.revision ?? 0) < request.revision)
      await dropSentDraft(stored.value, request, ports);
  }
  return {};
}
