import { crc32, inflateRawSync } from 'node:zlib';

/** Reads a ZIP by its central directory and checks every checksum. */
export function unzip(bytes: Buffer): Record<string, Buffer> {
  const end = bytes.length - 22;
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
  let row = bytes.readUInt32LE(end + 16);
  const files: Record<string, Buffer> = {};
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    expect(bytes.readUInt32LE(row)).toBe(0x02014b50);
    const nameLength = bytes.readUInt16LE(row + 28);
    const name = bytes.toString('utf8', row + 46, row + 46 + nameLength);
    const local = bytes.readUInt32LE(row + 42);
    expect(bytes.readUInt32LE(local)).toBe(0x04034b50);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(row + 20));
    const content = bytes.readUInt16LE(row + 10) === 8 ? inflateRawSync(packed) : packed;
    expect([content.length, crc32(content)]).toEqual([bytes.readUInt32LE(row + 24), bytes.readUInt32LE(row + 16)]);
    files[name] = content;
    row += 46 + nameLength;
  }
  return files;
}
