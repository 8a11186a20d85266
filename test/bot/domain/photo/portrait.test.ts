import fc from 'fast-check';
import { centredCrop, cropAt, isCrop, maxZoom, readCrop, writeCrop } from '../../../../bot/domain/photo/portrait';

const picture = fc.record({ width: fc.integer({ min: 1, max: 20_000 }), height: fc.integer({ min: 1, max: 20_000 }) });
const place = fc.record({
  x: fc.double({ min: -2, max: 3, noNaN: true }),
  y: fc.double({ min: -2, max: 3, noNaN: true }),
  zoom: fc.double({ min: 1, max: 4, noNaN: true }),
});

describe('the crop of a portrait', () => {
  it('should be 3:4 and inside the picture, wherever it is put, and survive its header', () => {
    fc.assert(
      fc.property(picture, place, (size, at) => {
        const crop = cropAt(size, at);
        expect((crop.width * size.width * 4) / (crop.height * size.height * 3)).toBeCloseTo(1, 6);
        expect(isCrop(crop)).toBe(true);
        const read = readCrop(writeCrop(crop));
        if (Math.min(crop.width, crop.height) > 1e-5) expect(read?.x).toBeCloseTo(crop.x, 5);
      }),
    );
  });

  it('should be the largest part in the middle before anybody moves it', () => {
    expect(centredCrop({ width: 400, height: 400 })).toEqual({ x: 0.125, y: 0, width: 0.75, height: 1 });
    expect(centredCrop({ width: 300, height: 1600 })).toEqual({ x: 0, y: 0.375, width: 1, height: 0.25 });
  });

  it('should not be enlarged beyond what still prints well', () => {
    expect(maxZoom({ width: 600, height: 900 })).toBe(2);
    expect(maxZoom({ width: 9000, height: 9000 })).toBe(4);
    expect(maxZoom({ width: 299, height: 900 })).toBeLessThan(1);
  });

  it.each(['', '0,0,1', '0,0,1,1,1', '0,0,0,1', '0.5,0,0.6,1', '-0.1,0,1,1', '0,0,1e0,1', 'NaN,0,1,1', '0,0,1,1 ', '0, 0,1,1', '2,0,1,1'])(
    'should not be read from %j',
    (header) => expect(readCrop(header)).toBeUndefined(),
  );
});
