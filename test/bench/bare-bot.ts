import { ActivityHandler, type AdaptiveCardInvokeResponse, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { PasswordServiceClientCredentialFactory } from 'botframework-connector';

/** About as large as a card of the product. Characters of its JSON. */
const cardSize = 7_000;

class OneCard extends ActivityHandler {
  constructor(private readonly card: Record<string, unknown>) {
    super();
  }

  protected override async onAdaptiveCardInvoke(): Promise<AdaptiveCardInvokeResponse> {
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: this.card };
  }
}

/** What Microsoft's own adapter costs by itself: nobody is checked, and every press gets the same card. */
export function bareBot(): (body: string) => Promise<string> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}, new PasswordServiceClientCredentialFactory('', '')));
  const bot = new OneCard(fixedCard());
  return async (body) => {
    let sent = '';
    const response = {
      socket: {},
      status: (_code: number) => response,
      header: () => response,
      send: (answer: unknown) => {
        sent = JSON.stringify(answer);
        return response;
      },
      end: () => response,
    };
    const request = { method: 'POST', headers: {}, body: JSON.parse(body) as Record<string, unknown> };
    await adapter.process(request, response, (context) => bot.run(context));
    return sent;
  };
}

function fixedCard(): Record<string, unknown> {
  const body: object[] = [];
  const card = { type: 'AdaptiveCard', version: '1.5', body };
  while (JSON.stringify(card).length < cardSize) {
    body.push({
      type: 'TextBlock',
      text: `Line ${body.length + 1} of a card that never changes`,
      wrap: true,
      isSubtle: true,
      spacing: 'Small',
    });
  }
  return card;
}
