import type { JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import type { Log } from '../../ports/log-fields';
import { isTokenFault, type MonotonicClock, rememberFailure, type SigningKeys, signingKeys } from '../entra/signing-keys';
import { type VerifiedToken, verifiedBy } from '../entra/verified-tokens';

/** Bot Framework's public cloud: who signs what Teams sends, and where its keys are. */
const issuer = 'https://api.botframework.com';
const publicMetadataUrl = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const metadataSchema = z.object({ jwks_uri: z.url() });

export interface CallerCheckOptions {
  /** The audience of every token. */
  appId: string;
  /** Absent: the public cloud's. */
  openIdMetadataUrl?: string;
  log: Log;
  /** For tests of outages. */
  monotonicClock?: MonotonicClock;
}

export type CallerCheck = (authorization: string | null, activity: { channelId: string; serviceUrl: string }) => Promise<boolean>;

/**
 * Checks the token of an inbound call as the Bot Connector's authentication rules say: RS256, RS384 or RS512, issuer,
 * audience, times within five minutes, the activity's own serviceUrl, and a key endorsed for its channel.
 *
 * Not left to botbuilder: it answers 500 to a bad signature, prints keys and errors to the console, waits for the keys
 * without a limit, and beside the channel's own tokens it takes "emulator" and skill tokens, which say nothing of serviceUrl.
 */
export function callerCheck(options: CallerCheckOptions): CallerCheck {
  const issued = issuedTokens(options);
  return async (authorization, activity) => {
    const [scheme, token, ...rest] = (authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) return false;
    try {
      const { keys, verify } = await issued();
      const { payload, kid } = await verify(token);
      return payload['serviceurl'] === activity.serviceUrl && isEndorsed(keys, kid, activity.channelId);
    } catch (error) {
      if (isTokenFault(error)) {
        options.log.warn({ code: error.code }, 'a caller of the bot endpoint was refused');
      } else {
        // A fault on our side, and still a refusal: without keys no caller can be authenticated.
        options.log.error({ fault: error instanceof Error ? error.name : typeof error }, 'the keys of the Bot Connector cannot be read');
      }
      return false;
    }
  };
}

interface Issued {
  keys: SigningKeys;
  verify: (token: string) => Promise<VerifiedToken>;
}

/** The key set, found through the metadata on first use, once for all who wait; a failure is tried again after a pause. */
function issuedTokens({ appId, openIdMetadataUrl = publicMetadataUrl, monotonicClock }: CallerCheckOptions): () => Promise<Issued> {
  const rules: JWTVerifyOptions = {
    issuer,
    audience: appId,
    algorithms: ['RS256', 'RS384', 'RS512'],
    clockTolerance: 5 * 60,
    requiredClaims: ['exp', 'serviceurl'],
  };
  const find = rememberFailure(async () => signingKeys(await keysUrl(openIdMetadataUrl), monotonicClock), monotonicClock);
  let found: Promise<Issued> | undefined;
  return () => {
    found ??= find().then(
      (keys) => ({ keys, verify: verifiedBy(keys, rules) }),
      (error: unknown) => {
        found = undefined;
        throw error;
      },
    );
    return found;
  };
}

async function keysUrl(metadataUrl: string): Promise<URL> {
  const response = await fetch(metadataUrl, { signal: AbortSignal.timeout(5_000), redirect: 'error' });
  if (!response.ok) throw new Error(`metadata answered ${response.status}`);
  return new URL(metadataSchema.parse(await response.json()).jwks_uri);
}

const endorsementsSchema = z.array(z.string()).optional();

/**
 * A key may be endorsed for some channels only. One without endorsements is good for all, as in Microsoft's own SDKs;
 * one whose endorsements cannot be read is good for none.
 */
function isEndorsed(keys: SigningKeys, kid: string | undefined, channelId: string): boolean {
  const key = keys.published(kid) as { endorsements?: unknown } | undefined;
  if (!key) return false;
  const { success, data: endorsements = [] } = endorsementsSchema.safeParse(key.endorsements);
  return success && (endorsements.length === 0 || endorsements.includes(channelId));
}
