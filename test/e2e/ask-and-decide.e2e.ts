import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { picture } from '../fakes/hostile-files';
import { chatOf, choosesFirstDay, presses, sees, visitTitle } from './playground';
import { type LocalProduct, startBrowser, startProduct } from './start';

const pictures = join(__dirname, '..', '..', '.pictures', 'story');

let product: LocalProduct;
let browser: Browser;
let sponsor: Page;
let head: Page;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  [sponsor, head] = [await chatOf('sponsor', { product, browser }), await chatOf('head', { product, browser })];
});
afterAll(async () => {
  await browser?.close();
  expect(await product?.stop()).toBe(0);
});

async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

describe('the whole story in the Agents Playground', () => {
  it('should let the sponsor fill in a request, card by card', async () => {
    await presses(sponsor, 'New visitor');
    await sponsor.getByRole('combobox').last().click();
    await sponsor.getByRole('combobox').last().fill('computer sc');
    await sponsor.getByRole('option', { name: 'School of Computer Science' }).click();
    await shot(sponsor, '1-department');
    await presses(sponsor, 'Next');
    await sponsor.getByRole('radio', { name: /Contractor/ }).check();
    await sponsor.getByLabel(/First name/).fill('Zoë');
    await presses(sponsor, 'Next');
    await sees(sponsor, 'Please give the visitor’s last name.');
    expect(await sponsor.getByLabel(/First name/).inputValue()).toBe('Zoë');
    await shot(sponsor, '2-names');
    await sponsor.getByLabel(/Last name/).fill('O’Malley-Ito');
    await presses(sponsor, 'Next');
    await sees(sponsor, visitTitle);
    await sponsor.getByLabel(/employing organisation/i).fill('Fenwick *Instruments* ${x} Ltd');
    await presses(sponsor, '3 months');
    expect(await sponsor.getByLabel(/employing organisation/i).inputValue()).toBe('Fenwick *Instruments* ${x} Ltd');
    await choosesFirstDay(sponsor, 3, () => shot(sponsor, '3-dates'));
    await sponsor.getByRole('radio', { name: 'Staff-like' }).check();
    await presses(sponsor, 'Next');
    await sees(sponsor, 'Photo for the ID card');
    await shot(sponsor, '4-photo');
  });

  it('should take the photo on a phone and show it on the card', async () => {
    const [page] = await Promise.all([
      sponsor.context().waitForEvent('page'),
      sponsor
        .getByRole('button', { name: 'Add the photo' })
        .or(sponsor.getByRole('link', { name: 'Add the photo' }))
        .last()
        .click(),
    ]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'visitor.jpg', mimeType: 'image/jpeg', buffer: await picture(1200, 1500) });
    await page.getByRole('button', { name: 'Use this photo' }).click();
    await page.getByText(/Photo saved/).waitFor();
    await shot(page, '5-upload');
    await page.close();
    await sees(sponsor, 'Replace the photo');
    await shot(sponsor, '6-photo-shown');
    await sees(sponsor, 'Check and make the request');
    await shot(sponsor, '7-review');
    await presses(sponsor, 'Make request');
    await sees(sponsor, 'Waiting for a decision');
    await shot(sponsor, '8-requested');
  });

  it('should lead the head to the photo in the tab, which shows it at once and records that', async () => {
    const title = 'Show the photo in the tab';
    const opens = head.getByRole('link', { name: title }).or(head.getByRole('button', { name: title }));
    const [page] = await Promise.all([head.context().waitForEvent('page'), opens.last().click()]);
    await page.getByRole('img', { name: /photo of/i }).waitFor();
    await page.getByText('Photo viewed').first().waitFor();
    await shot(page, '8-photo-in-tab');
    await page.close();
  });

  it('should return it to the sponsor with a question, and have it sent again', async () => {
    await sees(head, 'A visitor request for your decision');
    await head.getByText('Fenwick *Instruments* ${x} Ltd').last().waitFor();
    await shot(head, '9-asked');
    await presses(head, 'Return with a question');
    await head
      .getByLabel(/Your question/)
      .last()
      .fill('Which **room** is it?');
    await presses(head, 'Return with a question');
    await sees(head, 'Returned with a question');
    await sees(sponsor, 'Which **room** is it?');
    await shot(sponsor, '10-question');
    await sponsor
      .getByLabel(/Your answer/)
      .last()
      .fill('Room 4.12.');
    await presses(sponsor, 'Answer');
    await sees(sponsor, 'Waiting for a decision');
  });

  it('should let the head approve and tell the sponsor', async () => {
    await head.getByRole('button', { name: 'Approve', exact: true }).last().waitFor();
    await presses(head, 'Approve');
    await sees(head, 'Approved');
    await shot(head, '11-approved');
    await sees(sponsor, 'Approved');
    await shot(sponsor, '12-told');
    expect(await head.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
  });
});
