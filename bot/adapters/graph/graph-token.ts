import { AuthError, type INetworkModule, ManagedIdentityApplication } from '@azure/msal-node';
import type { BotIdentity } from '../entra/bot-identity';
import { entraApplication } from '../entra/entra-application';
import { GraphFault } from './graph-fault';

/** An access token for Graph. MSAL keeps it and gets the next one when it is about to end. */
export type GraphTokens = () => Promise<string>;

const resource = 'https://graph.microsoft.com';

/**
 * Tokens for the application that the bot is: by its managed identity, its certificate or its secret. Throws a {@link GraphFault} where
 * there is none to be had, with MSAL's code and never its message, which quotes what was sent.
 *
 * @param network replaces MSAL's own HTTP client.
 */
export function graphTokens(bot: BotIdentity, network?: INetworkModule): GraphTokens {
  const acquire = bot.appType === 'UserAssignedMSI' ? byManagedIdentity(bot, network) : byApplication(bot, network);
  return async () => {
    try {
      const { accessToken } = (await acquire()) ?? {};
      if (accessToken) return accessToken;
    } catch (error) {
      throw new GraphFault(error instanceof AuthError ? `SignIn_${error.errorCode}` : 'SignIn');
    }
    throw new GraphFault('SignIn');
  };
}

type Acquire = () => Promise<{ accessToken: string } | null>;

function byManagedIdentity(bot: BotIdentity, network?: INetworkModule): Acquire {
  const application = new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId: bot.appId },
    ...(network && { system: { networkClient: network } }),
  });
  return () => application.acquireToken({ resource });
}

function byApplication(bot: BotIdentity, network?: INetworkModule): Acquire {
  const application = entraApplication(bot, network);
  return () => application.acquireTokenByClientCredential({ scopes: [`${resource}/.default`] });
}
