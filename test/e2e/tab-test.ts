import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { fixesDay } from '../fakes/fixed-day';
import { testSeed } from '../setup/dice';
import { begins, type LocalProduct, seeds, startBrowser, startProduct } from './start';

export type Look = 'light' | 'dark' | 'contrast';

export const wide: BrowserContextOptions = { viewport: { width: 1200, height: 900 } };
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 } };

const tabLooks: readonly Look[] = ['light', 'dark', 'contrast'];
/** A telephone is tried in one look of each run, which its seed draws: no layout depends on a look, and no colour on a width. */
const lookOfPhone = tabLooks[testSeed % tabLooks.length]!;

/** Every look with the screens in which it is tried. */
export const looksOn = (screens: { wide: BrowserContextOptions; phone: BrowserContextOptions } = { wide, phone }) =>
  tabLooks.flatMap((look) => [
    ['wide', look, screens.wide] as const,
    ...(look === lookOfPhone ? [['phone', look, screens.phone] as const] : []),
  ]);

export interface TabTestWishes {
  /** Invented requests to begin with, of this seed; none unless said. */
  requests?: { count: number; seed: number };
  /** What else is done before the tests. */
  prepare?(product: LocalProduct, folder: string): Promise<void>;
  /** Pictures of the whole page, not of what is in sight. */
  hasWholePages?: boolean;
}

export interface TabTest {
  readonly product: LocalProduct;
  readonly browser: Browser;
  /** Opens a place of the tab as a persona sees it. */
  opens(page: Page, role: string, place?: string, look?: Look): Promise<void>;
  /** Keeps a picture of the page. */
  keeps(page: Page, name: string): Promise<void>;
}

/** Starts a product without chats, and a browser, before the tests of the calling file; `name` is the folder of its pictures. */
export function tabTest(name: string, { requests, prepare, hasWholePages = false }: TabTestWishes = {}): TabTest {
  const pictures = join(__dirname, '..', '..', '.pictures', name);
  let product: LocalProduct;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    const folder = mkdtempSync(join(tmpdir(), 'alms-'));
    fixesDay(folder, begins);
    [product, browser] = await Promise.all([startProduct(['--headless'], folder), startBrowser()]);
    if (requests) seeds(folder, requests.count, requests.seed);
    await prepare?.(product, folder);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  return {
    get product() {
      return product;
    },
    get browser() {
      return browser;
    },
    async opens(page, role, place = '', look = 'light') {
      await page.addInitScript((chosen) => sessionStorage.setItem('tab-look', chosen), look);
      await page.goto(`${product.url}/tab?persona=${product.persona(role).aadObjectId}#${place}`);
      await page
        .getByRole('tab', { selected: true })
        .or(page.getByRole('heading', { level: 1 }))
        .first()
        .waitFor();
    },
    async keeps(page, picture) {
      await page.screenshot({ path: join(pictures, `${picture}.png`), fullPage: hasWholePages });
    },
  };
}

/** Rows of a list, without those that stand for what is still being loaded. */
export const rows = (page: Page) =>
  page
    .locator('tbody')
    .getByRole('row')
    .filter({ has: page.locator('[data-opens]') });

export const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
