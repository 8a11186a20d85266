import { Hono } from 'hono';
import { sentences } from '../domain/words/words';
import type { Log } from '../ports/log-fields';
import type { Readiness } from '../shown/readiness';
import { type AccessibilityRoutesOptions, accessibilityRoutes } from './accessibility/routes';
import { pageHeaders } from './http/page-headers';
import { type OutlookRoutesOptions, outlookRoutes } from './outlook/routes';
import { type TabFiles, tabPages } from './tab/pages';
import { type TabRoutesOptions, tabRoutes } from './tab/routes';
import { type UploadRoutesOptions, uploadRoutes } from './upload/routes';

export interface WebOptions {
  /** The bot endpoint of the channels. */
  messages(request: Request): Promise<Response>;
  upload: UploadRoutesOptions;
  accessibility: AccessibilityRoutesOptions;
  /** Whether the product can do its work now. */
  ready(): Promise<Readiness>;
  /** Absent: Outlook is off. */
  outlook?: Pick<OutlookRoutesOptions, 'caller' | 'answer' | 'admit'>;
  /** Absent: there is no tab. */
  tab?: Pick<TabRoutesOptions, 'caller' | 'ports' | 'admit'> & { files?: TabFiles };
  log: Log;
  /** A short random word under which a fault is logged, and which the person is shown. */
  reference(): string;
}

/** Every route of the product. Both hosts serve this one table. */
export function web({ messages, upload, accessibility, ready, outlook, tab, log, reference }: WebOptions): Hono {
  const app = new Hono();
  app.use('*', pageHeaders());
  app.post('/api/messages', (c) => messages(c.req.raw));
  app.all('/api/messages', (c) => c.json({ title: 'Only POST is answered here.' }, 405, { allow: 'POST' }));
  app.get('/api/health', (c) => c.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' }));
  // This process answers; and all that it needs does. A monitor reads the first often, the second seldom.
  app.get('/healthz', (c) => c.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' }));
  app.get('/readyz', async (c) => {
    const { isReady, ...parts } = await ready();
    return c.json({ status: isReady ? 'ready' : 'not ready', ...parts }, isReady ? 200 : 503, { 'cache-control': 'no-store' });
  });
  app.route('/', uploadRoutes(upload));
  app.route('/', accessibilityRoutes(accessibility));
  if (outlook) app.route('/', outlookRoutes({ ...outlook, log, reference }));
  if (tab) app.route('/', tabRoutes({ ...tab, log, reference }));
  if (tab?.files) app.route('/', tabPages(tab.files));
  app.notFound((c) => c.json({ title: 'There is nothing here.' }, 404));
  app.onError((error, c) => {
    const word = reference();
    log.error({ reference: word, path: new URL(c.req.url).pathname, fault: error.name }, 'a route failed');
    return c.json({ title: sentences.fault(word), ok: false, sentence: sentences.fault(word) }, 500);
  });
  return app;
}
