import { approveChanged } from '../../bot/domain/verbs/approve-changed';
import type { Acting } from '../../bot/domain/verbs/verb';
import { termsOf, termView } from '../../cards/terms';
import { context, makeRequest } from './examples/context';

const asked = makeRequest({ validTo: '2027-07-30' });
/** What *Approve with changes* asks of such a request. */
function withAnswers(itAccess: 'none' | 'staff-like' | 'student-like', idCard: boolean) {
  const asks = approveChanged.ask?.(makeRequest({ ...asked, answers: { ...asked.answers, itAccess, idCard } }), { context } as Acting);
  if (asks?.kind !== 'terms') throw new Error('It asks for terms.');
  return asks;
}
const values = (...of: Parameters<typeof termsOf>) => termsOf(...of).map(({ id, value }) => [id, value]);
const choicesOf = (...of: Parameters<typeof termsOf>) =>
  Object.fromEntries(termsOf(...of).map(({ id, choices }) => [id, choices.map(({ value }) => value)]));

describe('the terms that a card asks for', () => {
  it.each<[Parameters<typeof withAnswers>, object]>([
    [['staff-like', true], { validTo: [], itAccess: ['staff-like', 'student-like', 'none'], idCard: ['yes', 'no'] }],
    [['student-like', true], { validTo: [], itAccess: ['student-like', 'none'], idCard: ['yes', 'no'] }],
    [['staff-like', false], { validTo: [], itAccess: ['staff-like', 'student-like'] }],
    [['student-like', false], { validTo: [] }],
    [['none', true], { validTo: [] }],
  ])('should be those only that can be less: %j', (answers, choices) => {
    expect(choicesOf(withAnswers(...answers))).toEqual(choices);
  });

  it('should begin with what was asked for, and keep what was chosen', () => {
    const request = withAnswers('staff-like', true);
    expect(values(request)).toEqual([
      ['validTo', '2027-07-30'],
      ['itAccess', 'staff-like'],
      ['idCard', 'yes'],
    ]);
    const typed = { validTo: '2027-09-01', itAccess: 'none', idCard: 'no' };
    expect(values(request, { typed })).toEqual(Object.entries(typed));
  });

  it('should name a date that is none, and take no choice that is not there', () => {
    const terms = termsOf(withAnswers('staff-like', true), { typed: { validTo: 'soon', itAccess: '__proto__', idCard: 'x' } });
    expect(terms).toMatchObject([
      { value: '', hasTyped: true, typed: [{ text: 'You entered: soon' }] },
      { value: 'staff-like', hasTyped: false },
      { value: 'yes', hasTyped: false },
    ]);
    for (const term of terms) expect(termView.parse(term)).toEqual(term);
  });

  it('should have the problem beside the term that it is about, and nowhere else', () => {
    const terms = termsOf(withAnswers('staff-like', true), { typed: { validTo: '' }, wrong: 'itAccess' }, 'Not so.');
    expect(terms.map(({ hasProblem }) => hasProblem)).toEqual([false, true, false]);
    expect(terms[1]?.problem).toMatchObject([{ text: '⚠ Not so.' }]);
  });
});
