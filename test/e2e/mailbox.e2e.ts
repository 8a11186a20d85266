import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { renderMail } from '../../bot/outbox/mail/mail-page';
import { type Mailbox, openMailbox } from '../../functions/local/mailbox/mailbox';
import { mailboxRoutes } from '../../functions/local/mailbox/mailbox-page';
import { localPeople } from '../../functions/local/storage/seed';
import { mails } from '../bot/outbox/mail/examples';
import { StoryClock } from '../fakes/story-clock';
import { headId } from '../make';
import { isAccessible, looks, withPage } from './page';
import { startBrowser } from './start';

const pictures = join(__dirname, '..', '..', '.pictures', 'mailbox');
const built = join(__dirname, '..', '..', 'dist', 'functions', 'local');
let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

/** A mail is no page: its client has the landmarks. */
const withoutLandmarks = { rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } };

it.each(looks)('should make every mail accessible by itself, in %s', async (look, options) => {
  await withPage(browser, { ...options, bypassCSP: true }, async (page) => {
    for (const [name, make] of Object.entries(mails)) {
      await page.setContent(renderMail(make()).html);
      await page.screenshot({ path: join(pictures, `mail-${name.replaceAll(/\W+/g, '-')}-${look}.png`), fullPage: true });
      await isAccessible(page, withoutLandmarks);
    }
  });
});

