import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { isAccessible } from './page';
import { chatOf, presses, sees } from './playground';
import { type LocalProduct, startBrowser, startProduct } from './start';

const pictures = join(__dirname, '..', '..', '.pictures', 'page-from-chat');
const colleagueMail = 'gwilym.ap-rhys@bantshire.example';

let product: LocalProduct;
let browser: Browser;
let sponsor: Page;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [product, browser] = await Promise.all([startProduct(['--chats', 'sponsor,deputy']), startBrowser()]);
  sponsor = await chatOf('sponsor', { product, browser });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  expect(await product?.stop()).toBe(0);
});

const keeps = async (page: Page, name: string) => void (await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true }));

/** From the first card by its link to the page, where the school that is filled in is confirmed. */
async function goesToPage(chat: Page, name: string): Promise<Page> {
  await presses(chat, 'Fill in on one page');
  await sees(chat, 'Your draft on one page');
  await keeps(chat, name);
  const link = chat
    .getByRole('button', { name: 'Open the page' })
    .or(chat.getByRole('link', { name: 'Open the page' }))
    .last();
  const [page] = await Promise.all([chat.context().waitForEvent('page'), link.click()]);
  page.setDefaultTimeout(20_000);
  await page.getByRole('combobox', { name: /School or service/ }).waitFor();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByRole('textbox', { name: /First name/ }).waitFor();
  return page;
}

async function fillsVisit(page: Page, names: { first: string; last: string }): Promise<void> {
  await page.getByRole('combobox', { name: /^Reason/ }).selectOption({ label: 'Visiting Professor (up to 36 months)' });
  await page.getByRole('textbox', { name: /First name/ }).fill(names.first);
  await page.getByRole('textbox', { name: /Last name/ }).fill(names.last);
  await page.getByRole('button', { name: '6 months' }).click();
  await page.getByRole('radio', { name: 'Staff-like' }).check();
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await page.getByRole('button', { name: 'Make request' }).waitFor();
  await page.getByText('All changes saved').first().waitFor();
}

describe('a draft that goes from a card to the page', () => {
  it('should go on there, and be the request in the chat once it is made', async () => {
    await presses(sponsor, 'New visitor');
    await sees(sponsor, 'Which school or professional service');
    await keeps(sponsor, 'first-card');
    const page = await goesToPage(sponsor, 'card');
    await fillsVisit(page, { first: 'Ines', last: 'Vale' });
    await page.getByRole('button', { name: 'Make request' }).click();
    await page.getByText('Waiting for a decision').first().waitFor();
    await page.close();
    await sees(sponsor, 'Waiting for a decision');
  });
});

describe('a draft that goes from the page to the chat', () => {
  it('should be on a card at its end, with what is asked next', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.setDefaultTimeout(20_000);
    await page.goto(`${product.url}/tab?persona=${product.persona('sponsor').aadObjectId}#mine`);
    await page.getByRole('button', { name: 'New visitor' }).click();
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByRole('combobox', { name: /^Reason/ }).selectOption({ label: 'Visiting Professor (up to 36 months)' });
    await page.getByRole('textbox', { name: /First name/ }).fill('Ada');
    await page.getByRole('textbox', { name: /Last name/ }).fill('Quill');
    const [chat] = await Promise.all([page.context().waitForEvent('page'), page.getByText('Continue in the chat').click()]);
    // It greets first, as it does whenever the Playground is opened.
    await sees(chat, 'Visitor accounts');
    await sees(chat, 'Edit visitor');
    await keeps(chat, 'continued');
    const tops = ['Visitor accounts', 'Edit visitor'].map(
      async (text) => (await chat.getByText(text).last().boundingBox())?.y ?? Number.NaN,
    );
    const [greeting = 0, draft = 0] = await Promise.all(tops);
    expect(draft).toBeGreaterThan(greeting);
    await sees(sponsor, 'Your draft is in a new message');
    await chat.close();
    await page.close();
  });
});

describe('a colleague without a chat who is asked to sponsor', () => {
  it('should be asked by mail, and confirm from the page to which it leads', async () => {
    const { url } = product;
    const deputy = await chatOf('deputy', { product, browser });
    await presses(deputy, 'New visitor');
    const tab = await goesToPage(deputy, 'work');
    await tab.setViewportSize({ width: 390, height: 844 });
    await fillsVisit(tab, { first: 'Otto', last: 'Quill' });
    await presses(deputy, 'Continue here');
    await presses(deputy, 'Ask a colleague');
    await deputy
      .getByLabel(/Work email/)
      .last()
      .fill(colleagueMail);
    await presses(deputy, 'Continue');
    await presses(deputy, 'Ask them');
    await sees(deputy, 'Waiting for your colleague to confirm');
    await keeps(deputy, 'asked');

    await tab.goto(`${url}/tab?persona=${product.persona('deputy').aadObjectId}#mine`);
    await tab.getByText('With Gwilym Ap-Rhys, who has not confirmed yet').waitFor();
    await isAccessible(tab);
    await tab.getByRole('button', { name: 'Open: Otto Quill' }).click();
    await tab.getByRole('button', { name: 'Take the draft back' }).waitFor();
    await isAccessible(tab);
    await keeps(tab, 'waiting');

    let link = '';
    for (let time = 0; time < 100 && link === ''; time += 1) {
      const mails = (await (await fetch(`${url}/local/mail?to=${colleagueMail}`)).json()) as { html: string }[];
      link = /href="([^"]+#draft\/VR-[^"]+)"/.exec(mails[0]?.html ?? '')?.[1] ?? '';
      await tab.waitForTimeout(200);
    }
    const theirs = await browser.newPage({ viewport: { width: 390, height: 844 } });
    theirs.setDefaultTimeout(20_000);
    await theirs.goto(link.replaceAll('&amp;', '&'));
    await theirs.getByRole('button', { name: 'Confirm as sponsor' }).waitFor();
    await isAccessible(theirs);
    await keeps(theirs, 'to-confirm');
    await theirs.getByRole('button', { name: 'Decline' }).click();
    await theirs.waitForTimeout(500);
    await isAccessible(theirs);
    await keeps(theirs, 'decline');
    await theirs.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await theirs.getByRole('dialog').waitFor({ state: 'detached' });
    await theirs.getByRole('button', { name: 'Confirm as sponsor' }).click();
    await theirs.getByText('Waiting for a decision').first().waitFor();
    await sees(deputy, 'Gwilym Ap-Rhys has confirmed the visitor request that you prepared');
  });
});
