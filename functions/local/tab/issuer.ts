import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { actionsAppId } from '../../../bot/adapters/entra/outlook-token';
import type { LocalPerson } from '../../../bot/data/load';
import { localAppId, localTenantId } from '../../../bot/data/local-organisation';
import { localScope } from '../mailbox/local-outlook';

export type Audience = 'tab' | 'outlook';

/** Signs tokens for the people of this machine; its key lives as long as the process. */
export interface LocalIssuer {
  token(person: LocalPerson, audience: Audience): Promise<string>;
  jwks: object;
}

/** Microsoft’s app for Outlook’s actions; for the tab, the client of Teams on the web. */
const clients: Record<Audience, string> = { outlook: actionsAppId, tab: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346' };
const scopes: Record<Audience, string> = { outlook: localScope, tab: 'access_as_user' };

export async function startIssuer(): Promise<LocalIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'local', use: 'sig', alg: 'RS256' };
  return {
    jwks: { keys: [jwk] },
    token: (person, audience) => {
      const now = Math.floor(Date.now() / 1_000);
      return new SignJWT({
        oid: person.id,
        tid: localTenantId,
        azp: clients[audience],
        scp: scopes[audience],
        name: person.name,
        preferred_username: person.mail,
        ver: '2.0',
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'local', typ: 'JWT' })
        .setIssuer(`https://login.microsoftonline.com/${localTenantId}/v2.0`)
        .setAudience(localAppId)
        .setSubject(person.id)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + 3_600)
        .sign(privateKey);
    },
  };
}
