import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { PhotoOutcome } from '../../asking/photo/accept-photo';
import type { OpenUpload } from '../../asking/photo/accept-upload';
import { type Crop, maxBytes, readCrop } from '../../domain/photo/portrait';
import { parseUploadHeader, type UploadRef } from '../../domain/photo/upload-link';
import { doneHints, photoHeading, type UploadProblem, uploadSentence } from '../../domain/photo/upload-words';
import type { Admission } from '../../ports/turn';
import { escapedHtml } from '../http/escaped-html';
import { frameHosts } from '../http/frame-hosts';
import { pageHeaders } from '../http/page-headers';
import type { UploadPages } from './pages';

export interface UploadRoutesOptions {
  /** The files of the page as text; `html` has places for `{{organisation}}` and `{{privacy}}`. */
  pages: UploadPages;
  organisation: string;
  /** What the page says of the photo: what for, who sees it, how long. */
  privacy(): Promise<string>;
  /** The public origin, if a reverse proxy changes `Host`. */
  origin?: string;
  /** Checks the link before any byte of a photo is buffered. */
  open(ref: UploadRef): Promise<OpenUpload | undefined>;
  /** Asked of those whose link works, before the dear part: whether its sponsor may send another one now. */
  admit(ref: UploadRef): Admission;
  /** Whether there is memory for a picture of so many bytes now. */
  hold(bytes: number): Admission;
  /** How long a picture may be on its way, in milliseconds. Absent: two minutes, as on the page. */
  bodyAtMost?: number;
  accept(ref: UploadRef, bytes: Uint8Array, crop: Crop | undefined, open: OpenUpload): Promise<PhotoOutcome>;
}

