import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  type Activity,
  ActivityHandler,
  type AdaptiveCardInvokeResponse,
  type AdaptiveCardInvokeValue,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Response,
  type TurnContext,
} from 'botbuilder';
import { AuthenticationConstants, type ServiceClientCredentialsFactory } from 'botframework-connector';

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

/** botbuilder behind `node:http`, with its own check of the caller: less around it than express would be. */
export async function serveBot({ appId, credentials, metadataUrl }: BotWishes, onPress: OnPress): Promise<Served> {
  const settings = { MicrosoftAppId: appId, ...(metadataUrl !== undefined && keysAt(metadataUrl)) };
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, credentials));
  const bot = new PressedBot(onPress);
  return await listen((request, response) => {
    void json(request).then(async (body) => {
      const { method = '', headers } = request;
      const asked = { method, headers, body: body as Record<string, unknown> & Activity };
      await adapter.process(asked, responseOf(response), (context) => bot.run(context));
    });
  });
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

function responseOf(response: ServerResponse): Response {
  const made: Response = {
    socket: response.socket,
    status(code) {
      response.statusCode = code;
      return made;
    },
    header(name, value) {
      response.setHeader(name, String(value));
      return made;
    },
    send(answer) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
      return made;
    },
    end() {
      if (!response.writableEnded) response.end();
      return made;
    },
  };
  return made;
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
