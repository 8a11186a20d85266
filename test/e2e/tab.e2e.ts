import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { isAccessible, withPage } from './page';
import { tokenOf } from './start';
import { looksOn, phone, rows, said, tabTest, wide } from './tab-test';

const tab = tabTest('tab', { requests: { count: 160, seed: 7 } });
const { opens, keeps } = tab;

const selected = (page: Page, name: string) => page.getByRole('tab', { name, selected: true }).waitFor();

/** The reference of the first row that is shown. */
async function firstReference(page: Page): Promise<string> {
  await rows(page).first().waitFor();
  return /VR-[0-9A-Z]{8}/.exec((await rows(page).first().textContent()) ?? '')?.[0] ?? '';
}

async function opensFirst(page: Page): Promise<void> {
  await rows(page).first().getByRole('link').or(rows(page).first().getByRole('button')).first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** A button of a request; the rarer ones stand behind *More*. */
async function presses(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  const more = page.getByRole('button', { name: 'More', exact: true });
  await button.or(more).first().waitFor();
  if (await button.isVisible()) return await button.click();
  await more.click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** An admin has more lists than a row has room for. */
async function opensMore(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('tab', { name });
  const more = page.getByRole('button', { name: 'More lists' });
  await more.waitFor();
  if (await tab.isVisible()) return await tab.click();
  await more.click();
  await page.getByRole('menuitem', { name }).click();
}

describe('the list of all requests', () => {
  it('should show more as one scrolls, and say how many', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests');
      await said(page, /^50 requests shown/);
      await page.mouse.wheel(0, 20_000);
      await said(page, /^100 requests shown/);
    });
  });

  it('should find by status and school together, keep that in the address, and open from it elsewhere', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests');
      await page.getByRole('combobox', { name: 'Status' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Waiting for a decision' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'School or service' }).click();
      await page.keyboard.type('Computer');
      await page.getByRole('option', { name: 'School of Computer Science' }).click();
      await page.waitForURL(/status=pending&department=computer-science/);
      await rows(page).first().waitFor();
      const texts = await rows(page).allTextContents();
      expect(texts.filter((text) => !/School of Computer Science.*Waiting for a decision/.test(text))).toEqual([]);
      await withPage(tab.browser, wide, async (other) => {
        await opens(other, 'admin', new URL(page.url()).hash.slice(1));
        await rows(other).first().waitFor();
        expect(await rows(other).allTextContents()).toEqual(texts);
      });
    });
  });

  it('should be filtered by several statuses and by more, sorted, and say how many there are', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests');
      await page.getByRole('tab', { name: /^Waiting for me \(\d+\)$/ }).waitFor();
      await said(page, /^160 requests$/);
      await page.getByRole('combobox', { name: 'Status' }).click();
      for (const name of ['Waiting for a decision', 'Active']) await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
      await page.keyboard.press('Escape');
      await page.waitForURL(/status=pending%2Cactive/);
      await page.getByRole('button', { name: 'More filters' }).press('Enter');
      await page.getByRole('combobox', { name: 'ID card' }).click();
      await page.getByRole('option', { name: 'With an ID card' }).click();
      await page.getByRole('combobox', { name: 'Sort by' }).click();
      await page.getByRole('option', { name: 'Surname' }).click();
      await page.waitForURL(/idCard=yes&sort=surname/);
      await rows(page).first().waitFor();
      const names = await page.locator('tbody [data-opens]').allTextContents();
      const surnames = names.map((name) => name.split(' ').slice(-1)[0]?.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() ?? '');
      expect(surnames.length).toBeGreaterThan(5);
      expect(
        await rows(page)
          .filter({ hasNotText: /Waiting for a decision|Active/ })
          .count(),
      ).toBe(0);
      await isAccessible(page);
      await keeps(page, 'more-filters');
      // The head of the table stays in sight.
      await page.mouse.wheel(0, 3_000);
      await page.waitForTimeout(300);
      const head = await page.getByRole('columnheader', { name: 'Visitor' }).boundingBox();
      expect([head !== null && head.y >= 40, (head?.y ?? 999) < 140]).toEqual([true, true]);
      await keeps(page, 'sticky-head');
    });
  });

  it('should be exported as it is filtered, for Excel and as events, and be stopped', async () => {
    await withPage(tab.browser, { ...wide, acceptDownloads: true }, async (page) => {
      await opens(page, 'admin', 'requests?status=active');
      await rows(page).first().waitFor();
      const shown = Number(/\d+/.exec((await page.getByText(/^\d+ requests$/).textContent()) ?? '')?.[0]);
      await page.getByRole('button', { name: 'Export', exact: true }).press('Enter');
      const dialog = page.getByRole('dialog');
      const fetched = async () => {
        const press = dialog.getByRole('button', { name: /^Download/ }).click();
        const [download] = await Promise.all([page.waitForEvent('download'), press]);
        await said(page, /^Downloaded: /);
        return readFileSync(await download.path(), 'utf8')
          .trimEnd()
          .split(/\r?\n/);
      };
      const lines = await fetched();
      expect(lines[0]).toMatch(/^\uFEFFReference,Visitor,Status,/);
      expect([lines.length - 1, lines.filter((line) => line.includes(',Active,')).length]).toEqual([shown, shown]);
      await isAccessible(page);
      await keeps(page, 'export');
      await dialog.getByRole('radio', { name: /^What happened/ }).check();
      expect((await fetched()).every((line) => typeof (JSON.parse(line) as { verb: unknown }).verb === 'string')).toBe(true);
      // One that does not end by itself.
      await page.route('**/requests/export', () => undefined);
      await dialog.getByRole('button', { name: /^Download/ }).click();
      await dialog.getByRole('button', { name: 'Stop' }).click();
      await said(page, 'Stopped. Nothing was saved.');
      await dialog.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'hidden' });
    });
  });

  it('should find one by its reference, open it, and come back to the row', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests');
      const reference = await firstReference(page);
      await page.getByRole('searchbox', { name: 'Name, employer or reference' }).fill(reference.toLowerCase());
      await said(page, /^1 request shown/);
      await opensFirst(page);
      await page.getByRole('list', { name: 'History' }).first().waitFor();
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await said(page, /^1 request shown/);
      expect(await page.evaluate('document.activeElement?.dataset.opens')).toBe(reference);
    });
  });

  it('should say what to do where nothing fits, and where the service is away', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests?search=zzzzqq');
      await said(page, 'No requests match these filters.');
      await keeps(page, 'nothing-fits');
      await page.getByRole('button', { name: 'Clear filters' }).first().click();
      await said(page, /^50 requests shown/);
      await page.route('**/api/tab/lists/**', (route) => route.abort());
      await page.getByRole('tab', { name: 'My visitors' }).click();
      await said(page, 'We cannot reach the service at the moment.');
      await page.unroute('**/api/tab/lists/**');
      await page.getByRole('button', { name: 'Try again' }).click();
      await selected(page, 'My visitors');
      await said(page, /You have no visitors yet|shown/);
    });
  });

  it('should be worked by the keyboard alone', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'head', 'waiting');
      const reference = await firstReference(page);
      // Into the list, and on to its second row and back.
      await rows(page).first().locator('[data-opens]').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      expect(await page.evaluate('document.activeElement?.dataset.opens')).toBe(reference);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1 }).waitFor();
      const reject = page.getByRole('button', { name: 'Reject', exact: true });
      for (let time = 0; time < 30 && !(await reject.evaluate((node) => node === document.activeElement)); time += 1)
        await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('No room this term.');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect(await reject.evaluate((node) => node === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      // What was typed is still there.
      expect(await page.getByRole('textbox').inputValue()).toBe('No room this term.');
      await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).press('Enter');
      await said(page, 'You rejected the request. The sponsor will see your reason.');
      await said(page, 'No room this term.');
    });
  });
});

