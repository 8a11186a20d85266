import { Temporal } from 'temporal-polyfill';
import type { WorkMessage, WorkQueue } from '../../../bot/ports/queue';
import type { Clock } from '../../../bot/ports/system';

/** A queue whose messages come by the product's clock too, which may be moved past their time. */
export interface WaitingMessages extends WorkQueue {
  /** Sends those again whose time has come by now. They come twice then, which does no harm. */
  makeDue(): Promise<void>;
  /** When the next of them comes; undefined where none waits. */
  nextDue(): Temporal.Instant | undefined;
}

/** Seconds up to which a delay is the queue's own business. */
const soon = 4;

/** Milliseconds after its time in which the queue brings a message. */
const late = 60_000;

/** @param real milliseconds by the machine's clock, which nobody moves: the queue goes by that. */
export function waitingMessages(queue: WorkQueue, clock: Clock, real: () => number = () => performance.now()): WaitingMessages {
  let waiting: { message: WorkMessage; due: Temporal.Instant; broughtAt: number }[] = [];
  const isDue = ({ due }: { due: Temporal.Instant }) => Temporal.Instant.compare(due, clock.now().toInstant()) <= 0;
  return {
    async enqueue(message, delaySeconds) {
      await queue.enqueue(message, delaySeconds);
      const due = clock
        .now()
        .toInstant()
        .add({ seconds: Math.ceil(delaySeconds) });
      if (delaySeconds <= soon) return;
      const broughtAt = real() + delaySeconds * 1_000 + late;
      waiting = [...waiting.filter((one) => one.broughtAt > real()), { message, due, broughtAt }];
    },
    // Not held back: the process that deletes it has done its work, which does not depend on the time.
    enqueueSpare: (message, delaySeconds) => queue.enqueueSpare(message, delaySeconds),
    nextDue: () => waiting.map(({ due }) => due).sort(Temporal.Instant.compare)[0],
    async makeDue() {
      const due = waiting.filter(isDue);
      waiting = waiting.filter((one) => !isDue(one));
      for (const { message } of due) await queue.enqueue(message, 0);
    },
  };
}