/** The page of an upload link and the only route that accepts photos. Faults go to the host's onError. */
export function uploadRoutes({
  pages,
  organisation,
  privacy,
  origin,
  open,
  admit,
  hold,
  bodyAtMost = 120_000,
  accept,
}: UploadRoutesOptions): Hono {
  const page = async (more: Record<string, string>) => {
    const values: Record<string, string> = { organisation: escapedHtml(organisation), privacy: escapedHtml(await privacy()), ...more };
    return pages.html.replace(/\{\{(\w+)\}\}/g, (_placeholder, name: string) => values[name] ?? '');
  };
  const html = () => page({ doneHint: doneHints.browser });
  const dialogHtml = () => page({ doneHint: doneHints.dialog, inDialog: '<script src="/photo/photo-dialog.js" defer></script>' });

  const app = new Hono();
  app.use('/photo/*', notKept, pageHeaders(policy, { crossOriginOpenerPolicy: 'same-origin' }));
  app.get('/photo', async (c) => c.html(await html()));
  // A path of its own, as only the dialog page may be framed; the plain page is protected from clickjacking.
  app.get('/photo/dialog', async (c) => c.html(await dialogHtml()));
  app.get('/photo/upload.css', (c) => c.body(pages.css, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/photo/upload.js', (c) => c.body(pages.script, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get('/photo/photo-dialog.js', (c) => c.body(pages.dialogScript, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  // Asked for by the page, with the link that its address never sends: so the name is in no address and in no log.
  app.post('/photo/whose', async (c) => {
    const ref = refOfPage(c, origin);
    if (typeof ref === 'string') return uploadProblem(c, ref);
    const upload = await open(ref);
    if (!upload) return uploadProblem(c, 'link-over');
    return c.json({ ok: true, ...(upload.visitor !== undefined && { heading: photoHeading(upload.visitor) }) });
  });
  app.post('/photo/file', async (c) => {
    const ref = refOfPage(c, origin);
    if (typeof ref === 'string') return uploadProblem(c, ref);
    if (!imageType.test(c.req.header('content-type') ?? '')) return uploadProblem(c, 'not-an-image');
    const cropHeader = c.req.header('x-crop');
    const crop = cropHeader === undefined ? undefined : readCrop(cropHeader);
    if (cropHeader !== undefined && !crop) return uploadProblem(c, 'bad-crop');
    const size = sizeOf(c.req.header('content-length'));
    if (size > maxBytes) return uploadProblem(c, 'too-large');
    const upload = await open(ref);
    if (!upload) return uploadProblem(c, 'link-over');
    // The rate limit is charged after the link check, so that strangers cannot use up a sponsor's allowance.
    const admission = admit(ref);
    if (admission.kind === 'over') return uploadProblem(c, 'too-often');
    const memory = hold(size);
    try {
      if (memory.kind === 'over') return uploadProblem(c, 'busy');
      const body = await readUpload(c.req.raw, size, bodyAtMost);
      if ('problem' in body) return uploadProblem(c, body.problem);
      const outcome = await accept(ref, body.bytes, crop, upload);
      if (outcome.kind === 'accepted') return c.json({ ok: true });
      return uploadProblem(c, outcome.kind === 'link-over' ? 'link-over' : outcome.reason);
    } finally {
      admission.leave();
      if (memory.kind === 'admitted') memory.leave();
    }
  });
  return app;
}

const statusOf: { [problem in UploadProblem]?: 403 | 410 | 413 | 415 | 429 | 503 } = {
  'foreign-page': 403,
  'link-over': 410,
  'too-large': 413,
  'not-an-image': 415,
  'too-often': 429,
  busy: 503,
};

function uploadProblem(c: Context, problem: UploadProblem): Response {
  return c.json({ ok: false, sentence: uploadSentence(problem) }, statusOf[problem] ?? 400);
}

const imageType = /^(?:image\/[\w.+-]{1,40}|application\/octet-stream)(?:\s*;|$)/i;

/** The link with which a page of ours asks. */
function refOfPage(c: Context, origin: string | undefined): UploadRef | UploadProblem {
  if (!isFromOwnPage(c, origin)) return 'foreign-page';
  return parseUploadHeader(c.req.header('x-upload') ?? '') ?? 'link-broken';
}

/** Browsers say who sends. A program that says nothing has the link and no session to borrow, so it may. */
function isFromOwnPage(c: Context, publicOrigin: string | undefined): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const sender = c.req.header('origin');
  if (sender === undefined || sender === publicOrigin) return true;
  return URL.canParse(sender) && new URL(sender).host === new URL(c.req.url).host;
}

/** The bytes to reserve: the declared length, or the maximum for a chunked body. */
function sizeOf(declared: string | undefined): number {
  return declared !== undefined && /^\d{1,15}$/.test(declared) ? Number(declared) : maxBytes;
}

/** Counts the received bytes and stops at the limit, as a declared length may be false. */
async function readUpload(
  request: Request,
  size: number,
  atMost: number,
): Promise<{ bytes: Uint8Array } | { problem: 'too-large' | 'cut-off' }> {
  const isDeclared = request.headers.has('content-length');
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  // Not awaited, as the rest of the body may never come. Cancelling ends the pending read.
  const stop = () => void reader?.cancel().catch(() => undefined);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    stop();
  }, atMost);
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      length += part.value.byteLength;
      if (length > size) {
        stop();
        return { problem: isDeclared ? 'cut-off' : 'too-large' };
      }
      chunks.push(part.value);
    }
  } catch {
    return { problem: 'cut-off' };
  } finally {
    clearTimeout(timer);
  }
  if (isLate || (isDeclared && length !== size)) return { problem: 'cut-off' };
  return { bytes: Buffer.concat(chunks, length) };
}

const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  // The preview of the chosen file; it never leaves the browser that way.
  imgSrc: ["'self'", 'blob:', 'data:'],
  // Also of teams-js, which would ask Microsoft for a newer list of its hosts: the one that it brings is enough.
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: [(c: Context) => (c.req.path === '/photo/dialog' ? frameHosts.join(' ') : "'none'")],
};

const notKept: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
  c.header('x-robots-tag', 'noindex, nofollow');
};
