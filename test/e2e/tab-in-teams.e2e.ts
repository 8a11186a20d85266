import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { dialogLink } from '../../bot/domain/shown/teams-link';
import { type LocalProduct, startBrowser, startProduct, tokenOf } from './start';
import { type InTeams, openInTeams } from './teams-host';

let product: LocalProduct;
let browser: Browser;
let teams: InTeams | undefined;
beforeAll(async () => {
  [product, browser] = [await startProduct(['--headless']), await startBrowser()];
}, 120_000);
afterEach(async () => {
  await teams?.close();
  teams = undefined;
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const opened = async (role: string, wishes: { theme?: 'default' | 'dark' | 'contrast'; subPageId?: string } = {}) =>
  (teams = await openInTeams(browser, { url: product.url, token: () => tokenOf(product, role), ...wishes }));

const built = (name: string) => readFileSync(join('dist/tab', name), 'utf8');

const background = (host: InTeams) =>
  host.tab
    .locator('.fui-FluentProvider')
    .first()
    .evaluate((node) => getComputedStyle(node).backgroundColor);

/** The page's policy lets nothing be evaluated that waits by itself. */
async function becomes(host: InTeams, colour: string): Promise<void> {
  for (let time = 0; time < 100 && (await background(host)) !== colour; time += 1) await host.page.waitForTimeout(100);
  expect(await background(host)).toBe(colour);
}

describe('the tab in Teams', () => {
  it('should name the library of Teams in the page as it is built, to load it beside the page’s own script', () => {
    const [, name = ''] = /<link rel="modulepreload"[^>]* href="\/tab\/(assets\/teams-host-[^"]+)">/.exec(built('index.html')) ?? [];
    expect(built(name)).toContain('initialize');
  });

  it('should sign whoever is in Teams in, through teams-js as it is, and say that it is there', async () => {
    const host = await opened('admin');
    await host.tab.getByRole('tab', { name: 'All requests' }).waitFor();
    const functions = (await host.asked()).map(({ func }) => func);
    expect(functions.slice(0, 2)).toEqual(['initialize', 'getContext']);
    expect(functions).toEqual(
      expect.arrayContaining(['authentication.getAuthToken', 'appInitialization.appLoaded', 'appInitialization.success']),
    );
  });

  it('should take on the colours of Teams, and follow when they change', async () => {
    const host = await opened('sponsor', { theme: 'dark' });
    await host.tab.getByRole('tab', { name: 'My visitors' }).waitFor();
    const dark = await background(host);
    await host.changesTheme('contrast');
    await becomes(host, 'rgb(0, 0, 0)');
    await host.changesTheme('default');
    await becomes(host, 'rgb(255, 255, 255)');
    expect(dark).not.toBe('rgb(255, 255, 255)');
  });

  it('should open where a deep link leads, and go back by Teams’ own way', async () => {
    const host = await opened('admin', { subPageId: 'requests?status=pending' });
    await host.tab.getByRole('combobox', { name: 'Status' }).filter({ hasText: 'Waiting for a decision' }).waitFor();
    await host.tab.getByRole('tab', { name: 'My visitors' }).click();
    await host.tab.getByRole('tab', { name: 'My visitors', selected: true }).waitFor();
    await host.goesBack();
    await host.tab.getByRole('tab', { name: 'All requests', selected: true }).waitFor();
  });

  it('should give a link to what is shown by Teams', async () => {
    const host = await opened('sponsor');
    await host.tab.getByRole('tab', { name: 'Reapprovals' }).click();
    await host.tab.getByRole('button', { name: 'Copy link' }).click();
    await host.tab.getByText('Link copied.').first().waitFor();
    const shared = (await host.asked()).find(({ func }) => /shareDeepLink/.test(func));
    expect(JSON.stringify(shared?.args)).toContain('reapproval');
  });

  it('should lead on to the chat from a new visitor, and back to the list from there by Teams’ own way', async () => {
    const host = await opened('sponsor');
    await host.tab.getByRole('button', { name: 'New visitor' }).click();
    await host.tab.getByRole('combobox', { name: /School or service/ }).waitFor();
    await host.tab.getByRole('button', { name: 'Continue in the chat' }).click();
    await host.page.waitForFunction(`asked.some(({ func }) => /openLink|executeDeepLink/.test(func))`);
    await host.goesBack();
    await host.tab.getByRole('combobox', { name: /School or service/ }).waitFor({ state: 'detached' });
  });

  it('should say so where nobody can be signed in, and let it be tried again', async () => {
    let isWilling = false;
    const token = async () => {
      if (!isWilling) throw new Error('FailedToOpenWindow');
      return await tokenOf(product, 'sponsor');
    };
    teams = await openInTeams(browser, { url: product.url, token });
    await teams.tab.getByText('You could not be signed in.').waitFor();
    isWilling = true;
    await teams.tab.getByRole('button', { name: 'Try again' }).click();
    await teams.tab.getByRole('tab', { name: 'My visitors' }).waitFor();
  });

  it('should refuse a token that is not for it, whatever Teams says', async () => {
    teams = await openInTeams(browser, { url: product.url, token: () => tokenOf(product, 'admin', 'outlook') });
    await teams.tab.getByText('You are not signed in.').waitFor();
  });
});

