import * as fc from 'fast-check';
import departmentsJson from '../../../../bot/data/departments.json';
import { loadDepartments } from '../../../../bot/data/load';
import { readSheet, sheetColumns, writeSheet } from '../../../../bot/domain/organisation/department-sheet';
import type { Department } from '../../../../bot/domain/organisation/organisation';
import { mistakeInWords, type SheetRow } from '../../../../bot/domain/organisation/sheet';
import { deputyId, headId, makeDepartment, sponsorId } from '../../../make';

const good: Record<string, string> = {
  id: 'computer-science',
  name: 'School of Computer Science',
  kind: 'school',
  head: headId,
  deputies: deputyId,
  validFrom: '',
  validTo: '',
};

/** Rows as a file without line breaks in its values has them. */
function rowsOf(...cells: string[][]): SheetRow[] {
  return cells.map((row, index) => ({ line: index + 1, cells: row }));
}

function row(overrides: Record<string, string> = {}): string[] {
  const values = { ...good, ...overrides };
  return sheetColumns.map((column) => values[column]!);
}

function read(...rows: string[][]) {
  return readSheet(rowsOf([...sheetColumns], ...rows));
}

function mistakes(...rows: string[][]): string[] {
  const reading = read(...rows);
  return 'mistakes' in reading ? reading.mistakes.map(mistakeInWords) : [];
}

describe('readSheet', () => {
  it('should read a department', () => {
    expect(read(row())).toEqual({ departments: [makeDepartment()] });
  });

  it('should read what people write a little differently', () => {
    const header = ['Kind', ' NAME ', 'ID', 'Deputies', 'validto', 'VALIDFROM', 'head', ''];
    const cells = [
      'School',
      ' Music ',
      'music',
      ` ${deputyId.toUpperCase()} ;; ${sponsorId};`,
      '2028-02-29',
      '2027-01-11',
      headId.toUpperCase(),
      '',
    ];
    expect(readSheet(rowsOf(header, ['', ' '], cells))).toEqual({
      departments: [
        {
          id: 'music',
          name: 'Music',
          kind: 'school',
          head: headId,
          deputies: [deputyId, sponsorId],
          validFrom: '2027-01-11',
          validTo: '2028-02-29',
        },
      ],
    });
  });

  it('should take a department without a head, deputies or dates', () => {
    expect(read(row({ head: '', deputies: '' }))).toEqual({
      departments: [{ id: 'computer-science', name: 'School of Computer Science', kind: 'school', deputies: [] }],
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['no id', { id: '' }, 'column id: empty'],
    ['a capital in an id', { id: 'Music' }, 'column id: not a short word such as “computer-science”'],
    ['a path as id', { id: '../music' }, 'column id: not a short word such as “computer-science”'],
    ['two hyphens in an id', { id: 'a--b' }, 'column id: not a short word such as “computer-science”'],
    ['a huge id', { id: 'a'.repeat(65) }, 'column id: longer than 64 characters'],
    ['no name', { name: ' ' }, 'column name: empty'],
    ['a huge name', { name: 'a'.repeat(100_000) }, 'column name: longer than 120 characters'],
    ['NUL in a name', { name: 'Mu\0sic' }, 'column name: has a line break or a character that cannot be seen'],
    ['a line break in a name', { name: 'Mu\nsic' }, 'column name: has a line break or a character that cannot be seen'],
    ['a name turned round', { name: 'Mu\u202Esic' }, 'column name: has a line break or a character that cannot be seen'],
    ['a name without a letter', { name: '=1+1' }, 'column name: has no letter'],
    ['an unknown kind', { kind: 'faculty' }, 'column kind: neither “school” nor “service”'],
    ['no kind', { kind: '' }, 'column kind: neither “school” nor “service”'],
    ['a name as head', { head: 'Grace Okafor' }, 'column head: not an id such as 586e0478-1e9c-4ee4-99c7-2ce7542ba6e1'],
    ['an address as head', { head: 'a@bantshire.ac.uk' }, 'column head: not an id such as 586e0478-1e9c-4ee4-99c7-2ce7542ba6e1'],
    [
      'commas between deputies',
      { deputies: `${deputyId}, ${sponsorId}` },
      'column deputies: not an id: number 1; ids stand between semicolons',
    ],
    ['names as deputies', { deputies: `Ann;${deputyId};Bob` }, 'column deputies: not an id: number 1, 3; ids stand between semicolons'],
    ['a head who is deputy too', { deputies: headId.toUpperCase() }, 'column deputies: names the head too'],
    ['a deputy twice', { deputies: `${deputyId};${deputyId}` }, 'column deputies: names somebody twice'],
    ['too many deputies', { deputies: `${deputyId};`.repeat(501) }, 'column deputies: more than 500 of them'],
    [
      'a date of a spreadsheet',
      { validFrom: '31/07/2027' },
      'column validFrom: not a date such as 2027-07-31; format the column as text in a spreadsheet',
    ],
    [
      'a day that is not there',
      { validTo: '2027-02-29' },
      'column validTo: not a date such as 2027-07-31; format the column as text in a spreadsheet',
    ],
    ['an end before the beginning', { validFrom: '2027-07-31', validTo: '2027-07-30' }, 'column validTo: before validFrom'],
  ])('should refuse %s', (_what, overrides, sentence) => {
    expect(mistakes(row(overrides))).toEqual([`line 2, ${sentence}`]);
  });

  it('should refuse an id and a name that are there already, naming the first line', () => {
    expect(mistakes(row(), row({ id: 'music', name: 'Music' }), row({ name: 'MUSIC' }), row({ id: 'x', name: 'X', kind: '' }))).toEqual([
      'line 4, column id: the same as in line 2',
      'line 4, column name: the same as in line 3',
      'line 5, column kind: neither “school” nor “service”',
    ]);
  });

  it('should name every mistake of every row at once, in the order of the sheet', () => {
    const wrong = row({ id: '', name: '', kind: 'x', head: 'y', deputies: 'z', validFrom: '1', validTo: '2' });
    const sentences = mistakes(wrong, row(), row({ id: 'music', name: 'Music', head: '1' }));
    expect(sentences).toHaveLength(8);
    expect(sentences.map((one) => one.replace(/:.*/, ''))).toEqual([
      ...sheetColumns.map((column) => `line 2, column ${column}`),
      'line 4, column head',
    ]);
  });

  it.each([
    ['too few', row().slice(0, 5), 'line 2: 5 cells'],
    ['too many', [...row(), 'x'], 'line 2: 8 cells'],
  ])('should refuse a row of %s cells as a whole', (_what, cells, sentence) => {
    expect(mistakes(cells)).toEqual([`${sentence}, and the header has 7: a value that contains the delimiter stands in quotes`]);
  });

  it.each<[string, string[], string[]]>([
    ['a missing column', sheetColumns.slice(0, 6), ['line 1, column validTo: missing']],
    ['a column twice', [...sheetColumns, 'Head'], ['line 1, column head: there twice']],
    ['a column between without a name', ['', ...sheetColumns], ['line 1: column 1 has no name']],
    [
      'an unknown column, shown without what it would do to a terminal',
      [...sheetColumns, 'mail\u001b[2J'],
      [`line 1: “mail\uFFFD[2J” is no column; the columns are ${sheetColumns.join(', ')}`],
    ],
  ])('should refuse %s, and say nothing of the rows below', (_what, header, sentences) => {
    const reading = readSheet(rowsOf(header, ['x']));
    expect('mistakes' in reading && reading.mistakes.map(mistakeInWords)).toEqual(sentences);
  });

  it('should refuse an empty sheet, and one with a header alone: it would remove everything', () => {
    expect(readSheet([])).toHaveProperty('mistakes');
    expect(readSheet(rowsOf(['', ' ']))).toHaveProperty('mistakes');
    expect(mistakes()).toEqual(['line 1: no department follows it']);
  });

  it('should read 10,000 departments, and find the one that is there twice', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => row({ id: `d-${index}`, name: `Department ${index}` }));
    const reading = read(...many);
    expect('departments' in reading && reading.departments).toHaveLength(10_000);
    expect(mistakes(...many, row({ id: 'd-0', name: 'Other' }))).toEqual(['line 10002, column id: the same as in line 2']);
  });
});

