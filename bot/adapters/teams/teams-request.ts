/** A body as JSON, or the HTTP status that says why it is none. */
export type JsonBody = { json: unknown } | { refused: 400 | 405 | 413 | 415 };

/** Far above any activity of Teams (its own limit for a message is about 100 KB), far below what hurts. Bytes. */
const bodyAtMost = 256 * 1024;

/**
 * Reads a request's JSON, never more than the limit, as the server holds a body to its stated length.
 * Refuses by status: 405 no POST, 415 not JSON, 413 too large, 400 not UTF-8 or not JSON.
 */
export async function readJson(request: Request): Promise<JsonBody> {
  if (request.method !== 'POST') return { refused: 405 };
  const type = request.headers.get('content-type')?.split(';', 1)[0];
  // A web page can post any of the other types without asking the server first, so JSON alone is taken.
  if (type?.trim().toLowerCase() !== 'application/json') return { refused: 415 };
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > bodyAtMost) return { refused: 413 };
  // Every server holds a body to the length that it claims; read whole, it costs a fraction of what its stream does.
  const bytes = length === null ? await readBytes(request.body, bodyAtMost) : await request.arrayBuffer();
  if (!bytes || bytes.byteLength > bodyAtMost) return { refused: 413 };
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { refused: 400 };
  }
}

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
};

/** One JSON body per status and nothing more: a caller who is refused learns nothing about the product. */
export function refusal(status: number): Response {
  return Response.json({ status, title: titles[status] ?? 'Error' }, { status, headers: { 'cache-control': 'no-store' } });
}

async function readBytes(body: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array | undefined> {
  if (!body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.byteLength;
    if (length > most) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(value);
  }
}
