import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { WorkMessage, WorkQueue } from '../../../bot/ports/queue';
import type { Clock } from '../../../bot/ports/system';

/** A queue whose messages also follow the product's clock, which may be moved past their time. */
export interface WaitingMessages extends WorkQueue {
  /** Sends due messages again. They arrive twice, which is harmless. */
  makeDue(): Promise<void>;
  /** When the next of them comes; undefined where none waits. */
  nextDue(): Temporal.Instant | undefined;
}

export interface WaitingOptions {
  /** Where they are noted for the next start; absent: nowhere. A file that cannot be read says nothing. */
  file?: string;
  /** Milliseconds of the machine's clock, which the queue uses. */
  real?(): number;
}

/** Seconds up to which a delay is the queue's own business. */
const soon = 4;
/** Milliseconds after its time in which the queue brings a message. */
const late = 60_000;

const noted = z.object({
  // The worker validates the content.
  message: z.looseObject({ kind: z.string() }).transform((message) => message as unknown as WorkMessage),
  due: z.iso.datetime().transform((due) => Temporal.Instant.from(due)),
  broughtAt: z.number(),
});
type Noted = z.output<typeof noted>;

export function waitingMessages(queue: WorkQueue, clock: Clock, { file, real = Date.now }: WaitingOptions = {}): WaitingMessages {
  let waiting = file === undefined ? [] : readNoted(file);
  const isDue = ({ due }: Noted) => Temporal.Instant.compare(due, clock.now().toInstant()) <= 0;

  function note(next: Noted[]): void {
    waiting = next;
    if (file === undefined) return;
    writeFileSync(`${file}.new`, JSON.stringify(waiting), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  return {
    async enqueue(message, delaySeconds) {
      await queue.enqueue(message, delaySeconds);
      const due = clock
        .now()
        .toInstant()
        .add({ seconds: Math.ceil(delaySeconds) });
      if (delaySeconds <= soon) return;
      const next = { message, due, broughtAt: real() + delaySeconds * 1_000 + late };
      const others = waiting.filter((one) => one.broughtAt > real());
      const same = others.find((one) => JSON.stringify(one.message) === JSON.stringify(message));
      // The handler of the earlier message checks the rest and sends the next one.
      if (same && Temporal.Instant.compare(same.due, due) <= 0) return;
      note([...others.filter((one) => one !== same), next]);
    },
    // Not held back: the process that deletes it has done its work, which does not depend on the time.
    enqueueSpare: (message, delaySeconds) => queue.enqueueSpare(message, delaySeconds),
    nextDue: () => waiting.map(({ due }) => due).sort(Temporal.Instant.compare)[0],
    async makeDue() {
      const due = waiting.filter(isDue);
      if (due.length === 0) return;
      note(waiting.filter((one) => !isDue(one)));
      for (const { message } of due) await queue.enqueue(message, 0);
    },
  };
}

function readNoted(file: string): Noted[] {
  if (!existsSync(file)) return [];
  try {
    return z.array(noted).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
