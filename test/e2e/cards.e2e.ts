import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { cardsForOutlook, cardsForTeams, type Drawn, openDrawing } from '../cards/drawing';
import contrast from '../fakes/host-config-contrast.json';
import dark from '../fakes/host-config-dark.json';
import light from '../fakes/host-config-light.json';
import outlook from '../fakes/host-config-outlook.json';
import { startBrowser } from './start';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** The library gives the label of a list with a filter to the box around its field; the schema of our cards asks for one. */
const namedByItsBox = '[aria-labelledby] .ac-choiceSetInput-filtered';
const looks = { light, dark, contrast, outlook };
const looksOfTeams = ['light', 'dark', 'contrast'] as const;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await startBrowser();
  page = await openDrawing(browser);
  await page.evaluate(axe);
});
afterAll(async () => {
  await browser.close();
});

async function draw(cards: Drawn[], look: keyof typeof looks, width: number): Promise<void> {
  await page.evaluate(([drawn, config, wide]) => drawing.draw(drawn, config, wide), [cards, looks[look], width] as const);
}

/** What axe finds, and in which cards. */
async function faults(cards: Drawn[], look: keyof typeof looks, options: object = {}): Promise<string[]> {
  await draw(cards, look, 320);
  const context = JSON.stringify({ include: [['.sheet']], exclude: [[namedByItsBox]] });
  const { violations } = (await page.evaluate(`axe.run(${context}, ${JSON.stringify({ resultTypes: ['violations'], ...options })})`)) as {
    violations: { id: string; nodes: { target: string[]; html: string }[] }[];
  };
  const places = violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => ({ id, target: target.join(' '), html })));
  return await page.evaluate(
    (found) =>
      found.map(({ id, target, html }) => {
        const name = document.querySelector(target)?.closest('figure')?.querySelector('figcaption')?.textContent;
        return `${name}: ${id}: ${html.slice(0, 120)}`;
      }),
    places,
  );
}

async function lone(cards: Drawn[], width: number, look: keyof typeof looks = 'light'): Promise<string[]> {
  await draw(cards, look, width);
  return await page.evaluate(() => drawing.loneButtons());
}

const withButtons = (...titles: string[]): Drawn => ({
  name: 'control',
  card: {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text: 'Control', wrap: true }],
    actions: titles.map((title) => ({ type: 'Action.Submit', title })),
  },
});

describe('the buttons of a card', () => {
  it.each([320, 360, 400, 440, 700])('should never stand alone on a line, %i pixels wide', async (width) => {
    expect(await lone(cardsForTeams(), width)).toEqual([]);
  });

  it.each([320, 360, 400, 440, 700])('should never do so in a mail either, %i pixels wide', async (width) => {
    expect(await lone(cardsForOutlook(), width, 'outlook')).toEqual([]);
  });

  it('should be found where one does', async () => {
    const titles = ['Approve', 'Return with a question', 'Approve with changes'];
    const found = ['control: Approve | Return with a question // Approve with changes'];
    expect(await lone([withButtons(...titles)], 320)).toEqual(found);
    expect(await lone([withButtons(...titles)], 320, 'outlook')).toEqual(found);
  });
});

describe('a card as HTML', () => {
  it('should have a name for everything that a screen reader reads', async () => {
    expect(await faults(cardsForTeams(), 'light', { rules: { 'color-contrast': { enabled: false } } })).toEqual([]);
  });

  it('should have one in a mail too, but for a list, of which version 1.0 says the words above it', async () => {
    const rules = { 'color-contrast': { enabled: false }, 'select-name': { enabled: false } };
    expect(await faults(cardsForOutlook(), 'light', { rules })).toEqual([]);
  });

  it('should be refused where a field has no name', async () => {
    const { card } = withButtons('Send');
    const nameless = { name: 'control', card: { ...card, body: [{ type: 'Input.Text', id: 'x' }] } };
    expect(await faults([nameless], 'light')).toEqual([expect.stringMatching(/^control: label: /)]);
  });

  it.each(looksOfTeams)('should be readable in its colours, %s', async (look) => {
    const some = cardsForTeams().filter(({ name }) => /^request\/[a-z]+, sponsor$|^(step|review|digest|requests)\/[a-z ]+$/.test(name));
    expect(some.length).toBeGreaterThan(20);
    expect(await faults(some, look, { runOnly: ['color-contrast'] })).toEqual([]);
  });
});
