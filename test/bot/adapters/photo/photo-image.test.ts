import sharp from 'sharp';
import { photoQueue } from '../../../../bot/adapters/azure/photo-queue';
import { decodePhoto } from '../../../../bot/adapters/photo/photo-image';
import type { Crop } from '../../../../bot/domain/photo/portrait';
import * as files from '../../../fakes/hostile-files';
import { sponsorId } from '../../../make';

const images = photoQueue(decodePhoto);
const prepare = (bytes: Uint8Array, crop?: Crop) => images.prepare(sponsorId, bytes, crop);

async function prepared(bytes: Uint8Array, crop?: Crop) {
  const result = await prepare(bytes, crop);
  if (!('jpeg' in result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

/** The colour in the middle of each quarter of the result, in words. */
async function quartersOf(jpeg: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const start = (y * info.width + x) * info.channels;
    const [red = 0, green = 0, blue = 0] = data.subarray(start, start + 3);
    if (red > 180 && green > 180 && blue > 180) return 'white';
    return red > 180 ? 'red' : green > 150 ? 'green' : blue > 180 ? 'blue' : 'other';
  };
  return [at(150, 200), at(450, 200), at(150, 600), at(450, 600)];
}

const upright = ['red', 'green', 'blue', 'white'];

describe('preparing a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('should make a JPEG of 600 × 800 from a %s', async (format) => {
    const { jpeg, thumbnail } = await prepared(await files.picture(900, 1200, format));
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 600, height: 800, space: 'srgb', channels: 3 });
    expect(await quartersOf(jpeg)).toEqual(upright);
    const small = Buffer.from(thumbnail.replace('data:image/jpeg;base64,', ''), 'base64');
    expect(await sharp(small).metadata()).toMatchObject({ format: 'jpeg', width: 150, height: 200 });
  });

  it('should keep the thumbnail under 4,096 characters, whatever the picture', async () => {
    const { thumbnail } = await prepared(await files.noise(600, 800));
    expect(thumbnail).toMatch(/^data:image\/jpeg;base64,[A-Za-z0-9+/]+=*$/);
    expect(thumbnail.length).toBeLessThan(4096);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('should cut as the person saw it, upright, at EXIF orientation %i', async (orientation) => {
    const lies = orientation >= 5;
    const file = await files.picture(lies ? 1200 : 900, lies ? 900 : 1200, 'jpeg', orientation);
    const seen = await sharp(file).autoOrient().jpeg().toBuffer();
    const topLeft = { x: 0, y: 0, width: 0.5, height: 0.5 };
    const [whole, part] = [await prepared(file), await prepared(file, topLeft)];
    const expected = await quartersOf(await sharp(seen).resize(600, 800).jpeg().toBuffer());
    expect(await quartersOf(whole.jpeg)).toEqual(expected);
    expect(new Set(await quartersOf(part.jpeg))).toEqual(new Set([expected[0]]));
  });

  it.each([1, 6])('should cut out the same of a large picture, opened at a part of its size: orientation %i', async (orientation) => {
    const lies = orientation >= 5;
    const file = await files.picture(lies ? 2000 : 1500, lies ? 1500 : 2000, 'jpeg', orientation);
    const crop = { x: 0.1, y: 0.05, width: 0.9, height: 0.9 };
    const area = { left: 150, top: 100, width: 1350, height: 1800 };
    const whole = await sharp(file).autoOrient().png({ compressionLevel: 0 }).toBuffer();
    const expected = await sharp(whole).extract(area).resize(600, 800).removeAlpha().raw().toBuffer();
    const got = await sharp((await prepared(file, crop)).jpeg)
      .raw()
      .toBuffer();
    const differing = got.filter((value, at) => Math.abs(value - (expected[at] ?? 0)) > 60).length;
    // Edges of the quarters, which are sharp, one or two pixels to a side.
    expect(differing / got.length).toBeLessThan(0.01);
  });

  it('should take the middle when no crop is given, or one outside the picture', async () => {
    const wide = await files.picture(2000, 800);
    const bad = { x: 0.9, y: 0, width: 0.5, height: 1 };
    const [none, outside] = [await prepared(wide), await prepared(wide, bad)];
    expect(await quartersOf(none.jpeg)).toEqual(upright);
    expect(Buffer.from(outside.jpeg).equals(Buffer.from(none.jpeg))).toBe(true);
  });

  it('should not distort a crop of another shape', async () => {
    const { jpeg } = await prepared(await files.picture(1600, 800), { x: 0, y: 0, width: 1, height: 1 });
    expect(await sharp(jpeg).metadata()).toMatchObject({ width: 600, height: 800 });
    expect(await quartersOf(jpeg)).toEqual(upright);
  });

  it('should take any kind of JPEG, PNG and WebP', async () => {
    for (const [kind, file] of Object.entries(await files.unusualPictures())) {
      const { jpeg } = await prepared(file);
      const { width, height, space, channels, pages } = await sharp(jpeg).metadata();
      expect({ kind, width, height, space, channels, pages }).toEqual({
        kind,
        width: 600,
        height: 800,
        space: 'srgb',
        channels: 3,
        pages: undefined,
      });
    }
  });

  it('should lay a see-through picture on white', async () => {
    const { 'a see-through PNG': file } = await files.unusualPictures();
    expect(await quartersOf((await prepared(file as Buffer)).jpeg)).toEqual(['white', 'white', 'white', 'white']);
  });
});

