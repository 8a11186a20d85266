import { RestError, type TableServiceClientOptions } from '@azure/data-tables';

/** Time limits of storage calls in milliseconds. */
export interface StorageLimits {
  retries: number;
  perTry: number;
  /** One call with all its tries. */
  inAll: number;
}

/** A turn has five seconds to answer; the SDK's own limits would spend more than that on a single call. */
export const turnLimits: StorageLimits = { retries: 2, perTry: 2_000, inAll: 4_000 };

/** Jobs, commands and the creation of tables may take their time, as nobody waits in a chat. */
export const jobLimits: StorageLimits = { retries: 4, perTry: 20_000, inAll: 90_000 };

const retryDelays = { retryDelayInMs: 200, maxRetryDelayInMs: 800 };

/** The limits as options of a table client. */
export function tableLimits(limits: StorageLimits): TableServiceClientOptions {
  return {
    retryOptions: { maxRetries: limits.retries, ...retryDelays },
    additionalPolicies: [
      { policy: timeLimit('limitInAll', limits.inAll), position: 'perCall' },
      { policy: timeLimit('limitPerTry', limits.perTry), position: 'perRetry' },
    ],
  };
}

/** The retries as options of a blob or queue client. These take no policies of ours: `withTryLimits` limits their time. */
export function storageRetries(limits: StorageLimits): { retryOptions: { maxTries: number } } {
  return { retryOptions: { maxTries: limits.retries + 1, ...retryDelays } };
}

/**
 * Runs a call to a blob or queue client. The client retries failures itself; a try that hangs is aborted and repeated here
 * within the total time, so `call` may run twice.
 */
export async function withTryLimits<T>(limits: StorageLimits, call: (limit: AbortSignal) => Promise<T>): Promise<T> {
  for (let tries = Math.floor(limits.inAll / limits.perTry); ; tries -= 1) {
    const limit = stopAfter(limits.perTry);
    try {
      return await call(limit.signal);
    } catch (error) {
      if (!limit.signal.aborted) throw error;
      if (tries <= 1) throw new RestError('storage did not answer in time', { code: 'ETIMEDOUT' });
    } finally {
      limit.clear();
    }
  }
}

/**
 * A signal that stops a call after so many milliseconds, unless it is cleared. The platform's own signal of a time costs several
 * times as much, and cannot be cleared: it goes off long after the call was answered.
 */
export function stopAfter(milliseconds: number): { signal: AbortSignal; clear(): void } {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), milliseconds);
  return { signal: limit.signal, clear: () => clearTimeout(timer) };
}

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/**
 * Gives up after `milliseconds`. Told as ETIMEDOUT, because the retry policy repeats that and no abort: without it one
 * dead connection would cost the whole call.
 */
function timeLimit(name: string, milliseconds: number): Policy {
  return {
    name,
    async sendRequest(request, next) {
      const outer = request.abortSignal;
      const limit = new AbortController();
      const stop = (): void => limit.abort();
      let isOver = false;
      const timer = setTimeout(() => {
        isOver = true;
        stop();
      }, milliseconds);
      if (outer?.aborted) stop();
      outer?.addEventListener('abort', stop);
      request.abortSignal = limit.signal;
      try {
        return await next(request);
      } catch (error) {
        if (!isOver || outer?.aborted) throw error;
        throw new RestError('storage did not answer in time', { code: 'ETIMEDOUT', request });
      } finally {
        clearTimeout(timer);
        outer?.removeEventListener('abort', stop);
        restore(request, outer);
      }
    },
  };
}

/** The next try starts from the caller's own signal. */
function restore(request: Parameters<Policy['sendRequest']>[0], signal: typeof request.abortSignal): void {
  if (signal) request.abortSignal = signal;
  else delete request.abortSignal;
}