describe('one request', () => {
  it('should leave red to the step that confirms, and break two words after their slash', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'head', 'waiting');
      // The first may have been decided a moment ago; the lists follow by a second or two.
      await rows(page).last().locator('[data-opens]').click();
      const colourOf = (name: string) =>
        page
          .getByRole('button', { name, exact: true })
          .evaluate((node) => `${getComputedStyle(node).color} ${getComputedStyle(node).borderColor}`);
      expect(await colourOf('Reject')).toBe(await colourOf('Return with a question'));
      await opens(page, 'admin', 'requests?reason=contractor-consultant');
      await opensFirst(page);
      expect(await page.locator('dd', { hasText: 'Contractor' }).innerHTML()).toBe('Contractor/<wbr>Consultant');
    });
  });

  it('should be decided in one window, told in another, and keep what was typed there', async () => {
    await withPage(tab.browser, wide, async (head) => {
      await opens(head, 'head', 'waiting');
      await rows(head).first().waitFor();
      // The first may have been decided a moment ago; the lists follow by a second or two.
      const reference = await rows(head).last().locator('[data-opens]').getAttribute('data-opens');
      await withPage(tab.browser, wide, async (admin) => {
        await opens(admin, 'admin', `request/${reference}`);
        await presses(admin, 'Correct a detail');
        await admin.getByLabel('What to correct').selectOption({ label: 'Title' });
        await admin.getByRole('textbox', { name: 'Title' }).fill('Professor Emerita');
        await rows(head).last().locator('[data-opens]').click();
        await head.getByRole('button', { name: 'Approve', exact: true }).click();
        await head.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
        await said(head, 'You approved the request.');
        await admin.getByRole('dialog').getByRole('button', { name: 'Correct a detail' }).click();
        await said(admin, /This request has changed since you opened it/);
        expect(await admin.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Professor Emerita');
        await keeps(admin, 'moved-on');
        // On what it now shows, the same can be sent.
        await admin.getByRole('dialog').getByRole('button', { name: 'Correct a detail' }).click();
        await said(admin, 'Detail corrected.');
        await said(admin, /Professor Emerita/);
      });
    });
  });

  it('should tell of a change by itself while somebody looks', async () => {
    await withPage(tab.browser, wide, async (head) => {
      await opens(head, 'head', 'waiting');
      const reference = await firstReference(head);
      await withPage(tab.browser, wide, async (admin) => {
        await opens(admin, 'admin', `request/${reference}`);
        await said(admin, 'Waiting for a decision');
        await opensFirst(head);
        await head.getByRole('button', { name: 'Return with a question' }).click();
        await head.getByRole('textbox').fill('Which building?');
        await head.getByRole('dialog').getByRole('button', { name: 'Return with a question' }).click();
        await said(head, 'You returned the request.');
        await said(admin, /This request has just changed/);
        await said(admin, 'Which building?');
      });
    });
  });

  it('should show its photo on demand, and record that', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests');
      const found = await withPhoto(page);
      await page.goto(`${tab.product.url}/tab#request/${found}`);
      await page.getByRole('button', { name: 'Show the photo' }).click();
      const photo = page.getByRole('img', { name: /^Photo of / });
      await photo.waitFor();
      expect(await photo.evaluate((node) => (node as HTMLImageElement).naturalWidth)).toBe(600);
      await said(page, 'Photo viewed');
      // The decisions stand before the viewings, and beside the facts.
      const [facts, history, views] = await Promise.all(
        [page.locator('dl').first(), page.getByRole('list', { name: 'History' }), page.getByRole('list', { name: 'Photo viewings' })].map(
          (one) => one.boundingBox(),
        ),
      );
      expect(history?.x).toBeGreaterThan((facts?.x ?? 0) + (facts?.width ?? 0));
      expect(views?.y).toBeGreaterThan((history?.y ?? 0) + (history?.height ?? 0));
      expect(await page.getByRole('list', { name: 'History' }).textContent()).not.toContain('Photo viewed');
    });
  });

  it('should read a history of many views down to its beginning, and show what was decided first', async () => {
    await withPage(tab.browser, wide, async (page) => {
      const found = await withPhoto(page);
      const headers = { authorization: `Bearer ${await tokenOf(tab.product, 'admin')}` };
      for (let view = 0; view < 60; view += 1) await page.request.get(`${tab.product.url}/api/tab/requests/${found}/photo`, { headers });
      await opens(page, 'admin', `request/${found}`);
      const history = page.getByRole('list', { name: 'History' });
      await said(page, 'Photo viewed 50 times');
      // The newest page is viewings alone: what was decided is read without being asked for.
      await history.getByText('Requested', { exact: true }).waitFor();
      expect(await history.textContent()).not.toContain('Photo viewed');
      await isAccessible(page);
      expect(await page.getByRole('button', { name: 'Show more', exact: true }).count()).toBe(0);
      await keeps(page, 'long-history');
    });
  });

  it('should be given to another decider and another sponsor by an admin, whose name is shown first', async () => {
    const { aadObjectId } = tab.product.persona('stranger');
    const mail = await mailOf(aadObjectId);
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests?status=pending');
      await opensFirst(page);
      await presses(page, 'Change who decides');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox').fill('nobody@bantshire.example');
      await page.keyboard.press('Enter');
      await said(page, 'No member of staff has this address.');
      await dialog.getByRole('combobox').fill(mail);
      await page.keyboard.press('Enter');
      await dialog.getByText(tab.product.persona('stranger').name).first().waitFor();
      await keeps(page, 'change-decider');
      await dialog.getByRole('button', { name: 'Change who decides' }).click();
      await said(page, 'Approver changed.');
      await said(page, `With ${tab.product.persona('stranger').name}`);
    });
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'stranger', 'waiting');
      // The lists follow the change by a second or two, and with them what this person may see.
      for (let time = 0; time < 80 && (await rows(page).count()) === 0; time += 1) {
        await page.goto(tab.product.url);
        await opens(page, 'stranger', 'waiting');
        await page.waitForTimeout(250);
      }
      await opensFirst(page);
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
      await said(page, 'You approved the request.');
    });
  });
});

