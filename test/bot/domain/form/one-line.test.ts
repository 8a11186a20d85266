import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import departments from '../../../../bot/data/departments.json';
import policy from '../../../../bot/data/policy.json';
import { lineAfterNewVisitor, readLine, type Understood } from '../../../../bot/domain/form/one-line';
import type { Department, Policy } from '../../../../bot/domain/organisation/organisation';
import { clear, doubtful, partlyUnderstood } from './lines';

const today = Temporal.PlainDate.from('2027-01-18');
const context = { policy: policy as unknown as Policy, departments: departments as unknown as Department[], today };

it('should have 120 lines at least, of which 40 are asked back', () => {
  expect(clear.length + doubtful.length).toBeGreaterThanOrEqual(120);
  expect(doubtful.length).toBeGreaterThanOrEqual(40);
});

it.each(clear)('should understand all of: %s', (line, understood) => {
  expect(readLine(line, context)).toEqual({ understood, rest: [] });
});

it.each(doubtful)('should leave to be asked what is not certain in: %s', (line, understood, _why) => {
  const read = readLine(line, context);
  expect(read.understood).toEqual(understood);
  // What is asked back is named too.
  expect(read.rest).not.toEqual([]);
});

it.each(partlyUnderstood)('should name what was not understood of: %s', (line, rest) => {
  expect(readLine(line, context).rest).toEqual(rest);
});

describe('the words before a line', () => {
  it.each([
    ['new visitor Zoë Ito', 'Zoë Ito'],
    ['New Visitor: Zoë Ito.', 'Zoë Ito'],
    ['please new visitor\nZoë Ito,\nvolunteer', 'Zoë Ito, volunteer'],
    ['new visitor', undefined],
    ['new visitor!', undefined],
    ['I need a new visitor account', undefined],
    ['new visitors Zoë Ito', undefined],
  ])('should be taken off: %j', (text, line) => {
    expect(lineAfterNewVisitor(text)).toBe(line);
  });
});

/** What is in an answer, as it may stand in the line. */
function saidIn(line: string, [field, value]: [string, unknown]): boolean {
  const said = line.toLowerCase();
  const has = (text: string) => said.includes(text.toLowerCase());
  switch (field) {
    case 'validFrom':
    case 'validTo': {
      const date = Temporal.PlainDate.from(String(value));
      const name = date.toLocaleString('en-GB', { month: 'short' }).slice(0, 3);
      return has(String(date.day)) && (has(name) || has(String(date.month)));
    }
    case 'reason': {
      const { label } = context.policy.reasons.find(({ id }) => id === value)!;
      return label.split('/').some(has);
    }
    case 'department': {
      const { id, name } = context.departments.find((one) => one.id === value)!;
      return has(id) || has(name.replace(/^School of /, ''));
    }
    case 'itAccess':
      return value === 'none' ? /(?:no|without) it/i.test(line) : new RegExp(String(value).replace('-like', ''), 'i').test(line);
    case 'idCard':
      return /card/i.test(line);
    default:
      return line.includes(String(value));
  }
}

describe('any line', () => {
  const pieces = [...clear, ...doubtful].flatMap(([line]) => line.split(/(?<=[, ])/u));
  const line = fc
    .array(
      fc.oneof(
        { arbitrary: fc.constantFrom(...pieces), weight: 5 },
        { arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }), weight: 1 },
      ),
      {
        minLength: 1,
        maxLength: 14,
      },
    )
    .map((parts) => parts.join(''));

  it('should fill no field with text that is not in it', () => {
    fc.assert(
      fc.property(line, (text) => {
        const wrong = (Object.entries(readLine(text, context).understood) as [keyof Understood, unknown][]).filter(
          (one) => !saidIn(text, one),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('should be understood or named, part by part', () => {
    fc.assert(
      fc.property(line, (text) => {
        const { rest } = readLine(text, context);
        expect(rest.filter((part) => !text.includes(part))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('should be read in no time, however it is made', () => {
    const long = `${'contractor at '.repeat(40)}${'8 Feb to '.repeat(40)}${'a'.repeat(500)}`;
    const start = performance.now();
    for (let count = 0; count < 20; count += 1) readLine(long, context);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
