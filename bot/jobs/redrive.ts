import type { RequestId } from '../domain/request/visitor-request';
import type { WorkPorts } from '../outbox/work-ports';
import type { PoisonQueues } from '../ports/poison';

export type RedrivePorts = Pick<WorkPorts, 'views' | 'requests' | 'queue'> & { poison: PoisonQueues };

const pageSize = 100;

/** Requests on the admins' list because a message about them failed too often. */
export async function givenUpRequests({ views }: Pick<RedrivePorts, 'views'>): Promise<RequestId[]> {
  const found: RequestId[] = [];
  let next: string | undefined;
  do {
    const page = await views.listAttention(pageSize, next);
    found.push(...page.items.filter(({ kind }) => kind === 'poison').map(({ request }) => request));
    next = page.next;
  } while (next !== undefined);
  return found;
}

/**
 * Tries given-up messages anew: those in the poison queues, and a new one for each request on the admins' list, which leaves it. A
 * message that fails again returns to the list.
 */
export async function redrive(ports: RedrivePorts): Promise<{ moved: number; requests: number }> {
  const requests = await givenUpRequests(ports);
  for (const id of requests) {
    // First the message: a crash in between leaves the request on the list.
    const todos = (await ports.requests.readAll(id, 0))?.todos ?? [];
    await ports.queue.enqueue({ kind: 'request', id, commitId: '', attempt: 1 }, 0);
    if (todos.some(({ value }) => value.target === 'accounts')) await ports.queue.enqueue({ kind: 'accounts', id }, 0);
    await ports.views.clearAttention('poison', id);
  }
  return { moved: await ports.poison.moveAll(), requests: requests.length };
}
