import { Temporal } from 'temporal-polyfill';
import { lineCard } from '../../cards/line';
import type { DeliveryRecord } from '../domain/messages/delivery';
import type { DigestRow } from '../domain/shown/list';
import { closedList } from '../domain/words/digest-words';
import type { Delivery } from '../ports/chat';
import type { Digest } from '../ports/digests';
import type { WorkMessage } from '../ports/queue';
import type { Stored } from '../ports/stored';
import { drawRows } from '../shown/digest-card';
import { asItems, digestSignature, rowsOfList, rowsToSend } from '../shown/digest-rows';
import { type Delivered, type DeliveryPlan, deliver, soonest } from './deliver';
import { inParallel } from './in-parallel';
import { type DigestProgress, mailDigest } from './mail-digest';
import { notifyAdminsOfDigest } from './notify-admins';
import { postToPerson, update } from './reach-person';
import { passOn } from './reopen-digest';
import type { WorkPorts } from './work-ports';

type DigestMessage = Extract<WorkMessage, { kind: 'digest' }>;

/** Seconds. A worker that dies holds a digest no longer than this. */
const leaseFor = 60;
/** Seconds until an older list, marked by now, is closed. */
const afterMark = 2;
/** Seconds until a message finds the lease free again. */
const afterLease = 5;

const atOnce = 8;

/**
 * Sends a digest that is due, or updates one whose requests have changed. Idempotent: it is drawn from the current state,
 * so nobody is asked about what was decided meanwhile.
 */
export async function sendDigest(message: DigestMessage, ports: WorkPorts): Promise<void> {
  try {
    await syncDigest(message, ports);
  } catch (fault) {
    // The clock has done its part by now and will not look again: an outage longer than the host's five tries must not lose it.
    const { attempt = 0, person, digest, date } = message;
    const delay = ports.retry.delays[attempt];
    if (delay === undefined) throw fault;
    ports.log.warn({ person, digest, date, attempt, code: (fault as Error).name }, 'a digest failed');
    await ports.queue.enqueue({ ...message, attempt: attempt + 1 }, delay);
  }
}

async function syncDigest(message: DigestMessage, ports: WorkPorts): Promise<void> {
  const stored = await ports.digests.read({ person: message.person, kind: message.digest, date: message.date });
  if (!stored || stored.value.state === 'empty' || isGivenUp(stored.value)) return;
  const lease = await takeLease(stored, ports);
  if (!lease) return ports.queue.enqueue(message, afterLease);
  const { digest, again } = await deliverLeased(lease, ports);
  // One message, for the soonest: the card and the mail wait for themselves, and two of each would be four the next time.
  if (again) await ports.queue.enqueue(message, again.seconds);
  await saveAndRelease(digest, lease, ports);
  // The delivery is saved before anything else can fail; its notes and its mail follow with the next message.
  if (stored.value.state === 'open' && (digest.state === 'sent' || digest.state === 'failed')) await ports.queue.enqueue(message, 0);
}

/** A failure ends the lease too, or the next message would only find it taken. */
async function deliverLeased(lease: Stored<Digest>, ports: WorkPorts): Promise<DigestProgress> {
  try {
    if (lease.value.state === 'open') return await sendOpenDigest(lease.value, ports);
    const redrawn = await updateSentDigest(lease.value, ports);
    const mailed = await mailDigest(redrawn.digest, ports);
    const again = soonest([redrawn.again, mailed.again]);
    return { digest: mailed.digest, ...(again && { again }) };
  } catch (fault) {
    await saveAndRelease(lease.value, lease, ports).catch(() => undefined);
    throw fault;
  }
}

/** Neither Teams nor mail reaches the person. */
function isGivenUp({ state, mail }: Digest): boolean {
  return state === 'failed' && mail !== undefined && mail.state !== 'open';
}

/**
 * Saves the digest and releases the lease. Dropped where the lease had expired and another worker went on, or a person's
 * action redrew the list meanwhile.
 */