describe('writeSheet', () => {
  it('should write the sample so that it is read back, and passes the rules of the sample', () => {
    const sample = loadDepartments(departmentsJson);
    const reading = readSheet(rowsOf(...writeSheet(sample)));
    expect(reading).toEqual({ departments: sample });
  });

  it('should write what is read back unchanged', () => {
    fc.assert(
      fc.property(departments, (list) => {
        expect(readSheet(rowsOf(...writeSheet(list)))).toEqual({ departments: list });
      }),
    );
  });
});

it('should never throw, whatever is in the cells', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...sheetColumns, headId, '2027-01-01', ';'));
  fc.assert(
    fc.property(fc.array(fc.array(cell), { maxLength: 4 }), (cells) => {
      const rows = rowsOf([...sheetColumns], ...cells);
      for (const reading of [readSheet(rows), readSheet(rows.slice(1))]) {
        expect('mistakes' in reading ? reading.mistakes.length : reading.departments.length).toBeGreaterThan(0);
      }
    }),
  );
});

const id = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);
const person = fc.uuid();
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const name = fc
  .string({ unit: 'grapheme', maxLength: 8 })
  .map((text) => `${text}é=`.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, '').trim());
const department: fc.Arbitrary<Department> = fc
  .record(
    {
      id,
      name,
      kind: fc.constantFrom('school' as const, 'service' as const),
      head: person,
      deputies: fc.uniqueArray(person, { maxLength: 5 }),
      validFrom: date,
      validTo: date,
    },
    { requiredKeys: ['id', 'name', 'kind', 'deputies'] },
  )
  .filter(({ head, deputies, validFrom, validTo }) => !deputies.includes(head ?? '') && (validFrom ?? '') <= (validTo ?? '9'));
const departments = fc
  .uniqueArray(department, { selector: (one) => one.id, minLength: 1, maxLength: 10 })
  .map((list) => list.map((one, index) => ({ ...one, name: `${one.name}${index}` })));
