import { mkdirSync, readFileSync } from 'node:fs';
import { type ServerType, serve } from '@hono/node-server';
import { buildSync } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { photoQueue } from '../../bot/adapters/azure/photo-queue';
import { decodePhoto } from '../../bot/adapters/photo/photo-image';
import { uploadRoutes } from '../../bot/channels/upload/routes';
import type { Crop } from '../../bot/domain/photo/portrait';
import { uploadSentence } from '../../bot/domain/photo/upload-words';
import { photoNotice } from '../../bot/domain/words/privacy-words';
import { noise, notPictures, picture } from '../fakes/hostile-files';
import { makeDraft } from '../make';
import { startBrowser } from './start';

const link = '#0f8b7a52-6d1c-4c1e-9a55-3b1f0e9d2c41.VR-7K3M9QXA.AAECAwQFBgcICQoLDA0ODw';
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const pictures = '.pictures';

let browser: Browser;
let server: ServerType;
let address: string;
let isOver = false;
let visitor: string | undefined;
const images = photoQueue(decodePhoto);
const sent: { crop: Crop | undefined; jpeg: Uint8Array }[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const [script] = buildSync({
    entryPoints: ['bot/channels/upload/page/upload.ts'],
    bundle: true,
    format: 'iife',
    target: 'es2020',
    write: false,
  }).outputFiles;
  const read = (name: string) => readFileSync(`bot/channels/upload/page/${name}`, 'utf8');
  const app = uploadRoutes({
    pages: { html: read('upload.html'), css: read('upload.css'), script: script?.text ?? '', dialogScript: '' },
    organisation: 'Bantshire University',
    privacy: async () => photoNotice({ photoDays: 30 }),
    open: async () =>
      isOver
        ? undefined
        : { stored: { value: makeDraft(), etag: '' }, readAt: Temporal.Now.instant(), ...(visitor !== undefined && { visitor }) },
    admit: () => ({ kind: 'admitted', leave: () => undefined }),
    hold: () => ({ kind: 'admitted', leave: () => undefined }),
    async accept(ref, bytes, crop) {
      const result = await images.prepare(ref.sponsor, bytes, crop);
      if ('unwanted' in result) return { kind: 'link-over' };
      if ('problem' in result) return { kind: 'refused', reason: result.problem };
      sent.push({ crop, jpeg: result.jpeg });
      return { kind: 'accepted' };
    },
  });
  const port = await new Promise((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port));
  });
  address = `http://127.0.0.1:${port}/photo`;
  browser = await startBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => {
  sent.length = 0;
  isOver = false;
  visitor = undefined;
});

async function withPage(options: BrowserContextOptions, visit: (page: Page) => Promise<void>, at = link): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  // Choosers are caught from the start: one that opens before Chromium was told to report it is shown to nobody.
  page.on('filechooser', () => undefined);
  // A broken rule of the content security policy shows here, as does any fault of the script.
  const complaints: string[] = [];
  page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
  page.on('pageerror', (fault) => complaints.push(fault.message));
  try {
    await page.goto(address + at);
    await visit(page);
    // Chromium also notes every answer that is a refusal, and the line that a test cuts.
    expect(complaints.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  } finally {
    await context.close();
  }
}

const jpegFile = (buffer: Buffer, name = 'ines.jpg') => ({ name, mimeType: 'image/jpeg', buffer });
const shoot = (page: Page, name: string) => page.screenshot({ path: `${pictures}/upload-${name}.png`, fullPage: true });

async function chooseGood(page: Page): Promise<void> {
  await page.setInputFiles('#file', jpegFile(await picture(1200, 1200)));
  await page.locator('#adjust').waitFor({ state: 'visible' });
}

async function sendNow(page: Page): Promise<Crop> {
  await page.getByRole('button', { name: 'Use this photo' }).click();
  await page.getByRole('heading', { name: 'Photo saved.' }).waitFor();
  const crop = sent.at(-1)?.crop;
  if (!crop) throw new Error('no crop was sent');
  return crop;
}

