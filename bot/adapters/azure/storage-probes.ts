import { setTimeout as sleep } from 'node:timers/promises';
import { odata, type TableClient } from '@azure/data-tables';
import type { PeekedMessageItem, QueueClient } from '@azure/storage-queue';
import type { Access, HealthFacts } from '../../domain/health/health';
import type { HealthProbes } from '../../ports/health';
import type { Clock } from '../../ports/system';
import type { PhotoContainer } from './photo-blob';
import { type StorageLimits, withTryLimits } from './storage-limits';

export interface StorageProbeOptions {
  tables: readonly TableClient[];
  container(): Promise<PhotoContainer>;
  queues: readonly QueueClient[];
  limits: StorageLimits;
  clock: Clock;
  /** Milliseconds between two looks at a queue: longer than the worker's longest pause between two polls. */
  between?: number;
}

const mostPeeked = 32;

/** Checks that tables, container and queues exist and that the queues are being processed. Read-only. */
export function storageProbes({
  tables,
  container,
  queues,
  limits,
  clock,
  between = 5_000,
}: StorageProbeOptions): Pick<HealthProbes, 'stores' | 'waiting'> {
  const visible = async (queue: QueueClient) =>
    (await withTryLimits(limits, (abortSignal) => queue.peekMessages({ numberOfMessages: mostPeeked, abortSignal }))).peekedMessageItems;

  async function waitingIn(queue: QueueClient): Promise<HealthFacts['waiting']> {
    const before = new Set((await visible(queue)).map(({ messageId }) => messageId));
    if (before.size === 0) return [];
    await sleep(between);
    const still = (await visible(queue)).filter(({ messageId }) => before.has(messageId)).map((message) => dueSince(message).getTime());
    if (still.length === 0) return [];
    return [{ queue: queue.name, minutes: Math.max(0, (clock.now().epochMilliseconds - Math.min(...still)) / 60_000) }];
  }

  return {
    stores: () =>
      Promise.all([
        ...tables.map(async (table) => ({
          name: table.tableName,
          kind: 'table' as const,
          access: await accessOf(() => readNothing(table)),
        })),
        accessOf(async () => {
          const client = await container();
          await withTryLimits(limits, (abortSignal) => client.getProperties({ abortSignal }));
        }).then((access) => ({ name: 'photos', kind: 'container' as const, access })),
        ...queues.map(async (queue) => ({ name: queue.name, kind: 'queue' as const, access: await accessOf(() => visible(queue)) })),
      ]),
    // A queue that cannot be looked at is among the stores above.
    waiting: async () => (await Promise.all(queues.map((queue) => waitingIn(queue).catch(() => [])))).flat(),
  };
}

/** When a message could first be taken: as it says itself, as the queue knows only when it was put there, for however much later. */
function dueSince({ messageText, insertedOn }: PeekedMessageItem): Date {
  const dueAt = /"dueAt":"(\d{4}-\d\d-\d\dT[\d:.]{5,20}Z)"/.exec(messageText)?.[1];
  const due = new Date(dueAt ?? Number.NaN);
  return Number.isNaN(due.getTime()) ? insertedOn : due;
}

/** A query that finds no row. */
async function readNothing(table: TableClient): Promise<void> {
  const queryOptions = { filter: odata`PartitionKey eq ${'nothing'} and RowKey eq ${'nothing'}` };
  await table.listEntities({ queryOptions }).byPage({ maxPageSize: 1 }).next();
}

async function accessOf(use: () => Promise<unknown>): Promise<Access> {
  try {
    await use();
    return 'ok';
  } catch (fault) {
    const { statusCode } = fault as { statusCode?: number };
    if (statusCode === 404) return 'missing';
    return statusCode === 401 || statusCode === 403 ? 'refused' : 'away';
  }
}
