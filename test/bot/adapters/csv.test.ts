import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { CsvMistake, type CsvReading, readCsv, streamCsv, writeCsv } from '../../../bot/adapters/csv';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const cellsOf = (text: string) => {
  const reading = readCsv(bytes(text));
  return 'rows' in reading ? reading.rows.map(({ cells }) => cells) : reading;
};

describe('readCsv', () => {
  it.each<[string, string, string[][]]>([
    [
      'commas',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons, as Excel writes in much of Europe',
      'a;b\r\n"1;2";3,4\r\n',
      [
        ['a', 'b'],
        ['1;2', '3,4'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a byte-order mark before quotes', '\uFEFF"a",b\n', [['a', 'b']]],
    [
      'line ends of three kinds',
      'a,b\r\n1,2\n3,4\r5,6',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'quotes, delimiters and line breaks in quotes',
      'a,b\n"say ""hi"", all","x\r\ny"\n',
      [
        ['a', 'b'],
        ['say "hi", all', 'x\r\ny'],
      ],
    ],
    ['rows of different lengths', 'a,b\n1\n1,2,3\n', [['a', 'b'], ['1'], ['1', '2', '3']]],
    ['an apostrophe that guards a formula', "a\n'=1+1\n'hello\n''=1\n", [['a'], ['=1+1'], ["'hello"], ["'=1"]]],
    [
      'NUL',
      'a,b\n\0,x\0\n',
      [
        ['a', 'b'],
        ['\0', 'x\0'],
      ],
    ],
    ['nothing', '', []],
  ])('should read %s', (_what, text, cells) => expect(cellsOf(text)).toEqual(cells));

  it('should count lines as an editor does, past blank ones and line breaks in quotes', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const reading = readCsv(bytes(['a,b', '', '"x', 'y",1', '2,3'].join(end)));
      expect('rows' in reading && reading.rows.map(({ line }) => line)).toEqual([1, 2, 3, 5]);
    }
  });

  it.each([
    ['never closed', 'a,b\r\n"x\r\ny",1\r\n"z,1\r\n2,3\r\n', 4, 'a quote is opened and not closed'],
    ['never closed at all', '"a,b', 1, 'a quote is opened and not closed'],
    ['inside a value', 'a,b\n1,2"3\n', 2, 'a quote stands inside a value: put the value in quotes, and write the quote twice'],
    ['before the end of a value', 'a,b\n1,"2"3\n', 2, 'a quote stands inside a value: put the value in quotes, and write the quote twice'],
    ['with a book behind it', `a,b\n1,"${'x'.repeat(200_000)}`, 2, 'longer than 100000 characters; is a quote not closed?'],
  ])('should name the line of a quote that is %s', (_what, text, line, sentence) => {
    expect(readCsv(bytes(text))).toEqual({ mistake: { line, text: sentence } });
  });

  it.each([
    ['Windows-1252', Buffer.from('id,name\nx,Caf\xe9\n', 'latin1')],
    ['an Excel workbook', Buffer.from('504b03041400060008000000210062ee9d68', 'hex')],
  ])('should refuse %s', (_what, content) => {
    expect(readCsv(content)).toEqual({ mistake: { text: expect.stringContaining('not in UTF-8') } });
  });

  it('should refuse a file of more than 10 MB unread', () => {
    expect(readCsv(Buffer.alloc(10 * 1024 * 1024 + 1))).toEqual({ mistake: { text: 'larger than 10 MB' } });
  });

  it('should read the same in each encoding that a spreadsheet writes, and between each separator', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '漢', ' ', '"', 'x', '-'), maxLength: 6 });
    const rows = fc.array(fc.tuple(fc.constant('id'), cell, cell), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t'), (list, separator) => {
        const text = list.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator)).join('\r\n');
        const encoded = [
          bytes(text),
          bytes(`\uFEFF${text}`),
          Buffer.from(`\uFEFF${text}`, 'utf16le'),
          Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
        ];
        for (const file of encoded) {
          const reading = readCsv(file);
          expect('rows' in reading && reading.rows.map(({ cells }) => cells)).toEqual(list.map((cells) => cells.map((one) => one)));
        }
      }),
    );
  });

  it('should take UTF-16 without a mark for no UTF-8', () => {
    expect(readCsv(Buffer.from('id,name\n', 'utf16le'))).toEqual({ mistake: { text: expect.stringMatching(/^not in UTF-8/) } });
    expect('rows' in readCsv(bytes('id,name\n'))).toBe(true);
  });

  it('should never throw, whatever is in the file', () => {
    const text = fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\t', "'", '=', 'a', '\0', 'é') });
    fc.assert(fc.property(fc.oneof(fc.uint8Array(), text.map(bytes)), (content) => void readCsv(content)));
  });
});

