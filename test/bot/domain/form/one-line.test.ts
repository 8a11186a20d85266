import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import departments from '../../../../bot/data/departments.json';
import policy from '../../../../bot/data/policy.json';
import { datesNotUnderstood, lineAfterNewVisitor, readLine, type Understood } from '../../../../bot/domain/form/one-line';
import type { Department, Policy } from '../../../../bot/domain/organisation/organisation';
import { clear, doubtful, openDates, partlyUnderstood } from './lines';

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

it.each(openDates)('should not presume the dates that may be meant in: %s', (line, fields) => {
  expect(datesNotUnderstood(readLine(line, context))).toEqual(fields);
});

it.each([
  ['2027-01-24', undefined],
  ['2027-01-23', '2027-01-25'],
  ['2027-01-19', '2027-01-25'],
])('should know on %s what “next Monday” is, or ask', (day, validFrom) => {
  const then = { ...context, today: Temporal.PlainDate.from(day) };
  expect(readLine('Zoë Ito, from next Monday', then).understood.validFrom).toBe(validFrom);
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
function saidIn(line: string, [field, value]: [string, unknown], { validFrom }: Understood): boolean {
  const said = line.toLowerCase();
  const has = (text: string) => said.includes(text.toLowerCase());
  switch (field) {
    case 'validFrom':
    case 'validTo': {
      const date = Temporal.PlainDate.from(String(value));
      const name = date.toLocaleString('en-GB', { month: 'short' }).slice(0, 3);
      if (has(String(date.day)) && (has(name) || has(String(date.month)))) return true;
      return field === 'validFrom' ? isSoonIn(said, date) : validFrom !== undefined && isLengthIn(said, validFrom, date);
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

/** A day of the week, today and tomorrow stand for one of the next eight days. */
function isSoonIn(said: string, date: Temporal.PlainDate): boolean {
  const away = today.until(date).days;
  const names = [date.toLocaleString('en-GB', { weekday: 'short' }).toLowerCase(), ...['today', 'tomorrow'].slice(away, away + 1)];
  return away >= 0 && away <= 7 && names.some((name) => said.includes(name));
}

/** A length stands for the day on which a visit of that length ends. */
function isLengthIn(said: string, validFrom: string, last: Temporal.PlainDate): boolean {
  const words = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
  return [...said.matchAll(/for (\w+) (week|month|year)/g)].some(([, count = '', unit]) => {
    const many = /^an?$/.test(count) ? 1 : Math.max(words.indexOf(count), Number(count) || 0);
    const after = Temporal.PlainDate.from(validFrom).add({ [`${unit}s`]: many });
    return after.subtract({ days: 1 }).equals(last);
  });
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
        const { understood } = readLine(text, context);
        const wrong = (Object.entries(understood) as [keyof Understood, unknown][]).filter((one) => !saidIn(text, one, understood));
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
