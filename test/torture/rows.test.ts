import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportOf, titlePattern } from './report';
import { type Row, rows, type TestOf } from './rows';

const root = join(__dirname, '../..');
const textOf = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '');

/** Tests of the table that are in no source. */
function missing(tests: readonly TestOf[]): string[] {
  const isThere = ({ file, title }: TestOf) => ["'", '"', '`'].some((quote) => textOf(file).includes(`${quote}${title}${quote}`));
  return tests.filter((test) => !isThere(test)).map(({ file, title }) => `${file}: ${title}`);
}

describe('the rows of the torture', () => {
  const all: [string, Row][] = Object.entries(rows);

  it.each(all)('should each have tests that are there: %s', (_name, { tests, controls = [] }) => {
    expect(tests.length).toBeGreaterThan(0);
    expect(missing([...tests, ...controls])).toEqual([]);
  });

  it('should be seen to lack a test that was renamed', () => {
    const file = 'test/faults/backlog.test.ts';
    expect(missing([{ file, title: 'should be no test of that file' }])).toEqual([`${file}: should be no test of that file`]);
    expect(missing([{ file: 'test/faults/gone.test.ts', title: 'should reach everybody' }])).toHaveLength(1);
  });
});

describe('the table of a run', () => {
  const file = 'test/x.test.ts';
  const row: Row = {
    fault: 'it breaks',
    holds: 'it holds',
    tests: [{ file, title: 'should hold %s, 100 %% of $name' }],
    controls: [{ file, title: 'would not (control)' }],
  };
  const held = [
    { file, title: 'should hold one, 100 % of this', status: 'passed' },
    { file, title: 'should hold two, 100 % of that', status: 'passed' },
    { file, title: 'would not (control)', status: 'passed' },
  ];
  const survived = (ran: typeof held) => reportOf({ row }, ran, []).map((one) => one.survived)[0];

  it('should find what Jest makes of a title', () => {
    expect('should hold 50 (of 7)').toMatch(new RegExp(titlePattern('should hold %i (of $count)')));
    expect('should hold 50').not.toMatch(new RegExp(titlePattern('should hold %i (of $count)')));
  });

  it('should count the cases and add up what was noted', () => {
    const noted = [5, 7].map((presses) => ({ row: 'row' as never, figures: { presses } }));
    expect(reportOf({ row }, held, noted)).toMatchObject([{ survived: true, wrong: [], tried: { cases: 2, presses: 12 } }]);
  });

  it('should survive only where every test and control ran and held', () => {
    expect(survived(held)).toBe(true);
    expect(survived(held.map((one, place) => (place === 1 ? { ...one, status: 'failed' } : one)))).toBe(false);
    expect(survived(held.map((one, place) => (place === 2 ? { ...one, status: 'failed' } : one)))).toBe(false);
    expect(survived(held.slice(0, 2))).toBe(false);
    expect(survived(held.slice(2))).toBe(false);
    expect(survived(held.map((one) => ({ ...one, file: 'test/y.test.ts' })))).toBe(false);
  });
});
