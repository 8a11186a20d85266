import type { TokenCredential } from '@azure/identity';
import { AuthError, type INetworkModule } from '@azure/msal-node';
import { appCredential } from '../azure/credential';
import type { BotIdentity } from '../entra/bot-identity';
import { entraApplication } from '../entra/entra-application';
import { GraphFault } from './graph-fault';

/** An access token for Graph. MSAL keeps it and gets the next one when it is about to end. */
export type GraphTokens = () => Promise<string>;

const scope = 'https://graph.microsoft.com/.default';

/**
 * Tokens for the application that the bot is: by its managed identity, its certificate or its secret. Throws a {@link GraphFault} where
 * there is none to be had, with MSAL's code and never its message, which quotes what was sent.
 *
 * @param network replaces MSAL's own HTTP client.
 */
export function graphTokens(bot: BotIdentity, network?: INetworkModule): GraphTokens {
  if (bot.appType === 'UserAssignedMSI') return credentialTokens(appCredential(bot.appId || undefined));
  const application = entraApplication(bot, network);
  return async () => {
    try {
      const { accessToken } = (await application.acquireTokenByClientCredential({ scopes: [scope] })) ?? {};
      if (accessToken) return accessToken;
    } catch (error) {
      throw new GraphFault(error instanceof AuthError ? `SignIn_${error.errorCode}` : 'SignIn');
    }
    throw new GraphFault('SignIn');
  };
}

/** The same for whoever this credential is of. */
export function credentialTokens(credential: TokenCredential): GraphTokens {
  return async () => {
    const token = await credential.getToken(scope).catch(() => undefined);
    if (!token) throw new GraphFault('SignIn');
    return token.token;
  };
}
