import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Ports } from '../ports/ports';
import type { MessageOrigin, WorkMessage, WorkQueue } from '../ports/queue';
import { inSpan, type Telemetry } from '../ports/telemetry';
import { messageName } from './message-name';

type TracePorts = Pick<Ports, 'clock'> & { telemetry: Telemetry };

type Take = (message: unknown) => Promise<void>;

/** A queue whose messages say in which span they were sent, and when they are due. */
export function tracedQueue(queue: WorkQueue, { clock, telemetry }: TracePorts): WorkQueue {
  function withOrigin<Message extends WorkMessage>(message: Message, delaySeconds: number): Message {
    const traceparent = telemetry.traceparent();
    const dueAt = clock
      .now()
      .toInstant()
      .add({ seconds: Math.ceil(delaySeconds) })
      .toString();
    const origin: MessageOrigin = { ...(traceparent !== undefined && { traceparent }), dueAt };
    return { ...message, ...origin };
  }
  return {
    enqueue: (message, delaySeconds) => queue.enqueue(withOrigin(message, delaySeconds), delaySeconds),
    enqueueSpare: (message, delaySeconds) => queue.enqueueSpare(withOrigin(message, delaySeconds), delaySeconds),
  };
}

const origin = z.object({
  // Version 00 of W3C Trace Context. Of another, a new trace begins.
  traceparent: z
    .string()
    .regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/)
    .optional()
    .catch(undefined),
  dueAt: z.iso.datetime().optional().catch(undefined),
  ...messageName,
});

/** Work on the messages of a queue, each in the trace of what sent it; how late it was taken is measured. */
export function tracedWork(
  target: 'work' | 'accounts' | 'poison',
  take: Take,
  { clock, telemetry }: Partial<TracePorts> & Pick<TracePorts, 'clock'>,
): Take {
  if (!telemetry) return take;
  return async (message) => {
    const { traceparent, dueAt, kind, id } = origin.safeParse(message).data ?? {};
    // What was given up has been due for as long as it was tried.
    if (dueAt !== undefined && target !== 'poison') {
      const seconds = Temporal.Instant.from(dueAt).until(clock.now().toInstant()).total('seconds');
      telemetry.record('pickUpDelay', Math.max(0, seconds), { target });
    }
    const fields = { target, ...(kind !== undefined && { kind }), ...(id !== undefined && { request: id }) };
    await telemetry.within(`take ${target}`, { kind: 'consumer', from: traceparent, fields }, () => take(message));
  };
}

/** Work beside an answer, in a span of its own that outlasts the answer's: both are of one trace. */
export function tracedBeside(work: (message: WorkMessage) => Promise<boolean>, telemetry: Telemetry | undefined): typeof work {
  return (message) => {
    const fields = { kind: message.kind, ...('id' in message && { request: message.id }) };
    return inSpan('work at once', { fields }, () => work(message), telemetry);
  };
}
