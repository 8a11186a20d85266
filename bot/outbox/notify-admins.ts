import { isUnreached, messageKey, wantedMessages } from '../domain/messages/message';
import { instant } from '../domain/request/lifecycle';
import { openProposal } from '../domain/request/proposal';
import { statusAt } from '../domain/request/request-dates';
import type { RequestId } from '../domain/request/visitor-request';
import type { Digest } from '../ports/digests';
import type { WorkMessage } from '../ports/queue';
import type { Aggregate, Copy } from '../ports/requests';
import { decidersFor } from '../verbs/people';
import type { WorkPorts } from './work-ports';

type AttentionPorts = Pick<WorkPorts, 'requests' | 'views' | 'clock' | 'log'>;

/**
 * The last rung: puts a matter of a request on the admins' list, noted with the request so that {@link clearMatter} knows of
 * it. Doing it again, as after a crash, changes nothing.
 */
export async function notifyAdmins(kind: string, request: RequestId, code: string, ports: AttentionPorts, since?: string): Promise<void> {
  // The note comes first: an item without one would never leave the list.
  await ports.requests.noteNotified(request, kind, true);
  await addToAttention(kind, request, code, ports, undefined, since);
}

/** The same for what is told again while it lasts: it stays on the list since when it was put there. */
export async function keepOnList(kind: string, request: RequestId, code: string, ports: AttentionPorts): Promise<void> {
  const listed = await ports.views.readAttention(kind, request);
  if (listed?.code !== code) await notifyAdmins(kind, request, code, ports, listed?.since);
}

/** Takes a matter that is over off the admins' list. No storage call where it is not on the list. */
export async function clearMatter(
  kind: string,
  { request, notified }: Pick<Aggregate, 'request' | 'notified'>,
  { views, requests }: AttentionPorts,
): Promise<void> {
  const { id } = request.value;
  if (!notified.includes(kind)) return;
  await views.clearAttention(kind, id);
  await requests.noteNotified(id, kind, false);
}

/** Lists a message whose last channel has failed: no other has delivered it or may still do so. */
export async function notifyAdminsOfUnreached(failed: Copy, { request, copies }: Aggregate, ports: WorkPorts): Promise<void> {
  const others = copies.filter(({ channel }) => channel !== failed.channel);
  if (isUnreached(ports.messages, failed.message, [...copiesLike(failed, others), failed], ports.mail !== undefined))
    await notifyAdmins('unreached', request.value.id, failed.failed ?? '', ports);
}

/**
 * Removes an *unreached* matter once every recipient has the message or may still get it. Reads the request again, but
 * only where the admins were notified.
 */
export async function settleUnreached(
  { request: { value }, notified }: Pick<Aggregate, 'request' | 'notified'>,
  ports: WorkPorts,
): Promise<void> {
  const aggregate = notified.includes('unreached') ? await ports.requests.readAll(value.id, 0) : undefined;
  if (!aggregate) return;
  const request = aggregate.request.value;
  const status = statusAt(request, ports.clock.now().toPlainDate());
  const deciders = await decidersFor(request, ports);
  // Without an answer of the directory the recipients are unknown, so the matter stays.
  if ((status === 'pending' || openProposal({ ...request, status })) && deciders.ask.length === 0) return;
  const isLeft = wantedMessages(ports.messages, { ...request, status }, deciders).some((wanted) =>
    isUnreached(ports.messages, wanted.message, copiesLike(wanted, aggregate.copies), ports.mail !== undefined),
  );
  if (!isLeft) await clearMatter('unreached', aggregate, ports);
}

/** A digest has no request id, so its matter is listed under its first request until that one is dealt with. */
export async function notifyAdminsOfDigest({ items, person, kind: digest, date }: Digest, code: string, ports: WorkPorts): Promise<void> {
  const [about] = items;
  if (about !== undefined) await addToAttention('unreached-list', about, code, ports, { kind: 'digest', person, digest, date });
}

async function addToAttention(
  kind: string,
  request: RequestId,
  code: string,
  { views, clock, log }: AttentionPorts,
  message?: WorkMessage,
  since = instant(clock.now()),
): Promise<void> {
  log.warn({ request, kind, code }, 'the admins are told');
  await views.putAttention(kind, request, code, since, message);
}

function copiesLike({ person, message }: Pick<Copy, 'person' | 'message'>, copies: readonly Copy[]): Copy[] {
  const key = messageKey(message);
  return copies.filter((copy) => copy.person === person && messageKey(copy.message) === key);
}
