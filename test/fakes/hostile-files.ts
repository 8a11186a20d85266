import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

// Files that a person may send by mistake and files of an attacker, generated so that the repository has no binary files.

const grey = { r: 120, g: 130, b: 140 };

const pictures = new Map<string, Promise<Buffer>>();

/** Returns a picture with a red, a green, a blue and a white quarter, from top left to bottom right. Each is encoded once. */
export async function picture(
  width: number,
  height: number,
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  orientation?: number,
): Promise<Buffer> {
  const name = [width, height, format, orientation].join();
  const made = pictures.get(name) ?? encoded(width, height, format, orientation);
  pictures.set(name, made);
  return Buffer.from(await made);
}

function encoded(width: number, height: number, format: 'jpeg' | 'png' | 'webp', orientation?: number): Promise<Buffer> {
  const image = sharp(quarters(width, height), { raw: { width, height, channels: 3 } });
  if (orientation) image.withMetadata({ orientation });
  return image.toFormat(format, { quality: 95 }).toBuffer();
}

/** Returns a JPEG of random pixels, which do not compress: the worst case for the thumbnail's 4 KB and the file size. */
export function noise(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    pixels[at] = state >>> 24;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** Slopes and edges with grain on them, which cost a decoder and a thumbnail about what a telephone's picture does. */
export function grainy(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let at = 0; at < pixels.length; at += 3) {
    const [x, y] = [(at / 3) % width, Math.floor(at / 3 / width)];
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const light = 128 + 90 * Math.sin(x / 200) * Math.cos(y / 310) + 25 * Math.sin(x / 23 + y / 31) + (state >>> 28) - 8;
    pixels.set(
      [light, light * 0.9, 255 - light].map((one) => Math.min(Math.max(Math.round(one), 0), 255)),
      at,
    );
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

export async function jpegWithGps(): Promise<Buffer> {
  return sharp(quarters(600, 800), { raw: { width: 600, height: 800, channels: 3 } })
    .withExif({
      IFD0: { Make: 'CameraOfTessaVale', Copyright: 'Tessa Vale' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><tessa-vale/></x:xmpmeta>')
    .jpeg()
    .toBuffer();
}

export const trailer = 'PK\u0003\u0004-trailer-with-a-payload';

/** Returns a file that is a valid JPEG and a valid ZIP. */
export async function jpegAndZip(): Promise<Buffer> {
  return Buffer.concat([await picture(600, 800), Buffer.from(trailer), Buffer.alloc(2000, 'x')]);
}

/** An HTML page with a script behind the magic bytes of a JPEG. */
export const jpegHeadOnPage = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<script>alert(1)</script>')]);

export const notPictures: Record<string, Buffer> = {
  'an SVG with a script': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><script>alert(1)</script></svg>'),
  'an SVG that reads a local file': Buffer.from(
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><text>&x;</text></svg>',
  ),
  'an HTML page': Buffer.from('<!doctype html><title>x</title><script>alert(1)</script>'),
  'a GIF with a script in its comment': Buffer.concat([
    Buffer.from('GIF89a'),
    Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x21, 0xfe, 9]),
    Buffer.from('*/alert()'),
    Buffer.from([0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]),
  ]),
  'a ZIP archive': Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)]),
  'a PDF': Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>'),
  'a BMP': Buffer.concat([Buffer.from('BM'), Buffer.alloc(100)]),
  'a HEIC picture': Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(100)]),
  'a WAV sound, RIFF like WebP': Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WAVEfmt '), Buffer.alloc(50)]),
  'a picture behind a space': Buffer.concat([Buffer.from(' '), Buffer.from([0xff, 0xd8, 0xff])]),
};

/** A PNG of that many pixels in a few kilobytes, all alike: grey of 1 bit, or of other bits and colour type (6: see-through). */
export function pngBomb(width: number, height: number, bits = 1, colour: 0 | 6 = 0): Buffer {
  const row = Math.ceil((width * bits * (colour === 6 ? 4 : 1)) / 8) + 1;
  return png([header(width, height, bits, colour), chunk('IDAT', deflateSync(Buffer.alloc(row * height), { level: 9 }))]);
}

/** A good small PNG with that many chunks, each of which unpacks to that many bytes: below what libpng refuses of one. */
export async function pngWithPackedChunks(kind: 'zTXt' | 'iTXt' | 'iCCP', count: number, bytes: number): Promise<Buffer> {
  const packed = deflateSync(Buffer.alloc(bytes, 'a'), { level: 9 });
  const chunks = Array.from({ length: count }, (_, index) =>
    chunk(kind, Buffer.concat([Buffer.from(kind === 'iTXt' ? `k${index}\0\x01\0\0\0` : `k${index}\0\0`), packed])),
  );
  return withChunk(await picture(600, 800, 'png'), Buffer.concat(chunks));
}

/** Returns a small valid PNG with a compressed text of that many bytes. */
export async function pngWithHugeText(bytes: number): Promise<Buffer> {
  const text = Buffer.concat([Buffer.from('Comment\0\x01\0\0\0'), deflateSync(Buffer.alloc(bytes, 'a'), { level: 9 })]);
  return withChunk(await picture(600, 800, 'png'), chunk('iTXt', text));
}

/** Returns a small valid PNG with an uncompressed text of that many bytes. */
export async function pngWithLongText(bytes: number): Promise<Buffer> {
  return withChunk(await picture(600, 800, 'png'), chunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), Buffer.alloc(bytes, 'a')])));
}

