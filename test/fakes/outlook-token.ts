import type { LocalIssuer, TokenWishes } from './local-issuer';
import { tenantId } from './teams-bot';

/** Invented registration with Outlook. */
export const outlookWorld = {
  appId: '3d5e9b71-0c44-4f8a-9a6d-52b7c1e08f36',
  appUri: 'api://auth-am-8f1d2c3b-4a59-4687-b0c1-d2e3f4a5b6c7/3d5e9b71-0c44-4f8a-9a6d-52b7c1e08f36',
  scope: 'Actions.Decide',
  originator: '8f1d2c3b-4a59-4687-b0c1-d2e3f4a5b6c7',
  linkKeys: [new Uint8Array(32).fill(7)],
};

export const actionsApp = '48af08dc-f6d2-435f-b2a7-069abd99c086';

/** Claims that differ between v1 and v2 tokens of Entra. */
const versions = {
  v1: { iss: `https://sts.windows.net/${tenantId}/`, aud: outlookWorld.appUri, client: { appid: actionsApp, ver: '1.0' } },
  v2: { iss: `https://login.microsoftonline.com/${tenantId}/v2.0`, aud: outlookWorld.appId, client: { azp: actionsApp, ver: '2.0' } },
} as const;

/** Mints a token as Outlook sends with an action. `claims` adds or replaces claims, and removes those that are undefined. */
export async function outlookToken(
  issuer: LocalIssuer,
  { version = 'v2', oid, claims, ...wishes }: TokenWishes & { version?: 'v1' | 'v2'; oid?: string },
): Promise<string> {
  const { iss, aud, client } = versions[version];
  const person = {
    tid: tenantId,
    scp: `openid ${outlookWorld.scope} profile`,
    ...(oid !== undefined && { oid }),
    upn: 'somebody@else.example',
  };
  return await issuer.mint({ iss, aud, serviceurl: null, ...wishes, claims: { ...client, ...person, ...claims } });
}
