import type { Temporal } from 'temporal-polyfill';
import { instant } from '../domain/request/lifecycle';
import type { DigestRow } from '../domain/shown/list';
import type { Delivery } from '../ports/chat';
import type { Digest } from '../ports/digests';
import type { WorkMessage, WorkQueue } from '../ports/queue';
import type { Stored } from '../ports/stored';
import { drawRows } from '../shown/digest-card';
import { rowsOfList, rowsToSend, signatureOf } from '../shown/digest-rows';
import { inParallel } from './in-parallel';
import { mailDigest } from './mail-digest';
import { itsTime } from './paced';
import { post, update } from './reach-person';
import { passOn } from './reopen-digest';
import { afterRefusal } from './retry';
import type { WorkPorts } from './work-ports';

type DigestMessage = Extract<WorkMessage, { kind: 'digest' }>;

/** Seconds. A worker that dies holds a digest no longer than this. */
const leaseFor = 60;
/** Seconds until a message finds the lease free again. */
const afterLease = 5;

const atOnce = 8;

/**
 * Sends a digest that is due, or draws one again whose visitors have changed. May run twice, late or for nothing: what it
 * shows is the state at that moment, so what was decided meanwhile is not asked.
 */
export async function sendDigest(message: DigestMessage, ports: WorkPorts): Promise<void> {
  try {
    await bringInLine(message, ports);
  } catch (fault) {
    // The clock has done its part by now and will not look again: an outage longer than the host's five tries must not lose it.
    const { attempt = 0, person, digest, date } = message;
    const delay = ports.retry.delays[attempt];
    if (delay === undefined) throw fault;
    ports.log.warn({ person, digest, date, attempt, code: (fault as Error).name }, 'a digest failed');
    await ports.queue.enqueue({ ...message, attempt: attempt + 1 }, delay);
  }
}

async function bringInLine(message: DigestMessage, given: WorkPorts): Promise<void> {
  const { ports, comeAgain } = gathering(message, given);
  const stored = await ports.digests.read({ person: message.person, kind: message.digest, date: message.date });
  if (!stored || stored.value.state === 'empty' || isGivenUp(stored.value)) return;
  const lease = await takeLease(stored, ports);
  if (!lease) return given.queue.enqueue(message, afterLease);
  if (stored.value.state === 'open') {
    const sent = await send(lease, message, ports);
    await comeAgain();
    await keep(sent, lease, ports);
    // What was sent is kept before anything else can fail: its notes and its mail come with the next message.
    if (sent.state === 'sent' || sent.state === 'failed') await given.queue.enqueue(message, 0);
    return;
  }
  const next = await mailDigest(await redraw(lease, message, ports), message, ports);
  await comeAgain();
  await keep(next, lease, ports);
}

/**
 * Gathers when this digest's message is to come again, and sends one, for the soonest. The card and the mail each ask for one;
 * two of each would be four the next time.
 */
function gathering(message: DigestMessage, ports: WorkPorts): { ports: WorkPorts; comeAgain(): Promise<void> } {
  const waits: number[] = [];
  const queue: WorkQueue = {
    enqueue: async (other, seconds) => {
      if (other.kind === 'digest' && other.person === message.person && other.digest === message.digest) waits.push(seconds);
      else await ports.queue.enqueue(other, seconds);
    },
    enqueueSpare: (other, seconds) => ports.queue.enqueueSpare(other, seconds),
  };
  return {
    ports: { ...ports, queue },
    comeAgain: async () => {
      if (waits.length > 0) await ports.queue.enqueue(message, Math.min(...waits));
    },
  };
}

/** Teams does not reach the person, and their mail has come to its end too. */
function isGivenUp({ state, mail }: Digest): boolean {
  return state === 'failed' && mail !== undefined && mail.state !== 'open';
}

/** Ends the lease. Lost where it had ended and another worker went on, who knows better, or where a press was drawn meanwhile. */
async function keep(next: Digest, lease: Stored<Digest>, { digests }: WorkPorts): Promise<void> {
  const { leasedUntil: _over, ...free } = next;
  if ((await digests.save(free, lease.etag)) === 'saved') return;
  const current = await digests.read(next);
  if (!current || current.value.leasedUntil !== lease.value.leasedUntil) return;
  // What the message shows now is as the press left it; the rest is the worker's.
  const { shown: _ours, activity: _was, ...rest } = free;
  const { shown, activity } = current.value;
  await digests.save({ ...rest, ...(shown !== undefined && { shown }), ...(activity !== undefined && { activity }) }, current.etag);
}