/** Returns a progressive JPEG that repeats its last scan; each scan costs a pass over the picture. */
export async function jpegOfManyScans(times: number): Promise<Buffer> {
  const good = await sharp(quarters(1500, 2000), { raw: { width: 1500, height: 2000, channels: 3 } })
    .jpeg({ progressive: true })
    .toBuffer();
  const scan = good.subarray(good.lastIndexOf(Buffer.from([0xff, 0xda])), good.length - 2);
  return Buffer.concat([good.subarray(0, -2), ...Array.from({ length: times }, () => scan), good.subarray(-2)]);
}

/**
 * A flat progressive JPEG in which one scan over every coefficient of every block comes that many times. A scan takes about a
 * hundred bytes and, at 7,000 × 7,000 pixels, a pass over 765,625 blocks: 3,000 of them are 370 KB and minutes of work.
 */
export function jpegBomb(scans: number, width = 7_000, height = 7_000): Buffer {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  // One code each: "0" is "no difference" for the first scan, and "2^14 blocks or more are at their end" for the others.
  const flat = Buffer.concat([jpegScan(0, 0), Buffer.alloc(Math.ceil(blocks / 8))]);
  const ends = Array.from({ length: Math.ceil(blocks / endRun) }, () => `0${(endRun - 2 ** 14).toString(2).padStart(14, '0')}`).join('');
  const data = bitsOf(ends);
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, Buffer.from([0, ...Array.from({ length: 64 }, () => 1)])),
    segment(0xc2, Buffer.concat([Buffer.from([8]), size, Buffer.from([1, 1, 0x11, 0])])),
    segment(0xc4, huffmanOf(0x00, 0)),
    segment(0xc4, huffmanOf(0x10, 0xe0)),
    flat,
    ...Array.from({ length: scans - 1 }, (_, scan) => Buffer.concat([jpegScan(1, 63, bitsOfScan(scan)), data])),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** Blocks, nearly the most of one code; never eight ones in a row, so that no byte of a scan is 0xff. */
const endRun = 2 ** 14 + 0b11111101111110;

/** Of which coefficients and, where it adds the next lower bit to earlier scans, so that each coefficient is looked at, of which bit. */
const jpegScan = (from: number, to: number, bits = 0) => segment(0xda, Buffer.from([1, 1, 0, from, to, bits]));

/** The scans come in rounds from the highest bit to the lowest, as every decoder wants them. */
function bitsOfScan(scan: number): number {
  const low = 13 - (scan % 14);
  return low === 13 ? low : (low + 1) * 16 + low;
}

/** A table with one code of one bit. */
const huffmanOf = (place: number, symbol: number) => Buffer.from([place, 1, ...Array.from({ length: 15 }, () => 0), symbol]);

/** Padded with zeros, which no decoder minds. */
function bitsOf(bits: string): Buffer {
  return Buffer.from(bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)) ?? []);
}

/** A JPEG's segment: marker, length, data. */
export function segment(marker: number, data: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length + 2);
  return Buffer.concat([Buffer.from([0xff, marker]), length, data]);
}

export async function movingWebp(): Promise<Buffer> {
  const frames = [grey, { r: 250, g: 0, b: 0 }].map((background) =>
    sharp({ create: { width: 600, height: 800, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
}

/** Valid pictures of unusual formats. */
export async function unusualPictures(): Promise<Record<string, Buffer>> {
  const raw = { raw: { width: 600, height: 800, channels: 3 } } as const;
  const from = () => sharp(quarters(600, 800), raw);
  return {
    'a PNG of 16 bits': await from().toColourspace('rgb16').png().toBuffer(),
    'a CMYK JPEG': await from().toColourspace('cmyk').jpeg().toBuffer(),
    'a grey JPEG': await from().toColourspace('b-w').jpeg().toBuffer(),
    'a PNG with a palette': await from().png({ palette: true, colours: 8 }).toBuffer(),
    'an interlaced PNG': await from().png({ progressive: true }).toBuffer(),
    'a progressive JPEG': await from().jpeg({ progressive: true }).toBuffer(),
    'a lossless WebP': await from().webp({ lossless: true }).toBuffer(),
    'a see-through PNG': await sharp({ create: { width: 600, height: 800, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toBuffer(),
    'a moving WebP': await movingWebp(),
  };
}

function quarters(width: number, height: number): Buffer {
  const [half, rest] = [Math.ceil(width / 2), Math.floor(width / 2)];
  const line = (left: number[], right: number[]) =>
    Buffer.concat([Buffer.alloc(half * 3, Buffer.from(left)), Buffer.alloc(rest * 3, Buffer.from(right))]);
  const [top, bottom] = [line([230, 20, 20], [20, 200, 20]), line([20, 20, 230], [250, 250, 250])];
  return Buffer.concat(Array.from({ length: height }, (_, y) => (y < height / 2 ? top : bottom)));
}

function png(chunks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function header(width: number, height: number, bits: number, colour: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = bits;
  data[9] = colour;
  return chunk('IHDR', data);
}

/** Behind the header, which is the first 33 bytes of every PNG. */
function withChunk(file: Buffer, extra: Buffer): Buffer {
  return Buffer.concat([file.subarray(0, 33), extra, file.subarray(33)]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
