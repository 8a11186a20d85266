import { maxScans, scansIn } from '../../../../bot/domain/photo/jpeg-scans';
import { jpegBomb, jpegOfManyScans, jpegWithGps, noise, picture, segment, unusualPictures } from '../../../fakes/hostile-files';

const start = Buffer.from([0xff, 0xd8]);
const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x12, 0xff, 0x00, 0x34])]);
const end = Buffer.from([0xff, 0xd9]);
const scans = (...parts: Buffer[]) => scansIn(Buffer.concat(parts));

describe('the scans of a JPEG', () => {
  it('should be counted in pictures of every kind', async () => {
    expect(scansIn(await picture(600, 800))).toBe(1);
    expect(scansIn(await jpegWithGps())).toBe(1);
    expect(scansIn(await noise(600, 800))).toBe(1);
    const { 'a progressive JPEG': progressive } = await unusualPictures();
    expect(scansIn(progressive as Buffer)).toBeGreaterThan(5);
    expect(scansIn(progressive as Buffer)).toBeLessThan(20);
  });

  it('should be counted up to one more than are taken, and no further', async () => {
    expect(scansIn(jpegBomb(maxScans, 640, 640))).toBe(maxScans);
    expect(scansIn(jpegBomb(maxScans + 1, 640, 640))).toBe(maxScans + 1);
    expect(scansIn(jpegBomb(3_000))).toBe(maxScans + 1);
    expect(scansIn(await jpegOfManyScans(500))).toBe(maxScans + 1);
  });

  it('should not be looked for where other data lies: in a text, a profile, or behind the end', () => {
    const many = Buffer.concat(Array.from({ length: 500 }, () => scan));
    expect(scans(start, segment(0xfe, many), segment(0xe2, many), scan, end)).toBe(1);
    expect(scans(start, scan, end, many)).toBe(1);
    expect(scans(start, scan, end, start, many)).toBe(1);
  });

  it('should be found where libjpeg finds them: behind filling, rubbish, restarts and lengths that are none', () => {
    const restart = Buffer.from([0x12, 0xff, 0xd3, 0x34]);
    expect(scans(start, Buffer.from([0xff, 0xff, 0xff]), scan, Buffer.from([0xff, 0xff]), scan, end)).toBe(2);
    expect(scans(start, Buffer.from('rubbish'), scan, restart, scan, Buffer.from([0xff, 0x01]), scan, end)).toBe(3);
    expect(scans(start, Buffer.from([0xff, 0xe1, 0, 0]), scan, Buffer.from([0xff, 0xfe, 0, 1]), scan, end)).toBe(2);
  });

  it('should be counted as far as a file goes that is cut off', () => {
    expect(scans(start, scan, scan)).toBe(2);
    expect(scans(start, scan, scan.subarray(0, 3))).toBe(2);
    for (const cut of [start, Buffer.concat([start, Buffer.from([0xff])]), Buffer.concat([start, Buffer.from([0xff, 0xe1, 0xff])])]) {
      expect(scansIn(cut)).toBe(0);
    }
  });

  it('should be counted in no time, whatever ten megabytes hold', () => {
    const began = process.cpuUsage();
    for (const bytes of [[0xff], [0x00], [0xff, 0x00], [0xff, 0xd0], [0xff, 0xfe, 0, 2]]) {
      expect(scans(start, Buffer.alloc(10 * 1024 * 1024, Buffer.from(bytes)))).toBe(0);
    }
    // Microseconds, of work and not of waiting for a busy machine; measured, a quarter of a second.
    expect(process.cpuUsage(began).user).toBeLessThan(5_000_000);
  });
});
