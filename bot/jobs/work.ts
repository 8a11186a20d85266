import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { dropSentDraft } from '../asking/sent-draft';
import { digestKinds } from '../domain/notices/digest';
import { instant, isOfDraft } from '../domain/request/lifecycle';
import { requestIdPattern } from '../domain/request/visitor-request';
import { redrawDraft } from '../outbox/redraw-draft';
import { sendDigest } from '../outbox/send-digest';
import { bringCardsInLine } from '../outbox/sync-cards';
import { bringMailsInLine } from '../outbox/sync-mails';
import { bringViewsInLine } from '../outbox/sync-views';
import { TryLater, type WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';
import type { Aggregate, Lease, Settled, Todo, TodoTarget } from '../ports/requests';
import type { Stored } from '../ports/stored';
import type { ViewKey } from '../ports/views';
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
  if (message.kind === 'photo') return dropPhoto(message, ports);
  if (message.kind === 'sent-photo') return takeSentPhoto(message, ports);
  return sendDigest(message, ports);
}

/**
 * Read before the lease is taken, as most messages find nothing to do; the lease is had only where nobody else has worked
 * on the request since.
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
    if (message.kind === 'reach') await reach(message, read, ports, until);
    let aggregate = read;
    for (let round = 0; round < rounds; round += 1) {
      const due = dueNow(aggregate, outcomes, ports);
      if (due.length === 0 && outcomes.areNone) break;
      for (const todo of due) await doTodo(todo, aggregate, outcomes, ports, until);
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
async function lookAgain(message: RequestMessage, { queue }: WorkPorts): Promise<false> {
  if (message.kind === 'request' && message.attempt === undefined) await queue.enqueue({ ...message, attempt: 1 }, afterNothing);
  return false;
}

/**
 * What became of the todos so far, kept until all of it is written at once: a crash before that costs looks, as each
 * delivery is noted by itself. One that a commit has written anew is another todo.
 */
class Outcomes {
  readonly #done = new Map<string, Stored<Todo>>();
  readonly #postponed = new Map<string, Stored<Todo>>();
  #viewKeys?: ViewKey[];

  get areNone(): boolean {
    return this.#done.size + this.#postponed.size === 0;
  }

  finish(todo: Stored<Todo>): void {
    this.#done.set(keyOf(todo), todo);
  }

  postpone(todo: Stored<Todo>): void {
    this.#postponed.set(keyOf(todo), todo);
  }

  /** Rows stand in these lists now, and in no other. */
  list(viewKeys: ViewKey[]): void {
    this.#viewKeys = viewKeys;
  }

  /** The todos that are still to be done, of those read. */
  left = (todos: Stored<Todo>[]): Stored<Todo>[] =>
    todos.flatMap((todo) => (this.#done.has(keyOf(todo)) ? [] : [this.#postponed.get(keyOf(todo)) ?? todo]));

  of({ todos, viewKeys, viewsEtag }: Aggregate): Settled {
    const keys = todos.map(keyOf);
    const read = (outcomes: Map<string, Stored<Todo>>) => keys.flatMap((key) => outcomes.get(key) ?? []);
    return { viewsEtag, viewKeys: this.#viewKeys ?? viewKeys, done: read(this.#done), postponed: read(this.#postponed) };
  }

  /** None of it was written: all is to be done again. */
  forget(): void {
    this.#done.clear();
    this.#postponed.clear();
  }
}

/** The tag alone is none: rows that one transaction has written may have the same. */
function keyOf({ value: { target }, etag }: Stored<Todo>): string {
  return `${target} ${etag}`;
}

function dueNow({ todos }: Aggregate, outcomes: Outcomes, ports: WorkPorts): Stored<Todo>[] {
  return outcomes.left(todos).filter((todo) => secondsUntil(todo, ports) <= 0);
}

/** Seconds until the first of what is left; undefined when nothing is. */
function secondsLeft(todos: Stored<Todo>[], ports: WorkPorts): number | undefined {
  if (todos.length === 0) return undefined;
  return Math.max(0, Math.min(...todos.map((todo) => Math.ceil(secondsUntil(todo, ports)))));
}

function secondsUntil({ value: { notBefore } }: Stored<Todo>, { clock }: WorkPorts): number {
  if (notBefore === undefined) return 0;
  return clock.now().toInstant().until(notBefore).total('seconds');
}

/** Does one todo; where it fails, keeps it for later, and tells an admin after the last try. */
async function doTodo(
  todo: Stored<Todo>,
  aggregate: Aggregate,
  outcomes: Outcomes,
  ports: WorkPorts,
  until: Temporal.Instant,
): Promise<void> {
  const { target, attempts } = todo.value;
  const request = aggregate.request.value.id;
  try {
    await targets[target](aggregate, ports, until, outcomes);
    outcomes.finish(todo);
  } catch (fault) {
    const code = fault instanceof TryLater ? fault.code : (fault as Error).name;
    if (fault instanceof TryLater && fault.isWaiting)
      return outcomes.postpone(postponed(todo, attempts, fault.afterSeconds ?? ports.retry.delays[0] ?? 0, ports));
    ports.log.warn({ request, target, attempts, code }, 'a target could not be brought in line');
    const delay = ports.retry.delays[attempts];
    if (delay === undefined) {
      await ports.views.putAttention(`todo-${target}`, request, code, instant(ports.clock.now()));
      return outcomes.finish(todo);
    }
    const wait = Math.max(delay, fault instanceof TryLater ? (fault.afterSeconds ?? 0) : 0);
    outcomes.postpone(postponed(todo, attempts + 1, wait, ports));
  }
}

function postponed({ value: { target }, etag }: Stored<Todo>, attempts: number, seconds: number, { clock }: WorkPorts): Stored<Todo> {
  // Temporal takes whole seconds only.
  const notBefore = clock
    .now()
    .toInstant()
    .add({ seconds: Math.ceil(seconds) })
    .toString();
  return { value: { target, attempts, notBefore }, etag };
}

type Target = (aggregate: Aggregate, ports: WorkPorts, until: Temporal.Instant, outcomes: Outcomes) => Promise<void>;

const targets: Record<TodoTarget, Target> = {
  views: async (aggregate, ports, _until, outcomes) => outcomes.list((await bringViewsInLine(aggregate, ports)).viewKeys),
  cards: (aggregate, ports, until) => bringCardsInLine(aggregate, ports, { until }),
  mails: (aggregate, ports, until, { left }) => bringMailsInLine(aggregate, ports, until, left),
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
}
