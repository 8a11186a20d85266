import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { outlookSentences } from '../../bot/domain/words/outlook-words';
import { outlookNotice } from '../../cards/outlook-notice';
import { examples } from './examples';
import { drawForOutlook, outlook, outlookExamples } from './examples/outlook';
import { outlookDigests } from './examples/outlook-digest';

export type Drawn = { name: string; card: object };
interface Drawing {
  draw(drawn: Drawn[], hostConfig: object, width: number): void;
  textOf(card: object): string;
  loneButtons(): string[];
}
declare global {
  /** In the page: what `pictures-page.js` puts there. */
  var drawing: Drawing;
}

/** A page that draws cards with the library that Teams uses. */
export async function openDrawing(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 800 } });
  await page.setContent('<!doctype html><html lang="en"><title>Cards</title><body></body></html>');
  await page.addScriptTag({ path: require.resolve('adaptivecards/dist/adaptivecards.js') });
  await page.addScriptTag({ content: readFileSync('test/cards/pictures-page.js', 'utf8') });
  return page;
}

export function cardsForTeams(): Drawn[] {
  return Object.entries(examples).map(([name, make]) => ({ name, card: make().card }));
}

export function cardsForOutlook(): Drawn[] {
  const drawn: [string, object][] = [
    ...Object.entries(outlookExamples).map(([name, shown]): [string, object] => [name, drawForOutlook(shown)]),
    ...Object.entries(outlookDigests).map(([name, draw]): [string, object] => [`list, ${name}`, draw()]),
    ['notice', outlookNotice(outlookSentences.gone, outlook)],
  ];
  return drawn.map(([name, card]) => ({ name: `outlook/${name}`, card: withKnownButtons(card) }));
}

/** The library draws no Action.Http, which is Outlook's own. */
function withKnownButtons(card: object): object {
  return JSON.parse(JSON.stringify(card).replaceAll('"Action.Http"', '"Action.Execute"')) as object;
}
