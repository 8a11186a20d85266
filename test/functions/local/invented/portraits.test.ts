import sharp from 'sharp';
import { drawPortraits, portraitCount } from '../../../../functions/local/invented/portraits';

it('should draw a dozen different faces, of the size and kind that the product makes of photos', async () => {
  const faces = await drawPortraits();
  expect(new Set(faces.map((face) => Buffer.from(face).toString('base64'))).size).toBe(portraitCount);
  for (const face of faces) expect(await sharp(face).metadata()).toMatchObject({ format: 'jpeg', width: 600, height: 800 });
  expect(await drawPortraits()).toEqual(faces);
});