describe('my visitors', () => {
  it('should be searched, filtered and sorted, and keep that in the address', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'sponsor', 'mine');
      await rows(page).first().waitFor();
      const names = async () => page.locator('tbody [data-opens]').allTextContents();
      await page.getByRole('combobox', { name: 'Sort by' }).click();
      await page.getByRole('option', { name: 'Name' }).click();
      await page.waitForURL(/mine\?sort=visitor/);
      await rows(page).first().waitFor();
      const sorted = await names();
      expect(sorted.length).toBeGreaterThan(1);
      expect(sorted).toEqual([...sorted].sort(new Intl.Collator('en-GB').compare));
      const surname = sorted.at(-1)?.split(' ').at(-1) ?? '';
      await page.getByRole('searchbox', { name: 'Name or reference' }).fill(surname);
      await page.waitForURL(/search=/);
      await rows(page).first().waitFor();
      expect((await names()).filter((name) => !name.includes(surname))).toEqual([]);
      await keeps(page, 'mine-searched');
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.waitForURL(/mine\?sort=visitor$/);
      expect(await names()).toEqual(sorted);
    });
  });
});

describe('an admin', () => {
  it('should send a question again, and change its sponsor', async () => {
    const mail = await mailOf(tab.product.persona('cardoffice').aadObjectId);
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests?status=pending');
      await rows(page).last().locator('[data-opens]').click();
      await presses(page, 'Send the question again');
      await page.getByRole('dialog').getByRole('button', { name: 'Send the question again' }).click();
      await said(page, 'Request resent.');
      await presses(page, 'Change the sponsor');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox').fill(tab.product.persona('cardoffice').name.slice(0, 6));
      await dialog.getByRole('option', { name: mail }).click();
      await dialog.getByText('They will').first().waitFor();
      await dialog.getByRole('button', { name: 'Change the sponsor' }).click();
      await said(page, 'Sponsor changed. Both have been told.');
      await said(page, 'Sponsor changed');
    });
  });

  it('should end an account after being asked, with the visitor named', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'requests?status=active');
      await rows(page).last().locator('[data-opens]').click();
      const visitor = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
      await presses(page, 'End the account now');
      await page.getByRole('dialog').getByText(visitor).first().waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'End the account now' }).click();
      await said(page, /^(Account ended|The account has been ended and is being disabled)\./);
    });
  });
});

