import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Log } from '../ports';
import type { TokenHolder } from './outlook-token';
export interface TabTokenOptions {
  tenantId: string;
  appId: string;
  appUri: string;
  jwksUrl?: string;
  log: Log;
}
export function tabTokens(o: TabTokenOptions): (authorization: string | null) => Promise<TokenHolder> {
  const keys = createRemoteJWKSet(new URL(o.jwksUrl ?? ''));
  return async (authorization) => {
    try {
      const { payload } = await jwtVerify((authorization ?? '').replace(/^bearer /i, ''), keys, {
        algorithms: ['RS256'],
        issuer: `https://login.microsoftonline.com/${o.tenantId}/v2.0`,
        audience: [o.appId, o.appUri],
        requiredClaims: ['exp'],
      });
      if (
        payload.tid !== o.tenantId ||
        payload.scp !== 'access_as_user' ||
        payload.azp !== '5e3ce6c0-2b1f-4285-8d4b-75ee78787346' ||
        typeof payload.oid !== 'string'
      )
        return { kind: 'unknown' };
      return { kind: 'person', person: payload.oid };
    } catch {
      return { kind: 'unknown' };
    }
  };
}
