// Pure and free of Node.

/** What a picture is made of. Of the rest, texts and profiles are packed, and libvips unpacks every one: gigabytes of it. */
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'eXIf', 'gAMA', 'sRGB', 'cHRM']);

const signatureLength = 8;
/** A chunk's length, name and check. */
const frameLength = 12;

/** A PNG without the chunks that no picture needs; undefined when its chunks do not add up to one that ends. */
export function barePng(png: Uint8Array): Uint8Array | undefined {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const bare = new Uint8Array(png);
  let length = signatureLength;
  for (let at = signatureLength; at + frameLength <= png.length; ) {
    const end = at + frameLength + view.getUint32(at);
    if (end > png.length) return undefined;
    const name = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (kept.has(name)) {
      bare.copyWithin(length, at, end);
      length += end - at;
    }
    if (name === 'IEND') return bare.subarray(0, length);
    at = end;
  }
  return undefined;
}
