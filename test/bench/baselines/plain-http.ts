import { json } from 'node:stream/consumers';
import { fixedCard } from './bare-bot';
import { listen, type Served } from './served-bot';

/** What HTTP and JSON cost by themselves: every body is parsed, and every answer is the same card. */
export async function plainHttp(): Promise<Served> {
  const answer = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: fixedCard() };
  return await listen((request, response) => {
    void json(request).then(() => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  });
}
