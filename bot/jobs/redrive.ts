import type { RequestId } from '../domain/request/visitor-request';
import type { WorkPorts } from '../outbox/work-ports';
import type { PoisonQueues } from '../ports/poison';
import type { AttentionRow } from '../ports/views';

export type RedrivePorts = Pick<WorkPorts, 'views' | 'requests' | 'queue'> & { poison: PoisonQueues };

const pageSize = 100;

/** Requests on the admins' list because a message about them failed too often. */
export async function givenUpRequests(ports: Pick<RedrivePorts, 'views'>): Promise<RequestId[]> {
  return [...new Set((await givenUp(ports)).map(({ request }) => request))];
}

async function givenUp({ views }: Pick<RedrivePorts, 'views'>): Promise<AttentionRow[]> {
  const found: AttentionRow[] = [];
  let next: string | undefined;
  do {
    const page = await views.listAttention(pageSize, next);
    found.push(...page.items.filter(({ kind }) => kind === 'poison'));
    next = page.next;
  } while (next !== undefined);
  return found;
}

/**
 * Tries given-up messages anew: those in the poison queues, and those on the admins' list, which leave it; one that was not understood is
 * replaced by the work of its request. A message that fails again returns to the list.
 */
export async function redrive(ports: RedrivePorts): Promise<{ moved: number; requests: number }> {
  const rows = await givenUp(ports);
  for (const { key, request, message } of rows) {
    // First the message: a crash in between leaves the request on the list.
    if (message) await ports.queue.enqueue(message, 0);
    else await enqueueWork(request, ports);
    await ports.views.clearAttention('poison', key);
  }
  return { moved: await ports.poison.moveAll(), requests: new Set(rows.map(({ request }) => request)).size };
}

async function enqueueWork(id: RequestId, { requests, queue }: RedrivePorts): Promise<void> {
  const todos = (await requests.readAll(id, 0))?.todos ?? [];
  await queue.enqueue({ kind: 'request', id, commitId: '', attempt: 1 }, 0);
  if (todos.some(({ value }) => value.target === 'accounts')) await queue.enqueue({ kind: 'accounts', id }, 0);
}
