import { answersLike } from '../../../../bot/domain/form/answers-like';
import type { Answers } from '../../../../bot/domain/form/questions';
import { makeRequest } from '../../../make';
import { makeAnswers, without } from '../context';

const full: Required<Answers> = {
  department: 'computer-science',
  reason: 'contractor-consultant',
  employer: 'Fenwick Instruments Ltd',
  title: 'Dr',
  firstName: 'Ottoline',
  middleNames: 'Grace',
  lastName: 'Fairweather',
  preferredName: 'Otty',
  telephone: '01632 960 147',
  validFrom: '2027-02-01',
  validTo: '2027-06-30',
  itAccess: 'staff-like',
  idCard: false,
  photo: { blob: '0'.repeat(32) },
  personalEmail: 'o.fairweather@example.org',
};

describe('answersLike', () => {
  it('should take over what the visit is about, and nothing of the person', () => {
    expect(answersLike(full)).toEqual({
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