describe('several at once', () => {
  it('should be approved after they were shown', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'head', 'waiting');
      await rows(page).first().waitFor();
      const before = await rows(page).count();
      for (const place of [0, 1]) await rows(page).nth(place).getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Approve selected' }).click();
      await keeps(page, 'approve-several');
      await page.getByRole('dialog').getByRole('button', { name: 'Approve 2' }).click();
      await said(page, '2 requests approved.');
      await rows(page)
        .nth(before - 2)
        .waitFor({ state: 'detached' });
    });
  });

  it('should be kept, let end, and kept after all by their sponsor', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'sponsor', 'reapproval');
      await rows(page).first().waitFor();
      await rows(page).first().getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Let selected expire' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Let 1 expire' }).click();
      await said(page, '1 account will expire after the last day.');
      const ending = rows(page).filter({ hasText: 'Will expire after its last day' }).first();
      await ending.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Undo 1' }).click();
      await said(page, '1 account needs your answer again.');
      await rows(page).filter({ hasNotText: 'Will expire after its last day' }).first().locator('[data-opens]').click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Reapprove', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Reapprove', exact: true }).click();
      // By the visitor's reason and the length of the stay an approver is asked too.
      await said(page, /Account reapproved\.|Unless an approver agrees/);
    });
  });
});