describe('the upload page', () => {
  it('should take a picture on a telephone, and forget the link', async () => {
    await withPage(phone, async (page) => {
      expect(await page.title()).toBe('Photo for the ID card');
      await page.getByText('Take a photo').waitFor();
      await shoot(page, '1-choose');
      await chooseGood(page);
      await shoot(page, '2-adjust');
      const crop = await sendNow(page);
      expect(crop).toEqual({ x: 0.125, y: 0, width: 0.75, height: 1 });
      await page.getByText('You can close this page and go back to Teams.').waitFor();
      await shoot(page, '3-done');
      expect(page.url()).toBe(address);
    });
  });

  it('should say whose photo it is, once there is a name, which stands in no address and breaks no line', async () => {
    await withPage(phone, async (page) => {
      await page.waitForLoadState('networkidle');
      await page.getByRole('heading', { level: 1, name: 'Photo for the ID card', exact: true }).waitFor();
      visitor = 'Dr Ottoline <b>Grace</b> Fairweather-Wolfeschlegelsteinhausenbergerdorff';
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.reload();
      await page.getByRole('heading', { level: 1, name: `Photo of ${visitor} for the ID card` }).waitFor();
      expect(asked).toContain(`${address}/whose`);
      expect([page.url(), ...asked].join()).not.toMatch(/Ottoline|Fairweather/);
      expect(await page.title()).toBe('Photo for the ID card');
      expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
      await shoot(page, 'whose');
    });
  });

  it('should say that the photo is saved when it is loaded again, and take another link in the same tab', async () => {
    await withPage(phone, async (page) => {
      await chooseGood(page);
      await sendNow(page);
      await page.reload();
      await page.getByRole('heading', { name: 'Photo saved.' }).waitFor();
      await page.getByText('You can close this page and go back to Teams.').waitFor();
      expect(await page.getByRole('alert').textContent()).toBe('');
      expect(await page.locator('#choose').isVisible()).toBe(false);
      expect(await page.locator('#privacy').isVisible()).toBe(false);
      await shoot(page, '6-reloaded');
      // Whoever comes anew by the bare address has no photo here.
      await page.goto('about:blank');
      await page.goto(address);
      await page
        .getByRole('alert')
        .filter({ hasText: uploadSentence('link-broken') })
        .waitFor();
      await page.goto(address + link);
      await page.locator('#choose').waitFor({ state: 'visible' });
      expect(await page.getByRole('heading', { name: 'Photo saved.' }).isVisible()).toBe(false);
    });
  });

  it('should send the part that was moved and zoomed to by keys, buttons, slider and drag', async () => {
    await withPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await chooseGood(page);
      await page.locator('#zoom').fill('2');
      await page.locator('#frame').focus();
      for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowUp');
      await page.getByRole('button', { name: 'Move up' }).click();
      const crop = await sendNow(page);
      // Zoomed to a half: 0.375 × 0.5 of the picture. A step is 4 % of that; the picture goes left, so the crop goes right.
      expect(crop.width).toBeCloseTo(0.375, 3);
      expect(crop.height).toBeCloseTo(0.5, 3);
      expect(crop.x).toBeCloseTo(0.3125 + 3 * 0.04 * 0.375, 3);
      expect(crop.y).toBeCloseTo(0.25 + 2 * 0.04 * 0.5, 3);
    });
    await withPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await chooseGood(page);
      const box = await page.locator('#frame').boundingBox();
      if (!box) throw new Error('no frame');
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width, box.y + box.height / 2, { steps: 4 });
      await page.mouse.move(box.x + box.width * 2, box.y, { steps: 4 });
      await page.mouse.up();
      expect((await sendNow(page)).x).toBe(0);
    });
  });

  it('should say why a file cannot be used before it is sent', async () => {
    await withPage(phone, async (page) => {
      const says = async (buffer: Buffer, problem: Parameters<typeof uploadSentence>[0]) => {
        await page.setInputFiles('#file', jpegFile(buffer));
        await page
          .getByRole('alert')
          .filter({ hasText: uploadSentence(problem) })
          .waitFor();
      };
      await says(notPictures['a PDF'] as Buffer, 'not-an-image');
      await shoot(page, '4-wrong-file');
      await says(await picture(200, 200), 'too-small');
      await says(Buffer.alloc(0), 'empty');
      await says(Buffer.alloc(10 * 1024 * 1024 + 1), 'too-large');
      await says(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500)]), 'cannot-show');
      await chooseGood(page);
      expect(await page.getByRole('alert').textContent()).toBe('');
      expect(sent).toEqual([]);
    });
  });

  it('should keep the chosen picture when the server refuses it, and when the line is down', async () => {
    await withPage(phone, async (page) => {
      // Browsers show a picture that is cut off; the server does not take it.
      const whole = await noise(600, 800);
      await page.setInputFiles('#file', jpegFile(whole.subarray(0, whole.length - 4000)));
      await page.getByRole('button', { name: 'Use this photo' }).click();
      await page
        .getByRole('alert')
        .filter({ hasText: uploadSentence('damaged') })
        .waitFor();
      expect(await page.locator('#picture').isVisible()).toBe(true);
      await chooseGood(page);
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Use this photo' }).click();
      await page
        .getByRole('alert')
        .filter({ hasText: uploadSentence('no-connection') })
        .waitFor();
      await shoot(page, '5-offline');
      await page.context().setOffline(false);
      await sendNow(page);
    });
    expect(sent).toHaveLength(1);
  });

  it('should tell of a link that is over or broken, and what to do', async () => {
    isOver = true;
    await withPage(phone, async (page) => {
      await chooseGood(page);
      await page.getByRole('button', { name: 'Use this photo' }).click();
      await page
        .getByRole('alert')
        .filter({ hasText: uploadSentence('link-over') })
        .waitFor();
      expect(await page.getByRole('button').count()).toBe(0);
    });
    for (const at of ['', '#nonsense']) {
      await withPage(
        phone,
        async (page) => {
          await page
            .getByRole('alert')
            .filter({ hasText: uploadSentence('link-broken') })
            .waitFor();
          expect(await page.locator('#choose').isVisible()).toBe(false);
        },
        at,
      );
    }
  });
});

