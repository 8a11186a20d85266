import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { answersAgain } from '../../../../bot/domain/form/answers-again';
import type { Answers } from '../../../../bot/domain/form/questions';
import { fullAnswers } from '../../../make';

const today = Temporal.PlainDate.from('2027-07-01');
const old: Required<Answers> = { ...fullAnswers, itAccess: 'student-like', idCard: true };

describe('answersAgain', () => {
  it('should keep all but the dates that have passed, and never the old photo itself', () => {
    const { validFrom: _1, validTo: _2, photo: _3, ...kept } = old;
    expect(answersAgain(old, today)).toEqual(kept);
    expect(answersAgain(old, today, { blob: 'f'.repeat(32) })).toEqual({ ...kept, photo: { blob: 'f'.repeat(32) } });
  });

  it.each([
    ['2027-06-30', false],
    ['2027-07-01', true],
    ['2027-07-02', true],
    ['no date', false],
  ])('should know whether %s is still to come', (date, isKept) => {
    const again = answersAgain({ ...old, validFrom: date, validTo: date }, today);
    expect([again.validFrom, again.validTo]).toEqual(isKept ? [date, date] : [undefined, undefined]);
    expect(Object.keys(again).includes('validTo')).toBe(isKept);
  });

  it('should never hold a date before today, nor invent one', () => {
    const date = fc.integer({ min: -800, max: 800 }).map((days) => today.add({ days }).toString());
    fc.assert(
      fc.property(fc.option(date, { nil: undefined }), fc.option(date, { nil: undefined }), (validFrom, validTo) => {
        const { validFrom: _1, validTo: _2, ...rest } = old;
        const again = answersAgain({ ...rest, ...(validFrom && { validFrom }), ...(validTo && { validTo }) }, today);
        expect(again.validFrom).toBe(validFrom !== undefined && validFrom >= '2027-07-01' ? validFrom : undefined);
        expect(again.validTo).toBe(validTo !== undefined && validTo >= '2027-07-01' ? validTo : undefined);
      }),
    );
  });
});
