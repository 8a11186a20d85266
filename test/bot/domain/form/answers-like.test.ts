import { answersLike } from '../../../../bot/domain/form/answers-like';
import { fullAnswers, makeAnswers, makeRequest, without } from '../../../make';

describe('answersLike', () => {
  it('should take over what the visit is about, and nothing of the person', () => {
    expect(answersLike(fullAnswers)).toEqual({
      department: 'computer-science',
      reason: 'contractor-consultant',
      employer: 'Fenwick Instruments Ltd',
      validFrom: '2027-02-01',
      validTo: '2027-06-30',
      itAccess: 'staff-like',
      idCard: false,
    });
  });

  it('should leave blank what was blank, the dates that the organisation filled in too', () => {
    const answers = answersLike(makeRequest({ answers: makeRequest().answers }).answers);
    expect(answers).toEqual({ department: 'computer-science', reason: 'external-examiner', itAccess: 'none', idCard: true });
    expect(Object.keys(answersLike(without(makeAnswers(), 'validTo')))).not.toContain('validTo');
  });
});
