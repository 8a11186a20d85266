import type { Log } from '../ports/log-fields';
import type { AtOnce, WorkMessage } from '../ports/queue';

export interface AtOnceOptions {
  work(message: WorkMessage): Promise<void>;
  /** Pieces of work at the same time; whatever is more is left to the queue. */
  most: number;
  log: Pick<Log, 'warn'>;
}

export interface AtOnceWork extends AtOnce {
  /** Resolves when nothing that was begun is under way. */
  idle(): Promise<void>;
  /** Begins nothing any more, and waits for what is under way. */
  finish(): Promise<void>;
}

/**
 * Works in this process beside the answers, so that nobody waits for the queue. It may be cut off at any time: each piece
 * has a message in the queue too, and a lease that keeps the two apart.
 */
export function atOnce({ work, most, log }: AtOnceOptions): AtOnceWork {
  const underWay = new Set<Promise<void>>();
  let isEnding = false;

  async function one(message: WorkMessage): Promise<void> {
    try {
      await work(message);
    } catch (fault) {
      log.warn({ kind: message.kind, fault: (fault as Error).name }, 'work beside an answer failed and is left to the queue');
    }
  }

  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return {
    begin(message) {
      if (isEnding || underWay.size >= most) return false;
      const begun = one(message).finally(() => underWay.delete(begun));
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
