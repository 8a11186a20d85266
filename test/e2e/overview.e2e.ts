import type { BrowserContextOptions, Page } from 'playwright-core';
import { isAccessible, withPage } from './page';
import { looksOn, phone, rows, said, tabTest } from './tab-test';

const wide: BrowserContextOptions = { viewport: { width: 1400, height: 900 } };

const tab = tabTest('overview', { requests: { count: 240, seed: 11 }, hasWholePages: true });
const { opens, keeps } = tab;

const figure = (page: Page, name: RegExp) => page.getByRole('region', { name: 'How it stands' }).getByRole('button', { name });
const numberOn = async (page: Page, name: RegExp) => Number(await figure(page, name).locator('span').last().textContent());

describe('the overview', () => {
  it('should be where an admin starts, and each figure lead to a list of as many', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin');
      await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
      await said(page, /^As of /);
      for (const name of [/^Waiting for a decision/, /^Waiting longer/, /^Starting this week/, /^Ending this month/]) {
        const count = await numberOn(page, name);
        await figure(page, name).click();
        await page.getByRole('tab', { name: 'All requests', selected: true }).waitFor();
        if (count > 0) {
          await said(page, new RegExp(`^${Math.min(count, 50)} requests? shown`));
          expect(await rows(page).count()).toBe(Math.min(count, 50));
        } else await said(page, /No requests match/);
        await page.getByRole('tab', { name: 'Overview' }).click();
        await said(page, /^As of /);
      }
      // Of the same moment as the name of the page that it opens.
      await page.getByRole('tab', { name: `Needs attention (${await numberOn(page, /^Need attention now/)})` }).waitFor();
      await figure(page, /^Need attention/).click();
      await page.getByRole('tab', { name: /Needs attention/, selected: true }).waitFor();
    });
  });

  it('should be read and used by keys alone: the chart as a table, the longest wait opened and left again', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin');
      await said(page, /^As of /);
      await page.getByRole('img', { name: /end in the next 26 weeks/ }).waitFor();
      await page.getByRole('button', { name: 'Show as table' }).focus();
      await page.keyboard.press('Enter');
      const table = page.getByRole('table', { name: 'Accounts ending each week' });
      expect(await table.getByRole('row').count()).toBe(27);
      await keeps(page, 'overview-table');
      await isAccessible(page);
      await page.keyboard.press('Enter');
      await page.getByRole('img', { name: /end in the next 26 weeks/ }).waitFor();
      const oldest = page.getByRole('list', { name: 'Waiting longest' }).getByRole('button').first();
      const visitor = (await oldest.textContent()) ?? '';
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      // The page has the title too, such as Professor.
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(visitor);
      await page.getByRole('button', { name: 'Back' }).click();
      await oldest.waitFor();
      expect(await oldest.evaluate((one) => one === document.activeElement)).toBe(true);
    });
  });
});

