import type { Browser, Page } from 'playwright-core';
import type { LocalProduct } from './start';

/** A persona’s chat window, greeted. */
export async function chatOf(role: string, { product, browser }: { product: LocalProduct; browser: Browser }): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, locale: 'en-GB' });
  page.setDefaultTimeout(20_000);
  await page.goto(product.persona(role).playground ?? '');
  await sees(page, 'Visitor accounts');
  return page;
}

export async function sees(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).last().waitFor({ state: 'visible' });
}

/** The newest button of that name: a chat holds older cards above it. */
export async function presses(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).last().click();
}

/** Over the third card of a draft. */
export const visitTitle = 'Dates, access and details';

/** From *New visitor* to the request made, without a photo. */
export async function makesRequest(page: Page, { department = '', employer = '', firstName = '', lastName = '' }): Promise<void> {
  await presses(page, 'New visitor');
  await page.getByRole('combobox').last().click();
  await page.getByRole('combobox').last().fill(department);
  await page.getByRole('option', { name: department }).click();
  await presses(page, 'Next');
  await page.getByRole('radio', { name: /Contractor/ }).check();
  await page.getByLabel(/First name/).fill(firstName);
  await page.getByLabel(/Last name/).fill(lastName);
  await presses(page, 'Next');
  await sees(page, visitTitle);
  await page.getByLabel(/employing organisation/i).fill(employer);
  await choosesFirstDay(page, 3);
  await page.getByRole('radio', { name: 'Staff-like' }).check();
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await presses(page, 'Next');
  await presses(page, 'Make request');
  await sees(page, 'Waiting for a decision');
}

/** On the card of the visit, by its calendar: the day in so many days. `open` sees the calendar before. */
export async function choosesFirstDay(page: Page, days: number, open?: () => Promise<void>): Promise<void> {
  await page
    .getByLabel(/Valid from/)
    .last()
    .click();
  await open?.();
  await page
    .getByRole('button', { name: dayIn(days) })
    .first()
    .click();
}

/** The day in so many days as the Playground’s calendar names it, in whichever order. */
function dayIn(days: number): RegExp {
  const date = new Date(Date.now() + days * 86_400_000);
  const [day, month, year] = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).split(' ');
  return new RegExp(`^(${day}, ${month}, ${year}|${day} ${month} ${year}|${month} ${day}, ${year})`);
}