describe('what leaves with the old file', () => {
  it('should drop where and by whom the picture was taken', async () => {
    const file = await files.jpegWithGps();
    expect(file.includes('Tessa')).toBe(true);
    const { jpeg, thumbnail } = await prepared(file);
    const { exif, xmp, iptc, icc } = await sharp(jpeg).metadata();
    expect({ exif, xmp, iptc, icc }).toEqual({});
    for (const bytes of [jpeg, Buffer.from(thumbnail.slice(23), 'base64')]) {
      expect(Buffer.from(bytes).includes('Tessa')).toBe(false);
      expect(Buffer.from(bytes).includes('Exif')).toBe(false);
    }
  });

  it('should drop an archive behind the picture', async () => {
    const file = await files.jpegAndZip();
    expect(file.includes(files.trailer)).toBe(true);
    const { jpeg } = await prepared(file);
    expect(Buffer.from(jpeg).includes('PK\u0003\u0004')).toBe(false);
    expect(Buffer.from(jpeg.subarray(-2)).toString('hex')).toBe('ffd9');
  });
});

describe('what is refused', () => {
  it.each(Object.entries(files.notPictures))('should refuse %s', async (_kind, file) => {
    expect(await prepare(file)).toEqual({ problem: 'not-an-image' });
  });

  it('should refuse nothing at all', async () => {
    expect(await prepare(new Uint8Array())).toEqual({ problem: 'empty' });
  });

  it('should refuse a page that starts like a JPEG', async () => {
    expect(await prepare(files.jpegHeadOnPage)).toEqual({ problem: 'damaged' });
  });

  it('should refuse a file of 12 MB, and one byte above 10 MB', async () => {
    const good = await files.picture(600, 800);
    const ofSize = (bytes: number) => Buffer.concat([good, Buffer.alloc(bytes - good.length)]);
    expect(await prepare(ofSize(12 * 1024 * 1024))).toEqual({ problem: 'too-large' });
    expect(await prepare(ofSize(10 * 1024 * 1024 + 1))).toEqual({ problem: 'too-large' });
    expect(await prepare(ofSize(10 * 1024 * 1024))).toHaveProperty('jpeg');
  });

  it('should refuse a decompression bomb by its header, without decoding it', async () => {
    const bomb = files.pngBomb(20_000, 20_000);
    expect(bomb.length).toBeLessThan(60_000);
    expect(await prepare(bomb)).toEqual({ problem: 'too-many-pixels' });
    expect(await prepare(files.pngBomb(7072, 7072))).toEqual({ problem: 'too-many-pixels' });
    // Pixels that cannot be decoded are answered just so: they were never looked at.
    expect(await prepare(bomb.fill(0, 60, bomb.length - 20))).toEqual({ problem: 'too-many-pixels' });
  });

  it('should count what a pixel takes: of 16 bits and see-through, half as many', async () => {
    expect(await prepare(files.pngBomb(5001, 5000, 16, 6))).toEqual({ problem: 'too-many-pixels' });
    expect(await prepare(files.pngBomb(5001, 5000, 8, 6))).toHaveProperty('jpeg');
  });

  it('should refuse a picture, or a part of one, under 300 × 400', async () => {
    expect(await prepare(await files.picture(1, 1))).toEqual({ problem: 'too-small' });
    expect(await prepare(await files.picture(299, 400))).toEqual({ problem: 'too-small' });
    expect(await prepare(await files.picture(2000, 399))).toEqual({ problem: 'too-small' });
    expect(await prepare(await files.picture(300, 400))).toHaveProperty('jpeg');
    // Of 900 × 1200: 297 wide, then 396 high.
    for (const part of [
      { width: 0.33, height: 0.5 },
      { width: 0.5, height: 0.33 },
    ]) {
      const cut = { x: 0.1, y: 0.1, ...part };
      expect(await prepare(await files.picture(900, 1200), cut)).toEqual({ problem: 'too-small' });
    }
  });

  it.each(['jpeg', 'png', 'webp'] as const)('should refuse a %s that is cut off', async (format) => {
    const file = await files.picture(900, 1200, format);
    for (const part of [0.2, 0.5, 0.95]) {
      expect(await prepare(file.subarray(0, Math.floor(file.length * part)))).toEqual({ problem: 'damaged' });
    }
  });

  it('should refuse a JPEG of many scans, which would keep the processor busy, before it is opened', async () => {
    const never = photoQueue(async () => {
      throw new Error('it was opened');
    });
    for (const bomb of [files.jpegBomb(3_000), files.jpegBomb(101, 640, 640), await files.jpegOfManyScans(500)]) {
      expect(await never.prepare(sponsorId, bomb)).toEqual({ problem: 'damaged' });
    }
    expect(await prepare(files.jpegBomb(100, 640, 640))).toHaveProperty('jpeg');
  });

  it('should take a picture and leave its hidden text, however long it is or packed', async () => {
    const packed = await files.pngWithHugeText(200 * 1024 * 1024);
    expect(packed.length).toBeLessThan(300_000);
    for (const file of [packed, await files.pngWithLongText(9 * 1024 * 1024)]) {
      const { jpeg } = await prepared(file);
      expect(jpeg.length).toBeLessThan(50_000);
    }
  });
});

describe('hidden texts and profiles of a PNG', () => {
  it('should never be unpacked', async () => {
    const before = process.resourceUsage().maxRSS;
    for (const kind of ['zTXt', 'iTXt', 'iCCP'] as const) {
      expect(await prepare(await files.pngWithPackedChunks(kind, 60, 7_900_000))).toHaveProperty('jpeg');
    }
    // In kilobytes; unpacked, the sixty are 474 MB of every kind.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(100_000);
  });

  it('should leave a PNG its place and direction', async () => {
    const file = await files.picture(1200, 900, 'png', 6);
    const seen = await sharp(file).autoOrient().resize(600, 800).jpeg().toBuffer();
    expect(await quartersOf((await prepared(file)).jpeg)).toEqual(await quartersOf(seen));
  });
});