describe('its looks', () => {
  it.each(looksOn().filter(([screen]) => screen === 'wide'))(
    'should be there for everybody, by axe, in every page: %s, %s',
    async (_wide, look) => {
      await withPage(tab.browser, wide, async (page) => {
        await opens(page, 'admin', 'requests', look);
        await said(page, /requests shown/);
        await isAccessible(page);
        await keeps(page, `requests-${look}`);
        await opensMore(page, 'Needs attention');
        await said(page, /^Departments without a head/);
        await isAccessible(page);
        await opensMore(page, 'Service health');
        await said(page, 'Still the sample university’s');
        await isAccessible(page);
        await keeps(page, `health-${look}`);
        await page.goto(`${tab.product.url}/tab#requests?status=pending`);
        // Of those who are involved nobody may correct anything.
        const others = rows(page).filter({ hasNotText: tab.product.persona('admin').name });
        await others.first().locator('[data-opens]').click();
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.getByRole('list', { name: 'History' }).first().waitFor();
        await isAccessible(page);
        await keeps(page, `request-${look}`);
        await presses(page, 'Correct a detail');
        await page.getByRole('dialog').waitFor();
        await isAccessible(page);
        await keeps(page, `dialog-${look}`);
      });
      await withPage(tab.browser, wide, async (page) => {
        await opens(page, 'head', 'waiting', look);
        await rows(page).first().waitFor();
        await isAccessible(page);
        await keeps(page, `waiting-${look}`);
      });
      await withPage(tab.browser, wide, async (page) => {
        await opens(page, 'sponsor', 'mine', look);
        await rows(page).first().waitFor();
        await isAccessible(page);
        await keeps(page, `mine-${look}`);
      });
    },
  );

  it.each(looksOn().filter(([screen]) => screen === 'phone'))('should fit a telephone: %s, %s', async (_phone, look) => {
    await withPage(tab.browser, phone, async (page) => {
      await opens(page, 'admin', 'requests', look);
      await said(page, /requests shown/);
      // The menu comes with the counts, after the rows.
      await page.getByRole('button', { name: 'More lists' }).waitFor();
      await isAccessible(page);
      await keeps(page, `requests-phone-${look}`);
      // The list that is shown is in sight; the others are in the menu.
      const chosen = await page.getByRole('tab', { name: 'All requests', selected: true }).boundingBox();
      expect((chosen?.x ?? 0) + (chosen?.width ?? 999)).toBeLessThanOrEqual(390);
      await page.getByRole('button', { name: 'More lists' }).click();
      await page.getByRole('menuitem', { name: 'Needs attention' }).waitFor();
      await page.waitForTimeout(400);
      await keeps(page, `lists-phone-${look}`);
      await page.getByRole('menuitem', { name: 'Needs attention' }).click();
      await selected(page, 'Needs attention');
      await isAccessible(page);
      await keeps(page, `attention-phone-${look}`);
      await page.getByRole('button', { name: 'More lists' }).click();
      await page.getByRole('menuitem', { name: 'All requests' }).click();
      await selected(page, 'All requests');
      await rows(page).first().waitFor();
      await opensFirst(page);
      await page.getByRole('list', { name: 'History' }).first().waitFor();
      await isAccessible(page);
      await keeps(page, `request-phone-${look}`);
    });
  });
});

/** The reference of a request whose photo an admin may see. */
async function withPhoto(page: Page): Promise<string> {
  const token = await tokenOf(tab.product, 'admin');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const listed = await page.request.post(`${tab.product.url}/api/tab/lists/requests`, { headers, data: { filter: { status: 'active' } } });
  for (const { request } of ((await listed.json()) as { rows: { request: string }[] }).rows) {
    const view = await page.request.get(`${tab.product.url}/api/tab/requests/${request}`, { headers });
    if (((await view.json()) as { hasPhoto: boolean }).hasPhoto) return request;
  }
  throw new Error('no request has a photo');
}

/** As the index page shows it. */
async function mailOf(id: string): Promise<string> {
  const page = await (await fetch(`${tab.product.url}/`)).text();
  const row = page.split('<tr>').find((one) => one.includes('<td>') && one.includes(id)) ?? '';
  return /[\w.-]+@bantshire\.example/.exec(row)?.[0] ?? '';
}
