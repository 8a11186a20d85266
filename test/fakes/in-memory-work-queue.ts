import type { TakeBack, WorkMessage, WorkQueue } from '../../bot/ports/queue';

/** `WorkQueue` in memory: a list that a test takes from. */
export class InMemoryWorkQueue implements WorkQueue {
  /** Runs before a message is added: throwing here is a queue that cannot be reached. */
  beforeCommit?: (message: WorkMessage) => Promise<void>;
  #messages: { message: WorkMessage; delaySeconds: number }[] = [];

  async enqueue(message: WorkMessage, delaySeconds: number): Promise<void> {
    const value = structuredClone(message);
    await this.beforeCommit?.(structuredClone(message));
    this.#messages.push({ message: value, delaySeconds });
  }

  async enqueueSpare(message: WorkMessage, delaySeconds: number): Promise<TakeBack> {
    await this.enqueue(message, delaySeconds);
    const spare = this.#messages.at(-1);
    return async () => {
      if (!spare || !this.#messages.includes(spare)) throw new Error('the message is gone');
      this.#messages = this.#messages.filter((one) => one !== spare);
    };
  }

  /** What waits, oldest first, left where it is. */
  waiting(): { message: WorkMessage; delaySeconds: number }[] {
    return structuredClone(this.#messages);
  }

  /** What waits, oldest first, whatever its delay; the queue is empty then. */
  take(): WorkMessage[] {
    const taken = this.#messages.map(({ message }) => message);
    this.#messages = [];
    return taken;
  }
}
