import type { LocalIssuer, TokenWishes } from './local-issuer';
import { tenantId } from './teams-bot';

/** The registration that the tab asks tokens for, invented. */
export const tabWorld = {
  appId: '6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24',
  appUri: 'api://alms.bantshire.example/6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24',
};

/** Teams in the browser, as Entra names it. */
export const teamsWebApp = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/** What differs between the two versions of Entra's tokens; which one comes is a setting of the registration. */
const versions = {
  v1: { iss: `https://sts.windows.net/${tenantId}/`, aud: tabWorld.appUri, client: (id: string) => ({ appid: id, ver: '1.0' }) },
  v2: {
    iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    aud: tabWorld.appId,
    client: (id: string) => ({ azp: id, ver: '2.0' }),
  },
} as const;

interface TabTokenWishes extends TokenWishes {
  version?: 'v1' | 'v2';
  oid?: string;
  client?: string;
}

/** A token as the tab gets it of Teams. `claims` add, replace, or (undefined) take away. */
export async function tabToken(issuer: LocalIssuer, wishes: TabTokenWishes = {}): Promise<string> {
  const { version = 'v2', oid, client = teamsWebApp, claims, ...rest } = wishes;
  const { iss, aud, client: clientClaims } = versions[version];
  const person = { tid: tenantId, scp: 'access_as_user', ...(oid !== undefined && { oid }), upn: 'somebody@else.example' };
  return await issuer.mint({ iss, aud, serviceurl: null, ...rest, claims: { ...clientClaims(client), ...person, ...claims } });
}
