import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JSONWebKeySet, type JWK, type JWTVerifyGetKey } from 'jose';

/** Milliseconds for which a failed fetch of keys is cached, so that an outage does not delay each caller. */
export const failureRemembered = 5_000;

/** Milliseconds of a monotonic clock. */
export type MonotonicClock = () => number;

/** What jose throws when the keys themselves cannot be fetched or read. */
const keyFaults: ReadonlySet<string> = new Set([errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code]);

/** Whether the token is at fault; anything else is about the keys, and the next caller may have better luck. */
export function isTokenFault(error: unknown): error is errors.JOSEError {
  return error instanceof errors.JOSEError && !keyFaults.has(error.code);
}

/** The keys of an issuer. */
export interface SigningKeys {
  /** The key of a token, for jose. */
  ofToken: JWTVerifyGetKey;
  /** Of those that were fetched last: jose's own way to ask copies all of them each time. */
  published: (kid: string | undefined) => JWK | undefined;
}

/**
 * The published keys of an issuer. They are fetched at most once at a time, once in five minutes for a key of an unknown
 * name, and not again within {@link failureRemembered} of a failure; keys in hand are good meanwhile.
 */
export function signingKeys(url: URL, monotonicClock?: MonotonicClock): SigningKeys {
  let fetched: readonly JWK[] = [];
  const fetchNoting = async (from: string, options: RequestInit): Promise<Response> => {
    const { keys, response } = await fetchReadable(from, options);
    fetched = keys;
    return response;
  };
  const ofToken = createRemoteJWKSet(url, {
    timeoutDuration: 5_000,
    cacheMaxAge: 24 * 60 * 60 * 1_000,
    cooldownDuration: 5 * 60 * 1_000,
    [customFetch]: rememberFailure(fetchNoting, monotonicClock),
  });
  return { ofToken, published: (kid) => fetched.find((key) => key.kid !== undefined && key.kid === kid) };
}

/** Caches a failure: callers within the pause get the same error without another try. */
export function rememberFailure<Given extends unknown[], Found>(
  load: (...given: Given) => Promise<Found>,
  monotonicClock: MonotonicClock = () => performance.now(),
): (...given: Given) => Promise<Found> {
  let failed: { error: unknown; at: number } | undefined;
  return async (...given) => {
    if (failed && monotonicClock() - failed.at < failureRemembered) throw failed.error;
    try {
      const found = await load(...given);
      failed = undefined;
      return found;
    } catch (error) {
      failed = { error, at: monotonicClock() };
      throw error;
    }
  };
}

/** Fails where jose would fail only later: an answer that is no key set is remembered like none at all. */
async function fetchReadable(url: string, options: RequestInit): Promise<JSONWebKeySet & { response: Response }> {
  const response = await fetch(url, options);
  if (response.status !== 200) throw new errors.JOSEError('the keys were answered with another status than 200');
  const text = await response.text();
  const set = JSON.parse(text) as JSONWebKeySet;
  createLocalJWKSet(set);
  return { keys: set.keys, response: new Response(text) };
}
