import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { localAppId, localTenantId } from '../../bot/data/local-organisation';
import { button } from '../../cards/actions';
import dark from '../fakes/host-config-dark.json';
import light from '../fakes/host-config-light.json';
import type { LocalProduct } from './start';

interface Drawing {
  draw(drawn: { name: string; card: object }[], hostConfig: object, width: number): void;
}
declare const drawing: Drawing;

/** Asks the product for a sponsor's digest of that day as the chat would draw it anew, and pictures it as Teams has it: the Playground knows no dark. */
export async function pictureDigest(
  product: LocalProduct,
  browser: Browser,
  date: string,
  pathOf: (theme: string) => string,
): Promise<void> {
  const card = await digestOf(product, date);
  const page = await browser.newPage({ viewport: { width: 480, height: 400 } });
  await page.setContent('<!doctype html><html lang="en"><title>Digest</title><body></body></html>');
  await page.addScriptTag({ path: require.resolve('adaptivecards/dist/adaptivecards.js') });
  await page.addScriptTag({ content: readFileSync(join(__dirname, '..', 'cards', 'pictures-page.js'), 'utf8') });
  for (const [theme, hostConfig] of Object.entries({ light, dark })) {
    await page.evaluate(([one, config]) => drawing.draw([{ name: '', card: one }], config, 440), [card, hostConfig] as const);
    await page.screenshot({ path: pathOf(theme), fullPage: true });
  }
  await page.close();
}

async function digestOf(product: LocalProduct, date: string): Promise<object> {
  const { name, aadObjectId: id, playground = '' } = product.persona('sponsor');
  const { verb, data } = button('showList', '', { list: { digest: 'sponsor', date, from: 0 } });
  const answer = await fetch(`${product.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'f:picture',
      channelId: 'msteams',
      // The person's own chat, or what comes next would go elsewhere.
      serviceUrl: `${new URL(playground).origin}/_connector`,
      conversation: { conversationType: 'personal', tenantId: localTenantId, id: `a:${id}` },
      from: { id: `29:${id}`, name, aadObjectId: id },
      recipient: { id: `28:${localAppId}`, name: 'ALMS' },
      channelData: { tenant: { id: localTenantId } },
      value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    }),
  });
  const { type, value } = (await answer.json()) as { type: string; value: object };
  if (type !== 'application/vnd.microsoft.card.adaptive') throw new Error(`no card but ${type}`);
  return value;
}
