import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import policyJson from '../../bot/data/policy.json';
import { workingDayBefore } from '../../bot/domain/dates/dates';
import { day as inWords } from '../../bot/domain/dates/day-words';
import { endsLine } from '../../bot/domain/words/digest-words';
import { pictureDigest } from './drawn-digest';
import { chatOf, choosesFirstDay, presses, sees, visitTitle } from './playground';
import { type LocalProduct, startBrowser, startProduct } from './start';

const pictures = join(__dirname, '..', '..', '.pictures', 'time');
/** A move does months of hours, and waits for every message. */
const whileTimePasses = 120_000;

let product: LocalProduct;
let browser: Browser;
let sponsor: Page;
let head: Page;
let clock: Page;
/** The day of the product when the story begins. */
let begin: Temporal.PlainDate;
/** The last day of the account, as the organisation has it for blank dates; then as it was kept. */
let end: Temporal.PlainDate;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  [sponsor, head] = [await chatOf('sponsor', { product, browser }), await chatOf('head', { product, browser })];
  clock = await browser.newPage({ viewport: { width: 900, height: 1000 }, locale: 'en-GB' });
  await clock.goto(`${product.url}/`);
  begin = await today();
});
afterAll(async () => {
  await browser?.close();
  expect(await product?.stop()).toBe(0);
});

async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

async function today(): Promise<Temporal.PlainDate> {
  const told = (await (await fetch(`${product.url}/local.json`)).json()) as { today: string };
  return Temporal.PlainDate.from(told.today);
}

/** Moves the day by a button of the index page; the day that it names. */
async function moves(name: RegExp): Promise<Temporal.PlainDate> {
  await clock.goto(`${product.url}/`);
  const button = clock.getByRole('button', { name });
  // The page does not follow the lists, which a worker writes after an answer.
  for (let time = 0; time < 50 && (await button.count()) === 0; time += 1) {
    await clock.waitForTimeout(200);
    await clock.reload();
  }
  await button.click({ timeout: whileTimePasses });
  await clock.waitForURL(/#time$/, { timeout: whileTimePasses });
  const reached = await today();
  await clock.getByText(`today is ${inWords(reached)}`).waitFor();
  return reached;
}

/** 31 July of the academic year that the story has reached. */
function nextYearsEnd(): Temporal.PlainDate {
  const soonest = end.add({ days: 1 }).add({ months: 2 });
  const july = Temporal.PlainDate.from({ year: soonest.year, month: 7, day: 31 });
  return Temporal.PlainDate.compare(july, soonest) < 0 ? july.add({ years: 1 }) : july;
}

describe('the time of an account in the Agents Playground', () => {
  it('should begin with a request that its head approves', async () => {
    await presses(sponsor, 'New visitor');
    await sponsor.getByRole('combobox').last().click();
    await sponsor.getByRole('combobox').last().fill('computer sc');
    await sponsor.getByRole('option', { name: 'School of Computer Science' }).click();
    await presses(sponsor, 'Next');
    await sponsor.getByRole('radio', { name: /Emeritus Professor/ }).check();
    await sponsor.getByLabel(/First name/).fill('Zoë');
    await sponsor.getByLabel(/Last name/).fill('O’Malley-Ito');
    await presses(sponsor, 'Next');
    // A blank last day is the end of the academic year.
    await sees(sponsor, visitTitle);
    await choosesFirstDay(sponsor, 1);
    await sponsor.getByRole('radio', { name: 'Staff-like' }).check();
    await sponsor.getByRole('radio', { name: 'No', exact: true }).last().check();
    await presses(sponsor, 'Next');
    await presses(sponsor, 'Make request');
    await sees(sponsor, 'Waiting for a decision');
    await head.getByRole('button', { name: 'Approve', exact: true }).last().waitFor();
    await presses(head, 'Approve');
    await sees(head, 'Approved');
    await sees(sponsor, 'Approved');
  });

  it('should ask the sponsor thirty days before the end, and take the answer in place', async () => {
    await clock.goto(`${product.url}/`);
    await shot(clock, '1-clock');
    const asked = await moves(/^30 days before the next end/);
    end = asked.add({ days: 30 });
    await sees(sponsor, `Last day: ${inWords(end)}, in 30 days`);
    await shot(sponsor, '2-digest');
    await pictureDigest(product, browser, asked.toString(), (theme) => join(pictures, `2-digest-${theme}.png`));
    await presses(sponsor, 'Reapprove');
    await sees(sponsor, 'Reapproved to');
    await shot(sponsor, '3-kept');
  });

  it('should ask again thirty days before the new end, and remind of what nobody answers', async () => {
    const asked = await moves(/^30 days before the next end/);
    expect(asked.toString() > end.toString()).toBe(true);
    end = asked.add({ days: 30 });
    await sees(sponsor, `Last day: ${inWords(end)}, in 30 days`);
    // A day, by keys alone.
    await clock.getByRole('button', { name: /^Next day/ }).focus();
    await clock.keyboard.press('Enter');
    await clock.getByText(`today is ${inWords(asked.add({ days: 1 }))}`).waitFor({ timeout: whileTimePasses });
    await clock.getByLabel('Another day').fill(end.subtract({ days: 1 }).toString());
    await clock.getByRole('button', { name: 'Go to this day' }).click({ timeout: whileTimePasses });
    await clock.getByText(`today is ${inWords(end.subtract({ days: 1 }))}`).waitFor({ timeout: whileTimePasses });
    const last = workingDayBefore(end, policyJson.closureDays);
    await sees(sponsor, endsLine(end.toString(), last));
  });

  it('should end the account the day after, and tell its sponsor', async () => {
    expect((await moves(/^Day after the end/)).toString()).toBe(end.add({ days: 1 }).toString());
    await sees(sponsor, `Expired: the last day was ${inWords(end)}.`);
    await shot(sponsor, '4-expired');
  });

  it('should ask again with the old data, from the card that tells of the end', async () => {
    await presses(sponsor, 'Request again');
    await sees(sponsor, 'Check and make the request');
    await sponsor.getByText('O’Malley-Ito').last().waitFor();
    // The dates are new ones: the year's end moves on with the clock.
    await sees(sponsor, `${inWords(nextYearsEnd())} (the University’s default date)`);
    await shot(sponsor, '5-ask-again');
  });

  it('should say on the page why it does not go back, and have a page that everybody can use', async () => {
    await clock.goto(`${product.url}/`);
    // The browser would keep such a day to itself.
    await clock.getByLabel('Another day').evaluate((field) => field.removeAttribute('min'));
    await clock.getByLabel('Another day').fill(begin.toString());
    await clock.getByRole('button', { name: 'Go to this day' }).click();
    await clock.getByRole('alert').filter({ hasText: 'Time does not go back' }).waitFor();
    expect(await clock.getByLabel('Another day').inputValue()).toBe(begin.toString());
    await shot(clock, '6-refused');
    const open = await browser.newPage({ bypassCSP: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      await open.emulateMedia({ colorScheme });
      await open.goto(`${product.url}/`);
      await open.screenshot({ path: join(pictures, `1-clock-${colorScheme}.png`), fullPage: true });
      await open.addScriptTag({ content: readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') });
      const { violations } = (await open.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
      expect(violations.map(({ id, nodes }) => ({ id, where: nodes[0]?.html }))).toEqual([]);
    }
    await open.close();
  });
});
