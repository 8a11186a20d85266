import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { examples } from '../cards/examples';
import dark from '../fakes/host-config-dark.json';
import light from '../fakes/host-config-light.json';
import { withPage } from './page';
import { startBrowser } from './start';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

type Drawing = { draw(drawn: { name: string; card: object }[], hostConfig: object, width: number): void };
declare const drawing: Drawing;

const templates = [...new Set(Object.keys(examples).map((name) => name.split('/')[0]!))];
const drawnOf = (template: string) =>
  Object.entries(examples).flatMap(([name, make]) => (name.startsWith(`${template}/`) ? [{ name, card: make().card }] : []));

/** What axe finds wrong with cards, drawn by the library that Teams uses. It gives the box of a searched list no name itself. */
async function findingsOn(drawn: { name: string; card: object }[], hostConfig: object): Promise<unknown[]> {
  let findings: unknown[] = [];
  await withPage(browser, { viewport: { width: 1500, height: 800 } }, async (page) => {
    await page.setContent('<!doctype html><html lang="en"><title>Cards</title><body></body></html>');
    await page.addScriptTag({ path: require.resolve('adaptivecards/dist/adaptivecards.js') });
    await page.addScriptTag({ path: require.resolve('axe-core/axe.min.js') });
    await page.addScriptTag({ content: readFileSync('test/cards/pictures-page.js', 'utf8') });
    await page.evaluate(([some, config]) => drawing.draw(some, config, 320), [drawn, hostConfig] as const);
    const { violations } = (await page.evaluate(
      `axe.run({ include: ['.sheet'], exclude: ['.ac-choiceSetInput-filtered'] }, { resultTypes: ['violations'] })`,
    )) as { violations: { id: string; nodes: { html: string }[] }[] };
    findings = violations.map(({ id, nodes }) => ({ id, where: nodes[0]?.html }));
  });
  return findings;
}

describe.each(Object.entries({ light, dark }))('cards as they are drawn, in %s', (_name, hostConfig) => {
  it.each(templates)('should have names and contrast that axe accepts: %s', async (template) => {
    expect(await findingsOn(drawnOf(template), hostConfig)).toEqual([]);
  });
});

it('should find a field without a name', async () => {
  const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Input.Text', id: 'nameless' }] };
  expect(await findingsOn([{ name: 'nameless', card }], light)).toMatchObject([{ id: 'label' }]);
});
