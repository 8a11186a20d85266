import type { Log } from '../ports/log-fields';
import type { AtOnce, TakeBack, WorkMessage } from '../ports/queue';

export interface AtOnceOptions {
  /** False when work is left, or may be. */
  work(message: WorkMessage): Promise<boolean>;
  /** Concurrent runs; the queue does the rest. */
  most: number;
  log: Pick<Log, 'warn'>;
}

export interface AtOnceWork extends AtOnce {
  /** Resolves when no run is under way. */
  idle(): Promise<void>;
  /** Starts no more runs and waits for running ones. */
  finish(): Promise<void>;
}

/**
 * Starts the work in the process that committed, without the queue's delay. It may be interrupted at any time:
 * each change has a queue message too, deleted once nothing is left, and the lease keeps the two apart.
 */
export function atOnce({ work, most, log }: AtOnceOptions): AtOnceWork {
  const underWay = new Set<Promise<void>>();
  let isEnding = false;

  async function one(message: WorkMessage, takeBack: TakeBack): Promise<void> {
    try {
      // A worker that already holds the message finds nothing to do.
      if (await work(message)) await takeBack().catch(() => undefined);
    } catch (fault) {
      log.warn({ kind: message.kind, fault: (fault as Error).name }, 'work beside an answer failed and is left to the queue');
    }
  }

  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return {
    begin(message, takeBack) {
      if (isEnding || underWay.size >= most) return false;
      const begun = one(message, takeBack).finally(() => underWay.delete(begun));
      underWay.add(begun);
      return true;
    },
    idle,
    async finish() {
      isEnding = true;
      await idle();
    },
  };
}
