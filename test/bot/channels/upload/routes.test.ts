import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import type { PhotoOutcome } from '../../../../bot/asking/photo/accept-photo';
import { byteLimit, maxUploadBytes } from '../../../../bot/channels/http/flood-limit';
import { type UploadRoutesOptions, uploadRoutes } from '../../../../bot/channels/upload/routes';
import { uploadSentence } from '../../../../bot/domain/photo/upload-words';
import type { Admission } from '../../../../bot/ports/turn';
import { makeDraft } from '../../../make';

const ref = { sponsor: '0f8b7a52-6d1c-4c1e-9a55-3b1f0e9d2c41', draft: 'VR-7K3M9QXA', token: 'AAECAwQFBgcICQoLDA0ODw' };
const openDraft = { stored: { value: makeDraft(), etag: 'tag-1' }, readAt: Temporal.Instant.from('2027-02-03T10:05:00Z') };
const link = `${ref.sponsor}.${ref.draft}.${ref.token}`;
const file = (name: string) => readFileSync(`bot/channels/upload/page/${name}`, 'utf8');
const host = 'https://alms.bantshire.example';

function site(
  outcome: PhotoOutcome | Error = { kind: 'accepted' },
  organisation = 'Bantshire University',
  open: UploadRoutesOptions['open'] = async () => openDraft,
  more: Partial<UploadRoutesOptions> = {},
) {
  const accept = jest.fn(async (..._given: unknown[]): Promise<PhotoOutcome> => {
    if (outcome instanceof Error) throw outcome;
    return outcome;
  });
  const pages = { html: file('upload.html'), css: file('upload.css'), script: 'void 0;', dialogScript: 'void 1;' };
  const admission = { current: { kind: 'admitted', leave: jest.fn() } as Admission };
  const admit = jest.fn((..._given: unknown[]) => admission.current);
  const app = new Hono();
  const privacy = 'Kept for 45 days & no longer.';
  const hold = () => ({ kind: 'admitted' as const, leave: () => undefined });
  app.route('/', uploadRoutes({ pages, organisation, privacy: async () => privacy, open, admit, hold, accept, ...more }));
  app.onError((_fault, c) => c.text('fault', 500));
  const post = (headers: Record<string, string> = {}, body: BodyInit = 'picture') =>
    app.request(`${host}/photo/file`, {
      method: 'POST',
      headers: { 'x-upload': link, 'content-type': 'image/jpeg', ...headers },
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit);
  return { app, accept, admit, admission, post };
}

async function answerOf(sent: Response | Promise<Response>) {
  const response = await sent;
  return [response.status, await response.json()];
}

const refusal = (problem: Parameters<typeof uploadSentence>[0]) => ({ ok: false, sentence: uploadSentence(problem) });

describe('the upload page', () => {
  it('should be the same for everybody and change nothing, so that a link scanner does no harm', async () => {
    const { app, accept } = site();
    for (const method of ['GET', 'HEAD']) {
      const page = await app.request(`${host}/photo`, { method, headers: { 'x-upload': link } });
      expect(page.status).toBe(200);
    }
    expect((await app.request(`${host}/photo/file`, { headers: { 'x-upload': link } })).status).toBe(404);
    expect(accept).not.toHaveBeenCalled();
  });

  it('should name the organisation as text, never as markup', async () => {
    const { app } = site(undefined, '<img src=x onerror=alert(1)> & {{privacy}} $&');
    const html = await (await app.request(`${host}/photo`)).text();
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; {{privacy}} $&amp;');
    expect(html).toContain('Kept for 45 days &amp; no longer.');
  });

  it('should have no script, style or address of its own beside its two files and the link to the accessibility statement', async () => {
    const html = await (await site().app.request(`${host}/photo`)).text();
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|https?:|\/\/[a-z]/i);
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)).toEqual([
      'data:,',
      '/photo/upload.css',
      '/photo/upload.js',
      '/accessibility',
    ]);
  });

  it.each([
    ['GET', '/photo', 'text/html; charset=UTF-8'],
    ['GET', '/photo/upload.css', 'text/css; charset=utf-8'],
    ['GET', '/photo/upload.js', 'text/javascript; charset=utf-8'],
    ['GET', '/photo/photo-dialog.js', 'text/javascript; charset=utf-8'],
    ['POST', '/photo/file', 'application/json'],
    ['POST', '/photo/whose', 'application/json'],
  ])('should guard %s %s with headers, and set no cookie', async (method, path, type) => {
    const { headers } = await site().app.request(host + path, { method });
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('permissions-policy')).toContain('geolocation=()');
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('whose photo it is', () => {
  const asked = (app: Hono, headers: Record<string, string> = { 'x-upload': link }) =>
    answerOf(app.request(`${host}/photo/whose`, { method: 'POST', headers }));
  const named = async () => ({ ...openDraft, visitor: 'Ada Example' });

  it('should be told to whoever has a link that works, and change nothing', async () => {
    const { app, accept, admit } = site(undefined, undefined, named);
    expect(await asked(app)).toEqual([200, { ok: true, heading: 'Photo of Ada Example for the ID card' }]);
    expect(await asked(site().app)).toEqual([200, { ok: true }]);
    expect([accept.mock.calls, admit.mock.calls]).toEqual([[], []]);
  });

  it.each([
    ['without a link', {}, 'link-broken', 400],
    ['from another page', { 'x-upload': link, 'sec-fetch-site': 'cross-site' }, 'foreign-page', 403],
    ['from another origin', { 'x-upload': link, origin: 'https://evil.example' }, 'foreign-page', 403],
  ] as const)('should not be told %s', async (_how, headers, problem, status) => {
    expect(await asked(site(undefined, undefined, named).app, headers)).toEqual([status, refusal(problem)]);
  });

  it('should not be told by a link that is over', async () => {
    expect(await asked(site(undefined, undefined, async () => undefined).app)).toEqual([410, refusal('link-over')]);
  });
});

describe('the upload page in a dialog of Teams', () => {
  it('should be the same page with the script of the dialog, for nobody but Microsoft to frame', async () => {
    const { app } = site();
    const [plain, framed] = await Promise.all([app.request(`${host}/photo`), app.request(`${host}/photo/dialog`)]);
    const policyOf = ({ headers }: Response) => headers.get('content-security-policy') ?? '';
    const [before, ancestors] = policyOf(framed).split('frame-ancestors ');
    expect(policyOf(plain)).toBe(`${before}frame-ancestors 'none'`);
    const named = (ancestors ?? '').split(' ');
    expect(named).toEqual(
      expect.arrayContaining(['https://teams.microsoft.com', 'https://*.cloud.microsoft', 'https://outlook.office.com']),
    );
    const theirs = /^https:\/\/(\*\.)?([a-z]+\.)?(cloud\.microsoft|microsoft\.com|office\.com|office365\.com|microsoft365\.com)$/;
    expect(named.filter((one) => !theirs.test(one))).toEqual([]);
    expect(named).not.toContain('https://*.microsoft.com');
    const addresses = [...(await framed.text()).matchAll(/<script src="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses).toEqual(['/photo/upload.js', '/photo/photo-dialog.js']);
  });

  it('should be framed at its own address alone', async () => {
    const { app } = site();
    for (const path of ['/photo/dialog/', '/photo/dialog.html', '/photo/file', '/photo/photo-dialog.js', '/photo//dialog']) {
      const policy = (await app.request(host + path)).headers.get('content-security-policy');
      expect(policy ?? "frame-ancestors 'none'").toContain("frame-ancestors 'none'");
    }
  });
});

describe('sending a picture', () => {
  it('should hand on the link, the bytes and the crop', async () => {
    const { post, accept } = site();
    expect(await answerOf(post({ 'x-crop': '0.1,0,0.5,1' }))).toEqual([200, { ok: true }]);
    expect(accept).toHaveBeenCalledWith(ref, Buffer.from('picture'), { x: 0.1, y: 0, width: 0.5, height: 1 }, openDraft);
    await post({ 'content-type': 'application/octet-stream' });
    expect(accept).toHaveBeenLastCalledWith(ref, Buffer.from('picture'), undefined, openDraft);
  });

  it('should answer each refusal with a sentence that says what to do', async () => {
    expect(await answerOf(site({ kind: 'link-over' }).post())).toEqual([410, refusal('link-over')]);
    expect(await answerOf(site({ kind: 'refused', reason: 'not-an-image' }).post())).toEqual([415, refusal('not-an-image')]);
    expect(await answerOf(site({ kind: 'refused', reason: 'too-large' }).post())).toEqual([413, refusal('too-large')]);
    expect(await answerOf(site({ kind: 'refused', reason: 'too-small' }).post())).toEqual([400, refusal('too-small')]);
    expect(await answerOf(site({ kind: 'refused', reason: 'busy' }).post())).toEqual([503, refusal('busy')]);
  });

  it.each([
    ['no link', { 'x-upload': '' }, 400, 'link-broken'],
    ['half a link', { 'x-upload': link.slice(0, -1) }, 400, 'link-broken'],
    ['a form', { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'not-an-image'],
    ['plain text', { 'content-type': 'text/plain' }, 415, 'not-an-image'],
    ['a crop outside the picture', { 'x-crop': '0.9,0,0.5,1' }, 400, 'bad-crop'],
    ['a crop that is none', { 'x-crop': '' }, 400, 'bad-crop'],
    ['another site', { origin: 'https://evil.example' }, 403, 'foreign-page'],
    ['a sandboxed frame', { origin: 'null' }, 403, 'foreign-page'],
    ['another site of the same family', { 'sec-fetch-site': 'same-site' }, 403, 'foreign-page'],
    ['a cross-site page', { 'sec-fetch-site': 'cross-site' }, 403, 'foreign-page'],
  ] as const)('should refuse %s before looking at the picture', async (_what, headers, status, problem) => {
    const { post, accept } = site();
    expect(await answerOf(post(headers as Record<string, string>))).toEqual([status, refusal(problem)]);
    expect(accept).not.toHaveBeenCalled();
  });

  it('should take a picture from its own page', async () => {
    expect((await site().post({ origin: host, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('should read nothing of a picture whose link is over', async () => {
    const open = jest.fn(async (..._given: unknown[]) => undefined);
    const { post, accept } = site(undefined, undefined, open);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      { pull: (controller) => controller.enqueue(new Uint8Array((sent += 1))) },
      { highWaterMark: 0 },
    );
    expect(await answerOf(post({}, body))).toEqual([410, refusal('link-over')]);
    expect([sent, open.mock.calls]).toEqual([0, [[ref]]]);
    expect(accept).not.toHaveBeenCalled();
  });

  it('should read nothing where a link is used too often, and then be open again', async () => {
    const { post, accept, admit, admission } = site();
    const free = admission.current;
    admission.current = { kind: 'over', isFirst: true };
    expect(await answerOf(post())).toEqual([429, refusal('too-often')]);
    expect([admit.mock.calls, accept.mock.calls]).toEqual([[[ref]], []]);
    admission.current = free;
    expect(await answerOf(post())).toEqual([200, { ok: true }]);
  });

  it('should leave the place of a draft whatever becomes of the picture', async () => {
    for (const outcome of [{ kind: 'accepted' }, { kind: 'link-over' }, new Error('out of reach')] as const) {
      const leave = jest.fn();
      const { post, admission } = site(outcome);
      admission.current = { kind: 'admitted', leave };
      await post();
      expect(leave).toHaveBeenCalledTimes(1);
    }
  });

  it('should ask nothing of the limit for somebody without a link that works', async () => {
    const { post, admit } = site(undefined, undefined, async () => undefined);
    await post();
    expect(admit).not.toHaveBeenCalled();
  });

  it('should stop reading a stream that has no declared end at 10 MB', async () => {
    const { post, accept } = site();
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        // Not endless for a reader that does not stop.
        if (sent > 30 * 1024 * 1024) return controller.close();
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    expect(await answerOf(post({}, endless))).toEqual([413, refusal('too-large')]);
    expect(sent).toBeLessThan(11 * 1024 * 1024);
    expect(accept).not.toHaveBeenCalled();
  });

  it('should believe no declared length', async () => {
    const { post, accept } = site();
    expect(await answerOf(post({ 'content-length': '99999999' }))).toEqual([413, refusal('too-large')]);
    expect(await answerOf(post({ 'content-length': '8' }))).toEqual([400, refusal('cut-off')]);
    expect(accept).not.toHaveBeenCalled();
    expect((await post({ 'content-length': '7' })).status).toBe(200);
  });

  it('should leave a fault to the host, with the headers all the same', async () => {
    const response = await site(new Error('out of reach')).post();
    expect([response.status, await response.text()]).toEqual([500, 'fault']);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('uploads under way', () => {
  const megabyte = 1024 * 1024;
  const free = { kind: 'admitted', leave: () => undefined } as const;

  /** A body of nine megabytes that never ends; what of it was asked for. */
  function endless() {
    let megabytes = 0;
    let cut: () => void = () => undefined;
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          cut = () => controller.error(new Error('the line is cut'));
        },
        pull(controller) {
          if (megabytes === 9) return new Promise(() => undefined);
          megabytes += 1;
          controller.enqueue(new Uint8Array(megabyte));
        },
      },
      { highWaterMark: 0 },
    );
    return { body, read: () => megabytes, cut: () => cut() };
  }

  /** So many at once, never ended: how many were answered with what, how much was read, and by how many megabytes memory grew. */
  async function flood(count: number, options: Partial<UploadRoutesOptions>) {
    const { post } = site(undefined, undefined, undefined, options);
    const before = process.memoryUsage().arrayBuffers;
    const bodies = Array.from({ length: count }, endless);
    const answers: number[] = [];
    const sentences = new Set<string>();
    for (const { body } of bodies) {
      void Promise.resolve(post({ 'content-length': String(9.5 * megabyte) }, body)).then(async (response) => {
        answers.push(response.status);
        sentences.add(((await response.json()) as { sentence: string }).sentence);
      });
    }
    // Until nothing more is asked for.
    for (let read = -1; read !== sum(bodies); await new Promise((resolve) => setTimeout(resolve, 100))) read = sum(bodies);
    const grown = (process.memoryUsage().arrayBuffers - before) / megabyte;
    const turnedAway = [...answers];
    for (const { cut } of bodies) cut();
    return {
      answers: turnedAway,
      sentences: [...sentences],
      open: bodies.filter(({ read }) => read() > 0).length,
      read: sum(bodies),
      grown,
    };
  }
  const sum = (bodies: { read(): number }[]) => bodies.reduce((all, { read }) => all + read(), 0);

  it('should hold no more bytes than the process has for them, and turn the others away unread', async () => {
    const { answers, sentences, open, read, grown } = await flood(60, { hold: byteLimit(maxUploadBytes) });
    expect([open, read]).toEqual([6, 54]);
    expect(answers).toEqual(Array(54).fill(503));
    expect(sentences).toEqual([uploadSentence('busy')]);
    expect(grown).toBeLessThan(90);
  });

  it('should hold all of them where nothing limits them, which is what the limit is for', async () => {
    const { answers, open, read } = await flood(20, {});
    expect([answers, open, read]).toEqual([[], 20, 180]);
  });

  it('should count what is declared, and the most where nothing is', async () => {
    const hold = jest.fn((..._bytes: number[]) => free);
    const { post } = site(undefined, undefined, undefined, { hold });
    await post({ 'content-length': '7' });
    await post();
    await post({ 'content-length': '-7' });
    expect(hold.mock.calls).toEqual([[7], [10 * megabyte], [10 * megabyte]]);
  });

  it('should read no more of one than it declared', async () => {
    const { body, read } = endless();
    const { post, accept } = site();
    expect(await answerOf(post({ 'content-length': String(2 * megabyte) }, body))).toEqual([400, refusal('cut-off')]);
    expect(read()).toBe(3);
    expect(accept).not.toHaveBeenCalled();
  });

  it('should give their place back whatever becomes of them', async () => {
    for (const outcome of [{ kind: 'accepted' }, { kind: 'link-over' }, new Error('out of reach')] as const) {
      const leave = jest.fn();
      const { post, admission } = site(outcome, undefined, undefined, { hold: () => ({ kind: 'admitted', leave }) });
      admission.current = { kind: 'admitted', leave };
      await post();
      expect(leave).toHaveBeenCalledTimes(2);
    }
    const leave = jest.fn();
    const { post, admission } = site(undefined, undefined, undefined, { hold: () => ({ kind: 'over', isFirst: true }) });
    admission.current = { kind: 'admitted', leave };
    expect(await answerOf(post())).toEqual([503, refusal('busy')]);
    expect(leave).toHaveBeenCalledTimes(1);
  });

  it('should be given up where one does not end in time', async () => {
    const leave = jest.fn();
    const { body } = endless();
    const { post, accept } = site(undefined, undefined, undefined, { bodyAtMost: 50, hold: () => ({ kind: 'admitted', leave }) });
    expect(await answerOf(post({}, body))).toEqual([400, refusal('cut-off')]);
    expect(leave).toHaveBeenCalledTimes(1);
    expect(accept).not.toHaveBeenCalled();
  });
});

describe('over a real socket', () => {
  let server: ServerType;
  let port: number;
  let accept: jest.Mock;
  beforeEach(async () => {
    const { app, ...rest } = site();
    accept = rest.accept;
    port = await new Promise((resolve) => {
      server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port));
    });
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const head = (length: number) =>
    `POST /photo/file HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nx-upload: ${link}\r\nContent-Type: image/jpeg\r\nContent-Length: ${length}\r\n\r\n`;

  /** Sends what is given, then cuts the line (or waits for the answer). */
  function speak(parts: (string | Buffer)[], isCut: boolean): Promise<string> {
    return new Promise((resolve) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => {
        for (const part of parts) socket.write(part);
        if (isCut) setTimeout(() => socket.destroy(), 50);
      });
      socket.on('data', (data) => (heard += data.toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => setTimeout(() => resolve(heard), isCut ? 50 : 0));
    });
  }

  it.each([0, 50, 99])('should take nothing when the line is cut at %i %%', async (percent) => {
    const length = 200_000;
    await speak([head(length), Buffer.alloc((length * percent) / 100)], true);
    expect(accept).not.toHaveBeenCalled();
  });

  it('should take the same picture when it arrives whole', async () => {
    expect(await speak([head(200_000), Buffer.alloc(200_000)], false)).toMatch(/^HTTP\/1.1 200 /);
    expect(accept).toHaveBeenCalledTimes(1);
  });

  it('should answer a picture of 12 MB without waiting for it', async () => {
    expect(await speak([head(12 * 1024 * 1024)], false)).toMatch(/^HTTP\/1.1 413 [^]*larger than 10 MB/);
    expect(accept).not.toHaveBeenCalled();
  });
});
