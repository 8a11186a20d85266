import { concernsAccount } from '../domain/account/directory-account';
import { type Change, isRefusal, type Refusal } from '../domain/request/refusal';
import { nextWake } from '../domain/request/request-dates';
import type { RequestId, VisitorRequest } from '../domain/request/visitor-request';
import type { Ports } from '../ports/ports';
import type { Commit, Copy, TodoTarget } from '../ports/requests';

/** What became of a verb. `unknown`: there is no such request. */
export type Outcome =
  | { kind: 'done'; request: VisitorRequest; before?: VisitorRequest }
  | { kind: 'refused'; refusal: Refusal; request?: VisitorRequest }
  | { kind: 'unknown' }
  | { kind: 'busy' };

type Save = { change: Change; etag?: string; before?: VisitorRequest; todos: TodoTarget[]; copies?: Copy[] };
type PerformPorts = Pick<Ports, 'requests' | 'views' | 'queue' | 'random' | 'clock' | 'policy' | 'atOnce' | 'keepsAccounts'>;

/** Seconds until the worker looks: long enough for the commit, short enough for a person who waits. */
const workAfter = 1;
/** The same where this process does the work itself: longer than that takes, and than a commit. */
const spareAfter = 20;
/** What displays a request. */
const seen: TodoTarget[] = ['views', 'cards', 'mails'];
/** Attempts to apply a verb to a request that changes at the same moment. */
const tries = 4;

/**
 * Applies a verb to a stored request: read, let the rules answer, save. Whoever loses the race is answered by the rules
 * again, on the state as the winner left it. `isUnseen`: no list or card shows what changes, so none is brought in line.
 * `isOfAccount`: what changes is what the directory said. `copies`: messages in a chat that show the changed request from now on.
 */
export async function changeRequest(
  id: RequestId,
  propose: (current: VisitorRequest) => Change | Refusal | Promise<Change | Refusal>,
  ports: PerformPorts,
  extra: { todos?: TodoTarget[]; isUnseen?: boolean; isOfAccount?: boolean; copies?(changed: VisitorRequest): Copy[] } = {},
): Promise<Outcome> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const stored = await ports.requests.read(id);
    if (!stored) return { kind: 'unknown' };
    const result = await propose(stored.value);
    if (isRefusal(result)) return { kind: 'refused', refusal: result, request: stored.value };
    const isAskedFor = ports.keepsAccounts && !extra.isUnseen && !extra.isOfAccount && concernsAccount(result.request);
    const todos: TodoTarget[] = [...(extra.isUnseen ? [] : seen), ...(isAskedFor ? (['accounts'] as const) : []), ...(extra.todos ?? [])];
    const copies = extra.copies?.(result.request);
    const saved = await perform({ change: result, etag: stored.etag, before: stored.value, todos, ...(copies && { copies }) }, ports);
    if (saved === 'committed') return { kind: 'done', request: result.request, before: stored.value };
  }
  return { kind: 'busy' };
}

/** Saves a new request. Made already (a second press): answers with what is stored. */
export async function createRequest(change: Change, copies: Copy[], ports: PerformPorts): Promise<Outcome> {
  const saved = await perform({ change, todos: ['views', 'cards', 'mails', 'draft'], copies }, ports);
  if (saved === 'committed') return { kind: 'done', request: change.request };
  const stored = await ports.requests.read(change.request.id);
  return stored ? { kind: 'refused', refusal: { refused: 'moved-on' }, request: stored.value } : { kind: 'busy' };
}

/**
 * The order matters. 1 The wake row: an extra one is harmless, a missing one would lose the request to the clock. 2 The
 * queue message: no change can outlive its worker. 3 The commit, in one transaction; a conflict with our own lost answer
 * is recognised by the commit id. 4 The work itself, where this process has time for it.
 */
async function perform({ change, etag, before, todos, copies }: Save, ports: PerformPorts): Promise<'committed' | 'lost'> {
  const { request, event, detail } = change;
  const now = ports.clock.now();
  const wake = nextWake(request, now, ports.policy);
  // A change of status nearly always changes the wake-up, so the earlier one is not looked for.
  const isSet = before?.status === request.status && wake === nextWake(before, now, ports.policy);
  if (wake && !isSet) await ports.views.putWake(wake, request.id);
  const commitId = Buffer.from(ports.random.bytes(12)).toString('hex');
  const { atOnce } = ports;
  const message = { kind: 'request', id: request.id, commitId } as const;
  const takeBack = atOnce && (await ports.queue.enqueueSpare({ ...message, isSpare: true }, spareAfter));
  if (!takeBack) await ports.queue.enqueue(message, workAfter);
  const commit: Commit = { commitId, ...(etag !== undefined && { etag }), request, event, detail, todos, ...(copies && { copies }) };
  const isOurs = async () => (await ports.requests.read(request.id))?.commitId === commitId;
  const begun = async () => {
    // Too busy here: the queue is asked to come sooner. Where that fails, the message above still comes.
    if (takeBack && !atOnce.begin(message, takeBack)) await ports.queue.enqueue(message, 0).catch(() => undefined);
    return 'committed' as const;
  };
  try {
    if ((await ports.requests.commit(commit)) === 'committed') return await begun();
  } catch (fault) {
    // A failed write may have been applied, so it is read again before the answer says that nothing changed.
    if (await isOurs().catch(() => false)) return await begun();
    throw fault;
  }
  return (await isOurs()) ? await begun() : 'lost';
}
