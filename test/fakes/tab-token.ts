import type { LocalIssuer, TokenWishes } from './local-issuer';
import { tenantId } from './teams-bot';

/** The registration that the tab asks tokens for, invented. */
export const tabWorld = {
  appId: '6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24',
  appUri: 'api://alms.bantshire.example/6b2d7f10-58c3-4e9a-9d41-c07a3e5b8f24',
};

/** Teams in the browser, as Entra names it. */
export const teamsWebApp = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/** A token as Teams gets one for the tab. `claims` add, replace, or (undefined) take away. */
export async function tabToken(issuer: LocalIssuer, { oid, claims, ...wishes }: TokenWishes & { oid?: string }): Promise<string> {
  const person = { tid: tenantId, scp: 'access_as_user', azp: teamsWebApp, ver: '2.0', ...(oid !== undefined && { oid }) };
  return await issuer.mint({
    iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    aud: tabWorld.appId,
    serviceurl: null,
    ...wishes,
    claims: { ...person, ...claims },
  });
}
