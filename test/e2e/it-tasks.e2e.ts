import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { isAccessible, withPage } from './page';
import { type LocalProduct, startBrowser, startProduct, tokenOf } from './start';

const root = join(__dirname, '..', '..');
const pictures = join(root, '.pictures', 'it-tasks');
const wide: BrowserContextOptions = { viewport: { width: 1200, height: 900 } };
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 } };
const visitors = 4;

let product: LocalProduct;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'alms-tasks-'));
  [product, browser] = [await startProduct(['--headless'], folder), await startBrowser()];
  await promisify(execFile)('npm', ['run', '--silent', 'seed', '--', '--requests', '60', '--seed', '7', '--data', folder], { cwd: root });
  await refusesAndApproves();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function calls(role: string, path: string, body: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${await tokenOf(product, role)}`, 'content-type': 'application/json' };
  const response = await fetch(`${product.url}/api/tab${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

/** Some visitors with IT access are approved, and the directory refuses to make their accounts. */
async function refusesAndApproves(): Promise<void> {
  const play = await fetch(`${product.url}/local/accounts/fault`, { method: 'POST', body: new URLSearchParams({ kind: 'refusing' }) });
  expect(play.status).toBe(200);
  const { rows } = (await calls('head', '/lists/waiting', {})) as { rows: { request: string; revision: number }[] };
  let left = visitors;
  for (const { request, revision } of rows) {
    if (left === 0) break;
    const answered = await calls('head', `/requests/${request}/approve`, { revision }).catch(() => undefined);
    if (answered !== undefined) left -= 1;
  }
  const today = ((await (await fetch(`${product.url}/local.json`)).json()) as { today: string }).today;
  const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
  const moved = await fetch(`${product.url}/local/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ today: tomorrow }),
  });
  expect(moved.status).toBe(200);
}

type Look = 'light' | 'dark' | 'contrast';
const list = (page: Page) => page.getByRole('list', { name: 'IT tasks' });
const tasks = (page: Page) => list(page).locator(':scope > li');
/** Of an account to be made: others of the sample may have to be ended or enabled, which comes before it. */
const first = (page: Page) => tasks(page).filter({ hasText: 'Make the account' }).first();
/** Its name begins so, and goes on with whose it is. */
const answer = (page: Page, name: string) => first(page).getByRole('button', { name: new RegExp(`^${name}`) });
const keeps = async (page: Page, name: string) => void (await page.screenshot({ path: join(pictures, `${name}.png`) }));

async function opens(page: Page, look: Look = 'light'): Promise<void> {
  await page.addInitScript((name) => sessionStorage.setItem('tab-look', name), look);
  await page.goto(`${product.url}/tab?persona=${product.persona('itservice').aadObjectId}#it-tasks`);
  await first(page).waitFor();
}

describe.each(['light', 'dark', 'contrast'] as const)('IT tasks in %s', (look) => {
  it.each([
    ['a screen', wide],
    ['a telephone', phone],
  ] as const)('should be there for everybody, by axe, on %s, with both of its questions', async (where, options) => {
    await withPage(browser, options, async (page) => {
      await opens(page, look);
      const name = `${where.split(' ')[1]}-${look}`;
      await isAccessible(page);
      await keeps(page, `tasks-${name}`);
      for (const [button, picture] of [
        ['Done', 'done'],
        ['Cannot be done', 'not-done'],
      ] as const) {
        await answer(page, button).click();
        await page.getByRole('dialog').waitFor();
        await isAccessible(page);
        await keeps(page, `${picture}-${name}`);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    });
  });
});

describe('an IT task', () => {
  it('should say what to do, by when and why, and propose a username', async () => {
    await withPage(browser, wide, async (page) => {
      await opens(page);
      for (const words of ['Make the account, with its employee ID', 'Microsoft Entra refused to do this', 'Employee ID', 'Sponsor'])
        await first(page).getByText(words).first().waitFor();
      expect(await tasks(page).count()).toBeGreaterThanOrEqual(2);
    });
  });

  it('should be urgent and first where an account is ended before its last day, and be found by its reference', async () => {
    const { rows } = (await calls('admin', '/lists/requests', { filter: { status: 'active', access: 'staff-like' } })) as {
      rows: { request: string; revision: number; account?: string }[];
    };
    const { request = '', revision } = rows.find(({ account }) => account === 'account enabled') ?? {};
    await calls('admin', `/requests/${request}/end`, { revision });
    await withPage(browser, wide, async (page) => {
      await isOnTop(page, request);
      const urgent = tasks(page).first();
      for (const words of ['Urgent', 'Due today', 'Take it out of the group “Visitors, staff-like”.'])
        await urgent.getByText(words).waitFor();
      await isAccessible(page);
      await keeps(page, 'urgent');
      await page.getByRole('searchbox', { name: 'Name, username or reference' }).fill(request);
      await tasks(page).nth(1).waitFor({ state: 'detached' });
      expect(await tasks(page).count()).toBe(1);
      await page.getByRole('searchbox', { name: 'Name, username or reference' }).fill('nobody of this name');
      await page.getByText('No open task matches your search.').waitFor();
    });
  });

  it('should be done by the keyboard alone, with another username, after one that is no username', async () => {
    await withPage(browser, wide, async (page) => {
      await opens(page);
      const reference = /VR-[0-9A-Z]{8}/.exec((await first(page).textContent()) ?? '')?.[0] ?? '';
      await makesByHand(page, 'chosen.by.hand', reference);
      await opens(page);
      const before = await tasks(page).count();
      const visitor = (await first(page).getByRole('heading').textContent()) ?? '';
      await answer(page, 'Done').focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await page.getByRole('dialog').waitFor();
      await dialog.getByText(visitor).first().waitFor();
      const field = dialog.getByRole('textbox', { name: 'Username' });
      expect(await field.inputValue()).toMatch(/^[a-z0-9.]+$/);
      await reaches(page, 'userName');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('no name');
      await page.keyboard.press('Enter');
      await dialog.getByText(/Enter at most \d+ letters, digits/).waitFor();
      await isAccessible(page);
      await keeps(page, 'done-refused');
      await reaches(page, 'userName');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('chosen.by.hand');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await tasks(page)
        .nth(before - 1)
        .waitFor({ state: 'detached' });
      // Nothing else is pressed, and the name of the list follows.
      await page.getByRole('tab', { name: `IT tasks (${before - 1})` }).waitFor();
      // Whoever works by keys goes on from there, and not from the top of the page's frame.
      expect(await page.evaluate('document.activeElement?.tagName')).toBe('MAIN');
      // The request has it.
      await page.goto(
        `${product.url}/tab?persona=${product.persona('admin').aadObjectId}#requests?search=${visitor.split(' ').at(-1) ?? ''}`,
      );
      await page.getByText('chosen.by.hand').first().waitFor();
    });
  });

  it('should be put before admins with the reason where it cannot be done, which has to be given', async () => {
    await withPage(browser, wide, async (page) => {
      await opens(page);
      const before = await tasks(page).count();
      await answer(page, 'Cannot be done').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Cannot be done' }).click();
      await dialog.getByText('Please write a few words').waitFor();
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('No licence is free.');
      await dialog.getByRole('button', { name: 'Cannot be done' }).click();
      await dialog.waitFor({ state: 'detached' });
      await tasks(page)
        .nth(before - 1)
        .waitFor({ state: 'detached' });
      await isBeforeAdmins();
      await page.goto(`${product.url}/tab?persona=${product.persona('admin').aadObjectId}#attention`);
      await page.getByText('No licence is free.').first().waitFor();
      await keeps(page, 'attention');
    });
  });
});

/** As IT does in the directory before it says so in the tab. */
async function makesByHand(page: Page, name: string, reference: string): Promise<void> {
  await page.goto(`${product.url}/local/accounts`);
  await page.getByLabel('Make the account').fill(name);
  await page.getByLabel('Employee ID').fill(reference);
  await page.getByRole('button', { name: 'Make it, disabled' }).click();
  await page.locator('#who').selectOption({ label: `${name}@bantshire.example` });
  await page.getByRole('button', { name: 'Put into “Visitors, staff-like”', exact: true }).click();
}

/** The worker asks the directory first, which refuses. */
async function isOnTop(page: Page, request: string): Promise<void> {
  await opens(page);
  for (let tries = 0; tries < 60; tries += 1) {
    await page.reload();
    await first(page).waitFor();
    if ((await tasks(page).first().textContent())?.includes(request)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${request} is not on top`);
}

/** The list of the admins is written a moment later, and the page does not wait for it. */
async function isBeforeAdmins(): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const { items } = (await calls('admin', '/lists/attention', {})) as { items: { kind: string }[] };
    if (items.some(({ kind }) => kind === 'account-not-done')) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('admins are not told');
}

/** By the tabulator, as somebody without a mouse. */
async function reaches(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    if ((await page.evaluate('document.activeElement?.getAttribute("name")')) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached by the keyboard`);
}
