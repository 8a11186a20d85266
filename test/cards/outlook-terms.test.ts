import fc from 'fast-check';
import { readTerms, termsBody } from '../../cards/outlook-terms';

const nothing = { itAccess: '', idCard: '' };

describe('the terms as Outlook sends them', () => {
  it('should be read as the body has them, with nothing for what was not asked', () => {
    expect(termsBody(['validTo', 'itAccess', 'idCard'])).toBe('{{validTo.value}};{{itAccess.value}};{{idCard.value}}');
    expect(termsBody(['validTo'])).toBe('{{validTo.value}};-;-');
    expect(readTerms('2027-05-31;student-like;no')).toEqual({ validTo: '2027-05-31', itAccess: 'student-like', idCard: 'no' });
    expect(readTerms('2027-05-31;-;-\r\n')).toEqual({ validTo: '2027-05-31' });
  });

  it.each([
    '',
    '2027-05-31',
    '2027-05-31;none',
    '2027-05-31;none;no;yes',
    '2027-05-31;;',
    '2027-05-31;none;',
    '2027-05-31;none;perhaps',
    '2027-05-31;None;no',
    '2027-05-31;__proto__;no',
    '2027-05-31;{{itAccess.value}};no',
    '2027-05-31;no\nne;no',
    `2027-05-31;${'a'.repeat(21)};no`,
    `${'2'.repeat(301)};none;no`,
  ])('should be none without their form, what was sent kept: %s', (body) => {
    expect(readTerms(body)).toEqual({ validTo: body.slice(0, 300), ...nothing });
  });

  it('should never come out of a date field as more than one of them', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (typed) => {
        const { itAccess, idCard } = readTerms(`${typed};none;no`);
        expect([
          ['none', 'no'],
          ['', ''],
        ]).toContainEqual([itAccess, idCard]);
      }),
    );
  });
});
