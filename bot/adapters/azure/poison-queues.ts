import type { PoisonQueues } from '../../ports/poison';
import { accountQueuesOf, checkedPrefix, openQueue, queueNames } from './clients';
import type { StorageAccount } from './storage-account';
import { type StorageLimits, withTryLimits } from './storage-limits';

const mostReceived = 32;
/** Seconds within which a received message is moved; nobody else sees it meanwhile. */
const hiddenFor = 60;
const forever = -1;

/** The poison queues of the work and, unless they are in an account of another app, of the accounts. */
export function poisonQueues(account: StorageAccount, options: { limits: StorageLimits; prefix?: string }): PoisonQueues {
  const { limits } = options;
  const prefix = checkedPrefix(options).toLowerCase();
  const queues = Object.entries(queueNames).map(([kind, [own, poison]]) => {
    const of = kind === 'accounts' ? accountQueuesOf(account) : account;
    return { own: openQueue(of, prefix + own, limits), poison: openQueue(of, prefix + poison, limits) };
  });
  return {
    async count() {
      const counts = await Promise.all(
        queues.map(async ({ poison }) => {
          if (!(await withTryLimits(limits, (abortSignal) => poison.exists({ abortSignal })))) return 0;
          return (await withTryLimits(limits, (abortSignal) => poison.getProperties({ abortSignal }))).approximateMessagesCount ?? 0;
        }),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async moveAll() {
      let moved = 0;
      for (const { own, poison } of queues) {
        if (!(await withTryLimits(limits, (abortSignal) => poison.exists({ abortSignal })))) continue;
        for (;;) {
          const options = { numberOfMessages: mostReceived, visibilityTimeout: hiddenFor };
          const { receivedMessageItems } = await withTryLimits(limits, (abortSignal) =>
            poison.receiveMessages({ ...options, abortSignal }),
          );
          if (receivedMessageItems.length === 0) break;
          for (const { messageText, messageId, popReceipt } of receivedMessageItems) {
            await withTryLimits(limits, (abortSignal) => own.sendMessage(messageText, { messageTimeToLive: forever, abortSignal }));
            await withTryLimits(limits, (abortSignal) => poison.deleteMessage(messageId, popReceipt, { abortSignal }));
            moved += 1;
          }
        }
      }
      return moved;
    },
  };
}
