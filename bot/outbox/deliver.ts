import { Temporal } from 'temporal-polyfill';
import {
  type DeliveryAnswer,
  type DeliveryRecord,
  judgeDelivery,
  type Retry,
  recordAfter,
  secondsUntil,
  type Verdict,
} from '../domain/messages/delivery';
import { inSpan } from '../ports/telemetry';
import { itsTime, type PacedMessage } from './paced';
import type { Requeue, WorkPorts } from './work-ports';

/** The channel's answer; of a card that was delivered, with its id. */
export type Sent = DeliveryAnswer & { activity?: string };

export interface DeliveryPlan extends Omit<PacedMessage, 'reserved'> {
  /** `ports.retry` unless given. */
  retry?: Retry;
  /**
   * One attempt: draws the current state and sends it. `moved-on`: the state has changed during the attempt, so read it again.
   * `over`: there is nothing left to send.
   */
  send(): Promise<Sent | 'moved-on' | 'over'>;
}

export interface Delivered {
  /** The delivery record to save before anything else is sent; the same object where nothing changed. */
  record: DeliveryRecord;
  /** Absent when this delivery has ended, delivered or given up. */
  again?: Requeue;
  /** Absent where nothing was sent. */
  verdict?: Verdict;
}

/** Seconds until a state that changed during an attempt is read again. */
const afterMove = 1;

/**
 * Makes one attempt at a delivery: waits for its slot, sends, and classifies the answer. Save the record at once, so that
 * a crash costs at most one duplicate. Rethrows what `send` throws, with the record unchanged.
 *
 * @param until when the lease ends; no attempt begins after it, as another worker may hold the lease by then.
 */
export async function deliver(record: DeliveryRecord, plan: DeliveryPlan, ports: WorkPorts, until?: Temporal.Instant): Promise<Delivered> {
  const { channel, retry = ports.retry } = plan;
  const { telemetry } = ports;
  const now = ports.clock.now().toInstant();
  if (until && Temporal.Instant.compare(now, until) >= 0) return { record, again: { seconds: 0, code: 'out-of-time' } };
  const early = secondsUntil(record.notBefore, now);
  if (early > 0) return { record, again: { seconds: early, code: 'not-before' } };
  const far = await itsTime({ ...plan, reserved: record.reserved }, ports);
  if (far && channel === 'mail') telemetry?.record('mailWait', far.seconds, { code: far.code });
  if (far)
    return { record: far.at === undefined ? record : { ...record, reserved: far.at }, again: { seconds: far.seconds, code: far.code } };
  const answer = await inSpan('deliver', { fields: { channel } }, () => plan.send(), telemetry);
  if (answer === 'moved-on') return { record, again: { seconds: afterMove, code: answer } };
  if (answer === 'over') return { record };
  const verdict = judgeDelivery(answer, record.attempts ?? [], channel, retry, chanceOf(ports));
  telemetry?.record('deliveries', 1, { channel, outcome: verdict.kind, ...('code' in verdict && { code: verdict.code }) });
  if (verdict.kind === 'wait' && channel === 'mail') telemetry?.record('mailWait', verdict.seconds, { code: verdict.code });
  const next = recordAfter(record, answer, verdict, ports.clock.now().toInstant(), answer.activity);
  if (verdict.kind === 'wait') return { record: next, verdict, again: { seconds: verdict.seconds, code: verdict.code, isRefused: true } };
  if (verdict.kind === 'try-again') return { record: next, verdict, again: { seconds: verdict.seconds, code: verdict.code } };
  return { record: next, verdict };
}

/** The earliest of several requeues. */
export function soonest(all: readonly (Requeue | undefined)[]): Requeue | undefined {
  return all.reduce((first, one) => (first && (!one || one.seconds >= first.seconds) ? first : one), undefined);
}

function chanceOf({ random }: Pick<WorkPorts, 'random'>): number {
  const [high = 0, low = 0] = random.bytes(2);
  return (high * 256 + low) / 65_536;
}