describe('the upload page for everybody', () => {
  const looks: [string, BrowserContextOptions][] = [
    ['light', { ...phone, colorScheme: 'light' }],
    ['dark', { ...phone, colorScheme: 'dark' }],
    ['narrow', { ...phone, viewport: { width: 320, height: 640 } }],
    ['desktop', { viewport: { width: 1280, height: 900 } }],
    ['forced-colors', { viewport: { width: 390, height: 844 }, forcedColors: 'active', colorScheme: 'dark' }],
  ];

  it.each(looks)('should be accessible in %s at every stage', async (name, options) => {
    const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    await withPage({ ...options, bypassCSP: true }, async (page) => {
      const stages: Record<string, () => Promise<unknown>> = {
        choose: async () => undefined,
        refused: () => page.setInputFiles('#file', jpegFile(notPictures['a PDF'] as Buffer)),
        adjust: () => chooseGood(page),
        done: () => sendNow(page),
      };
      await page.addScriptTag({ content: axe });
      for (const [stage, reach] of Object.entries(stages)) {
        await reach();
        await shoot(page, `${name}-${stage}`);
        const { violations } = (await page.evaluate('axe.run()')) as {
          violations: { id: string; impact: string; nodes: { html: string }[] }[];
        };
        expect(violations.map(({ id, impact, nodes }) => ({ stage, id, impact, where: nodes[0]?.html }))).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
      }
    });
  });

  it('should be walked through by keyboard alone', async () => {
    await withPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      // The script shows the first step; a key pressed before that reaches nothing.
      await page.locator('#choose').waitFor({ state: 'visible' });
      await page.bringToFront();
      await page.keyboard.press('Tab');
      await page.waitForFunction("document.activeElement.id === 'file'");
      const chooser = page.waitForEvent('filechooser');
      await page.keyboard.press('Space');
      await (await chooser).setFiles(jpegFile(await picture(900, 1200)));
      await page.locator('#adjust').waitFor({ state: 'visible' });
      const focused = () => page.evaluate('document.activeElement.id || document.activeElement.dataset.move');
      const order = [await focused()];
      for (let press = 0; press < 6; press += 1) {
        await page.keyboard.press('Tab');
        order.push(await focused());
      }
      expect(order).toEqual(['frame', 'zoom', 'left', 'up', 'down', 'right', 'send']);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Photo saved.' }).waitFor();
      expect(await focused()).toBe('done-title');
    });
  });
});
