import { PasswordServiceClientCredentialFactory } from 'botframework-connector';
import { type Served, serveBot } from './served-bot';

/** About as large as a card of the product. Characters of its JSON. */
const cardSize = 7_000;

/** What Microsoft's own adapter costs by itself: nobody is checked, and every press gets the same card. */
export async function bareBot(): Promise<Served> {
  const card = fixedCard();
  return await serveBot({ appId: '', credentials: new PasswordServiceClientCredentialFactory('', '') }, async () => card);
}

export function fixedCard(): object {
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
