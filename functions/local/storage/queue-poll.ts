import { QueueClient } from '@azure/storage-queue';
import type { Log } from '../../../bot/ports/log-fields';

export interface QueuePollOptions {
  connection: string;
  /** One message, parsed from its JSON. It is redelivered when this throws. */
  work(message: unknown): Promise<void>;
  log: Log;
  /** The queue's name; what keeps failing is moved to the one of this name with `-poison`. */
  queue?: string;
  /** Seconds in which a message that is worked on is hidden from others. */
  hiddenFor?: number;
  /** Seconds until a message comes again whose work failed. */
  retryAfter?: number;
  /** Milliseconds between two looks at a queue that has been empty for a while; shorter after work, which more often follows. */
  pause?: number;
  /** Milliseconds that one call to the queue may take; an answer that hangs is given up then, and asked for again. */
  callAtMost?: number;
  /** Milliseconds that a message in progress may take when the product ends; it is redelivered at the next start. */
  finishAtMost?: number;
}

/** The values of host.json. */
const batch = 8;
const dequeueAtMost = 5;
/** Milliseconds between the first looks at a queue that has just become empty. */
const shortPauses = [25, 50, 100, 200];

export interface QueuePoll {
  /** When the last look began that found nothing, by the clock of `performance`: all that was taken before it is done. */
  emptyAt(): number;
  stop(): Promise<void>;
}

/**
 * Stands in for the Functions host: receives messages, passes them to the worker, and dead-letters what keeps failing. A
 * queue with `-poison` in its name has no further one, as on the host, so its messages are redelivered.
 */
export async function pollQueue(options: QueuePollOptions): Promise<QueuePoll> {
  const { connection, work, log, queue: name = 'work', pause = 400, callAtMost = 10_000, finishAtMost = 3_000 } = options;
  const { hiddenFor = 60, retryAfter = 30 } = options;
  const inTime = () => ({ abortSignal: AbortSignal.timeout(callAtMost) });
  const queue = new QueueClient(connection, name);
  const poison = name.endsWith('-poison') ? undefined : new QueueClient(connection, `${name}-poison`);
  await (poison ?? queue).createIfNotExists(inTime());
  let isStopping = false;
  let wake = (): void => undefined;
  let emptyAt = Number.NEGATIVE_INFINITY;
  let emptyLooks = 0;
  const loop = async () => {
    while (!isStopping) {
      const began = performance.now();
      const taken = await queue
        .receiveMessages({ numberOfMessages: batch, visibilityTimeout: hiddenFor, ...inTime() })
        .catch(() => undefined);
      const messages = taken?.receivedMessageItems ?? [];
      if (taken && messages.length === 0) emptyAt = began;
      await Promise.all(
        messages.map(async ({ messageId, popReceipt, messageText, dequeueCount }) => {
          try {
            await work(jsonOrText(messageText));
          } catch (fault) {
            log.error({ fault: (fault as Error).name, attempt: dequeueCount }, 'the worker failed on a message');
            if (!poison || dequeueCount < dequeueAtMost) {
              await queue.updateMessage(messageId, popReceipt, messageText, retryAfter, inTime());
              return;
            }
            await poison.sendMessage(messageText, inTime());
          }
          await queue.deleteMessage(messageId, popReceipt, inTime());
        }),
      ).catch((fault: unknown) => log.error({ fault: (fault as Error).name }, 'the queue failed'));
      if (messages.length > 0) emptyLooks = 0;
      else if (!isStopping) {
        const rest = Math.min(shortPauses[emptyLooks] ?? pause, pause);
        emptyLooks += 1;
        await Promise.race([passed(rest), new Promise<void>((resolve) => (wake = resolve))]);
      }
    }
  };
  const running = loop();
  return {
    emptyAt: () => emptyAt,
    async stop() {
      isStopping = true;
      // A start that is ended half way must not go on meanwhile.
      wake();
      await Promise.race([running, passed(finishAtMost)]);
    },
  };
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
