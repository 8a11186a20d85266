import type { Metadata, Raw, Sharp, SharpInput, SharpOptions } from 'sharp';
import { barePng } from '../../domain/photo/bare-png';
import {
  type Crop,
  centredCrop,
  formatOf,
  isCrop,
  maxDecodedBytes,
  maxPixels,
  minSize,
  portraitSize,
  type Size,
} from '../../domain/photo/portrait';
import type { DecodePhoto } from '../../ports/photos';

/**
 * By libvips, in this process: a new portrait JPEG without any metadata, and its thumbnail. Reads JPEG, PNG and WebP only,
 * and of a moving picture the first frame. A crop that lies outside the picture counts as none: then the middle is taken.
 * Throws only when the image library itself cannot be loaded.
 */
export const decodePhoto: DecodePhoto = async (sent, crop) => {
  const sharp = await imageLibrary();
  const format = formatOf(sent);
  try {
    const bytes = format === 'png' ? barePng(sent) : sent;
    if (!bytes) return { problem: 'damaged' };
    // The header alone: nothing is decoded until its pixels are known to be few enough.
    const header = await sharp(bytes, { ...reading, limitInputPixels: false }).metadata();
    if (header.format !== format) return { problem: 'not-an-image' };
    if (!isOfFewPixels(header)) return { problem: 'too-many-pixels' };
    const area = areaOf(header.autoOrient, crop);
    if (!area) return { problem: 'too-small' };
    const jpeg = await cropPortrait(sharp(bytes, reading), header.autoOrient, area);
    return { jpeg: new Uint8Array(jpeg), thumbnail: await thumbnailOf(sharp, jpeg) };
  } catch {
    // libvips tells everything by a message: cut off or corrupt. For a person it is one thing, and the message can quote
    // what the file contains, so it is not logged.
    return { problem: 'damaged' };
  }
};

/** `error` refuses a picture that is cut off, and forgives the warnings that many a telephone's pictures give. */
const reading: SharpOptions = { failOn: 'error', limitInputPixels: maxPixels, pages: 1, sequentialRead: true };

type Library = (input: SharpInput, options?: SharpOptions) => Sharp;
let library: Promise<Library> | undefined;

/** Loaded with the first picture: it takes a good part of a cold start, and most starts see none. */
function imageLibrary(): Promise<Library> {
  library ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    // Whatever a file claims to be, no other decoder (SVG, PDF, TIFF, GIF, HEIF …) can be reached by it.
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({
      operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
    });
    return sharp;
  });
  return library;
}

function isOfFewPixels({ width, height, channels, depth }: Metadata): boolean {
  const pixels = width * height;
  return pixels <= maxPixels && pixels * channels * (depth === 'uchar' ? 1 : 2) <= maxDecodedBytes;
}

interface Area extends Size {
  left: number;
  top: number;
}

/** The pixels to keep of the upright picture; undefined when they are too few. */
function areaOf(upright: Size, crop: Crop | undefined): Area | undefined {
  const part = crop && isCrop(crop) ? crop : centredCrop(upright);
  const left = Math.min(Math.round(part.x * upright.width), upright.width - 1);
  const top = Math.min(Math.round(part.y * upright.height), upright.height - 1);
  const width = Math.min(Math.round(part.width * upright.width), upright.width - left);
  const height = Math.min(Math.round(part.height * upright.height), upright.height - top);
  return width < minSize.width || height < minSize.height ? undefined : { left, top, width, height };
}

function cropPortrait(picture: Sharp, upright: Size, area: Area): Promise<Buffer> {
  return cutOut(picture.autoOrient(), upright, area)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** The portrait's pixels: the area scaled until it covers them, from its middle. */
function cutOut(picture: Sharp, upright: Size, area: Area): Sharp {
  const scale = Math.max(portraitSize.width / area.width, portraitSize.height / area.height);
  // A decoder opens a picture at a half, a quarter or an eighth only where nothing is cut out before it is made smaller.
  if (scale > 0.5) return picture.extract(area).resize({ ...portraitSize, fit: 'cover' });
  const [width, height] = [Math.round(upright.width * scale), Math.round(upright.height * scale)];
  const startOf = (middle: number, part: number, whole: number) =>
    Math.min(Math.max(Math.round(middle * scale - part / 2), 0), whole - part);
  return picture.resize({ width, height, fit: 'fill' }).extract({
    left: startOf(area.left + area.width / 2, portraitSize.width, width),
    top: startOf(area.top + area.height / 2, portraitSize.height, height),
    ...portraitSize,
  });
}

/** Cards take a data URI of under 4,096 characters only. */
const maxThumbnail = 4095;
const thumbnailTries = [
  ...[75, 60, 50, 40, 32, 25].map((quality) => ({ width: 150, height: 200, quality })),
  ...[40, 30].map((quality) => ({ width: 120, height: 160, quality })),
  ...[40, 30].map((quality) => ({ width: 90, height: 120, quality })),
  { width: 45, height: 60, quality: 30 },
];
const thumbnailCoding = { trellisQuantisation: true, overshootDeringing: true, quantisationTable: 3 };

/** The best of the tries that is short enough, found by halves, as each is shorter than the one before. */
async function thumbnailOf(sharp: Library, jpeg: Buffer): Promise<string> {
  let [from, upTo] = [0, thumbnailTries.length];
  let best: string | undefined;
  let pixels: { data: Buffer; info: Raw } | undefined;
  while (from < upTo) {
    const middle = Math.floor((from + upTo) / 2);
    const { width, height, quality } = thumbnailTries[middle]!;
    if (pixels?.info.width !== width)
      pixels = await sharp(jpeg, reading).resize({ width, height }).raw().toBuffer({ resolveWithObject: true });
    // What mozjpeg saves, but for its search of scans, which takes more than all the rest of it.
    const small = await sharp(pixels.data, { raw: pixels.info })
      .jpeg({ quality, ...thumbnailCoding })
      .toBuffer();
    const uri = `data:image/jpeg;base64,${small.toString('base64')}`;
    if (uri.length <= maxThumbnail) [best, upTo] = [uri, middle];
    else from = middle + 1;
  }
  if (best === undefined) throw new Error('no thumbnail is small enough');
  return best;
}
