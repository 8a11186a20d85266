import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

export const looks: [string, BrowserContextOptions][] = [
  ['light', { viewport: { width: 1200, height: 1000 }, colorScheme: 'light' }],
  ['dark', { viewport: { width: 1200, height: 1000 }, colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 }, colorScheme: 'light' }],
];

/** A page of its own that must run without errors, and without anything that its policy keeps out. */
export async function withPage(browser: Browser, options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
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
  } catch (fault) {
    // What a reader saw tells more than what was waited for.
    const shown = `${page.url()} said:\n${await page.innerText('body').catch(() => 'nothing')}`;
    throw new Error(`${fault instanceof Error ? fault.message : String(fault)}\n\n${shown}`, { cause: fault });
  } finally {
    await context.close();
  }
}

/** Waits until no finite transition has run for three frames: a colour half way between two is in no picture of the page. */
const settles = (page: Page) =>
  page.evaluate(`(async () => {
    const isRunning = (one) => one.playState === 'running' && Number.isFinite(one.effect?.getComputedTiming().endTime);
    for (let quiet = 0; quiet < 3; ) {
      await new Promise((next) => requestAnimationFrame(next));
      const running = document.getAnimations().filter(isRunning);
      quiet = running.length > 0 ? 0 : quiet + 1;
      await Promise.all(running.map((one) => one.finished.catch(() => undefined)));
    }
  })()`);

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** By axe, and without scrolling sideways. Left out are the marks by which Fluent moves the focus, which nobody sees or hears. */
export async function isAccessible(page: Page, options: object = {}): Promise<void> {
  await settles(page);
  // Fluent hides the page behind a dialog, and shows it again a moment after the dialog has gone.
  if ((await page.locator('[role$="dialog"]').count()) === 0) await page.locator('.local-bar[aria-hidden]').waitFor({ state: 'detached' });
  await page.evaluate(axe);
  // All that axe passed would be most of what comes out of the browser.
  const wishes = JSON.stringify({ resultTypes: ['violations'], ...options });
  const violations = await page.evaluate(`axe
    .run({ exclude: [['[data-tabster-dummy]']] }, ${wishes})
    .then((found) => found.violations.map(({ id, nodes }) => ({ id, where: nodes[0]?.html })))`);
  expect(violations).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
}
