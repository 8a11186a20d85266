import { isUnreached, messageKey } from '../domain/messages/message';
import { instant } from '../domain/request/lifecycle';
import type { RequestId } from '../domain/request/visitor-request';
import type { Digest } from '../ports/digests';
import type { Aggregate, Copy } from '../ports/requests';
import type { WorkPorts } from './work-ports';

/** The last rung: a matter for a person. Doing it again, as after a crash, changes nothing. */
export async function tellAdmins(kind: string, request: RequestId, code: string, { views, clock, log }: WorkPorts): Promise<void> {
  log.warn({ request, kind, code }, 'the admins are told');
  await views.putAttention(kind, request, code, instant(clock.now()));
}

/** Tells them of a message that failed on one rung, where no other rung of its ladder brings it or may still do so. */
export async function tellUnreached(failed: Copy, { request, copies }: Aggregate, ports: WorkPorts): Promise<void> {
  const key = messageKey(failed.message);
  const same = copies.filter(
    ({ person, message, channel }) => person === failed.person && channel !== failed.channel && messageKey(message) === key,
  );
  if (isUnreached(ports.messages, failed.message, [...same, failed], ports.mail !== undefined))
    await tellAdmins('unreached', request.value.id, failed.failed ?? '', ports);
}

/** A list has no id of its own: it stands there by the first visitor that it tells of. */
export async function tellOfDigest({ items }: Digest, code: string, ports: WorkPorts): Promise<void> {
  const [about] = items;
  if (about !== undefined) await tellAdmins('unreached', about, code, ports);
}
