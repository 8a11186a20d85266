import { datesOf, departmentOf, organisationDate, reasonOf } from '../../../../bot/domain/form/form-context';
import { departments, makeAnswers, makeContext, makePolicy, without } from '../../../make';

const answers = makeAnswers();
const context = makeContext({ policy: makePolicy({ validFrom: '2027-03-01', validTo: '2027-07-31' }) });

describe('what an answer means in the lists of the organisation', () => {
  it('should find the department and the reason by their ids', () => {
    expect(departmentOf(answers, departments)?.name).toBe('School of Computer Science');
    expect(reasonOf(answers, context.policy)?.label).toBe('External Examiner');
    expect([departmentOf({ department: 'gone' }, departments), departmentOf({}, departments), reasonOf({}, context.policy)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['computer-science', '2027-03-01', '2027-07-31'],
    ['summer-office', '2027-02-15', '2027-04-30'],
    ['archive', '2027-03-01', '2027-06-30'],
  ])('should take the dates of the department first: %s', (department, from, to) => {
    const blank = without(makeAnswers({ department }), 'validFrom', 'validTo');
    expect([organisationDate('validFrom', blank, context), organisationDate('validTo', blank, context)]).toEqual([from, to]);
    const dates = datesOf(blank, context);
    expect([dates.from?.toString(), dates.to?.toString()]).toEqual([from, to]);
  });

  it('should take the dates of the sponsor before any other, and none for what is no date', () => {
    expect(datesOf(answers, context).from?.toString()).toBe('2027-02-03');
    expect(datesOf(makeAnswers({ validFrom: 'soon' }), context)).not.toHaveProperty('from');
    expect(datesOf(without(answers, 'validTo'), makeContext())).not.toHaveProperty('to');
  });
});
