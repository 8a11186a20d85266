// What a portrait has to be. Pure and free of Node, because the upload page checks the same before it sends.

/** The largest file taken, in bytes. People are told "10 MB". */
export const maxBytes = 10 * 1024 * 1024;
/** The most pixels a picture may have, by its header. */
export const maxPixels = 50_000_000;
/** The most bytes that a picture may take when it is opened, by its header: 16-bit colours and transparency count. */
export const maxDecodedBytes = 200_000_000;
/** The smallest part of a picture that still prints well on a card, in pixels. */
export const minSize = { width: 300, height: 400 } as const;
/** What is stored, in pixels: 3:4. */
export const portraitSize = { width: 600, height: 800 } as const;

export interface Size {
  width: number;
  height: number;
}

export type ImageFormat = 'jpeg' | 'png' | 'webp';

/** Tells the format by its first bytes, never by a name or a declared type. Twelve bytes are enough. */
export function formatOf(bytes: Uint8Array): ImageFormat | undefined {
  const starts = (signature: number[], at = 0) => signature.every((byte, index) => bytes[at + index] === byte);
  if (starts([0xff, 0xd8, 0xff])) return 'jpeg';
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return 'webp';
  return undefined;
}

/** Where the person has put the picture: the middle of the crop as fractions, and how far it is enlarged (1 = not). */
export interface Placement {
  x: number;
  y: number;
  zoom: number;
}

/** The 3:4 crop of a picture at a placement, pushed back inside the picture where it would leave it. */
export function cropAt(picture: Size, place: Placement): Crop {
  const unit = Math.min(picture.width / 3, picture.height / 4) / place.zoom;
  const width = (3 * unit) / picture.width;
  const height = (4 * unit) / picture.height;
  return {
    x: between(place.x - width / 2, 0, 1 - width),
    y: between(place.y - height / 2, 0, 1 - height),
    width,
    height,
  };
}

/** The largest 3:4 part in the middle. `centredCrop({width: 400, height: 400})` is `{x: 0.125, y: 0, width: 0.75, height: 1}`. */
export function centredCrop(picture: Size): Crop {
  return cropAt(picture, { x: 0.5, y: 0.5, zoom: 1 });
}

/** The farthest zoom at which the crop is still large enough, at most 4. Below 1 the whole picture is too small. */
export function maxZoom(picture: Size): number {
  return Math.min(4, picture.width / minSize.width, picture.height / minSize.height);
}

// Fractions travel as decimals, so 1 may come back as 1.0000001.
const slack = 1e-6;

/** Whether a crop lies inside its picture. */
export function isCrop({ x, y, width, height }: Crop): boolean {
  return (
    [x, y, width, height].every(Number.isFinite) &&
    x >= 0 &&
    y >= 0 &&
    width > 0 &&
    height > 0 &&
    x + width <= 1 + slack &&
    y + height <= 1 + slack
  );
}

/** The value of the header `x-crop`: `x,y,width,height`. */
export function writeCrop({ x, y, width, height }: Crop): string {
  return [x, y, width, height].map((fraction) => fraction.toFixed(6)).join(',');
}

const cropPattern = /^(?:(?:0|1)(?:\.\d{1,9})?,){3}(?:0|1)(?:\.\d{1,9})?$/;

/** Reads the header `x-crop`; undefined for anything but a crop inside its picture. */
export function readCrop(header: string): Crop | undefined {
  if (!cropPattern.test(header)) return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = header.split(',').map(Number);
  const crop = { x, y, width, height };
  return isCrop(crop) ? crop : undefined;
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

/** The part of the picture to keep, as fractions of the upright picture: 0 ≤ x, y; x + width, y + height ≤ 1. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}
