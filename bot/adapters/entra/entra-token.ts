import { errors, type JWTPayload, type JWTVerifyOptions } from 'jose';
import type { PersonId } from '../../domain/organisation/organisation';
import type { Log } from '../../ports/log-fields';
import { isTokenFault, type MonotonicClock, signingKeys } from './signing-keys';
import { verifiedBy } from './verified-tokens';

export interface EntraTokenOptions {
  /** The one tenant whose people may call. */
  tenantId: string;
  /** What a token may be made out to: our app's id in version 2, its Application ID URI in version 1. */
  audiences: readonly string[];
  /** The one word of our scope. */
  scope: string;
  /** The apps that may ask a token for a person, as `azp` in version 2 and `appid` in version 1. */
  clients: readonly string[];
  /** Accepted besides the tenant's own two; they add, and switch nothing off. */
  extraIssuers?: readonly string[];
  /** Absent: the tenant's keys in the public cloud. */
  jwksUrl?: string;
  /** Whose tokens these are, for the log. */
  what: 'Outlook' | 'the tab';
  log: Log;
  /** For tests of outages. */
  monotonicClock?: MonotonicClock;
}

/** `unknown`: not a valid token. `later`: the signing keys are unavailable. */
export type TokenHolder = { kind: 'person'; person: PersonId } | { kind: 'unknown' } | { kind: 'later' };

/** Clocks differ, by seconds. */
const clockTolerance = 60;

/**
 * Checks an Entra token that an app of Microsoft's asked for on a person's behalf, and says whose it is. Every condition
 * stands on a line of its own, and each one alone refuses. The person is `oid`; names and addresses in a token can be
 * changed by people.
 */
export function entraTokens(options: EntraTokenOptions): (authorization: string | null) => Promise<TokenHolder> {
  const { tenantId, what, log } = options;
  const jwksUrl = options.jwksUrl ?? `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`;
  const verify = verifiedBy(signingKeys(new URL(jwksUrl), options.monotonicClock), signatureRules(options));
  let isFirst = true;

  /** Logs the claim names of the first token once per process, to help set up a tenant; never their values. */
  function reportNames(payload: JWTPayload): void {
    if (isFirst) log.info({ claims: Object.keys(payload).sort() }, `the first token of ${what} holds these claims`);
    isFirst = false;
  }

  return async (authorization) => {
    const refuse = (code: string): TokenHolder => {
      log.warn({ code }, `a caller was refused: no good token of ${what}`);
      return { kind: 'unknown' };
    };
    if (isUnset(options)) return refuse('settings-empty');
    const [scheme, token, ...rest] = (authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) return refuse('no-token');
    try {
      const { payload } = await verify(token);
      reportNames(payload);
      return holderOf(payload, options) ?? refuse(invalidClaim(payload, options) ?? 'oid');
    } catch (error) {
      if (isTokenFault(error)) {
        // Of a token that is signed by the tenant, so what it claims is no stranger's invention.
        if (error instanceof errors.JWTClaimValidationFailed) reportNames(error.payload);
        return refuse('claim' in error ? `${error.code} ${String(error.claim)}` : error.code);
      }
      log.error({ fault: error instanceof Error ? error.name : typeof error }, 'the keys of the tenant cannot be read');
      return { kind: 'later' };
    }
  };
}

/** What jose checks once it has found the key. */
function signatureRules({ tenantId, audiences, extraIssuers = [] }: EntraTokenOptions): JWTVerifyOptions {
  return {
    algorithms: ['RS256'],
    issuer: [`https://sts.windows.net/${tenantId}/`, `https://login.microsoftonline.com/${tenantId}/v2.0`, ...extraIssuers],
    audience: [...audiences],
    clockTolerance,
    requiredClaims: ['exp'],
  };
}

/** Why a well-signed token is not to be taken, as the name of the claim. */
function invalidClaim(payload: JWTPayload, { tenantId, clients, scope }: EntraTokenOptions): string | undefined {
  const { tid, azp, appid, scp } = payload;
  const client = azp ?? appid;
  if (tid !== tenantId) return 'tid';
  if (typeof client !== 'string' || !clients.includes(client)) return 'azp';
  if (typeof scp !== 'string' || !scp.split(' ').includes(scope)) return 'scp';
  return undefined;
}

function holderOf(payload: JWTPayload, options: EntraTokenOptions): TokenHolder | undefined {
  if (invalidClaim(payload, options) !== undefined) return undefined;
  const { oid } = payload;
  return typeof oid === 'string' && objectId.test(oid) ? { kind: 'person', person: oid.toLowerCase() } : undefined;
}

const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A setting that was left empty would be matched by a claim that is. */
function isUnset({ tenantId, audiences, scope, clients, extraIssuers = [] }: EntraTokenOptions): boolean {
  if (audiences.length === 0) return true;
  return [tenantId, scope, ...audiences, ...clients, ...extraIssuers].some((value) => value.trim() === '');
}
