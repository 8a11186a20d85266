import { Temporal } from 'temporal-polyfill';
import type { PacedChannel } from '../notices/timetable';

/** One attempt to deliver something. */
export interface Attempt {
  /** ISO instant. */
  at: string;
  /** `sent`, or why not. */
  code: string;
  /** It may have arrived despite the failure. */
  isAmbiguous?: boolean;
}

/** The delivery record: the state of one message to one reader over one channel. */
export interface DeliveryRecord {
  /** Failed attempts since the last delivery, oldest first; for a mail also the successful one. */
  attempts?: Attempt[];
  /** The ISO instant of its reserved sending slot. */
  reserved?: string;
  /** The ISO instant before which there is no retry. */
  notBefore?: string;
  /** A delivered card's activity id. */
  activity?: string;
  /** The ISO instant at which the mail was sent. */
  sentAt?: string;
  /** Why delivery failed permanently: a short code, never a name. */
  failed?: string;
}

/** A channel's result of one attempt. */
export type DeliveryAnswer =
  | { outcome: 'delivered' }
  /** Permanent: a retry cannot succeed. */
  | { outcome: 'unreachable'; code: string }
  /** `isAmbiguous`: it may have arrived. `isRefused`: throttled by the channel, so it has not arrived. */
  | { outcome: 'later'; code: string; afterSeconds?: number; isAmbiguous: boolean; isRefused?: true };

/** A retry policy. */
export interface Retry {
  /** Backoff in seconds between attempts; after the last one delivery fails permanently. */
  delays: readonly number[];
  /** Whether throttling by the channel counts as an attempt. */
  countsRefusals: boolean;
}

/** More than a day in all. Throttling costs no attempt, as a busy channel takes the message in the end. */
export const retry: Retry = {
  delays: [5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 8 * 3600, 8 * 3600],
  countsRefusals: false,
};

/** Short, as the sponsor can redraw a draft's card with its own button. */
export const draftRetry: Retry = { delays: [5, 5, 5, 5, 5], countsRefusals: false };

/** Short, as the sender waits and the picture's address expires soon. */
export const sentPhotoRetry: Retry = { delays: [5, 30, 120], countsRefusals: false };

/**
 * Retries of an ambiguous failure: a card is retried as usual, as a duplicate is harmless; a mail at most once, after
 * a late answer would have come.
 */
const repeats: Record<PacedChannel, { most: number; afterSeconds: number }> = {
  teams: { most: Number.POSITIVE_INFINITY, afterSeconds: 0 },
  mail: { most: 1, afterSeconds: 60 },
};

/** Seconds over which the retries of throttled messages are spread. */
const spread = 20;

export type Verdict =
  | { kind: 'delivered' }
  /** Throttled, which costs no attempt. */
  | { kind: 'wait'; seconds: number; code: string }
  | { kind: 'try-again'; seconds: number; code: string }
  /** `isForGood`: permanent; otherwise the attempts are used up. */
  | { kind: 'given-up'; code: string; isForGood: boolean };

/**
 * Judges one attempt.
 *
 * @param before the earlier failed attempts.
 * @param chance from 0 to below 1: the place of a throttled message in the spread.
 */
export function judgeDelivery(
  answer: DeliveryAnswer,
  before: readonly Attempt[],
  channel: PacedChannel,
  { delays, countsRefusals }: Retry,
  chance: number,
): Verdict {
  if (answer.outcome === 'delivered') return { kind: 'delivered' };
  const { code } = answer;
  if (answer.outcome === 'unreachable') return { kind: 'given-up', code, isForGood: true };
  const { afterSeconds = 0, isAmbiguous, isRefused } = answer;
  if (isRefused && !countsRefusals)
    return { kind: 'wait', code, seconds: Math.max(afterSeconds, delays[0] ?? 1) + Math.floor(chance * spread) };
  const delay = delays[before.length];
  const { most, afterSeconds: late } = repeats[channel];
  const isOneTooMany = isAmbiguous && before.filter((one) => one.isAmbiguous).length >= most;
  if (delay === undefined || isOneTooMany) return { kind: 'given-up', code, isForGood: false };
  return { kind: 'try-again', code, seconds: Math.max(delay, afterSeconds, isAmbiguous ? late : 0) };
}

/** Whether a delivery's attempts are used up. */
export function isExhausted({ attempts = [] }: DeliveryRecord, { delays }: Retry): boolean {
  return attempts.length > delays.length;
}

/**
 * The delivery record after an attempt. The attempt uses up the reserved slot, whatever its result.
 *
 * @param activity the activity id of a delivered card.
 */
export function recordAfter(
  { reserved: _used, notBefore: _over, ...record }: DeliveryRecord,
  answer: DeliveryAnswer,
  verdict: Verdict,
  now: Temporal.Instant,
  activity?: string,
): DeliveryRecord {
  const at = now.toString();
  const isAmbiguous = answer.outcome === 'later' && answer.isAmbiguous;
  const after = (code: string) => [...(record.attempts ?? []), { at, code, ...(isAmbiguous && { isAmbiguous }) }];
  const later = (seconds: number) => now.add({ seconds: Math.ceil(seconds) }).toString();
  switch (verdict.kind) {
    case 'delivered': {
      if (activity === undefined) return { ...record, attempts: after('sent'), sentAt: at };
      const { attempts: _failed, ...free } = record;
      return { ...free, activity };
    }
    case 'wait':
      return { ...record, notBefore: later(verdict.seconds) };
    case 'try-again':
      return { ...record, attempts: after(verdict.code), notBefore: later(verdict.seconds) };
    case 'given-up':
      return { ...record, attempts: after(verdict.code), failed: verdict.code };
  }
}

/** Whole seconds until this ISO instant; 0 if it is past or unset. */
export function secondsUntil(at: string | undefined, now: Temporal.Instant): number {
  if (at === undefined) return 0;
  return Math.max(0, Math.ceil(now.until(Temporal.Instant.from(at)).total('seconds')));
}