async function saveAndRelease(next: Digest, lease: Stored<Digest>, { digests }: WorkPorts): Promise<void> {
  const { leasedUntil: _over, ...free } = next;
  if ((await digests.save(free, lease.etag)) === 'saved') return;
  const current = await digests.read(next);
  if (!current || current.value.leasedUntil !== lease.value.leasedUntil) return;
  // What the message shows now is as the press left it; the rest is the worker's.
  const { shown: _ours, activity: _was, ...rest } = free;
  const { shown, activity, newer } = current.value;
  const marked = newer === undefined ? rest : { ...rest, newer };
  await digests.save({ ...marked, ...(shown !== undefined && { shown }), ...(activity !== undefined && { activity }) }, current.etag);
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

async function sendOpenDigest(open: Digest, ports: WorkPorts): Promise<DigestProgress> {
  const { person, kind, date } = open;
  let rows: DigestRow[] = [];
  const { digest, again, verdict } = await deliverDigest(open, ports, async () => {
    rows = await rowsToSend(open, ports);
    await passOn(open, new Set(rows.map(({ request }) => request.id)), ports);
    if (rows.length === 0) return 'over';
    const card = await drawRows({ digest: kind, date }, rows, ports);
    return record(open, await postToPerson(await ports.conversations.find(person), person, card, ports), rows.length, ports);
  });
  if (again) return { digest, again };
  if (!verdict) return { digest: { ...digest, state: 'empty' } };
  if (verdict.kind === 'delivered') return { digest: { ...digest, ...asItems(rows), state: 'sent', shown: digestSignature(rows) } };
  // Mail is next on the ladder; if there is none, or it fails too, the admins are told.
  if (!ports.mail) await notifyAdminsOfDigest(open, digest.failed ?? '', ports);
  return { digest: { ...digest, state: 'failed' } };
}

/** An update is not retried: a message that is gone or cannot be changed is updated when a button on it is selected. */
async function updateSentDigest(sent: Digest, ports: WorkPorts): Promise<DigestProgress> {
  if (sent.newer !== undefined) return await closeList(sent, ports);
  const list = { digest: sent.kind, date: sent.date };
  const rows = (await rowsOfList(list, sent.person, ports)) ?? [];
  const shown = digestSignature(rows);
  const { activity } = sent;
  if (activity === undefined) return { digest: sent };
  if (shown === sent.shown) {
    if (sent.isNoted) return { digest: sent };
    await closeOlder(sent, ports);
    return { digest: await noteShown(sent, rows, ports) };
  }
  const { digest, again, verdict } = await deliverDigest(sent, ports, async () => {
    const card = await drawRows(list, rows, ports);
    return record(sent, await update(await ports.conversations.find(sent.person), activity, card, ports), rows.length, ports);
  });
  if (verdict?.kind === 'delivered') return { digest: await noteShown({ ...digest, shown }, rows, ports) };
  if (again) return { digest, again };
  const { failed: _gone, attempts: _used, ...left } = digest;
  return { digest: left };
}

/** Of a list for which a newer one has come, a line is left. */
async function closeList(old: Digest, ports: WorkPorts): Promise<DigestProgress> {
  const { person, kind, date, activity } = old;
  if (activity === undefined || old.shown === closed) return { digest: old };
  const { digest, again, verdict } = await deliverDigest(old, ports, async () => {
    const line = lineCard({ sentence: closedList(kind, date) });
    return record(old, await update(await ports.conversations.find(person), activity, line, ports), 0, ports);
  });
  if (again) return { digest, again };
  const { failed: _gone, attempts: _used, ...left } = digest;
  // Where it cannot be changed, it is as good as closed.
  return { digest: verdict ? { ...left, shown: closed } : left };
}

/** The signature of a closed list, in place of that of its rows. */
const closed = 'closed';
/** Days; older lists are not updated. */
const closesWithin = 62;

/** A new list replaces the older ones: each is closed by a message of its own. */
async function closeOlder({ person, kind, date }: Digest, { digests, queue }: WorkPorts): Promise<void> {
  const from = Temporal.PlainDate.from(date).subtract({ days: closesWithin }).toString();
  for (const { value, etag } of await digests.sentBefore({ person, kind, date }, from)) {
    if (value.activity === undefined || value.newer !== undefined) continue;
    // The message comes first: without the mark it redraws the list unchanged.
    await queue.enqueue({ kind: 'digest', person, digest: kind, date: value.date }, afterMark);
    await digests.save({ ...value, newer: date }, etag);
  }
}

/** The card of a digest, taken as far as it goes now. */
async function deliverDigest(
  { attempts, reserved, notBefore, activity, sentAt: _none, failed, ...digest }: Digest,
  ports: WorkPorts,
  send: DeliveryPlan['send'],
): Promise<DigestProgress & Pick<Delivered, 'verdict'>> {
  const before: DeliveryRecord = {
    ...(attempts && { attempts }),
    ...(reserved !== undefined && { reserved }),
    ...(notBefore !== undefined && { notBefore }),
    ...(activity !== undefined && { activity }),
    ...(failed !== undefined && { failed }),
  };
  const plan = { channel: 'teams', causedBy: digest.person, rank: 'list', send } as const;
  const { record: after, ...rest } = await deliver(before, plan, ports);
  return { digest: { ...digest, ...after }, ...rest };
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

function record({ person, kind, date }: Digest, delivery: Delivery, rows: number, { log }: WorkPorts): Delivery {
  log.info({ person, kind, date, rows, outcome: delivery.outcome, ...('code' in delivery && { code: delivery.code }) }, 'digest');
  return delivery;
}
