import { crc32, deflateRawSync } from 'node:zlib';

/** How the bytes of a file stand in a zip. */
interface Packed {
  method: number;
  bytes: Buffer;
}

const asTheyAre = (content: Buffer): Packed => ({ method: 0, bytes: content });

/** Compresses a file for {@link zip}. The same Node makes the same bytes. */
export function deflated(content: Buffer): Packed {
  return { method: 8, bytes: deflateRawSync(content, { level: 9 }) };
}

/**
 * Packs files into a zip, in their order: the same files always make the same bytes, as every file has the same date. Names are ASCII.
 *
 * @param pack compresses a file; without it the bytes are stored as they are.
 */
export function zip(files: Record<string, Buffer>, pack = asTheyAre): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = pack(content);
    const described = describe(name, content, packed);
    const local = Buffer.concat([words([0x04034b50], 4), described, Buffer.from(name), packed.bytes]);
    locals.push(local);
    directory.push(
      words([0x02014b50], 4), // a row of the directory,
      words([20], 2), // made by version 2.0
      described,
      words([0, 0, 0], 2), // no comment, first disk, no attributes
      words([0, offset], 4),
      Buffer.from(name),
    );
    offset += local.length;
  }
  const rows = Buffer.concat(directory);
  const count = locals.length;
  const end = [words([0x06054b50], 4), words([0, 0, count, count], 2), words([rows.length, offset], 4), words([0], 2)];
  return Buffer.concat([...locals, rows, ...end]);
}

/** The fields that a file's own header and its row of the directory share. */
function describe(name: string, content: Buffer, { method, bytes }: Packed): Buffer {
  const firstOfJanuary1980 = 0x21;
  return Buffer.concat([
    words([20, 0, method, 0, firstOfJanuary1980], 2),
    words([crc32(content), bytes.length, content.length], 4),
    words([name.length, 0], 2),
  ]);
}

function words(values: number[], bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(values.length * bytes);
  values.forEach((value, index) => buffer.writeUIntLE(value, index * bytes, bytes));
  return buffer;
}
