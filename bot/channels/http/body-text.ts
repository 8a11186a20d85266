/** The body of a request as text; undefined where it is longer than `atMost` bytes, whatever length it claims. */
export async function bodyText(request: Request, atMost: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > atMost) {
      // Not awaited: the rest may never come.
      reader?.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(part.value);
  }
  return new TextDecoder().decode(Buffer.concat(chunks, length));
}
