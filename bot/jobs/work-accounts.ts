import { z } from 'zod';
import { requestIdPattern } from '../domain/request/visitor-request';
import { syncAccount } from '../outbox/sync-account';
import type { AccountWorkPorts } from '../outbox/work-ports';
import type { WorkMessage } from '../ports/queue';
import type { LeasedPorts } from './leased';
import { type Lane, workOnRead } from './leased';

type Ports = AccountWorkPorts & LeasedPorts;

const messageSchema = z.object({ kind: z.literal('accounts'), id: z.string().regex(requestIdPattern) });

/** One message of the queue of accounts. It names a request and nothing else: what is to be done is read from storage. */
export async function workAccounts(raw: unknown, ports: Ports): Promise<void> {
  const message = messageSchema.safeParse(raw);
  if (!message.success) return ports.log.error({}, 'a message that is none of ours was dropped');
  await workOnAccount(message.data, ports);
}

/** Brings the account of a request in line, and nothing else of it. True where nothing is left to do. */
export async function workOnAccount(message: Extract<WorkMessage, { kind: 'accounts' }>, ports: Ports): Promise<boolean> {
  const { accounts, log, requests } = ports;
  if (!accounts) {
    log.error({ request: message.id }, 'this process can make no accounts');
    return false;
  }
  const aggregate = await requests.readAll(message.id, 0);
  const lane: Lane = {
    isOf: (target) => target === 'accounts',
    sync: (_target, read, { until }) => syncAccount(read, { ...ports, accounts }, { until }),
    again: (id) => ({ kind: 'accounts', id }),
  };
  const worked = aggregate && (await workOnRead(aggregate, message, lane, ports));
  return worked !== undefined && !worked.isRest;
}
