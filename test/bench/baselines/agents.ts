import { ActivityHandler, CloudAdapter, type Request, type TurnContext } from '@microsoft/agents-hosting';
import express, { type NextFunction, type Response } from 'express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { callsAgain, type RecordedTurn } from '../recorded-turn';
import { parsedTemplate } from './floor';
import { type BotWishes, listen, type Served } from './served-bot';

/**
 * The floor's work on Microsoft's newer library, which takes the keys of callers from an address of its own: jose checks the token
 * here instead, by the keys at `metadataUrl`.
 */
export async function agentsBot(turn: RecordedTurn, { appId, metadataUrl = '' }: BotWishes): Promise<Served> {
  const { jwks_uri: keysUrl } = (await (await fetch(metadataUrl)).json()) as { jwks_uri: string };
  const keys = createRemoteJWKSet(new URL(keysUrl));
  const [makeCalls, template] = [callsAgain(turn), parsedTemplate(turn)];
  class PressedAgent extends ActivityHandler {
    protected override async onAdaptiveCardInvoke(context: TurnContext): ReturnType<ActivityHandler['onAdaptiveCardInvoke']> {
      const { draft, request = draft ?? '' } = (context.activity.value as { action: { data: Record<string, string> } }).action.data;
      await makeCalls(request);
      const value = template.expand({ $root: turn.data }) as Record<string, unknown>;
      return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value };
    }
  }
  const [adapter, agent] = [new CloudAdapter({}), new PressedAgent()];
  const app = express();
  app.use(express.json());
  app.use(async (request: express.Request & Request, response: Response, next: NextFunction) => {
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    const verified = await jwtVerify(token, keys, { audience: appId }).catch(() => undefined);
    if (!verified) return void response.sendStatus(401);
    const { aud: _withoutItNoTokenOfTheBot, ...claims } = verified.payload;
    request.user = claims as NonNullable<Request['user']>;
    next();
  });
  app.post('/api/messages', (request: express.Request & Request, response) =>
    adapter.process(request, response, (context) => agent.run(context)),
  );
  return await listen(app);
}
