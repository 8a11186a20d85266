import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { picture } from '../fakes/hostile-files';
import { isAccessible, withPage } from './page';
import { chatOf, choosesFirstDay, presses, sees, visitTitle } from './playground';
import { type LocalProduct, startBrowser, startProduct } from './start';

const pictures = join(__dirname, '..', '..', '.pictures', 'right-people');

let product: LocalProduct;
let browser: Browser;
let sponsor: Page;
/** The same chat once more, as on another of the sponsor's devices: it shows each card as it was sent. */
let second: Page;
let head: Page;
let deputy: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [product, browser] = await Promise.all([startProduct(['--chats', 'sponsor,head,deputy']), startBrowser()]);
  [sponsor, second] = [await chatOf('sponsor', { product, browser }), await chatOf('sponsor', { product, browser })];
  [head, deputy] = [await chatOf('head', { product, browser }), await chatOf('deputy', { product, browser })];
});
afterAll(async () => {
  await browser?.close();
  expect(await product?.stop()).toBe(0);
});

async function says(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').last().click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** Chooses the department of an open draft, and why the visitor comes. */
async function begins(page: Page, department: string): Promise<void> {
  await page.getByRole('combobox').last().click();
  await page.getByRole('combobox').last().fill(department);
  await page.getByRole('option', { name: department }).click();
  await presses(page, 'Next');
  await sees(page, 'Who is visiting, and why?');
  await page
    .getByRole('radio', { name: /Visiting Professor/ })
    .last()
    .check();
}

/** From the card of the visit to the review. */
async function finishes(page: Page): Promise<void> {
  await sees(page, visitTitle);
  await choosesFirstDay(page, 3);
  await page.getByRole('radio', { name: 'Staff-like' }).check();
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await presses(page, 'Next');
  await sees(page, 'Check and make the request');
}

describe('two windows on one draft', () => {
  it('should show both values where both changed the same card, and lose neither', async () => {
    await presses(sponsor, 'New visitor');
    await begins(sponsor, 'Bantshire Business School');
    await presses(second, 'New visitor');
    await sees(second, 'You have a saved draft');
    await presses(second, 'Continue');
    await sees(second, 'Who is visiting, and why?');
    await second.getByRole('radio', { name: /Visiting Professor/ }).check();

    await sponsor.getByLabel(/First name/).fill('Ottoline');
    await sponsor.getByLabel(/Last name/).fill('Fairweather');
    await presses(sponsor, 'Next');
    await sees(sponsor, visitTitle);

    await second.getByLabel(/First name/).fill('Inês');
    await second.getByLabel(/Last name/).fill('Fairweather');
    await presses(second, 'Next');
    await sees(second, /Saved on the other device/);
    await sees(second, 'Ottoline');
    expect(await second.getByLabel(/First name/).inputValue()).toBe('Inês');
    await shot(second, '1-both-values');
  });

  it('should keep what the person chooses, having seen both, in either window', async () => {
    await presses(second, 'Next');
    await sees(second, visitTitle);
    // The first window still shows the card of the visit, and goes on from there.
    await finishes(sponsor);
    await sees(sponsor, 'Inês');
    await shot(sponsor, '2-review');
  });
});

describe('a head who is away', () => {
  it('should be named to the sponsor, with the deputy who was asked too', async () => {
    await presses(sponsor, 'Make request');
    await sees(sponsor, /With Aoife Oyelaran or Noor Varga since/);
    await sees(sponsor, /Aoife Oyelaran is away until .* so Noor Varga has been asked too\./);
    await shot(sponsor, '3-head-away');
  });
});

describe('a deputy', () => {
  it('should find the request among those that wait, and decide it', async () => {
    await says(sponsor, 'new visitor');
    await sees(sponsor, /Which school or professional service/);
    await begins(sponsor, 'School of Computer Science');
    await sponsor
      .getByLabel(/First name/)
      .last()
      .fill('Zoë');
    await sponsor
      .getByLabel(/Last name/)
      .last()
      .fill('O’Malley-Ito');
    await presses(sponsor, 'Next');
    await finishes(sponsor);
    await presses(sponsor, 'Make request');
    await sees(head, 'A visitor request for your decision');

    await presses(deputy, 'Waiting for me');
    // The card comes at once, the lists a moment later: whoever is that quick asks again.
    const listed = deputy.getByText('Zoë O’Malley-Ito').last().waitFor({ state: 'visible', timeout: 3_000 });
    await listed.catch(() => says(deputy, 'waiting for me'));
    await sees(deputy, 'Zoë O’Malley-Ito');
    await shot(deputy, '4-waiting');
    await deputy.getByRole('button', { name: /^Open/ }).last().click();
    await sees(deputy, 'A visitor request for your decision');
    await presses(deputy, 'Approve');
    await sees(deputy, /Approved by Tomasz Więcek/);
    await shot(deputy, '5-decided');
  });

  it('should close the head’s card by it, and have the sponsor told', async () => {
    await sees(head, /Approved by Tomasz Więcek/);
    expect(await head.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await shot(head, '6-closed');
    await sees(sponsor, /Approved by Tomasz Więcek/);
    await shot(sponsor, '7-told');
  });
});

describe('a change of what was approved', () => {
  const tabOf = (role: string) => `${product.url}/tab?persona=${product.persona(role).aadObjectId}`;
  /** The page of the visitor, as this person has it in the tab. */
  async function opensIn(page: Page, role: string, list: string): Promise<void> {
    await page.goto(`${tabOf(role)}#${list}`);
    await page.locator('[data-opens]', { hasText: 'Zoë O’Malley-Ito' }).first().click();
    await page.getByRole('heading', { name: /Zoë O’Malley-Ito/ }).waitFor();
  }
  const form = (page: Page) => page.getByRole('dialog');

  it('should be asked for on the page in the tab, with bad input beside its field and nothing typed lost', async () => {
    await withPage(browser, { viewport: { width: 390, height: 844 }, bypassCSP: true }, async (page) => {
      await opensIn(page, 'sponsor', 'mine');
      await page.getByRole('button', { name: 'Request a change' }).click();
      await form(page)
        .getByLabel(/^Why the change is needed/)
        .fill('She teaches two modules.');
      await form(page).getByRole('radio', { name: 'No access' }).check();
      await form(page).getByRole('button', { name: 'Request a change' }).click();
      await form(page).getByText('Choose IT access or an ID card.').waitFor();
      await isAccessible(page);
      await shot(page, '8-change-wrong');
      expect(
        await form(page)
          .getByLabel(/^Why the change is needed/)
          .inputValue(),
      ).toBe('She teaches two modules.');
      await form(page).getByRole('radio', { name: 'Student-like' }).check();
      await form(page)
        .getByRole('checkbox', { name: /^ID card/ })
        .check();
      await form(page).getByRole('button', { name: 'Request a change' }).click();
      await page
        .getByText(/goes to the approver once the photo has been added/)
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Add the photo' }).waitFor();
      await isAccessible(page);
      await shot(page, '9-change-needs-photo');
      const file = { name: 'visitor.jpg', mimeType: 'image/jpeg', buffer: await picture(900, 1200) };
      await page.locator('input[type=file]').first().setInputFiles(file);
      await page.getByRole('button', { name: 'Use this photo' }).click();
      await page
        .getByText(/The change to Student-like access and an ID card is waiting for/)
        .first()
        .waitFor();
      await shot(page, '10-change-waits');
    });
  });

  it('should come to the head as a card with what stands beside it, and hold once it is agreed', async () => {
    await sees(head, 'A change for your decision');
    await sees(head, /Student-like access \(now Staff-like access\) and an ID card \(now none\)/);
    await shot(head, '11-change-to-decide');
    await presses(head, 'Agree');
    await sees(head, /agreed to the change to Student-like access and an ID card/);
    await sees(sponsor, /, change: .* agreed/);
    await withPage(browser, { viewport: { width: 1200, height: 900 } }, async (page) => {
      await opensIn(page, 'sponsor', 'mine');
      await page.getByText('Change agreed').waitFor();
      await shot(page, '12-change-agreed');
    });
  });
});
