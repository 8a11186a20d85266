import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openStorage } from '../../bot/adapters/azure/storage';
import { jobLimits } from '../../bot/adapters/azure/storage-limits';
import { localAppId } from '../../bot/data/local-organisation';
import type { WorkMessage } from '../../bot/ports/queue';
import { openClock } from '../../functions/local/clock/clock';
import { localZone } from '../../functions/local/storage/seed';
import { runningStorage } from '../../functions/local/storage/storage-file';
import { fixesDay } from '../fakes/fixed-day';
import { isAccessible, withPage } from './page';
import { begins, fixedNow, type LocalProduct, seeds, startBrowser, startProduct, tokenOf } from './start';

const pictures = join(__dirname, '..', '..', '.pictures', 'attention');
const wide: BrowserContextOptions = { viewport: { width: 1200, height: 900 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 } };

let product: LocalProduct;
let browser: Browser;
let storage: ReturnType<typeof openStorage>;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'alms-'));
  fixesDay(folder, begins);
  [product, browser] = [await startProduct(['--headless'], folder), await startBrowser()];
  seeds(folder, 120, 7);
  // The seed kept this process from hearing that idle connections were closed.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const clock = openClock(folder, localZone);
  storage = openStorage({ connectionString: runningStorage(folder)! }, { clock, botId: localAppId, limits: jobLimits });
}, 180_000);
beforeEach(async () => {
  const ids = await pendingIds();
  const since = new Date(fixedNow().getTime() - 50 * 3_600_000).toISOString();
  for (const id of ids.slice(0, 3)) await storage.views.putAttention('unanswered', id, 'stage-3', since);
  for (const id of ids.slice(3, 5)) {
    const message: WorkMessage = { kind: 'photo', id, sponsor: product.persona('sponsor').aadObjectId, blob: '0'.repeat(32) };
    await storage.views.putAttention('poison', id, 'photo', since, message);
  }
  await storage.views.putAttention('todo-mails', ids[5]!, 'Error', since);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** Requests that wait for a decision, the longest waiting first. */
async function pendingIds(): Promise<string[]> {
  const headers = { authorization: `Bearer ${await tokenOf(product, 'admin')}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ filter: { sort: 'waiting' } });
  const response = await fetch(`${product.url}/api/tab/lists/requests`, { method: 'POST', headers, body });
  return ((await response.json()) as { rows: { request: string }[] }).rows.map(({ request }) => request);
}

async function opens(page: Page, place: string, look = 'light'): Promise<void> {
  await page.addInitScript((name) => sessionStorage.setItem('tab-look', name), look);
  await page.goto(`${product.url}/tab?persona=${product.persona('admin').aadObjectId}#${place}`);
}

const group = (page: Page, title: string) => page.getByRole('region', { name: new RegExp(`^${title} \\(`) });
const keeps = async (page: Page, name: string) => void (await page.screenshot({ path: join(pictures, `${name}.png`) }));
const isSaid = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

describe('what needs attention', () => {
  it('should be sent again, several at once, and be off the list then', async () => {
    await withPage(browser, wide, async (page) => {
      await opens(page, 'attention');
      const unanswered = group(page, 'Nobody has decided for six working days');
      const counted = page.getByRole('tab', { selected: true, name: /^Needs attention \(\d+\)$/ });
      await counted.waitFor();
      const before = (await counted.textContent()) ?? '';
      await unanswered.getByRole('checkbox', { name: /^Select all shown/ }).check();
      await unanswered.getByRole('button', { name: /^Send again/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /^Send \d again$/ }).click();
      await isSaid(page, /\d requests? sent again\./);
      await unanswered.waitFor({ state: 'detached' });
      await counted.filter({ hasNotText: before }).waitFor();
    });
  });

  it('should be dropped by the keyboard alone, after a question that Escape leaves', async () => {
    await withPage(browser, wide, async (page) => {
      await opens(page, 'attention');
      const steps = group(page, 'Background steps that keep failing');
      await steps
        .getByRole('checkbox', { name: /^Select VR-|^Select .*VR-/ })
        .first()
        .focus();
      await page.keyboard.press('Space');
      await steps.getByRole('button', { name: /^Drop/ }).focus();
      await page.keyboard.press('Enter');
      await isSaid(page, 'Drop this step?');
      await isAccessible(page);
      await keeps(page, 'drop');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: 'Drop' }).press('Enter');
      await isSaid(page, '1 step dropped.');
      await group(page, 'Background steps that keep failing').getByText('(1)').waitFor();
    });
  });

  it.each(['light', 'dark', 'contrast'])('should be there for everybody, by axe, and fit a telephone: %s', async (look) => {
    for (const [name, size] of Object.entries({ wide, phone }))
      await withPage(browser, size, async (page) => {
        await opens(page, 'attention', look);
        await group(page, 'Background steps that keep failing').waitFor();
        await isAccessible(page);
        await keeps(page, `list-${name}-${look}`);
      });
  });
});

describe('an admin with several requests at once', () => {
  it('should be shown who becomes the sponsor before anything is done', async () => {
    await withPage(browser, wide, async (page) => {
      await opens(page, 'requests?status=active');
      const boxes = page.locator('tbody').getByRole('checkbox');
      await boxes.first().waitFor();
      for (const place of [0, 1]) await boxes.nth(place).check();
      await page.getByRole('button', { name: 'Change the sponsor of selected' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox').fill('nobody@bantshire.example');
      await page.keyboard.press('Enter');
      await isSaid(page, /Nobody with this work email/);
      const address =
        /[\w.-]+@bantshire\.example/.exec((await (await fetch(`${product.url}/`)).text()).split('Eleanor')[1] ?? '')?.[0] ?? '';
      await dialog.getByRole('combobox').fill(address);
      await page.keyboard.press('Enter');
      await dialog.getByText('Make this colleague the sponsor of all of these?').waitFor();
      await isAccessible(page);
      await keeps(page, 'sponsor-of-several');
      // The button that goes on has the focus.
      await page.keyboard.press('Enter');
      await isSaid(page, /visitors? (has|have) a new sponsor\./);
    });
  });

  it('should need a reason for ends', async () => {
    await withPage(browser, phone, async (page) => {
      await opens(page, 'requests?status=active');
      await page.locator('tbody').getByRole('checkbox').last().check();
      await page.getByRole('button', { name: 'End selected accounts now' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'End 1 now' }).click();
      await dialog.getByText('Please write a few words').waitFor();
      await dialog.getByRole('textbox').fill('The project is over.');
      await isAccessible(page);
      await keeps(page, 'end-phone');
      await dialog.getByRole('button', { name: 'End 1 now' }).click();
      await isSaid(page, '1 account ended.');
    });
  });
});