/** What the product does not do by itself: fail, and draw cards that Outlook refuses. */
describe('a mail with a card, before an endpoint that stands in for the product', () => {
  interface Call {
    path: string;
    headers: Headers;
    body: string;
  }
  let folder: string;
  let mailbox: Mailbox;
  let calls: Call[];
  let answer: (call: Call) => Response | Promise<Response>;
  let origin: string;
  let stop: () => void;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'alms-mailbox-'));
    calls = [];
    let ids = 0;
    mailbox = openMailbox({ file: join(folder, 'mailbox.json'), clock: new StoryClock(), newId: () => `m${(ids += 1)}` });
    const personas = localPeople.filter(({ role }) => role !== undefined);
    const files = { css: readFileSync(join(built, 'mailbox.css'), 'utf8'), script: readFileSync(join(built, 'mailbox.js'), 'utf8') };
    const app = new Hono();
    app.post('/local/token', async (c) => c.json({ token: `token-of-${((await c.req.json()) as { persona: string }).persona}` }));
    app.post('/api/outlook/*', async (c) => {
      const call = { path: c.req.path, headers: c.req.raw.headers, body: await c.req.text() };
      calls.push(call);
      return await answer(call);
    });
    app.get('/local/*', (c) => mailboxRoutes({ mailbox, personas, url: origin, zone: 'Europe/London', files }).fetch(c.req.raw));
    origin = await new Promise((done) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => done(`http://127.0.0.1:${port}`));
      stop = () => {
        server.close();
        if ('closeAllConnections' in server) server.closeAllConnections();
      };
    });
  });
  afterEach(() => {
    stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const text = (words: string) => ({ type: 'TextBlock', text: words, wrap: true });
  const shell = { type: 'AdaptiveCard', version: '1.0', originator: '5a2f6b1c-0c57-4d4e-9c1e-0f3a8b7d6e21', hideOriginalBody: true };
  const http = (title: string, path: string, body: string) => ({
    type: 'Action.Http',
    title,
    method: 'POST',
    url: `${origin}/api/outlook/${path}`,
    body,
    headers: [{ name: 'Content-Type', value: 'text/plain' }],
  });
  const question = (more: object = {}) => ({
    ...shell,
    body: [text('A visitor request for your decision')],
    actions: [
      http('Approve', 'approve', ''),
      {
        type: 'Action.ShowCard',
        title: 'Reject',
        card: {
          type: 'AdaptiveCard',
          body: [text('Why?'), { type: 'Input.Text', id: 'words', isMultiline: true, placeholder: 'Your reason' }],
          actions: [http('Reject now', 'reject', '{{words.value}}')],
        },
      },
      { type: 'Action.OpenUrl', title: 'Open in Teams', url: 'https://teams.example/' },
    ],
    ...more,
  });
  const outcome = (words: string) =>
    new Response(JSON.stringify({ ...shell, body: [text(words)] }), {
      headers: { 'content-type': 'application/json', 'card-update-in-body': 'true' },
    });
  const send = async (card: object) =>
    mailbox.send({
      to: { person: headId, address: 'eleanor.brightwater@bantshire.example' },
      ...renderMail(mails.ask!()),
      card,
    });
  const opened = async (page: Page) => {
    await page.goto(`${origin}/local/mailbox?person=${headId}&mail=m1`);
    return page.locator('#drawn');
  };

  it('should be answered by keyboard alone, with what was typed as it was typed', async () => {
    const words = 'No "desk" is free {{words.value}} & <b>\n';
    answer = () => outcome('Rejected');
    await send(question());
    await withPage(browser, { viewport: { width: 1200, height: 1000 } }, async (page) => {
      const drawn = await opened(page);
      await drawn.getByRole('button', { name: 'Approve' }).focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await drawn.getByPlaceholder('Your reason').focus();
      await page.keyboard.type(words);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await drawn.getByText('Rejected').waitFor();
    });
    expect(calls.map(({ path, body }) => [path, body])).toEqual([['/api/outlook/reject', words]]);
    expect(calls[0]?.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(calls[0]?.headers.get('authorization')).toBe(`Bearer token-of-${headId}`);
    expect(calls[0]?.headers.get('action-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('should keep its buttons and what was typed where the endpoint fails, and say what it said', async () => {
    answer = () => new Response('', { status: 503, headers: { 'card-action-status': 'Please press again in a minute.' } });
    await send(question());
    await withPage(browser, {}, async (page) => {
      const drawn = await opened(page);
      await drawn.getByRole('button', { name: 'Reject', exact: true }).click();
      await drawn.getByPlaceholder('Your reason').fill('No.');
      await drawn.getByRole('button', { name: 'Reject now' }).click();
      await page.getByRole('status').getByText('Please press again in a minute.').waitFor();
      expect(await drawn.getByPlaceholder('Your reason').inputValue()).toBe('No.');
      await drawn.getByRole('button', { name: 'Reject now' }).click();
      await page.waitForFunction(() => document.getElementById('status')?.textContent === 'Please press again in a minute.');
    });
    expect(calls).toHaveLength(2);
  });

  it('should stay as it was mailed where asking for its present state fails', async () => {
    answer = () => new Response('', { status: 500 });
    await send(question({ autoInvokeAction: http('', 'show', '') }));
    await withPage(browser, {}, async (page) => {
      const drawn = await opened(page);
      await drawn.getByRole('button', { name: 'Approve' }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.locator('#status').textContent()).toBe('');
      expect(await drawn.getByRole('button', { name: 'Approve' }).count()).toBe(1);
    });
    expect(calls).toHaveLength(1);
  });

  it('should be refused with the reasons where Outlook would not show it, and the mail be read instead', async () => {
    await send(question({ version: '1.4', originator: undefined }));
    await withPage(browser, {}, async (page) => {
      await opened(page);
      await page.getByRole('status').getByText('Its version is “1.4”').waitFor();
      await page.getByRole('status').getByText('It has no originator').waitFor();
      await page.frameLocator('iframe').getByText('School of Computer Science').first().waitFor();
      expect(await page.locator('#drawn').getByRole('button').count()).toBe(0);
      await page.screenshot({ path: join(pictures, 'card-refused.png') });
    });
  });

  it('should refuse an answer that Outlook would not show, and keep the card', async () => {
    answer = () => Response.json({ ...shell, version: '1.5', body: [] }, { headers: { 'card-update-in-body': 'true' } });
    await send(question());
    await withPage(browser, {}, async (page) => {
      const drawn = await opened(page);
      await drawn.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('status').getByText('Its version is “1.5”').waitFor();
      expect(await drawn.getByRole('button', { name: 'Approve' }).count()).toBe(1);
    });
  });
});
