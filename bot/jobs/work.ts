import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { dropSentDraft } from '../asking/sent-draft';
import { secondsToUndo } from '../domain/account/directory-account';
import { digestKinds } from '../domain/notices/digest';
import { hasChangedSponsor } from '../domain/request/handover';
import { isConfirmed } from '../domain/request/prepared';
import { requestIdPattern } from '../domain/request/visitor-request';
import { settleUnreached } from '../outbox/notify-admins';
import { notifyItService } from '../outbox/notify-it';
import { notifyOfMerge } from '../outbox/notify-of-merge';
import { notifyPrepared } from '../outbox/notify-prepared';
import { redrawDraft } from '../outbox/redraw-draft';
import { sendDigest } from '../outbox/send-digest';
import { syncCards } from '../outbox/sync-cards';
import { syncMails } from '../outbox/sync-mails';
import { syncViews } from '../outbox/sync-views';
import type { Progress, WorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';
import type { Aggregate, TodoTarget } from '../ports/requests';
import { deleteUnnamedPhoto } from './drop-photo';
import { takeSentPhoto } from './fetch-sent-photo';
import { type Lane, type TodoTurn, workOnRead } from './leased';
import { moveRequests } from './move-requests';
import { workOnAccount } from './work-accounts';

type RequestMessage = Extract<WorkMessage, { kind: 'request' | 'reach' }>;
type AsideMessage = Exclude<WorkMessage, RequestMessage | { kind: 'accounts' }>;

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
const departmentId = z.string().min(1).max(64);
const merge = { department: departmentId, into: departmentId, by: z.guid() };
const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('request'),
    id: requestId,
    commitId: z.string().max(64),
    attempt: z.number().int().optional(),
    isSpare: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('accounts'), id: requestId }),
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
    insteadOf: z.string().max(500).optional(),
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
  z.object({
    kind: z.literal('it-tasks'),
    person: z.guid(),
    delivery: deliveryRecord.optional(),
    byMail: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('merge'), ...merge, next: z.string().max(1_000).optional() }),
  z.object({
    kind: z.literal('merged'),
    ...merge,
    person: z.guid(),
    delivery: deliveryRecord.optional(),
    byMail: z.literal(true).optional(),
  }),
]);

/** Seconds until a message looks again for a commit that is not there yet. */
const afterNothing = 15;

/**
 * Handles one queue message: makes lists, cards, mails and accounts match the request as it is now. Idempotent; throws for
 * faults only, and the queue then redelivers the message.
 */
export async function work(raw: unknown, ports: WorkPorts): Promise<void> {
  const message = readMessage(raw);
  if (!message) return ports.log.error({}, 'a message that is none of ours was dropped');
  await workToTheEnd(message, ports);
}

/** A message of the queue; undefined for one that is none of ours, or of a later version. */
export function readMessage(raw: unknown): WorkMessage | undefined {
  const parsed = messageSchema.safeParse(raw);
  return parsed.success ? (parsed.data as WorkMessage) : undefined;
}

/** The same for a message of our own. True where nothing is left to do about the request that it names. */
export async function workToTheEnd(message: WorkMessage, ports: WorkPorts): Promise<boolean> {
  if (message.kind === 'request' || message.kind === 'reach') return workOn(message, ports);
  if (message.kind === 'accounts') return workOnAccount(message, ports);
  await workAside(message, ports);
  return false;
}

async function workAside(message: AsideMessage, ports: WorkPorts): Promise<void> {
  if (message.kind === 'draft') return redrawDraft(message, ports);
  if (message.kind === 'prepared') return notifyPrepared(message, ports);
  if (message.kind === 'photo') return deleteUnnamedPhoto(message, ports);
  if (message.kind === 'sent-photo') return takeSentPhoto(message, ports);
  if (message.kind === 'merge') return moveRequests(message, ports);
  if (message.kind === 'it-tasks') return notifyItService(message, ports);
  if (message.kind === 'merged') return notifyOfMerge(message, ports);
  return sendDigest(message, ports);
}

/** True where nothing is left to do about the request. */
async function workOn(message: RequestMessage, ports: WorkPorts): Promise<boolean> {
  const aggregate = await ports.requests.readAll(message.id, 0);
  const lane = laneOf(message, ports);
  // Of a spare message, the commit had time enough to come.
  if (message.kind === 'request' && message.isSpare === true && (aggregate === undefined || aggregate.todos.length === 0)) return true;
  if (!aggregate) return lookAgain(message, ports);
  const worked = await workOnRead(aggregate, message, lane, ports);
  if (!worked) return false;
  await passAccountsOn(worked.aggregate, ports);
  const isOfAnother = message.kind === 'request' && message.commitId !== '' && message.commitId !== worked.aggregate.commitId;
  return isOfAnother ? lookAgain(message, ports) : !worked.isRest;
}

/** All but the accounts, which have messages and maybe an app of their own. Where none are made, what is left of them is dropped. */
function laneOf(message: RequestMessage, ports: WorkPorts): Lane {
  return {
    isOf: (target) => target !== 'accounts' || !ports.keepsAccounts,
    sync: (target, aggregate, turn) => targets[target](aggregate, ports, turn),
    ...(message.kind === 'reach' && {
      async first(aggregate, until) {
        await reach(message, aggregate, ports, until);
        await settleUnreached(aggregate, ports);
        return true;
      },
    }),
    settle: (aggregate) => settleUnreached(aggregate, ports),
    again: (id) => ({ kind: 'request', id, commitId: '', attempt: 1 }),
  };
}

/** An account that nobody has looked at since the commit; one that waits has a message of its own. */
async function passAccountsOn({ request: { value }, todos }: Aggregate, { keepsAccounts, queue, clock }: WorkPorts): Promise<void> {
  const isNew = todos.some(({ value: { target, notBefore } }) => target === 'accounts' && notBefore === undefined);
  if (keepsAccounts && isNew) await queue.enqueue({ kind: 'accounts', id: value.id }, secondsToUndo(value, clock.now()));
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
  accounts: async () => ({}),
};

/** The draft that this request was made from, or changed by, also of who handed it over; one opened since stays, and what was typed since. */
async function clearDraft({ request: { value: request } }: Aggregate, ports: WorkPorts): Promise<Progress> {
  const { sponsor } = request;
  const handed = request.handover?.last;
  for (const person of new Set([sponsor, ...(handed && hasChangedSponsor(handed) ? [handed.from] : [])])) {
    const stored = await ports.drafts.read(person, request.id);
    if (stored) await dropSentDraft(stored, request, request.sent, ports);
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
