import type { WorkQueue } from '../../../bot/ports/queue';

/** A queue of which one can wait until what was put in it is done. */
export interface SettledQueue extends WorkQueue {
  /**
   * Resolves once nothing due within a few seconds is left in the queue, or after `waitAtMost` milliseconds. Retries that
   * are due later are not waited for.
   */
  settled(waitAtMost?: number): Promise<void>;
}

export interface SettledOptions {
  /** When the poll last began a look that found nothing, by the clock of `performance`; its work was done by then. */
  emptyAt(): number;
  /** True once nothing is left to wait for. */
  isOver?(): boolean;
  /** Seconds up to which a delay belongs to the work itself. */
  soon?: number;
}

const pause = 25;

/** Watches the messages that are enqueued. */
export function settledQueue(queue: WorkQueue, { emptyAt, isOver = () => false, soon = 4 }: SettledOptions): SettledQueue {
  let lastDue = 0;
  function note(delaySeconds: number): void {
    if (delaySeconds <= soon) lastDue = Math.max(lastDue, performance.now() + Math.ceil(delaySeconds) * 1_000);
  }
  // Noted after the call: the service began to count before.
  return {
    async enqueue(message, delaySeconds) {
      await queue.enqueue(message, delaySeconds);
      note(delaySeconds);
    },
    async enqueueSpare(message, delaySeconds) {
      const takeBack = await queue.enqueueSpare(message, delaySeconds);
      note(delaySeconds);
      return takeBack;
    },
    async settled(waitAtMost = 60_000) {
      const end = performance.now() + waitAtMost;
      while (emptyAt() <= lastDue && performance.now() < end && !isOver()) await new Promise((resolve) => setTimeout(resolve, pause));
    },
  };
}
