import { barePng } from '../../../../bot/domain/photo/bare-png';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A chunk whose check is not looked at here. */
function chunk(name: string, data = 'data', length = data.length): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(length);
  return Buffer.concat([head, Buffer.from(name + data, 'latin1'), Buffer.from('sum!')]);
}
const png = (...chunks: Buffer[]) => Buffer.concat([signature, ...chunks]);
const end = chunk('IEND', '');

/** The names in the order in which they stand. */
function namesOf(file: Uint8Array | undefined): string[] | undefined {
  if (!file) return undefined;
  const view = Buffer.from(file);
  const names: string[] = [];
  for (let at = 8; at < view.length; at += 12 + view.readUInt32BE(at)) names.push(view.toString('latin1', at + 4, at + 8));
  return names;
}

describe('a PNG laid bare', () => {
  it('should keep what makes the picture, in its order and byte for byte', () => {
    const names = ['IHDR', 'cHRM', 'gAMA', 'sRGB', 'PLTE', 'tRNS', 'eXIf', 'IDAT', 'IDAT'];
    const file = png(...names.map((name, index) => chunk(name, 'x'.repeat(index * 100))), end);
    expect(Buffer.from(barePng(file)!).equals(file)).toBe(true);
  });

  it.each(['zTXt', 'iTXt', 'tEXt', 'iCCP', 'sPLT', 'acTL', 'fcTL', 'fdAT', 'CgBI', 'idat', 'ABCD', '\0\0\0\0'])(
    'should lose %j wherever it stands',
    (name) => {
      const file = png(
        chunk('IHDR'),
        chunk(name, 'x'.repeat(50)),
        chunk('IDAT', 'one'),
        chunk(name),
        chunk('IDAT', 'two'),
        chunk(name, ''),
        end,
      );
      expect(Buffer.from(barePng(file)!).equals(png(chunk('IHDR'), chunk('IDAT', 'one'), chunk('IDAT', 'two'), end))).toBe(true);
    },
  );

  it('should end where its picture ends', () => {
    expect(namesOf(barePng(png(chunk('IHDR'), end, chunk('IDAT'), Buffer.from('PK'))))).toEqual(['IHDR', 'IEND']);
  });

  it('should leave what it was given alone, and find it in the middle of a larger memory', () => {
    const file = png(chunk('tEXt'), chunk('IDAT'), end);
    const memory = Buffer.concat([Buffer.alloc(5), file, Buffer.alloc(5)]);
    expect(namesOf(barePng(memory.subarray(5, -5)))).toEqual(['IDAT', 'IEND']);
    expect(memory.subarray(5, -5).equals(file)).toBe(true);
  });

  it.each<[string, Buffer]>([
    ['nothing behind its signature', png()],
    ['no end', png(chunk('IHDR'), chunk('IDAT'))],
    ['half a chunk', png(chunk('IHDR'), chunk('IDAT').subarray(0, 7))],
    ['a chunk that is longer than the file', png(chunk('IHDR'), chunk('IDAT', 'data', 5_000), end)],
    ['a text that is longer than the file', png(chunk('IHDR'), chunk('tEXt', 'data', 5_000), end)],
    ['a length of four gigabytes', png(chunk('IHDR'), chunk('tEXt', 'data', 0xffff_ffff), end)],
    ['an end without its check', png(chunk('IHDR'), end.subarray(0, -1))],
  ])('should not be had from a file with %s', (_what, file) => {
    expect(barePng(file)).toBeUndefined();
  });

  it('should be had of ten megabytes of empty chunks too', () => {
    const file = png(Buffer.alloc(800_000 * 12, chunk('tEXt', '')), end);
    expect(namesOf(barePng(file))).toEqual(['IEND']);
  });
});
