import { changeProblem, differenceLine } from '../../../../bot/domain/words/approve-changed-words';

const policy = { helpRoute: 'ask the IT Service Desk' };

describe('the wording of an approval with a change', () => {
  it('should name what differs, and nothing else', () => {
    const validTo = { asked: '2027-08-31', approved: '2027-05-31' };
    const itAccess = { asked: 'staff-like', approved: 'none' } as const;
    const idCard = { asked: true, approved: false } as const;
    expect(differenceLine({ validTo, itAccess, idCard })).toBe(
      'Valid to Mon 31 May 2027 instead of Tue 31 Aug 2027; no IT access instead of Staff-like; no ID card.',
    );
    expect(differenceLine({ itAccess })).toBe('No IT access instead of Staff-like.');
    expect(differenceLine({ idCard })).toBe('No ID card.');
  });

  it('should not blame the reason of the visit for a last day beyond the one asked for', () => {
    expect(changeProblem({ refused: 'too-far', most: '2027-08-31' }, policy)).toBe(
      'Please choose a day up to Tue 31 Aug 2027, the last day that was requested.',
    );
    expect(changeProblem({ refused: 'not-a-date' }, policy)).toBe('Enter a date, such as 31/07/2027.');
  });
});
