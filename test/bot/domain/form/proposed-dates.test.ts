import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isWorkingDay } from '../../../../bot/domain/dates/dates';
import { problemsOf } from '../../../../bot/domain/form/form';
import { proposedEnds, proposedStart } from '../../../../bot/domain/form/proposed-dates';
import { withProposedStart, withStartOf } from '../../../../bot/domain/form/proposed-start';
import { departments, makeAnswers, makeContext, makePolicy, without } from '../../../make';

// Wednesday 20 January 2027. The summer office begins on 15 February.
const context = makeContext();
const open = { department: 'computer-science' };

describe('Valid from, as it is filled in', () => {
  it.each([
    ['the department’s own date', 'summer-office', '2027-01-20', '2027-02-15'],
    ['no date where the department’s lies too far back', 'summer-office', '2027-03-02', undefined],
    ['the department’s date up to as far back as one may type', 'summer-office', '2027-03-01', '2027-02-15'],
    ['the next working day', 'computer-science', '2027-01-20', '2027-01-21'],
    ['Monday on a Friday', 'computer-science', '2027-01-22', '2027-01-25'],
    ['the next working day where no department is chosen', undefined, '2027-01-23', '2027-01-25'],
  ])('should be %s', (_what, department, today, expected) => {
    const where = makeContext({ today: Temporal.PlainDate.from(today) });
    expect(proposedStart({ ...(department !== undefined && { department }) }, where)).toBe(expected);
  });

  it('should leave out days on which nobody is at work', () => {
    const where = makeContext({ policy: makePolicy({ closureDays: ['2027-01-21', '2027-01-22'] }) });
    expect(proposedStart(open, where)).toBe('2027-01-25');
  });

  it('should never be what the form refuses, and a working day unless the department says otherwise', () => {
    const days = fc.integer({ min: 0, max: 2_000 }).map((count) => Temporal.PlainDate.from('2026-01-01').add({ days: count }));
    fc.assert(
      fc.property(days, fc.constantFrom(...departments.map(({ id }) => id)), (today, department) => {
        const where = makeContext({ today });
        const answers = withProposedStart(without(makeAnswers({ department }), 'validFrom', 'validTo'), where);
        if (answers.validFrom === undefined) return;
        expect(problemsOf(answers, where).validFrom).toBeUndefined();
        const own = departments.find(({ id }) => id === department)?.validFrom;
        expect(own !== undefined || isWorkingDay(Temporal.PlainDate.from(answers.validFrom), where.policy.closureDays)).toBe(true);
      }),
    );
  });

  it('should never replace what stands there', () => {
    expect(withProposedStart(makeAnswers({ validFrom: 'soon' }), context).validFrom).toBe('soon');
  });

  it.each([
    ['follow another department while it is only proposed', '2027-01-21', '2027-02-15'],
    ['stay where somebody chose it', '2027-01-25', '2027-01-25'],
  ])('should %s', (_what, validFrom, expected) => {
    const before = makeAnswers({ validFrom, department: 'computer-science' });
    expect(withStartOf(before, { ...before, department: 'summer-office' }, context).validFrom).toBe(expected);
    expect(withStartOf(before, before, context)).toBe(before);
  });
});

describe('last days at one press', () => {
  const ids = (answers: Parameters<typeof proposedEnds>[0], where = context) => proposedEnds(answers, where).map(({ id }) => id);

  it.each([
    ['round stays where there is no usual date', 'external-examiner', 'computer-science', ['3-months', '6-months', '12-months']],
    ['the department’s date first', 'external-examiner', 'archive', ['usual', '3-months', '6-months', '12-months']],
    ['no more than the reason allows', 'summer-school', 'computer-science', ['3-months']],
  ])('should be %s', (_what, reason, department, expected) => {
    expect(ids(makeAnswers({ reason, department, validFrom: '2027-02-01' }))).toEqual(expected);
  });

  it('should be counted from what stands in Valid from, its last day included', () => {
    expect(proposedEnds(makeAnswers({ validFrom: '2027-02-01' }), context).map(({ title, date }) => [title, date])).toEqual([
      ['3 months', '2027-04-30'],
      ['6 months', '2027-07-31'],
      ['1 year', '2028-01-31'],
    ]);
  });

  it.each(['soon', undefined])('should count from the proposed first day where Valid from is %s', (validFrom) => {
    const { validFrom: _given, ...answers } = makeAnswers({ department: 'history' });
    const proposed = { ...answers, validFrom: proposedStart(answers, context)! };
    expect(ids(proposed).length).toBeGreaterThan(1);
    expect(proposedEnds({ ...answers, ...(validFrom && { validFrom }) }, context)).toEqual(proposedEnds(proposed, context));
  });

  it('should never be one that the form refuses', () => {
    const from = fc.integer({ min: -14, max: 400 }).map((count) => context.today.add({ days: count }).toString());
    const reason = fc.constantFrom(...context.policy.reasons.map(({ id }) => id));
    const department = fc.constantFrom(...departments.map(({ id }) => id));
    fc.assert(
      fc.property(from, reason, department, (validFrom, why, where) => {
        const answers = makeAnswers({ validFrom, reason: why, department: where });
        for (const { date } of proposedEnds(answers, context))
          expect(problemsOf({ ...answers, validTo: date }, context).validTo).toBeUndefined();
      }),
    );
  });
});
