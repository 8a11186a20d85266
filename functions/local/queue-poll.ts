import { QueueClient } from '@azure/storage-queue';
import type { Log } from '../../bot/ports';

/** As host.json has it for the deployed worker. */
const batch = 8;
const dequeueAtMost = 5;
/** Seconds in which a message that is worked on is hidden from others. */
const hiddenFor = 60;
/** Milliseconds between two looks at an empty queue. */
const pause = 400;

/** Plays the Functions host’s part for the queue: takes messages, gives them to the worker, sets aside what keeps failing. */
export async function pollQueue(connection: string, work: (message: unknown) => Promise<void>, log: Log): Promise<{ stop(): Promise<void> }> {
  const queue = new QueueClient(connection, 'work');
  const poison = new QueueClient(connection, 'work-poison');
  await poison.createIfNotExists();
  let isStopping = false;
  const loop = async () => {
    while (!isStopping) {
      const taken = await queue.receiveMessages({ numberOfMessages: batch, visibilityTimeout: hiddenFor }).catch(() => undefined);
      const messages = taken?.receivedMessageItems ?? [];
      await Promise.all(
        messages.map(async ({ messageId, popReceipt, messageText, dequeueCount }) => {
          try {
            await work(parsed(messageText));
          } catch (fault) {
            log.error({ fault: (fault as Error).name, attempt: dequeueCount }, 'the worker failed on a message');
            if (dequeueCount < dequeueAtMost) return;
            await poison.sendMessage(messageText);
          }
          await queue.deleteMessage(messageId, popReceipt);
        }),
      ).catch((fault: unknown) => log.error({ fault: (fault as Error).name }, 'the queue failed'));
      if (messages.length === 0) await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  const running = loop();
  return {
    async stop() {
      isStopping = true;
      await running;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
