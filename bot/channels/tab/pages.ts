import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { frameHosts } from '../http/frame-hosts';

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
export function tabPages({ html, assets }: TabFiles): Hono {
  const app = new Hono();
  app.get('/tab', (c) => {
    // Fluent writes its styles at run time, so they are let in by a word that only this answer knows.
    const nonce = randomBytes(16).toString('base64');
    return c.body(html.replaceAll('{{nonce}}', nonce), 200, { ...tabPageHeaders(nonce), 'content-type': 'text/html; charset=utf-8' });
  });
  app.get('/tab/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'));
    if (!asset) return c.notFound();
    const headers = {
      'content-type': asset.type,
      // Their names contain a hash of the content.
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    };
    const takesGzip = /(^|[\s,])gzip\s*($|,|;(?!\s*q=0(\.0*)?\s*($|,)))/i.test(c.req.header('accept-encoding') ?? '');
    if (!asset.gzipped || !takesGzip) return c.body(asset.bytes, 200, headers);
    return c.body(asset.gzipped, 200, { ...headers, 'content-encoding': 'gzip' });
  });
  return app;
}

function tabPageHeaders(nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // A photo comes from the API with a token, so the page shows it from memory.
    "img-src 'self' blob: data:",
    // Also of teams-js, which would ask Microsoft for a newer list of its hosts: the one that it brings is enough.
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameHosts}`,
  ].join('; ');
  return {
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  };
}
