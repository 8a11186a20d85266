import type { INetworkModule } from '@azure/msal-node';
import { type Activity, CloudAdapterBase, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import {
  AuthenticationConstants,
  JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  MsalServiceClientCredentialsFactory,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { Conversation } from '../../ports/chat';
import type { BotIdentity } from '../entra/bot-identity';
import { entraApplication } from '../entra/entra-application';

const tenSeconds = 10_000;

export type BotLogic = (context: TurnContext) => Promise<void>;

/**
 * The credentials with which the bot calls the Bot Connector. Throws when a SingleTenant bot has neither certificate nor
 * password.
 *
 * @param network replaces MSAL's own HTTP client, for a certificate.
 */
export function connectorCredentials(bot: BotIdentity, network?: INetworkModule): ServiceClientCredentialsFactory {
  if (bot.appType === 'UserAssignedMSI') {
    return new ManagedIdentityServiceClientCredentialsFactory(bot.appId, new JwtTokenProviderFactory());
  }
  // Its own kind for certificates starts the program `openssl`, and proves itself by the certificate's SHA-1.
  if (bot.certificate) return new MsalServiceClientCredentialsFactory(bot.appId, asItsOwn(entraApplication(bot, network)));
  if (!bot.password) throw new Error('A SingleTenant bot needs its password or its certificate.');
  return new PasswordServiceClientCredentialFactory(bot.appId, bot.password, bot.tenantId);
}

/** botbuilder brings an older MSAL. Of an application it only calls `acquireTokenByClientCredential`, which is the same. */
function asItsOwn(application: ReturnType<typeof entraApplication>) {
  return application as unknown as ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];
}

/** For a client that knows no tokens (the Agents Playground): calls go out without one. */
export function noCredentials(): ServiceClientCredentialsFactory {
  return new PasswordServiceClientCredentialFactory('', '');
}

/** The bot's Authorization header for calls outside botbuilder; undefined without credentials. */
export async function connectorAuthorization(credentials: ServiceClientCredentialsFactory, appId: string): Promise<string | undefined> {
  const { ToChannelFromBotOAuthScope: scope, ToChannelFromBotLoginUrl: loginUrl } = AuthenticationConstants;
  const made = await credentials.createCredentials(appId, scope, loginUrl, true);
  const request = { headers: new Headers() };
  // Of a request, all that credentials touch is its headers.
  await made.signRequest(request as unknown as Parameters<typeof made.signRequest>[0]);
  return request.headers.get('authorization') ?? undefined;
}

/**
 * botbuilder's adapter without its HTTP side. `CloudAdapter.process` writes errors to the console and sends their
 * messages to the caller; here they are thrown, and teams.ts decides what anybody gets to see.
 */
export class ConnectorAdapter extends CloudAdapterBase {
  constructor(
    private readonly appId: string,
    credentials: ServiceClientCredentialsFactory,
    /** How long one call to the Bot Connector may take, the token for it included. Milliseconds. */
    callAtMost = tenSeconds,
  ) {
    super(new ConfigurationBotFrameworkAuthentication({}, credentials));
    this.use(async (context, next) => {
      restrictCalls(context.turnState.get(this.ConnectorClientKey), callAtMost);
      await next();
    });
  }

  /** Runs one inbound activity whose caller is already known to be the Bot Connector. */
  async turn(activity: Partial<Activity>, logic: BotLogic): Promise<void> {
    const claimsIdentity = this.createClaimsIdentity(this.appId);
    const connectorFactory = this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity);
    const audience = AuthenticationConstants.ToChannelFromBotOAuthScope;
    await this.processActivity({ audience, claimsIdentity, connectorFactory }, activity as Activity, logic);
  }

  /** Runs `logic` proactively in a conversation. */
  async reach(to: Conversation, logic: BotLogic): Promise<void> {
    const reference = {
      channelId: 'msteams',
      serviceUrl: to.serviceUrl,
      // Teams' own form of a bot's id.
      bot: { id: `28:${to.botId}`, name: '' },
      user: { id: to.member, name: '', aadObjectId: to.person },
      conversation: { id: to.conversation, isGroup: false, conversationType: 'personal', name: '' },
    };
    await this.continueConversationAsync(this.appId, reference, logic);
  }
}

// The part of the connector client's pipeline that is needed here; the client keeps it private.
interface Call {
  abortSignal?: AbortSignal;
}
type Send = (request: Call) => Promise<unknown>;
interface Pipeline {
  removePolicy(which: { name: string }): unknown;
  addPolicy(
    policy: { name: string; sendRequest(request: Call, next: Send): Promise<unknown> },
    options: { beforePolicies: string[] },
  ): void;
}

/**
 * Makes the client send once. By default it repeats a POST up to three times after a 502, 503 or a dropped socket, when
 * the card may long be in the chat, and its own options cannot turn that off. Nor may an answer lead to another host,
 * which would get the bot's token.
 */
function restrictCalls(client: { client: { pipeline: Pipeline } }, atMost: number): void {
  const { pipeline } = client.client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  const sendRequest = (request: Call, next: Send) => callWithin(atMost, request, next);
  pipeline.addPolicy({ name: 'callTimeLimit', sendRequest }, { beforePolicies: ['ServiceClientContext_Credentials_SignRequest'] });
}

/** The signal closes the socket; the race also ends the wait for a token, which does not listen to it. */
async function callWithin(atMost: number, request: Call, next: Send): Promise<unknown> {
  const abort = new AbortController();
  request.abortSignal = abort.signal;
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error('no answer in time'), { name: 'AbortError', code: 'ETIMEDOUT' }));
      abort.abort();
    }, atMost);
  });
  try {
    return await Promise.race([next(request), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