async function takeLease({ value, etag }: Stored<Digest>, { digests, clock }: WorkPorts): Promise<Stored<Digest> | undefined> {
  const now = clock.now().toInstant();
  if (value.leasedUntil !== undefined && value.leasedUntil > now.toString()) return undefined;
  const leased: Digest = { ...value, leasedUntil: until(now) };
  if ((await digests.save(leased, etag)) === 'lost') return undefined;
  const taken = await digests.read(value);
  return taken?.value.leasedUntil === leased.leasedUntil ? taken : undefined;
}

function until(now: Temporal.Instant): string {
  return now.add({ seconds: leaseFor }).toString();
}

async function send({ value: open }: Stored<Digest>, message: DigestMessage, ports: WorkPorts): Promise<Digest> {
  const digest = await atItsTime(open, message, ports);
  if (digest.reserved !== undefined) return digest;
  const rows = await rowsToSend(digest, ports);
  await passOn(digest, new Set(rows.map(({ request }) => request.id)), ports);
  if (rows.length === 0) return { ...digest, state: 'empty' };
  const card = await drawRows({ digest: digest.kind, date: digest.date }, rows, ports);
  const delivery = await post(await ports.conversations.find(digest.person), digest.person, card, ports);
  record(digest, delivery, rows.length, ports);
  if (delivery.outcome === 'delivered') {
    return {
      ...digest,
      state: 'sent',
      activity: delivery.activity,
      items: rows.map(({ request }) => request.id),
      shown: signatureOf(rows),
    };
  }
  return putOff(digest, delivery, message, ports);
}

/** The digest without a reserved time where it may go now; otherwise its message comes back at that time. */
async function atItsTime({ reserved, ...digest }: Digest, message: DigestMessage, ports: WorkPorts): Promise<Digest> {
  const far = await itsTime({ channel: 'teams', causedBy: digest.person, reserved, rank: 'list' }, ports);
  if (!far) return digest;
  await ports.queue.enqueue(message, far.seconds);
  return { ...digest, reserved: far.at };
}

/** Nobody waits for a redrawing: where the message is gone or cannot be changed, pressing it tells the state all the same. */
async function redraw({ value: sent }: Stored<Digest>, message: DigestMessage, ports: WorkPorts): Promise<Digest> {
  const list = { digest: sent.kind, date: sent.date };
  const rows = (await rowsOfList(list, sent.person, ports)) ?? [];
  const shown = signatureOf(rows);
  if (sent.activity === undefined) return sent;
  if (shown === sent.shown) return sent.isNoted ? sent : await noteShown(sent, rows, ports);
  const digest = await atItsTime(sent, message, ports);
  if (digest.reserved !== undefined) return digest;
  const delivery = await update(await ports.conversations.find(digest.person), sent.activity, await drawRows(list, rows, ports), ports);
  record(digest, delivery, rows.length, ports);
  if (delivery.outcome === 'delivered') {
    return await noteShown({ ...digest, shown, attempts: 0 }, rows, ports);
  }
  return delivery.outcome === 'later' ? putOff(digest, delivery, message, ports) : digest;
}

/** The note on each request that this message shows it; a change of the request has it drawn again. */
async function noteShown(digest: Digest, rows: DigestRow[], { requests }: WorkPorts): Promise<Digest> {
  const { person, activity } = digest;
  if (activity === undefined) return digest;
  const message = { kind: 'digest', of: digest.kind, date: digest.date } as const;
  await inParallel(rows, atOnce, async ({ request, status }) => {
    await requests.noteCopies(request.id, [
      { person, channel: 'teams', message, activity, shownRevision: request.revision, shownStatus: status },
    ]);
  });
  return { ...digest, isNoted: true };
}

async function putOff(
  digest: Digest,
  delivery: Exclude<Delivery, { outcome: 'delivered' }>,
  message: DigestMessage,
  ports: WorkPorts,
): Promise<Digest> {
  const wait = delivery.outcome === 'later' ? afterRefusal(delivery, ports) : undefined;
  if (wait !== undefined) {
    await ports.queue.enqueue(message, wait);
    return digest;
  }
  const delay = ports.retry.delays[digest.attempts];
  if (delivery.outcome === 'unreachable' || delay === undefined) {
    const about = digest.items[0];
    // A mail is the next rung; the admins are told where there is none, or it fails too.
    if (about !== undefined && digest.state === 'open' && !ports.mail)
      await ports.views.putAttention('unreached', about, delivery.code, instant(ports.clock.now()));
    return digest.state === 'open' ? { ...digest, state: 'failed' } : digest;
  }
  // A new message each time, as the host gives up a message that fails five times.
  await ports.queue.enqueue(message, Math.max(delay, delivery.afterSeconds ?? 0));
  return { ...digest, attempts: digest.attempts + 1 };
}

function record({ person, kind, date }: Digest, delivery: Delivery, rows: number, { log }: WorkPorts): void {
  log.info({ person, kind, date, rows, outcome: delivery.outcome, ...('code' in delivery && { code: delivery.code }) }, 'digest');
}
