import type { QueueClient } from '@azure/storage-queue';
import type { WorkMessage, WorkQueue } from '../../ports/queue';
import { type StorageLimits, withTryLimits } from './storage-limits';

// The longest time for which the service hides a message: seven days.
const mostDelaySeconds = 7 * 24 * 3600;
// A stop of more than the usual seven days loses no work.
const forever = -1;

/** The queue `work`. Messages are plain JSON without base64, so host.json sets `messageEncoding: none`. */
export function workQueue(queue: QueueClient, limits: StorageLimits): WorkQueue {
  const send = (message: WorkMessage, delaySeconds: number) => {
    const visibilityTimeout = Math.min(Math.max(0, Math.ceil(delaySeconds)), mostDelaySeconds);
    return withTryLimits(limits, (abortSignal) =>
      queue.sendMessage(JSON.stringify(message), { visibilityTimeout, messageTimeToLive: forever, abortSignal }),
    );
  };
  return {
    async enqueue(message, delaySeconds) {
      await send(message, delaySeconds);
    },
    async enqueueSpare(message, delaySeconds) {
      const { messageId, popReceipt } = await send(message, delaySeconds);
      return async () => {
        await withTryLimits(limits, (abortSignal) => queue.deleteMessage(messageId, popReceipt, { abortSignal }));
      };
    },
  };
}
