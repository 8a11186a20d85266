import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { localAppId, localTenantId } from '../../bot/data/local-organisation';
import { mailOf } from '../../bot/mail/mail-page';
import { type Mailbox, openMailbox } from '../../functions/local/mailbox';
import { mailboxRoutes } from '../../functions/local/mailbox-page';
import { localPeople } from '../../functions/local/seed';
import { mails } from '../bot/mail/examples';
import { startTeams } from '../fakes/teams-client';
import { StoryClock } from '../fakes/world';
import { fillsIn } from '../journeys/steps';
import { headId } from '../make';
import { type LocalProduct, startBrowser, startProduct } from './start';

const pictures = join(__dirname, '..', '..', '.pictures', 'mailbox');
const built = join(__dirname, '..', '..', 'dist', 'functions', 'local');
const looks: [string, BrowserContextOptions][] = [
  ['light', { viewport: { width: 1200, height: 1000 }, colorScheme: 'light' }],
  ['dark', { viewport: { width: 1200, height: 1000 }, colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 }, colorScheme: 'light' }],
];

let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

async function withPage(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/i.test(message.text())) errors.push(message.text());
  });
  try {
    await use(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** A mail is no page: its client has the landmarks. */
const withoutLandmarks = { rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } };
async function isAccessible(page: Page, options: object = {}): Promise<void> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes[0]?.html }))).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
}

describe('a request that a sponsor has made, in the mailbox of the head', () => {
  let product: LocalProduct;
  beforeAll(async () => {
    product = await startProduct(['--headless']);
    const { url } = product;
    const endpoint = `${url}/api/messages`;
    const teams = await startTeams({ tenantId: localTenantId, appId: localAppId, endpoint, send: (request) => fetch(request) });
    const { aadObjectId: id, name } = product.persona('sponsor');
    const sponsor = teams.person({ id, name });
    await sponsor.installs();
    const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await fillsIn({ work: async () => undefined } as never, sponsor, { dates: { validFrom: soon(3), validTo: soon(93) } });
    await sponsor.presses('Make request');
    for (let tries = 0; tries < 100 && (await sent()).length === 0; tries += 1) await new Promise((done) => setTimeout(done, 200));
    await teams.stop();
  });
  afterAll(async () => {
    await product?.stop();
  });
  const sent = async () =>
    (await (await fetch(`${product.url}/local/mail?to=eleanor.brightwater@bantshire.example`)).json()) as { subject: string }[];

  it('should be there for programs', async () => {
    expect((await sent()).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Visitor request VR-.{8} waits for your decision$/),
    ]);
  });

  it.each(looks)('should be found and read without its card, in %s', async (look, options) => {
    await withPage(options, async (page) => {
      await page.goto(product.url);
      await page.getByRole('link', { name: `Mailbox of ${product.persona('head').name}` }).click();
      await page.getByRole('link', { name: /waits for your decision/ }).click();
      const details = page.getByText('Without its card');
      if ((await details.count()) > 0 && !(await page.locator('#plain').evaluate((one) => (one as HTMLDetailsElement).open)))
        await details.click();
      const body = page.frameLocator('iframe');
      for (const text of ['Ottoline Grace Fairweather', 'School of Computer Science', 'Staff-like', 'Marisol Okafor']) {
        await body.getByText(text).first().waitFor();
      }
      expect(await body.getByRole('link').count()).toBe(1);
      await page.screenshot({ path: join(pictures, `question-${look}.png`), fullPage: true });
      await isAccessible(page);
    });
  });

  it.each(looks.slice(0, 2))('should be accessible as a mail by itself, in %s', async (look, options) => {
    await withPage({ ...options, bypassCSP: true }, async (page) => {
      for (const [name, make] of Object.entries(mails)) {
        await page.setContent(mailOf(make()).html);
        await page.screenshot({ path: join(pictures, `mail-${name.replaceAll(/\W+/g, '-')}-${look}.png`), fullPage: true });
        await isAccessible(page, withoutLandmarks);
      }
    });
  });
});

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
    app.route('/', mailboxRoutes({ mailbox, personas, zone: 'Europe/London', files }));
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
    body: [text('A visitor request for you to decide')],
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
    mailbox.send({ to: { person: headId, address: 'eleanor.brightwater@bantshire.example' }, ...mailOf(mails.ask!()), card });
  const opened = async (page: Page) => {
    await page.goto(`${origin}/local/mailbox?person=${headId}&mail=m1`);
    return page.locator('#drawn');
  };

  it.each(looks)('should show the card in place of the mail, and become the outcome when pressed, in %s', async (look, options) => {
    answer = () => outcome('Approved by Eleanor Brightwater');
    await send(question());
    await withPage(options, async (page) => {
      const drawn = await opened(page);
      await drawn.getByText('A visitor request for you to decide').waitFor();
      expect(await page.locator('iframe').isVisible()).toBe(false);
      await page.screenshot({ path: join(pictures, `card-${look}.png`) });
      await isAccessible(page);
      await drawn.getByRole('button', { name: 'Approve' }).click();
      await drawn.getByText('Approved by Eleanor Brightwater').waitFor();
      expect(await drawn.getByRole('button').count()).toBe(0);
      await page.screenshot({ path: join(pictures, `card-answered-${look}.png`) });
    });
    expect(calls.map(({ path }) => path)).toEqual(['/api/outlook/approve']);
    expect(calls[0]?.headers.get('authorization')).toBe(`Bearer token-of-${headId}`);
    expect(calls[0]?.headers.get('action-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('should be answered by keyboard alone, with what was typed as it was typed', async () => {
    const words = 'No "desk" is free {{words.value}} & <b>\n';
    answer = () => outcome('Rejected');
    await send(question());
    await withPage({ viewport: { width: 1200, height: 1000 } }, async (page) => {
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
  });

  it('should keep its buttons and what was typed where the endpoint fails, and say what it said', async () => {
    answer = () => new Response('', { status: 503, headers: { 'card-action-status': 'Please press again in a minute.' } });
    await send(question());
    await withPage({}, async (page) => {
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

  it('should show the state of the moment when it is opened later', async () => {
    answer = () => outcome('Withdrawn by its sponsor');
    await send(question({ autoInvokeAction: http('', 'show', '') }));
    await withPage({}, async (page) => {
      const drawn = await opened(page);
      await drawn.getByText('Withdrawn by its sponsor').waitFor();
    });
    expect(calls.map(({ path }) => path)).toEqual(['/api/outlook/show']);
  });

  it('should stay as it was mailed where that fails', async () => {
    answer = () => new Response('', { status: 500 });
    await send(question({ autoInvokeAction: http('', 'show', '') }));
    await withPage({}, async (page) => {
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
    await withPage({}, async (page) => {
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
    await withPage({}, async (page) => {
      const drawn = await opened(page);
      await drawn.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('status').getByText('Its version is “1.5”').waitFor();
      expect(await drawn.getByRole('button', { name: 'Approve' }).count()).toBe(1);
    });
  });
});
