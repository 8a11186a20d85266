import { existsSync, mkdtempSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { enough } from '../../bot/shown/scan';
import { browserPath, type LocalProduct, seeds, startBrowser, startProduct, tokenOf } from '../e2e/start';
import { listen, type Served } from './baselines/served-bot';
import { type Candidate, inRounds, type Measured, type Sample } from './rounds';

export const paints = { floor: "the tab's first rows: Fluent alone", product: "the tab's first rows: the product" } as const;

/**
 * The admins' list in a browser that has nothing of it yet, beside the same rows in Fluent's table alone: `cpu` is the work of the
 * page's main thread, `waited` the time until the rows are painted. Undefined where there is no browser.
 */
export async function tabPaints(): Promise<Measured | undefined> {
  if (!existsSync(browserPath)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'alms-paint-'));
  const [product, browser] = await Promise.all([startProduct(['--headless'], folder), startBrowser()]);
  const stopped: { stop(): Promise<unknown> }[] = [product];
  try {
    seeds(folder, enough + 10, 7);
    const floor = await floorOfPage(await firstRows(product));
    stopped.push(floor);
    const admin = product.persona('admin').aadObjectId;
    const candidates: Candidate[] = [
      { name: paints.floor, run: () => paintOf(browser, floor.url) },
      { name: paints.product, run: () => paintOf(browser, `${product.url}/tab?persona=${admin}#requests`) },
    ];
    return await inRounds(candidates, 15, 6);
  } finally {
    await browser.close();
    await Promise.all(stopped.map((one) => one.stop()));
  }
}

async function paintOf(browser: Browser, url: string): Promise<Sample> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  try {
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    // By the thread's own clock: what else the machine does is not counted.
    await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url, { waitUntil: 'commit' });
    // Two frames after they are in the document, rows are on the screen.
    const waited = await page.evaluate(
      async (rows) =>
        await new Promise<number>((painted) => {
          const look = () =>
            document.querySelectorAll('tbody [data-opens]').length >= rows
              ? requestAnimationFrame(() => requestAnimationFrame(() => painted(performance.now())))
              : requestAnimationFrame(look);
          look();
        }),
      enough,
    );
    const { metrics } = await tools.send('Performance.getMetrics');
    const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    return { cpu: seconds * 1_000, waited: [waited] };
  } finally {
    await context.close();
  }
}

/** What the product answers the tab with. */
async function firstRows(product: LocalProduct): Promise<string> {
  const authorization = `Bearer ${await tokenOf(product, 'admin')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(`${product.url}/api/tab/lists/requests`, { method: 'POST', headers, body: '{}' });
  const body = await answer.text();
  const { rows = [] } = JSON.parse(body) as { rows?: unknown[] };
  if (rows.length !== enough) throw new Error(`a page was answered with ${answer.status} and ${rows.length} rows`);
  return body;
}

async function floorOfPage(rows: string): Promise<Served> {
  const { outputFiles } = await build({
    entryPoints: ['test/bench/baselines/fluent-page.tsx'],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  const script = Buffer.from(outputFiles[0]?.contents ?? []);
  const page = '<!doctype html><html lang="en"><meta charset="utf-8"><div id="root"></div><script src="/script.js"></script></html>';
  const answers: Record<string, [type: string, body: string | Buffer]> = {
    '/': ['text/html; charset=utf-8', page],
    '/script.js': ['text/javascript; charset=utf-8', script],
    '/token': ['application/json', '{"token":"anything"}'],
    '/rows': ['application/json', rows],
  };
  const served = await listen((request: IncomingMessage, response: ServerResponse) => {
    const [type, body] = answers[request.url ?? ''] ?? ['text/plain', ''];
    response.setHeader('content-type', type);
    response.end(body);
  });
  return { ...served, url: new URL('/', served.url).href };
}
