import { z } from 'zod';
import { digestKinds } from '../domain/notices/digest';
import { instant } from '../domain/request/lifecycle';
import { viewOf } from '../domain/request/views';
import { isOver } from '../domain/statuses/table';
import type { WorkPorts } from '../outbox/work-ports';
import { messageName } from './message-name';
import { readMessage } from './work';

/** Rows of a department's list, the newest first, among which one that is open is looked for. */
const rowsRead = 999;

type SetAsidePorts = Pick<WorkPorts, 'views' | 'digests' | 'clock' | 'log'>;

/** The fields of a dead-lettered message that name its subject. */
const about = z.object({
  ...messageName,
  digest: z.enum(digestKinds).optional().catch(undefined),
  person: z.guid().optional().catch(undefined),
  date: z.iso.date().optional().catch(undefined),
  department: z.string().min(1).max(64).optional().catch(undefined),
});

/**
 * One message that failed as often as the host tries: admins find its request on their list, and the log has it either way.
 * Throws where the list cannot be written; the host then brings the message again, as nothing is behind this queue.
 */
export async function setAside(raw: unknown, ports: SetAsidePorts): Promise<void> {
  const message = about.safeParse(raw).data ?? {};
  const kind = message.kind ?? 'unknown';
  const request = message.id ?? (await firstOf(message, ports)) ?? (await firstLeft(message, ports));
  ports.log.error({ kind, ...(request !== undefined && { request }) }, 'a message was given up');
  // Kept as it was understood, to be sent again: ids alone. What was not understood is not kept.
  if (request !== undefined) await ports.views.putAttention('poison', request, kind, instant(ports.clock.now()), readMessage(raw));
}

/** A merge that stopped half way stands on the list by a request that has not moved. */
async function firstLeft({ kind, department }: z.output<typeof about>, { views }: SetAsidePorts): Promise<string | undefined> {
  if (kind !== 'merge' || department === undefined) return undefined;
  const { rows } = await views.list(viewOf.department(department), rowsRead);
  return rows.find(({ status }) => !isOver(status))?.request;
}

/** A digest has no id of its own: it stands on the list by the first visitor that it tells of. */
async function firstOf({ digest, person, date }: z.output<typeof about>, { digests }: SetAsidePorts): Promise<string | undefined> {
  if (digest === undefined || person === undefined || date === undefined) return undefined;
  return (await digests.read({ person, kind: digest, date }))?.value.items[0];
}
