/** The body of a request as text; undefined where it is longer than `atMost` bytes, whatever length it claims. */
export async function bodyText(request: Request, atMost: number): Promise<string | undefined> {
  const claimed = request.headers.get('content-length');
  if (Number(claimed ?? 0) > atMost) return undefined;
  // Every server holds a body to the length that it claims; read whole, it costs a fraction of what its stream does.
  const bytes = claimed === null ? await streamed(request.body, atMost) : await request.arrayBuffer();
  return bytes && bytes.byteLength <= atMost ? new TextDecoder().decode(bytes) : undefined;
}

async function streamed(body: ReadableStream<Uint8Array> | null, atMost: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > atMost) {
      // Not awaited: the rest may never come.
      reader?.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks, length);
}
