import type { Log } from '../../ports/log-fields';
import { entraTokens, type TokenHolder } from './entra-token';

/** Microsoft's apps that show the tab and request a token for its user; pre-authorised in our registration. */
export const tabClients = {
  'Teams on desktop and mobile': '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  'Teams on the web': '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
  'Microsoft 365 on the web': '4765445b-32c6-49b0-83e6-1d93765276ca',
  'Microsoft 365 on desktop': '0ec893e0-5785-4de6-99da-4ed124e5296c',
  'Outlook on desktop': 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  'Outlook on the web': 'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
  'Outlook on mobile': '27922004-5251-4030-b22d-91ecd9a37ea4',
} as const;

/** The one scope that Teams asks a token for. */
const tabScope = 'access_as_user';

export interface TabTokenOptions {
  /** The one tenant whose people may call. */
  tenantId: string;
  /** The tab's app registration: the audience of tokens of version 2. */
  appId: string;
  /** Its Application ID URI, `api://<public host>/…`: the audience of tokens of version 1. */
  appUri: string;
  /** Absent: the tenant's keys in the public cloud. */
  jwksUrl?: string;
  log: Log;
}

/** Checks the Entra token that the tab got of its host by single sign-on, and says whose it is. */
export function tabTokens({ appId, appUri, ...rest }: TabTokenOptions): (authorization: string | null) => Promise<TokenHolder> {
  return entraTokens({ ...rest, audiences: [appId, appUri], scope: tabScope, clients: Object.values(tabClients), what: 'the tab' });
}
