import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { accessibilityRoutes } from '../../bot/channels/accessibility/routes';
import { loadPolicy } from '../../bot/data/load';
import policyJson from '../../bot/data/policy.json';
import { indexRoutes } from '../../functions/local/index-page';
import type { StoredMail } from '../../functions/local/mailbox/mailbox';
import { mailboxRoutes } from '../../functions/local/mailbox/mailbox-page';
import { localPeople } from '../../functions/local/storage/seed';
import { startIssuer } from '../../functions/local/tab/issuer';
import { StoryClock } from '../fakes/story-clock';
import { isAccessible, looks, withPage } from './page';
import { startBrowser } from './start';

const root = join(__dirname, '..', '..');
const pictures = join(root, '.pictures', 'local-pages');
const allLooks: [string, BrowserContextOptions][] = [
  ...looks,
  ['contrast', { viewport: { width: 390, height: 844 }, forcedColors: 'active', colorScheme: 'dark' }],
];
const personas = localPeople.filter(({ role }) => role !== undefined);
const [head, sponsor] = ['head', 'sponsor'].map((wanted) => personas.find(({ role }) => role === wanted));
const mails: StoredMail[] = [1, 2].map((number) => ({
  id: `m${number}`,
  person: head?.id ?? '',
  to: head?.mail ?? '',
  subject: `Decide about visitor ${number}`,
  html: '<!doctype html><html lang="en"><title>Mail</title><main><h1>Hello</h1></main></html>',
  sentAt: '2027-01-18T10:15:00Z',
}));

let browser: Browser;
let url: string;
let stop: () => void;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await startBrowser();
  const index = indexRoutes({
    personas,
    everybody: localPeople,
    chats: new Map([head, sponsor].map((person) => [person?.id ?? '', `http://127.0.0.1:1/${person?.id}`])),
    departmentName: (id) => id,
    issuer: await startIssuer(),
    clock: new StoryClock(),
    timeline: { moveTo: async () => ({ today: '2027-01-18', ran: 0 }) },
    days: async () => ({
      starts: [{ date: '2027-02-01', visitor: 'Ottoline Fairweather-Featherstonehaugh' }],
      ends: [{ date: '2027-07-30', visitor: 'Zoë Ito' }],
    }),
    dataFolder: '/home/somebody/.local/share/visitor-accounts',
    dataOption: ' --data /home/somebody/.local/share/visitor-accounts',
    tab: { css: '', script: '' },
  });
  const css = readFileSync(join(root, 'bot', 'channels', 'upload', 'page', 'upload.css'), 'utf8');
  const local = join(root, 'functions', 'local', 'mailbox', 'mailbox.css');
  const app = new Hono();
  app.get('/accessibility/*', (c) => accessibilityRoutes({ policy: loadPolicy(policyJson), css }).fetch(c.req.raw));
  app.get('/local/mail*', (c) =>
    mailboxRoutes({
      mailbox: { mails: () => mails },
      personas,
      url,
      zone: 'Europe/London',
      files: { css: readFileSync(local, 'utf8'), script: '' },
    }).fetch(c.req.raw),
  );
  app.get('/local/mailbox/*', (c) => c.notFound());
  app.all('*', (c) => index.fetch(c.req.raw));
  url = await new Promise((done) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => done(`http://127.0.0.1:${port}`));
    stop = () => {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    };
  });
}, 60_000);
afterAll(async () => {
  await browser.close();
  stop();
});

describe.each(allLooks)('in %s', (look, options) => {
  it.each([
    ['index', '/'],
    ['mailbox', `/local/mailbox?person=${head?.id}`],
    ['accessibility', '/accessibility'],
  ])('should be there for everybody, by axe, and fit: %s', async (name, path) => {
    await withPage(browser, { ...options, bypassCSP: true }, async (page) => {
      await page.goto(`${url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.screenshot({ path: join(pictures, `${name}-${look}.png`), fullPage: true });
      await isAccessible(page);
    });
  });
});

it('should pick the reader of the mailbox from a list', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(`${url}/local/mailbox?person=${head?.id}`);
    await page.getByLabel('Mailbox of').selectOption({ label: sponsor?.name ?? '' });
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('heading', { name: `Mails of ${sponsor?.name}` }).waitFor();
    await page.getByLabel('Mailbox of').selectOption({ label: `${head?.name} (2 mails)` });
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('link', { name: /Decide about visitor 1/ }).waitFor();
  });
});
