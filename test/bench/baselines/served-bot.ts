import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ActivityHandler,
  type AdaptiveCardInvokeResponse,
  type AdaptiveCardInvokeValue,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder';
import { AuthenticationConstants, type ServiceClientCredentialsFactory } from 'botframework-connector';
import express from 'express';

/** A baseline over HTTP, on loopback. */
export interface Served {
  url: string;
  stop(): Promise<void>;
}

/** Answers a press with a card. */
export type OnPress = (context: TurnContext, data: Record<string, string>) => Promise<object>;

class PressedBot extends ActivityHandler {
  constructor(private readonly onPress: OnPress) {
    super();
  }

  protected override async onAdaptiveCardInvoke(
    context: TurnContext,
    { action }: AdaptiveCardInvokeValue,
  ): Promise<AdaptiveCardInvokeResponse> {
    const card = await this.onPress(context, action.data as Record<string, string>);
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card as Record<string, unknown> };
  }
}

export interface BotWishes {
  appId: string;
  credentials: ServiceClientCredentialsFactory;
  /** Where the keys of callers are found; absent: the public cloud's. */
  metadataUrl?: string;
}

/** botbuilder as Microsoft's samples serve it: behind express, with its own check of the caller. */
export async function serveBot({ appId, credentials, metadataUrl }: BotWishes, onPress: OnPress): Promise<Served> {
  const settings = { MicrosoftAppId: appId, ...(metadataUrl !== undefined && keysAt(metadataUrl)) };
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, credentials));
  const bot = new PressedBot(onPress);
  const app = express();
  app.use(express.json());
  app.post('/api/messages', (request, response) => adapter.process(request, response, (context) => bot.run(context)));
  return await listen(app);
}

/** The public cloud, but for its keys: whoever says one of these says all of them. */
function keysAt(metadataUrl: string): object {
  const { ToChannelFromBotLoginUrl, ToChannelFromBotOAuthScope, ToBotFromChannelTokenIssuer, OAuthUrl } = AuthenticationConstants;
  return {
    ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer,
    OAuthUrl,
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
  };
}

/** Serves on loopback. */
export async function listen(answer: RequestListener): Promise<Served> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
