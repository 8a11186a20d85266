import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { isAccessible, withPage } from './page';
import { looksOn, rows, said, tabTest, wide } from './tab-test';

const tab = tabTest('card-office', { requests: { count: 120, seed: 11 } });
const { opens, keeps } = tab;
const focused = (page: Page) => page.evaluate('document.activeElement?.textContent');

async function downloads(page: Page, button = 'Download'): Promise<Record<string, Uint8Array>> {
  const dialog = page.getByRole('dialog');
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: button, exact: true }).click()]);
  await said(page, /^Downloaded: id-cards-/);
  return unzipSync(readFileSync(await download.path()));
}

describe('the card office', () => {
  it('should come to its queue, issue a card by the keyboard alone, and find it again by its number', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'cardoffice');
      await page.getByRole('tab', { name: 'ID cards', selected: true }).waitFor();
      await rows(page).filter({ hasText: 'To issue' }).first().waitFor();
      await keeps(page, 'queue');
      const opener = rows(page).filter({ hasText: 'To issue' }).first().locator('[data-opens]');
      const reference = (await opener.getAttribute('data-opens')) ?? '';
      await opener.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Show the photo' }).press('Enter');
      await page.getByRole('img', { name: /^Photo of / }).waitFor();
      await keeps(page, 'request');
      await page.getByRole('button', { name: 'Card issued' }).press('Enter');
      await page.getByRole('textbox', { name: 'Card number (required)' }).waitFor();
      await page.keyboard.type('?');
      await page.keyboard.press('Enter');
      await said(page, /Enter the number on the card: letters/);
      await keeps(page, 'wrong-number');
      await page.getByRole('textbox', { name: 'Card number (required)' }).fill('C 90017');
      await page.keyboard.press('Enter');
      await said(page, 'Card recorded as issued.');
      await said(page, 'ID card issued');
      await page.getByRole('button', { name: 'Back', exact: true }).press('Enter');
      await page.getByRole('searchbox', { name: 'Name, reference or card number' }).fill('c 90017');
      await page.waitForURL(/cards\?search=c/);
      await said(page, /^1 request shown/);
      expect(await rows(page).first().textContent()).toContain(reference);
      await keeps(page, 'found');
      // The same number for another visitor.
      await page.getByRole('searchbox', { name: 'Name, reference or card number' }).fill('');
      await rows(page).filter({ hasText: 'To issue', hasNotText: reference }).first().locator('[data-opens]').click();
      await page.getByRole('button', { name: 'Card issued' }).click();
      await page.getByRole('textbox', { name: 'Card number (required)' }).fill('C 90017');
      await page.keyboard.press('Enter');
      await said(page, `${reference} has a card with this number. Check the number, or open ${reference} and correct it there.`);
      expect(await page.getByRole('textbox', { name: 'Card number (required)' }).inputValue()).toBe('C 90017');
      await keeps(page, 'same-number');
      await page.getByRole('textbox', { name: 'Card number (required)' }).fill('C 90018');
      await page.keyboard.press('Enter');
      await said(page, 'Card recorded as issued.');
      await page.getByRole('button', { name: 'Not issued after all' }).click();
      await keeps(page, 'not-issued');
      await page.getByRole('dialog').getByRole('button', { name: 'Not issued after all' }).click();
      await said(page, 'Card recorded as not issued.');
      await page.getByRole('button', { name: 'Card issued' }).waitFor();
    });
  });

  it('should go from one card to the next beside the queue, though each leaves it', async () => {
    await withPage(tab.browser, { viewport: { width: 1500, height: 900 } }, async (page) => {
      await opens(page, 'cardoffice', 'cards?card=issue');
      const pane = page.getByRole('complementary');
      await rows(page).first().locator('[data-opens]').press('Enter');
      for (const number of ['D 1', 'D 2']) {
        const reference = await page.locator('tr[aria-current] [data-opens]').getAttribute('data-opens');
        await pane.getByRole('button', { name: 'Card issued' }).press('Enter');
        await page.getByRole('textbox', { name: 'Card number (required)' }).fill(number);
        await page.keyboard.press('Enter');
        await page.locator(`tr [data-opens="${reference}"]`).waitFor({ state: 'detached' });
        await pane.getByText('Card recorded as issued.').waitFor();
        await keeps(page, `beside-${number}`);
        await pane.getByRole('button', { name: 'Next', exact: true }).press('Enter');
        await pane.getByText('Card recorded as issued.').waitFor({ state: 'detached' });
      }
      const first = await rows(page).first().locator('[data-opens]').textContent();
      await page.keyboard.press('Escape');
      await pane.waitFor({ state: 'detached' });
      expect(await focused(page)).toBe(first);
    });
  });

  it('should download what is new as a ZIP with a sheet and photos, and then nothing more', async () => {
    await withPage(tab.browser, { ...wide, acceptDownloads: true }, async (page) => {
      await opens(page, 'cardoffice', 'cards');
      await page.getByRole('button', { name: 'Download for the card system' }).press('Enter');
      await page.getByRole('radio', { name: 'New or changed since the last download' }).waitFor();
      await keeps(page, 'download');
      const files = await downloads(page);
      const sheet = Buffer.from(files['cardholders.csv'] ?? []).toString('utf8');
      const lines = sheet.trimEnd().split('\r\n');
      expect(lines[0]).toBe(
        '\uFEFFEmployeeReference,LastName,FirstName,MiddleName,Title,KnownAs,Department,Company,ValidFrom,ValidTo,PhotoFile,CardNumber,Action',
      );
      expect(lines.length).toBeGreaterThan(10);
      const named = lines.flatMap((line) => /photos\/VR-[0-9A-Z]{8}\.jpg/.exec(line)?.[0] ?? []);
      expect(
        Object.keys(files)
          .filter((name) => name !== 'cardholders.csv')
          .sort(),
      ).toEqual(named.sort());
      expect([files[named[0] ?? '']?.[0], files[named[0] ?? '']?.[1]]).toEqual([0xff, 0xd8]);
      await keeps(page, 'downloaded');
      await page.getByRole('dialog').getByRole('button', { name: 'Download', exact: true }).click();
      await said(page, /^Nothing is new or has changed since the last download on .* so there is no file\.$/);
      await keeps(page, 'nothing-new');
      await page.getByRole('radio', { name: 'All with an ID card, and cards to collect' }).check();
      expect(Object.keys(await downloads(page)).length).toBe(Object.keys(files).length);
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(await focused(page)).toBe('Download for the card system');
    });
  });

  it('should be told of a download that broke off, and be able to make it again', async () => {
    await withPage(tab.browser, { ...wide, acceptDownloads: true }, async (page) => {
      await opens(page, 'cardoffice', 'cards');
      await page.getByRole('button', { name: 'Download for the card system' }).click();
      await page.getByRole('radio', { name: 'All with an ID card, and cards to collect' }).check();
      await page.route('**/api/tab/cards/export', (route) => route.abort());
      await page.getByRole('dialog').getByRole('button', { name: 'Download', exact: true }).click();
      await said(page, /We cannot reach the service/);
      await page.unroute('**/api/tab/cards/export');
      expect(Object.keys(await downloads(page, 'Download again')).length).toBeGreaterThan(5);
    });
  });
});

describe('its looks', () => {
  it.each(looksOn())('should be there for everybody, by axe: %s, %s', async (width, look, options) => {
    await withPage(tab.browser, options, async (page) => {
      await opens(page, 'cardoffice', 'cards', look);
      await rows(page).first().waitFor();
      await isAccessible(page);
      await keeps(page, `queue-${width}-${look}`);
      await page.getByRole('button', { name: 'Download for the card system' }).click();
      await page.getByRole('dialog').waitFor();
      await isAccessible(page);
      await keeps(page, `download-${width}-${look}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await rows(page).first().locator('[data-opens]').click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await isAccessible(page);
      await page
        .getByRole('button', { name: /^Card / })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
      await isAccessible(page);
      await keeps(page, `issue-${width}-${look}`);
    });
  });
});
