import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { isAccessible, looks, withPage } from './page';
import { chatOf, makesRequest, presses, sees } from './playground';
import { type LocalProduct, startBrowser, startProduct } from './start';

const root = join(__dirname, '..', '..');
const pictures = join(root, '.pictures', 'account');
/** A move does months of hours, and waits for every message and a slow directory. */
const whileTimePasses = 180_000;

interface Listed {
  userName: string;
  displayName: string;
  enabled: boolean;
  employeeId: string | null;
  groups: string[];
  from: string | null;
  to: string | null;
}

let folder: string;
let product: LocalProduct;
let browser: Browser;
let sponsor: Page;
let head: Page;
let index: Page;
let directory: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'alms-account-'));
  [product, browser] = await Promise.all([startProduct([], folder), startBrowser()]);
  [sponsor, head] = [await chatOf('sponsor', { product, browser }), await chatOf('head', { product, browser })];
  [index, directory] = [await browser.newPage({ locale: 'en-GB' }), await browser.newPage({ locale: 'en-GB' })];
  for (const page of [index, directory]) page.setDefaultTimeout(20_000);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  expect(await product?.stop()).toBe(0);
});

const accounts = async () => (await (await fetch(`${product.url}/local/directory`)).json()) as Listed[];
const visitors = async () => (await accounts()).filter(({ displayName }) => displayName !== 'Somebody Else');

/** In light, dark and on a phone; by axe, and nothing wider than the screen. */
async function shotsOf(path: string, name: string): Promise<void> {
  for (const [look, options] of looks) {
    await withPage(browser, { ...options, bypassCSP: true }, async (page) => {
      await page.goto(`${product.url}${path}`);
      await page.screenshot({ path: join(pictures, `${name}-${look}.png`), fullPage: true });
      await isAccessible(page);
    });
  }
}

/** The list of the IT service, in its tab. */
async function seesTasks(see: (page: Page) => Promise<void>): Promise<void> {
  await withPage(browser, { viewport: { width: 1200, height: 900 } }, async (page) => {
    await page.goto(`${product.url}/tab?persona=${product.persona('itservice').aadObjectId}#it-tasks`);
    await see(page);
  });
}

async function plays(fault: RegExp): Promise<void> {
  await directory.goto(`${product.url}/local/accounts`);
  await directory.getByRole('button', { name: fault }).click();
  await directory.getByRole('button', { name: fault, pressed: true }).waitFor();
}

async function moves(name: RegExp): Promise<void> {
  await index.goto(`${product.url}/`);
  await index.getByRole('button', { name }).click({ timeout: whileTimePasses });
  await index.waitForURL(/#time$/, { timeout: whileTimePasses });
}

async function asksFor(firstName: string, lastName: string): Promise<void> {
  await makesRequest(sponsor, { department: 'School of Computer Science', employer: 'Fenwick Instruments', firstName, lastName });
  await presses(head, 'Approve');
  await sees(head, 'Approved');
  await sees(sponsor, 'Approved');
}

describe('the account behind a request, on one machine', () => {
  it('should not be there at first, and its name may be somebody else’s: by keys alone', async () => {
    await directory.goto(`${product.url}/`);
    await directory.getByRole('link', { name: 'The directory', exact: true }).click();
    await directory.getByText('No accounts yet.').waitFor();
    await shotsOf('/local/accounts', '1-empty');
    await directory.getByLabel(/Let somebody else have this username/).focus();
    await directory.keyboard.type('zomalley');
    await directory.keyboard.press('Tab');
    await directory.keyboard.press('Enter');
    await directory.getByRole('rowheader', { name: 'zomalley@bantshire.example' }).waitFor();
    await directory.getByRole('region', { name: 'Accounts' }).focus();
    expect(await directory.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none');
  });

  it('should be asked for by a sponsor and approved by the head, and not be made before the decision stands', async () => {
    await asksFor('Zoë', 'O’Malley');
    expect(await visitors()).toEqual([]);
  });

  it('should be with the IT service where the directory refuses it', async () => {
    await plays(/^Refusing/);
    await moves(/^First day of the next account/);
    expect(await visitors()).toEqual([]);
    await seesTasks(async (page) => {
      await page.getByRole('heading', { name: 'Zoë O’Malley' }).waitFor();
      await page.getByText('Microsoft Entra refused to do this').waitFor();
      await page.screenshot({ path: join(pictures, '2-refused.png') });
    });
  });

  it('should be made without them once the directory does as asked, however slowly, under the next name where one was taken', async () => {
    await plays(/^Slow/);
    await moves(/^Next day/);
    await plays(/^Works normally/);
    expect(await visitors()).toMatchObject([
      { userName: 'zomalley2@bantshire.example', displayName: 'Zoë O’Malley', enabled: true, groups: ['Visitors, staff-like'] },
    ]);
    expect((await accounts()).find(({ displayName }) => displayName === 'Somebody Else')).toMatchObject({
      enabled: true,
      employeeId: null,
    });
    await shotsOf('/local/accounts', '3-works');
    await seesTasks((page) => page.getByText('There is nothing to do.').waitFor());
  });

  it('should be told to the sponsor with the username, what to pass on, and what it does not open', async () => {
    await sees(sponsor, 'zomalley2@bantshire.example');
    await sees(sponsor, /Please give your visitor this username, and ask them to contact the IT Service Desk/);
    await sees(sponsor, /does not include library resources or Learn/);
    await sponsor.screenshot({ path: join(pictures, '4-sponsor.png') });
  });

  it('should be disabled on the day after its last, and be in no group', async () => {
    await moves(/^Day after the end/);
    expect((await visitors()).map(({ enabled, groups }) => [enabled, groups])).toEqual([[false, []]]);
    await shotsOf('/local/accounts', '5-over');
  });

  it('should be one that was there before, taken over from the sample register', async () => {
    await directory.goto(`${product.url}/local/accounts`);
    await directory.getByRole('button', { name: /Add the 5 accounts/ }).click();
    await directory.getByRole('rowheader', { name: 'npthapa@bantshire.example' }).waitFor();
    await directory.getByText(`npm run import -- bot/data/visitors.csv --data ${folder} --write`).waitFor();
    const takeOver = async (...args: string[]) =>
      (
        await promisify(execFile)('npm', ['run', '--silent', 'import', '--', 'bot/data/visitors.csv', '--data', folder, ...args], {
          cwd: root,
          encoding: 'utf8',
          env: { PATH: process.env.PATH, HOME: process.env.HOME, ALMS_MODE: 'local' },
        })
      ).stdout;
    expect(await takeOver()).toContain('6 new, 0 the same, 0 different, 0 wrong. Nothing is written yet.');
    expect(await takeOver('--write')).toContain('Written: 6 taken over, 5 marked. As before: 0.');
    expect(await takeOver('--write')).toContain('Written: 0 taken over, 0 marked. As before: 6.');
    const taken = (await accounts()).find(({ userName }) => userName.startsWith('npthapa'));
    expect(taken?.employeeId).toMatch(/^VR-[0-9A-Z]{8}$/);
    expect(readFileSync(join(folder, 'directory.json'), 'utf8')).toContain(String(taken?.employeeId));
    await shotsOf('/local/accounts', '6-taken-over');
    await shotsOf('/', '7-index');
  });
});
