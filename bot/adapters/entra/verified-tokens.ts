import { hash } from 'node:crypto';
import { type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { SigningKeys } from './signing-keys';

/** A token whose signature, issuer, audience and times are right. */
export interface VerifiedToken {
  payload: JWTPayload;
  /** The name of the key that it is signed with. */
  kid: string | undefined;
}

export interface VerifiedTokensOptions {
  verify: (token: string) => Promise<VerifiedToken>;
  /** Whether the issuer still publishes the key of this name. */
  isPublished: (kid: string) => boolean;
  /** Milliseconds since 1970, the clock of a token's times; the system's unless given. */
  now?: () => number;
}

/** Far more than the people who press buttons within an hour, and a few megabytes. */
export const tokensRemembered = 1_000;

/**
 * Verifies a token once: the Bot Connector sends the same one for an hour, and checking a signature costs a good part of a turn.
 * A token is good until it ends and while its key is published; only good ones are remembered, by their SHA-256, and not more than
 * {@link tokensRemembered}.
 */
export function rememberVerified({
  verify,
  isPublished,
  now = () => Date.now(),
}: VerifiedTokensOptions): (token: string) => Promise<VerifiedToken> {
  const remembered = new Map<string, VerifiedToken>();

  function recall(digest: string): VerifiedToken | undefined {
    const known = remembered.get(digest);
    if (!known) return undefined;
    const isGood = known.kid !== undefined && isPublished(known.kid) && now() < (known.payload.exp ?? 0) * 1_000;
    if (!isGood) remembered.delete(digest);
    return isGood ? known : undefined;
  }

  return async (token) => {
    const digest = hash('sha256', token, 'base64');
    const known = recall(digest);
    if (known) return known;
    const verified = await verify(token);
    remembered.set(digest, verified);
    const [oldest] = remembered.keys();
    if (remembered.size > tokensRemembered && oldest !== undefined) remembered.delete(oldest);
    return verified;
  };
}

/** The same with an issuer's keys. */
export function verifiedBy(keys: SigningKeys, rules: JWTVerifyOptions): (token: string) => Promise<VerifiedToken> {
  return rememberVerified({
    async verify(token) {
      const { payload, protectedHeader } = await jwtVerify(token, keys.ofToken, rules);
      return { payload, kid: protectedHeader.kid };
    },
    isPublished: (kid) => keys.published(kid) !== undefined,
  });
}
