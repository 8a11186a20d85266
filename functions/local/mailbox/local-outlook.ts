import { createHash } from 'node:crypto';
import type { Parts } from '../../../bot/compose';
import { localAppId } from '../../../bot/data/local-organisation';

/** All invented, as the tenant is. */
const localProvider = '5c0a9e4d-3b1f-4d86-9f27-60a1c4e8d2b7';
export const localScope = 'decide';

/** Outlook's part of local mode: the same checks as anywhere, of tokens that this machine's issuer signs. */
export function localOutlook(url: string): NonNullable<Parts['outlook']> {
  return {
    // There is no Teams here: the tab of the person who was chosen last, or the page that links the chat windows.
    openUrl: (place) => (place === undefined ? `${url}/` : `${url}/tab#${place}`),
    appId: localAppId,
    appUri: `api://auth-am-${localProvider}/${localAppId}`,
    scope: localScope,
    originator: localProvider,
    // No secret: local mode gives a token of anybody to everybody who asks. Fixed, so that links in stored mails stay valid after a restart.
    linkKeys: [createHash('sha256').update('links of local mode').digest()],
    jwksUrl: `${url}/local/issuer/jwks`,
  };
}
