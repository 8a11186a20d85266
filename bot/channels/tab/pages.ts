import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { NONCE, type SecureHeadersVariables } from 'hono/secure-headers';
import { frameHosts } from '../http/frame-hosts';
import { pageHeaders } from '../http/page-headers';

/** The built tab, in memory. */
export interface TabFiles {
  /** The page, with `{{nonce}}` in place of the styles' nonce. */
  html: string;
  /** What it loads, by name: whatever is not here is not served. */
  assets: ReadonlyMap<string, Asset>;
}

interface Asset {
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** The same, compressed with gzip at the build. */
  gzipped?: Uint8Array<ArrayBuffer>;
}

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Reads what the build has left in a folder: index.html and assets/. Throws where there is none. */
export function readTab(folder: string): TabFiles {
  const read = (...path: string[]) => new Uint8Array(readFileSync(join(folder, ...path)));
  const names = readdirSync(join(folder, 'assets'));
  const assets = names.flatMap((name) => {
    const type = types[name.split('.').at(-1) ?? ''];
    if (type === undefined) return [];
    const gzipped = names.includes(`${name}.gz`) ? { gzipped: read('assets', `${name}.gz`) } : {};
    return [[name, { type, bytes: read('assets', name), ...gzipped }] as const];
  });
  return { html: readFileSync(join(folder, 'index.html'), 'utf8'), assets: new Map(assets) };
}

/** The tab's page and its assets, the same for everybody: all personal data comes from the API. */
export function tabPages({ html, assets }: TabFiles): Hono<{ Variables: SecureHeadersVariables }> {
  const app = new Hono<{ Variables: SecureHeadersVariables }>();
  app.use('/tab', pageHeaders(policy));
  app.get('/tab', (c) => {
    const page = html.replaceAll('{{nonce}}', c.get('secureHeadersNonce') ?? '');
    return c.body(page, 200, { 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' });
  });
  app.get('/tab/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'));
    if (!asset) return c.notFound();
    const headers = {
      'content-type': asset.type,
      // Their names contain a hash of the content.
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    };
    const takesGzip = /(^|[\s,])gzip\s*($|,|;(?!\s*q=0(\.0*)?\s*($|,)))/i.test(c.req.header('accept-encoding') ?? '');
    if (!asset.gzipped || !takesGzip) return c.body(asset.bytes, 200, headers);
    return c.body(asset.gzipped, 200, { ...headers, 'content-encoding': 'gzip' });
  });
  return app;
}

const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  // Fluent writes its styles at run time, so they are let in by a word that only this answer knows.
  styleSrc: ["'self'", NONCE],
  // A photo comes from the API with a token, so the page shows it from memory.
  imgSrc: ["'self'", 'blob:', 'data:'],
  // Also of teams-js, which would ask Microsoft for a newer list of its hosts: the one that it brings is enough.
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: frameHosts,
};
