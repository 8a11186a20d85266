import type { LocalIssuer, TokenWishes } from './local-issuer';
import { tenantId } from './teams-bot';

/** Invented app registration of the tab. */
export const tabWorld = {
  appId: '6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24',
  appUri: 'api://alms.bantshire.example/6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24',
};

/** Client id of Teams in the browser. */
export const teamsWebApp = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/** Claims that differ between v1 and v2 tokens of Entra; the registration chooses the version. */
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

/** Mints a token as Teams gives the tab. `claims` adds or replaces claims, and removes those that are undefined. */
export async function tabToken(issuer: LocalIssuer, wishes: TabTokenWishes = {}): Promise<string> {
  const { version = 'v2', oid, client = teamsWebApp, claims, ...rest } = wishes;
  const { iss, aud, client: clientClaims } = versions[version];
  const person = { tid: tenantId, scp: 'access_as_user', ...(oid !== undefined && { oid }), upn: 'somebody@else.example' };
  return await issuer.mint({ iss, aud, serviceurl: null, ...rest, claims: { ...clientClaims(client), ...person, ...claims } });
}