const dangerous = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/** The same as the whole file's, from pieces of this many bytes. */
async function streamed(file: Uint8Array, size: number): Promise<CsvReading> {
  async function* pieces() {
    for (let from = 0; from < file.length; from += size) yield file.subarray(from, from + size);
  }
  const rows = [];
  try {
    for await (const row of streamCsv(pieces())) rows.push(row);
    return { rows };
  } catch (fault) {
    if (!(fault instanceof CsvMistake)) throw fault;
    return { mistake: { ...(fault.line !== undefined && { line: fault.line }), text: fault.message } };
  }
}

describe('streamCsv', () => {
  it('should read and refuse what readCsv does, wherever the pieces of the file are cut', async () => {
    const cell = fc.oneof(
      fc.constantFrom('a', 'é', '"x, y"', '"a\r\nb"', "'=1", '1;2', '"', ''),
      fc.string({ maxLength: 4, unit: 'binary' }),
    );
    const line = fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(','));
    const text = fc.tuple(fc.constantFrom('', '\uFEFF'), fc.array(line), fc.constantFrom('\n', '\r\n', ';\n'));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 20 }), async ([mark, lines, end], size) => {
        const file = bytes(mark + lines.join(end));
        expect(await streamed(file, size)).toEqual(readCsv(file));
      }),
    );
  });

  it('should refuse what is not in UTF-8, and leave a file that nobody reads on', async () => {
    expect(await streamed(Buffer.from('id,name\nx,Caf\xe9\n', 'latin1'), 5)).toMatchObject({
      mistake: { text: expect.stringContaining('UTF-8') as string },
    });
    let [given, isClosed] = [0, false];
    async function* endless() {
      try {
        for (;;) yield bytes(`${(given += 1)},x\n`);
      } finally {
        isClosed = true;
      }
    }
    for await (const { line } of streamCsv(endless())) if (line === 3) break;
    await new Promise((done) => setImmediate(done));
    expect([given < 20_000, isClosed]).toEqual([true, true]);
  });
});

describe('writeCsv', () => {
  it('should write RFC 4180 that Excel takes for UTF-8', () => {
    expect(
      writeCsv([
        ['a', 'b'],
        ['say "hi"', 'x,y'],
        ['1;2', 'x\ny'],
      ]),
    ).toBe('\uFEFFa,b\r\n"say ""hi""","x,y"\r\n"1;2","x\ny"\r\n');
  });

  it.each(dangerous)('should let no cell begin with %j', (sign) => {
    const text = writeCsv([['a'], [`${sign}1`], [`'${sign}1`]]);
    const plain = parse(text, { bom: true, relax_column_count: true, record_delimiter: '\r\n' }) as string[][];
    expect(plain).toEqual([['a'], [`'${sign}1`], [`''${sign}1`]]);
  });

  it('should write what is read back unchanged, and no formula', () => {
    const cell = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...dangerous, "'", '"', ',', ';', ' ', 'a'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
    });
    // One cell that is not blank keeps a row from being a blank line, and the header settles the delimiter.
    const rows = fc.array(fc.tuple(fc.constant('x'), cell, cell));
    fc.assert(
      fc.property(rows, (list) => {
        const all = [['a', 'b', 'c'], ...list];
        const text = writeCsv(all);
        expect(cellsOf(text)).toEqual(all);
        const plain = parse(text, { bom: true, record_delimiter: '\r\n' }) as string[][];
        expect(plain.flat().filter((one) => dangerous.includes(one[0]!))).toEqual([]);
      }),
    );
  });
});
