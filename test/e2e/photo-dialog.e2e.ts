import { mkdirSync, readFileSync } from 'node:fs';
import { type ServerType, serve } from '@hono/node-server';
import { buildSync } from 'esbuild';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { picture } from '../fakes/hostile-files';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { seenBy } from '../journeys/steps';
import { startBrowser } from './start';

/** Teams' side of a dialog: a page that frames ours and answers what teams-js asks, in the words of its messages. */
const hostPage = (url: string, theme: string) => `<!doctype html><title>Teams</title>
<iframe name="dialog" src="${url}" style="width:600px;height:700px;border:0"></iframe>
<script>
  const frame = document.querySelector('iframe');
  const runtime = { apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { dialog: { url: {} } } };
  const answers = {
    initialize: () => ['task', 'desktop', JSON.stringify(runtime), '2.0.4'],
    getContext: () => [{ theme: '${theme}', locale: 'en-gb', entityId: '', frameContext: 'task' }],
  };
  window.asked = [];
  window.handed = [];
  addEventListener('message', ({ data, source, origin }) => {
    if (source !== frame.contentWindow) return;
    window.asked.push(data.func);
    if (data.func === 'tasks.completeTask') {
      window.handed.push(data.args);
      frame.remove();
      return;
    }
    const args = answers[data.func]?.();
    if (args) source.postMessage({ id: data.id, uuid: data.uuid, args }, origin);
  });
  window.turn = (to) => frame.contentWindow.postMessage({ func: 'themeChange', args: [to] }, '*');
</script>`;

let world: World;
let sponsor: TeamsPerson;
let browser: Browser;
let server: ServerType;
let origin: string;

beforeAll(async () => {
  mkdirSync('.pictures', { recursive: true });
  const built = (name: string) =>
    buildSync({
      entryPoints: [`bot/channels/upload/page/${name}.ts`],
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2020',
      write: false,
    }).outputFiles[0]?.text ?? '';
  const read = (name: string) => readFileSync(`bot/channels/upload/page/${name}`, 'utf8');
  const pages = { html: read('upload.html'), css: read('upload.css'), script: built('upload'), dialogScript: built('photo-dialog') };
  world = await startWorld({ pages });
  sponsor = await world.somebody('sponsor');
  const port = await new Promise((resolve) => {
    server = serve({ fetch: (request) => world.product.fetch(request), port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port));
  });
  origin = `http://127.0.0.1:${port}`;
  // The page of Teams is a public one, which may not frame this machine's unless that check is off.
  browser = await startBrowser(['--disable-features=LocalNetworkAccessChecks']);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await world.stop();
  await new Promise((resolve) => server.close(resolve));
});

/** The page as this machine serves it: a browser takes a loopback address for as safe as https. */
const here = (url: string) => url.replace('https://alms.bantshire.example', origin);

interface Shown {
  page: Page;
  frame: Frame;
  complaints: string[];
}

/** Shows an address in a frame of a page at `host`, and whatever the browser had to complain about. */
async function inHost(
  url: string,
  visit: (shown: Shown) => Promise<void>,
  { host = 'https://teams.microsoft.com', theme = 'default' } = {},
) {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 640, height: 740 }, colorScheme: 'light' });
  try {
    await context.route(`${host}/**`, (route) => route.fulfill({ contentType: 'text/html', body: hostPage(here(url), theme) }));
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    page.on('pageerror', (fault) => complaints.push(fault.message));
    await page.goto(`${host}/v2/`);
    const [, frame] = page.frames();
    if (!frame) throw new Error('no frame');
    await visit({ page, frame, complaints });
    expect(await context.cookies()).toEqual([]);
  } finally {
    await context.close();
  }
}

async function toPhoto(): Promise<void> {
  await sponsor.says('new visitor');
  if (sponsor.buttons().includes('Start another')) await sponsor.presses('Start another');
  await sponsor.presses('Next', { department: 'computer-science' });
  await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' });
  await sponsor.presses('Next', { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'none', idCard: 'yes' });
}

async function sends(frame: Frame): Promise<void> {
  const buffer = await picture(900, 1200);
  await frame.setInputFiles('#file', { name: 'visitor.jpg', mimeType: 'image/jpeg', buffer });
  await frame.getByRole('button', { name: 'Use this photo' }).click();
  await frame.getByRole('heading', { name: 'Photo saved.' }).waitFor();
}

const colour = (frame: Frame) => frame.evaluate('getComputedStyle(document.body).backgroundColor');

describe('the upload page in a dialog of Teams', () => {
  it('should take the photo, close itself, and leave it on the card in the chat', async () => {
    await toPhoto();
    const { url = '' } = await sponsor.opens('Add the photo');
    await inHost(url, async ({ page, frame, complaints }) => {
      await frame.locator('#choose').waitFor({ state: 'visible' });
      await page.screenshot({ path: '.pictures/photo-dialog.png' });
      await sends(frame);
      await page.waitForFunction('window.handed.length > 0');
      expect(await page.evaluate('window.handed')).toEqual([[{ photo: 'saved' }, []]]);
      expect(await page.locator('iframe').count()).toBe(0);
      // teams-js would ask Microsoft for a newer list of its hosts, which the page's own policy does not let it.
      expect(complaints.filter((line) => !line.includes('res.cdn.office.net'))).toEqual([]);
    });
    await sponsor.closesDialog();
    await world.work();
    expect(seenBy(sponsor)).toContain('Photo added.');
  });

  it('should take on the colours of Teams, whatever the device prefers', async () => {
    await toPhoto();
    const { url = '' } = await sponsor.opens('Add the photo');
    const dark = async (frame: Frame) => frame.locator('html[data-theme="dark"]').waitFor();
    await inHost(
      url,
      async ({ page, frame }) => {
        await dark(frame);
        await page.screenshot({ path: '.pictures/photo-dialog-dark.png' });
        expect(await colour(frame)).toBe('rgb(20, 20, 20)');
        await page.evaluate("window.turn('contrast')");
        await frame.locator('html[data-theme="contrast"]').waitFor();
        await page.screenshot({ path: '.pictures/photo-dialog-contrast.png' });
        expect(await colour(frame)).toBe('rgb(0, 0, 0)');
      },
      { theme: 'dark' },
    );
  });

  it('should be framed by nobody else, and the plain page by nobody at all', async () => {
    await toPhoto();
    const { url = '', fallbackUrl = '' } = await sponsor.opens('Add the photo');
    const isRefused = async ({ page, frame, complaints }: Shown) => {
      while (!complaints.some((line) => line.includes('frame-ancestors'))) await page.waitForTimeout(50);
      expect(await frame.locator('#choose').count()).toBe(0);
    };
    await inHost(url, isRefused, { host: 'https://evil.example' });
    await inHost(fallbackUrl, isRefused);
    // The same steps find it where it may be.
    await inHost(url, async ({ frame }) => frame.locator('#choose').waitFor({ state: 'visible' }));
  });

  it('should work by itself where no Teams answers, and be closed by hand', async () => {
    await toPhoto();
    const { url = '' } = await sponsor.opens('Add the photo');
    const page = await browser.newPage();
    await page.goto(here(url));
    await sends(page.mainFrame());
    await page.getByText('You can close this window.').waitFor();
    await page.close();
  });
});
