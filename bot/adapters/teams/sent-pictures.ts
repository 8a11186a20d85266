import { maxBytes } from '../../domain/photo/portrait';
import type { SentPicture } from '../../domain/request/visitor-request';
import type { Log } from '../../ports/log-fields';
import type { FetchedPicture, SentPictures } from '../../ports/sent-pictures';

export interface SentPicturesOptions {
  /** Where a file may lie; asked before every request, each redirection included. */
  isFileUrlAllowed: (url: URL) => boolean;
  /** Where a pasted picture may lie: these hosts alone get the bot's token. */
  isServiceUrlAllowed: (url: URL) => boolean;
  /** The header that the Bot Connector wants; undefined where it wants none. */
  authorization: () => Promise<string | undefined>;
  log: Log;
  /** How long one picture may take, token and redirections included. Milliseconds; absent: twenty seconds. */
  fetchAtMost?: number;
}

const twentySeconds = 20_000;
const redirectsAtMost = 3;

/**
 * Fetches a picture from the chat. The address is untrusted: only known hosts are called, the body is bounded, and
 * redirects get no token (Microsoft's "send and receive files" URLs are pre-authorised; only the Bot Connector gets the
 * bot's token).
 */
export function sentPictures({ isFileUrlAllowed, isServiceUrlAllowed, authorization, log, ...options }: SentPicturesOptions): SentPictures {
  const atMost = options.fetchAtMost ?? twentySeconds;

  async function download(picture: SentPicture, signal: AbortSignal): Promise<FetchedPicture> {
    if (picture.kind === 'file') return follow(picture.url, isFileUrlAllowed, signal);
    // Before the token is asked for.
    if (!isAllowed(picture.url, isServiceUrlAllowed)) return notAllowed;
    const header = await authorization();
    return pictureIn(await fetchWithoutRedirect(picture.url, signal, header === undefined ? {} : { authorization: header }));
  }

  return {
    async fetch(picture) {
      const fetched = await fetchWithin(atMost, (signal) => download(picture, signal));
      if ('code' in fetched)
        log.warn({ kind: picture.kind, outcome: fetched.outcome, code: fetched.code }, 'a sent picture was not fetched');
      return fetched;
    },
  };
}

const notAllowed: FetchedPicture = { outcome: 'refused', code: 'HostNotAllowed' };

function isAllowed(address: string, isUrlAllowed: (url: URL) => boolean): boolean {
  return URL.canParse(address) && isUrlAllowed(new URL(address));
}

async function follow(first: string, isUrlAllowed: (url: URL) => boolean, signal: AbortSignal): Promise<FetchedPicture> {
  let address = first;
  for (let redirects = 0; redirects <= redirectsAtMost; redirects += 1) {
    if (!isAllowed(address, isUrlAllowed)) return notAllowed;
    const response = await fetchWithoutRedirect(address, signal);
    const next = response.headers.get('location');
    if (!isRedirect(response) || next === null) return pictureIn(response);
    cancelBody(response);
    if (!URL.canParse(next, address)) return notAllowed;
    address = new URL(next, address).href;
  }
  return { outcome: 'refused', code: 'TooManyRedirects' };
}

function fetchWithoutRedirect(address: string, signal: AbortSignal, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(address, { headers, signal, redirect: 'manual', credentials: 'omit', cache: 'no-store' });
}

function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400;
}

async function pictureIn(response: Response): Promise<FetchedPicture> {
  const { status, headers } = response;
  if (response.ok) return readPicture(response);
  cancelBody(response);
  const code = `Http${status}`;
  if (status !== 429 && status !== 408 && status < 500) return { outcome: 'refused', code };
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return { outcome: 'later', code, ...(seconds > 0 && { afterSeconds: Math.min(seconds, 3_600) }) };
}

/** Counts what really comes: a declared length is a claim, and a chunked body has none. */
async function readPicture(response: Response): Promise<FetchedPicture> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    cancelBody(response);
    return { outcome: 'too-large' };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > maxBytes) {
      // Not awaited: the rest may never come.
      reader?.cancel().catch(() => undefined);
      return { outcome: 'too-large' };
    }
    chunks.push(part.value);
  }
  return { outcome: 'fetched', bytes: Buffer.concat(chunks, length) };
}

function cancelBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

/** The signal closes the socket; the race also ends the wait for a token, which does not listen to it. */
async function fetchWithin(atMost: number, work: (signal: AbortSignal) => Promise<FetchedPicture>): Promise<FetchedPicture> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<FetchedPicture>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: 'later', code: 'Timeout' }), atMost);
  });
  // An error's message may hold the address, which is a key; its name says enough.
  const working = work(abort.signal).catch((): FetchedPicture => ({ outcome: 'later', code: 'Network' }));
  try {
    return await Promise.race([working, tooLong]);
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}
