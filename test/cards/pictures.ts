import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import contrast from '../fakes/host-config-contrast.json';
import dark from '../fakes/host-config-dark.json';
import light from '../fakes/host-config-light.json';
import outlook from '../fakes/host-config-outlook.json';
import { hostileStrings } from '../fakes/hostile-strings';
import { cardsForOutlook, cardsForTeams, type Drawn, openDrawing } from './drawing';
import { examples } from './examples';
import { hostileCards } from './examples/hostile';
import { richTexts } from './walk';

/**
 * Draws every example with the library that Teams uses, for people to look at, and checks in a real browser that text
 * from outside comes out letter by letter. Writes `.pictures/cards/<theme>-<width>/<template>.png` and the README's pictures;
 * fails when a text was changed on its way.
 */
const out = '.pictures/cards';

/** Widths in CSS pixels: a chat on a telephone, one beside a list of chats, and a wide one. */
const looks = [
  { theme: 'light', hostConfig: light, width: 320 },
  { theme: 'light', hostConfig: light, width: 440 },
  { theme: 'light', hostConfig: light, width: 700 },
  { theme: 'dark', hostConfig: dark, width: 320 },
  { theme: 'dark', hostConfig: dark, width: 440 },
  { theme: 'contrast', hostConfig: contrast, width: 320 },
  { theme: 'contrast', hostConfig: contrast, width: 440 },
];

/** The README's pictures, by their names in `cards/pictures`. */
const ofReadme = { review: 'review/complete', decide: 'request/pending, decider' };

async function main(): Promise<void> {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await openDrawing(browser);
    const changed = await changedTexts(page);
    for (const look of looks) await drawAll(page, look);
    for (const [file, name] of Object.entries(ofReadme)) await drawOne(page, file, name);
    if (changed.length > 0) throw new Error(`not shown letter by letter:\n${changed.join('\n')}`);
  } finally {
    await browser.close();
  }
}

/** One picture for each template, with all its examples and those of the longest text. */
async function drawAll(page: Page, { theme, hostConfig, width }: (typeof looks)[number]): Promise<void> {
  const folder = join(out, `${theme}-${width}`);
  mkdirSync(folder, { recursive: true });
  const longest = Object.entries(hostileCards(hostileStrings['300 characters without a space'] ?? ''));
  const all = [...cardsForTeams(), ...longest.map(([name, make]) => ({ name, card: make().card })), ...cardsForOutlook()];
  const templates = new Set(all.map(({ name }) => templateOf(name)));
  for (const template of templates) {
    const drawn = all.filter(({ name }) => templateOf(name) === template);
    // Mailed cards have a look of their own; its dark colours are not published, so Teams' stand for them.
    const { containerStyles, separator } = hostConfig;
    const mailed = theme === 'light' ? outlook : { ...outlook, containerStyles, separator };
    const config = template === 'outlook' ? mailed : hostConfig;
    await page.evaluate(([some, look, wide]) => drawing.draw(some, look, wide), [drawn, config, width] as const);
    await page.screenshot({ path: join(folder, `${template}.png`), fullPage: true });
  }
}

/** One card alone, as it looks in a light chat. */
async function drawOne(page: Page, file: string, name: string): Promise<void> {
  const card = examples[name]?.().card;
  if (!card) throw new Error(`no example is called ${name}`);
  await page.evaluate(([some, config]) => drawing.draw(some, config, 440), [[{ name, card }], light] as [Drawn[], object]);
  await page.locator('.ac-adaptiveCard').screenshot({ path: `cards/pictures/${file}.png` });
}

function templateOf(name: string): string {
  return name.split('/')[0] ?? name;
}

/** Each rich text of every hostile card against what the browser shows; with one that must not pass, to prove the check. */
async function changedTexts(page: Page): Promise<string[]> {
  const changed: string[] = [];
  for (const [name, text] of Object.entries(hostileStrings)) {
    for (const [card, make] of Object.entries(hostileCards(text))) {
      const made = make().card;
      const shown = await page.evaluate((one) => drawing.textOf(one), made);
      changed.push(
        ...richTexts(made)
          .filter((one) => !shown.includes(one))
          .map((one) => `${card}, ${name}: ${one}`),
      );
    }
  }
  const control = '{{DATE(2024-01-01T00:00:00Z, LONG)}}';
  const wrong = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: control }] }] };
  if ((await page.evaluate((one) => drawing.textOf(one), wrong)).includes(control)) throw new Error('this check finds nothing');
  return changed;
}

main().catch((fault: unknown) => {
  process.stderr.write(`${String(fault)}\n`);
  process.exitCode = 1;
});
