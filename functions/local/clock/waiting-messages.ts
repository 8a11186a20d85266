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

export function waitingMessages(queue: WorkQueue, clock: Clock): WaitingMessages {
  let waiting: { message: WorkMessage; due: Temporal.Instant }[] = [];
  const isDue = ({ due }: { due: Temporal.Instant }) => Temporal.Instant.compare(due, clock.now().toInstant()) <= 0;
  return {
    async enqueue(message, delaySeconds) {
      await queue.enqueue(message, delaySeconds);
      const due = clock
        .now()
        .toInstant()
        .add({ seconds: Math.ceil(delaySeconds) });
      if (delaySeconds > soon) waiting = [...waiting.filter((one) => !isLongDue(one.due, clock)), { message, due }];
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

/** The queue has brought it itself by now. */
function isLongDue(due: Temporal.Instant, clock: Clock): boolean {
  return Temporal.Instant.compare(due.add({ minutes: 1 }), clock.now().toInstant()) < 0;
}