describe('the form on one page in a dialog over the chat', () => {
  const begins = async () => {
    const headers = { authorization: `Bearer ${await tokenOf(product, 'sponsor')}`, 'content-type': 'application/json' };
    const response = await fetch(`${product.url}/api/tab/drafts`, { method: 'POST', headers, body: '{}' });
    return ((await response.json()) as { view: { draft: string } }).view.draft;
  };
  const inDialog = async (draft: string, theme: 'default' | 'dark' | 'contrast' = 'default') =>
    (teams = await openInTeams(browser, {
      url: product.url,
      token: () => tokenOf(product, 'sponsor'),
      theme,
      dialog: dialogLink('https://alms.bantshire.example', `draft/${draft}`),
    }));
  const handedOver = async (host: InTeams) => {
    await host.page.waitForFunction(`asked.some(({ func }) => func === 'tasks.completeTask')`);
    return (await host.asked()).find(({ func }) => func === 'tasks.completeTask')?.args[0];
  };

  it('should show the draft alone, save what is typed before it closes, and name the draft to the chat', async () => {
    const draft = await begins();
    const host = await inDialog(draft);
    const school = host.tab.getByRole('combobox', { name: /School or service/ });
    await school.click();
    await host.page.keyboard.type('computer');
    await host.tab.getByRole('option', { name: 'School of Computer Science' }).click();
    await host.tab.getByRole('textbox', { name: /First name/ }).fill('Ottoline');
    expect(await host.tab.getByRole('tab').count()).toBe(0);
    await host.page.screenshot({ path: '.pictures/page-dialog.png' });
    await host.tab.getByRole('button', { name: 'Back to the chat' }).click();
    expect(await handedOver(host)).toEqual({ draft });
    await host.close();
    const again = await inDialog(draft, 'dark');
    await again.tab.getByRole('textbox', { name: /First name/ }).waitFor();
    expect(await again.tab.getByRole('textbox', { name: /First name/ }).inputValue()).toBe('Ottoline');
    await again.page.screenshot({ path: '.pictures/page-dialog-dark.png' });
    await again.tab.getByRole('button', { name: 'More' }).click();
    await again.tab.getByRole('menuitem', { name: 'Discard draft' }).click();
    await again.tab.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click();
    expect(await handedOver(again)).toEqual({ draft });
  });

  it('should close once the request is made', async () => {
    const draft = await begins();
    const host = await inDialog(draft);
    const { tab } = host;
    await tab.getByRole('combobox', { name: /School or service/ }).click();
    await host.page.keyboard.type('computer');
    await tab.getByRole('option', { name: 'School of Computer Science' }).click();
    await tab.getByRole('combobox', { name: /^Reason/ }).selectOption({ label: 'Visiting Professor (up to 36 months)' });
    await tab.getByRole('textbox', { name: /First name/ }).fill('Ines');
    await tab.getByRole('textbox', { name: /Last name/ }).fill('Vale');
    await tab.getByRole('button', { name: '6 months' }).click();
    await tab.getByRole('radio', { name: 'Staff-like' }).check();
    await tab.getByRole('radio', { name: 'No', exact: true }).check();
    await tab.getByRole('button', { name: 'Make request' }).click();
    expect(await handedOver(host)).toEqual({ draft });
  });
});
