import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readTab, type TabFiles, tabPages } from '../../../../bot/channels/tab/pages';

let files: TabFiles;
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'tab-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(
    join(folder, 'index.html'),
    '<meta name="csp-nonce" content="{{nonce}}"><script type="module" src="/tab/assets/index-1.js"></script>',
  );
  writeFileSync(join(folder, 'assets', 'index-1.js'), 'start()');
  writeFileSync(join(folder, 'assets', 'index-1.js.gz'), gzipSync('start()'));
  writeFileSync(join(folder, 'assets', 'plain-1.js'), 'plain()');
  writeFileSync(join(folder, 'assets', 'index-1.js.map'), 'private');
  writeFileSync(join(folder, 'secret.js'), 'secret()');
  files = readTab(folder);
});

const get = async (path: string, headers: Record<string, string> = {}) =>
  await tabPages(files).request(`https://alms.bantshire.example${path}`, { headers });

describe('the page of the tab', () => {
  it('should let its own styles in by a word that is new each time, and nothing else inline', async () => {
    const [one, other] = [await get('/tab'), await get('/tab')];
    const nonces = await Promise.all([one, other].map(async (response) => /content="([^"]+)"/.exec(await response.text())?.[1]));
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonces[0]).not.toBe(nonces[1]);
    const policy = one.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`style-src 'self' 'nonce-${nonces[0]}'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*;|http:/);
  });

  it('should be shown by Teams and Outlook only, and kept by nobody', async () => {
    const { headers } = await get('/tab');
    const ancestors = /frame-ancestors (.*)$/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '';
    expect(ancestors.split(' ')).toEqual(
      expect.arrayContaining(['https://teams.microsoft.com', 'https://*.cloud.microsoft', 'https://outlook.office.com']),
    );
    expect(
      ancestors.split(' ').every((host) => /^https:\/\/(\*\.)?[a-z0-9]+(\.[a-z0-9]+)+$/.test(host) || host === 'https://*.cloud.microsoft'),
    ).toBe(true);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('what the page loads', () => {
  it('should be kept for good, and come compressed to whoever takes that', async () => {
    const plain = await get('/tab/assets/index-1.js');
    expect([await plain.text(), plain.headers.get('content-encoding'), plain.headers.get('cache-control')]).toEqual([
      'start()',
      null,
      'public, max-age=31536000, immutable',
    ]);
    const zipped = await get('/tab/assets/index-1.js', { 'accept-encoding': 'br, gzip' });
    expect([zipped.headers.get('content-encoding'), zipped.headers.get('vary'), zipped.headers.get('content-type')]).toEqual([
      'gzip',
      'accept-encoding',
      'text/javascript; charset=utf-8',
    ]);
    expect(String(gunzipSync(Buffer.from(await zipped.arrayBuffer())))).toBe('start()');
    for (const refusing of ['gzip;q=0', 'br', 'gzip;q=0, br'])
      expect((await get('/tab/assets/index-1.js', { 'accept-encoding': refusing })).headers.get('content-encoding')).toBeNull();
    expect((await get('/tab/assets/plain-1.js', { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBeNull();
  });

  it.each([
    '/tab/assets/index-1.js.map',
    '/tab/assets/index-1.js.gz',
    '/tab/assets/..%2fsecret.js',
    '/tab/assets/../secret.js',
    '/tab/secret.js',
    '/tab/assets/',
    '/tab/assets/__proto__',
  ])('should be nothing but what the build has left for it: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
