import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { dropSentDraft } from '../asking/sent-draft';
import { digestKinds } from '../domain/notices/digest';
import { instant, isOfDraft } from '../domain/request/lifecycle';
import { isConfirmed } from '../domain/request/prepared';
import { requestIdPattern } from '../domain/request/visitor-request';
import { redrawDraft } from '../outbox/redraw-draft';
import { sendDigest } from '../outbox/send-digest';
import { bringCardsInLine } from '../outbox/sync-cards';
import { bringMailsInLine } from '../outbox/sync-mails';
import { bringViewsInLine } from '../outbox/sync-views';
import { tellPrepared } from '../outbox/tell-prepared';
import { TryLater, type WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';
import type { Aggregate, Todo, TodoTarget } from '../ports/requests';
import type { Stored } from '../ports/stored';
import { dropPhoto } from './drop-photo';
import { takeSentPhoto } from './fetch-sent-photo';

type RequestMessage = Extract<WorkMessage, { kind: 'request' | 'reach' }>;

const requestId = z.string().regex(requestIdPattern);
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
    attempt: z.number().int().min(0).optional(),
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
    attempt: z.number().int().min(0).optional(),
    reserved: z.iso.datetime().optional(),
  }),
  z.object({
    kind: z.literal('prepared'),
    id: requestId,
    preparer: z.guid(),
    sponsor: z.guid(),
    request: requestId.optional(),
    attempt: z.number().int().min(0).optional(),
    reserved: z.iso.datetime().optional(),
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
  if (message.kind === 'prepared') return tellPrepared(message, ports);
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
  // Whatever is left has a message of its own from here on, even where the one that was to come for it was lost.
  const wait = secondsLeft(aggregate, ports);
  if (wait !== undefined) await ports.queue.enqueue({ kind: 'request', id: message.id, commitId: '', attempt: 1 }, wait);
  if (message.kind === 'request' && message.commitId !== '' && message.commitId !== aggregate.commitId) await lookAgain(message, ports);
}

/** Failing, it is tried again like a todo, which it has none of. */
async function reach(
  message: Extract<RequestMessage, { kind: 'reach' }>,
  aggregate: Aggregate,
  ports: WorkPorts,
  until: Temporal.Instant,
): Promise<void> {
  try {
    await bringCardsInLine(aggregate, ports, { isReachable: true, until });
  } catch (fault) {
    const { attempt = 0 } = message;
    const delay = ports.retry.delays[attempt];
    if (fault instanceof TryLater && fault.isWaiting) return ports.queue.enqueue(message, Math.max(1, fault.afterSeconds ?? 0));
    if (!(fault instanceof TryLater) || delay === undefined) throw fault;
    await ports.queue.enqueue({ ...message, attempt: attempt + 1 }, Math.max(delay, fault.afterSeconds ?? 0));
  }
}

/** The commit may be a moment behind its message; once more, then it never came. */
async function lookAgain(message: RequestMessage, { queue }: WorkPorts): Promise<void> {
  if (message.kind === 'request' && message.attempt === undefined) await queue.enqueue({ ...message, attempt: 1 }, afterNothing);
}

function dueNow({ todos }: Aggregate, ports: WorkPorts): Stored<Todo>[] {
  return todos.filter((todo) => secondsUntil(todo, ports) <= 0);
}

/** Seconds until the first of what is left; undefined when nothing is. */
function secondsLeft({ todos }: Aggregate, ports: WorkPorts): number | undefined {
  if (todos.length === 0) return undefined;
  return Math.max(0, Math.min(...todos.map((todo) => Math.ceil(secondsUntil(todo, ports)))));
}

function secondsUntil({ value: { notBefore } }: Stored<Todo>, { clock }: WorkPorts): number {
  if (notBefore === undefined) return 0;
  return clock.now().toInstant().until(notBefore).total('seconds');
}

/** Does one todo; where it fails, keeps it for later, and tells an admin after the last try. */
async function doTodo(todo: Stored<Todo>, aggregate: Aggregate, ports: WorkPorts, until: Temporal.Instant): Promise<void> {
  const { target, attempts } = todo.value;
  const request = aggregate.request.value.id;
  try {
    await targets[target](aggregate, ports, until);
    await ports.requests.finishTodo(request, todo);
  } catch (fault) {
    const code = fault instanceof TryLater ? fault.code : (fault as Error).name;
    if (fault instanceof TryLater && fault.isWaiting)
      return postpone(todo, attempts, fault.afterSeconds ?? ports.retry.delays[0] ?? 0, request, ports);
    ports.log.warn({ request, target, attempts, code }, 'a target could not be brought in line');
    const delay = ports.retry.delays[attempts];
    if (delay === undefined) {
      await ports.views.putAttention(`todo-${target}`, request, code, instant(ports.clock.now()));
      await ports.requests.finishTodo(request, todo);
      return;
    }
    const wait = Math.max(delay, fault instanceof TryLater ? (fault.afterSeconds ?? 0) : 0);
    await postpone(todo, attempts + 1, wait, request, ports);
  }
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

const targets: Record<TodoTarget, (aggregate: Aggregate, ports: WorkPorts, until: Temporal.Instant) => Promise<void>> = {
  views: bringViewsInLine,
  cards: (aggregate, ports, until) => bringCardsInLine(aggregate, ports, { until }),
  mails: bringMailsInLine,
  draft: clearDraft,
};

/** The draft that this request was made from, or changed by, also of who handed it over; one opened since stays. */
async function clearDraft({ request: { value: request } }: Aggregate, ports: WorkPorts): Promise<void> {
  const { sponsor } = request;
  const handed = request.handover?.last;
  for (const person of new Set([sponsor, ...(handed && handed.answer !== 'declined' ? [handed.from] : [])])) {
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
}
