import sharp from 'sharp';
import { decodePhoto } from '../../bot/adapters/photo/photo-image';
import { portraitSize } from '../../bot/domain/photo/portrait';
import { grainy } from '../fakes/hostile-files';
import { inRounds, type Measured, sampleOf } from './rounds';

export const photos = {
  floor: 'a photo of 12 megapixels: decode, resize, encode',
  product: 'a photo of 12 megapixels: the product',
} as const;

/** Opening a photo as telephones take them, beside the least that makes a portrait of it with the same library. */
export async function photoCosts(): Promise<Measured> {
  const photo = await grainy(3000, 4000);
  // The library's settings are the product's.
  await decodePhoto(photo, undefined);
  const floor = () =>
    sharp(photo)
      .resize({ ...portraitSize, fit: 'cover' })
      .jpeg({ quality: 85 })
      .toBuffer();
  return await inRounds(
    [
      { name: photos.floor, run: () => sampleOf(floor) },
      { name: photos.product, run: () => sampleOf(() => decodePhoto(photo, undefined)) },
    ],
    15,
    6,
  );
}
