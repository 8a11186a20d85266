import { Temporal } from 'temporal-polyfill';
import type { PacedChannel } from '../notices/timetable';

/** One attempt to deliver something. */
export interface Attempt {
  /** ISO instant. */
  at: string;
  /** `sent`, or why not. */
  code: string;
  /** It may have arrived all the same. */
  isAmbiguous?: boolean;
}

/** How far one message has come on its way to one reader, over one channel. */
export interface DeliveryRecord {
  /** The attempts that failed since the last delivery, oldest first; for a mail also the one that succeeded. */
  attempts?: Attempt[];
  /** The ISO instant for which its next sending is reserved. */
  reserved?: string;
  /** The ISO instant before which it is not tried again. */
  notBefore?: string;
  /** Of a card: its id with the channel, once it is there. */
  activity?: string;
  /** The ISO instant at which a mail was sent. */
  sentAt?: string;
  /** Why it could not be delivered for good: a short code, never a name. */
  failed?: string;
}

/** What a channel says of one attempt. */
export type DeliveryAnswer =
  | { outcome: 'delivered' }
  /** No try will be better. */
  | { outcome: 'unreachable'; code: string }
  /** `isAmbiguous`: it may have arrived. `isRefused`: the channel takes no more just now, and did not take this. */
  | { outcome: 'later'; code: string; afterSeconds?: number; isAmbiguous: boolean; isRefused?: true };

/** How what fails is tried again. */
export interface Retry {
  /** Seconds between the tries; after the last, it is given up. */
  delays: readonly number[];
  /** Whether a refusal by a channel's rate limit counts as a try. */
  countsRefusals: boolean;
}

/** More than a day in all. A channel that is only busy takes the message in the end, so its refusals cost no try. */
export const retry: Retry = {
  delays: [5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 8 * 3600, 8 * 3600],
  countsRefusals: false,
};

/** Whoever fills in a draft can draw its card again by its own button. */
export const draftRetry: Retry = { delays: [5, 5, 5, 5, 5], countsRefusals: false };

/** Whoever sent a picture waits for it, and its address works for a short time only. */
export const sentPhotoRetry: Retry = { delays: [5, 30, 120], countsRefusals: false };

/**
 * An ambiguous failure is retried: a card like any other failure, as a duplicate is harmless; a mail once at most, after
 * the time in which a late answer would have come.
 */
const repeats: Record<PacedChannel, { most: number; afterSeconds: number }> = {
  teams: { most: Number.POSITIVE_INFINITY, afterSeconds: 0 },
  mail: { most: 1, afterSeconds: 60 },
};

/** Seconds over which messages come back that were refused together. */
const spread = 20;

export type Verdict =
  | { kind: 'delivered' }
  /** Nothing failed: it was not taken, which costs no try. */
  | { kind: 'wait'; seconds: number; code: string }
  | { kind: 'try-again'; seconds: number; code: string }
  /** `isForGood`: no try will be better; otherwise the tries are used up. */
  | { kind: 'given-up'; code: string; isForGood: boolean };

/**
 * What comes of one attempt.
 *
 * @param before the attempts that failed before this one.
 * @param chance from 0 to below 1: where in the spread a refused message comes back.
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

/** Whether all tries of a delivery are used up. */
export function isExhausted({ attempts = [] }: DeliveryRecord, { delays }: Retry): boolean {
  return attempts.length > delays.length;
}

/**
 * The record after an attempt. A reserved time is used up, whatever came of it: the next try takes another.
 *
 * @param activity of a card that was delivered: its id with the channel.
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

/** Whole seconds until this ISO instant; 0 where it is over, or none is set. */
export function secondsUntil(at: string | undefined, now: Temporal.Instant): number {
  if (at === undefined) return 0;
  return Math.max(0, Math.ceil(now.until(Temporal.Instant.from(at)).total('seconds')));
}
