import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { LocalPerson } from '../../bot/data/load';
import { localAppId, localTenantId } from '../../bot/data/local-organisation';

export type Audience = 'tab' | 'outlook';

/** Signs tokens for the people of this machine; its key lives as long as the process. */
export interface LocalIssuer {
  token(person: LocalPerson, audience: Audience): Promise<string>;
  jwks: object;
}

/** Microsoft’s app for Outlook’s actions; for the tab, the client of Teams on the web. */
const clients: Record<Audience, string> = { outlook: '48af08dc-f6d2-435f-b2a7-069abd99c086', tab: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346' };
const scopes: Record<Audience, string> = { outlook: 'decide', tab: 'access_as_user' };

export async function startIssuer(): Promise<LocalIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'local', use: 'sig', alg: 'RS256' };
  return {
    jwks: { keys: [jwk] },
    token: (person, audience) =>
      new SignJWT({
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
        .setIssuedAt()
        .setNotBefore('0s')
        .setExpirationTime('1h')
        .sign(privateKey),
  };
}