describe('a list', () => {
  it('should show the columns that its reader chooses, and remember them', async () => {
    await withPage(tab.browser, wide, async (page) => {
      const heads = () => page.getByRole('columnheader').allTextContents();
      await opens(page, 'admin', 'requests');
      await rows(page).first().waitFor();
      const before = await heads();
      await page.getByRole('button', { name: 'Columns' }).click();
      for (const name of ['Reason', 'Waiting since', 'Decided by']) await page.getByRole('checkbox', { name }).press(' ');
      expect(await heads()).toEqual([...before, 'Reason', 'Waiting since', 'Decided by']);
      await keeps(page, 'columns');
      await isAccessible(page);
      await page.reload();
      await rows(page).first().waitFor();
      expect(await heads()).toEqual([...before, 'Reason', 'Waiting since', 'Decided by']);
      // Another person in the same browser has not chosen anything.
      await page.goto(`${tab.product.url}/tab?persona=${tab.product.persona('head').aadObjectId}#department`);
      await page.reload();
      await rows(page).first().waitFor();
      expect(await heads()).not.toContain('Decided by');
    });
  });

  it.each([
    ['admin', 'requests', 1400],
    ['admin', 'requests', 1200],
    ['admin', 'requests', 390],
    ['head', 'department', 390],
    ['cardoffice', 'cards', 390],
    ['cardoffice', 'cards', 1200],
  ] as const)('should not move its rows when the rest comes: %s, %s, %i pixels wide', async (role, list, width) => {
    await withPage(tab.browser, { viewport: { width, height: 900 } }, async (page) => {
      await page.addInitScript(`
        window.tops = [];
        const look = () => {
          const row = document.querySelector('tbody tr');
          const top = row ? Math.round(row.getBoundingClientRect().top) : window.tops.at(-1);
          if (top !== window.tops.at(-1)) window.tops.push(top);
          requestAnimationFrame(look);
        };
        look();
      `);
      await opens(page, role, list);
      await page.getByRole('searchbox').waitFor();
      if (list !== 'department') await page.getByRole('button', { name: /^(Export|Download for)/ }).waitFor();
      await page.getByRole('tab', { name: /\(\d/ }).first().waitFor();
      await page.waitForTimeout(300);
      expect(await page.evaluate('window.tops')).toHaveLength(1);
    });
  });

  it('should not wait for figures that do not come, nor go away while they are read again', async () => {
    const figures = '**/api/tab/overview/department';
    await withPage(tab.browser, wide, async (page) => {
      await page.route(figures, () => undefined);
      await opens(page, 'head', 'department');
      await rows(page).first().waitFor();
      await page.unroute(figures);
      await page.route(figures, (route) => route.abort());
      await page.reload();
      await rows(page).first().waitFor();
      await page.unroute(figures);
      await page.route(figures, () => undefined);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('button', { name: 'Try again' }).waitFor({ state: 'detached' });
      expect(await rows(page).count()).toBeGreaterThan(0);
    });
  });

  it('should keep its head in sight, and be walked through by arrow keys', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests');
      await rows(page).nth(30).waitFor();
      await page.evaluate('window.scrollTo(0, 1200)');
      const top = (await page.getByRole('columnheader', { name: 'Visitor' }).boundingBox())?.y ?? -1;
      expect(top).toBeGreaterThanOrEqual(40);
      expect(top).toBeLessThan(80);
      await rows(page).nth(0).locator('[data-opens]').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      const at = () =>
        page.evaluate('[document.activeElement.closest("[data-column]")?.dataset.column, document.activeElement.closest("tr")?.rowIndex]');
      expect(await at()).toEqual(['sponsor', 2]);
      await page.keyboard.press('ArrowDown');
      expect(await at()).toEqual(['sponsor', 3]);
      await page.keyboard.press('ArrowLeft');
      expect(await at()).toEqual(['visitor', 3]);
    });
  });

  it('should find visitors by first and preferred name, and by employer', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests');
      const name = (await rows(page).first().locator('[data-opens]').textContent()) ?? '';
      await page.getByRole('searchbox', { name: 'Name, employer or reference' }).fill(name.split(' ')[0]!);
      await page.waitForURL(/search=/);
      await rows(page).filter({ hasText: name }).first().waitFor();
    });
  });

  it('should show a request beside it, with the next and the previous one, by keys alone', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests?status=active');
      await rows(page).nth(2).waitFor();
      const names = await page.locator('tbody [data-opens]').allTextContents();
      await rows(page).nth(0).locator('[data-opens]').focus();
      await page.keyboard.press('Enter');
      const pane = (name: string) => page.getByRole('complementary', { name: `Preview of ${name}` });
      await pane(names[0]!).getByRole('heading', { level: 1 }).waitFor();
      await pane(names[0]!).getByRole('list', { name: 'History' }).first().waitFor();
      await keeps(page, 'preview');
      await isAccessible(page);
      await page.getByRole('button', { name: 'Next', exact: true }).focus();
      await page.keyboard.press('Enter');
      await pane(names[1]!).getByRole('heading', { level: 1 }).waitFor();
      expect(await page.locator('tr[aria-current]').count()).toBe(1);
      await page.getByRole('button', { name: 'Previous', exact: true }).press('Enter');
      await pane(names[0]!).getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('complementary').waitFor({ state: 'detached' });
      expect(await page.evaluate('document.activeElement.textContent')).toBe(names[0]);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Open on its own page' }).click();
      await page.waitForURL(/#request\/VR-/);
      await page.getByRole('button', { name: 'Back' }).waitFor();
    });
  });

  it('should open a request as the page itself where there is no room beside it', async () => {
    await withPage(tab.browser, phone, async (page) => {
      await opens(page, 'admin', 'requests?status=active');
      await rows(page).first().locator('[data-opens]').click();
      await page.waitForURL(/#request\/VR-/);
      expect(await page.getByRole('complementary').count()).toBe(0);
    });
  });
});

describe('a head', () => {
  it('should find the figures, visitors, sponsors and ends of the department, and no other', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'head', 'department');
      await said(page, /^As of /);
      await rows(page).first().waitFor();
      await keeps(page, 'department');
      const departments = await page.locator('tbody tr td[data-column="department"]').allTextContents();
      expect(new Set(departments)).toEqual(new Set(['School of Computer Science']));
      await figure(page, /^Waiting for a decision/).click();
      await page.waitForURL(/department\?waits=any/);
      await rows(page).first().waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await said(page, /^As of /);
      await page
        .getByRole('button', { name: /^Show only what/ })
        .first()
        .click();
      await page.waitForURL(/department\?sponsor=/);
      await rows(page).first().waitFor();
      await rows(page).first().locator('[data-opens]').click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    });
  });

  it('should not see the overview of the university', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'head', 'overview');
      await said(page, 'You cannot see what this link shows.');
      expect(await page.getByRole('tab', { name: 'Overview' }).count()).toBe(0);
    });
  });
});

describe('its looks', () => {
  it.each(looksOn({ wide, phone }))('should be there for everybody, by axe: %s, %s', async (width, look, options) => {
    await withPage(tab.browser, options, async (page) => {
      await opens(page, 'admin', '', look);
      await said(page, /^As of /);
      await isAccessible(page);
      await keeps(page, `overview-${width}-${look}`);
    });
    await withPage(tab.browser, options, async (page) => {
      await opens(page, 'head', 'department', look);
      await said(page, /^As of /);
      await rows(page).first().waitFor();
      await isAccessible(page);
      await keeps(page, `department-${width}-${look}`);
    });
  });
});
