import type { Log } from '../../ports/log-fields';
import { entraTokens, type TokenHolder } from './entra-token';
import type { MonotonicClock } from './signing-keys';

/** Microsoft's app that calls the endpoints of actionable messages, in every tenant. */
export const actionsAppId = '48af08dc-f6d2-435f-b2a7-069abd99c086';

export interface OutlookTokenOptions {
  /** The one tenant whose people may call. */
  tenantId: string;
  /** Our app registration of the provider: the audience of tokens of version 2. */
  appId: string;
  /** Its Application ID URI, `api://auth-am-…`: the audience of tokens of version 1. */
  appUri: string;
  /** The one word of our scope. */
  scope: string;
  /** Accepted besides; they add, and switch nothing off. */
  extraIssuers?: readonly string[];
  extraAudiences?: readonly string[];
  /** Absent: the tenant's keys in the public cloud. */
  jwksUrl?: string;
  log: Log;
  /** For tests of outages. */
  monotonicClock?: MonotonicClock;
}

/** Checks the Entra token that Outlook sends with an action, and says whose it is. */
export function outlookTokens(options: OutlookTokenOptions): (authorization: string | null) => Promise<TokenHolder> {
  const { appId, appUri, extraAudiences = [], ...rest } = options;
  return entraTokens({ ...rest, audiences: [appUri, appId, ...extraAudiences], clients: [actionsAppId], what: 'Outlook' });
}
