import fc from 'fast-check';
import { personBody, readPerson, readTerms, termsBody } from '../../cards/outlook-terms';

const nothing = { itAccess: '', idCard: '' };

describe('the terms as Outlook sends them', () => {
  it('should be read as the body has them, with nothing for what was not asked', () => {
    expect(termsBody(['validTo', 'itAccess', 'idCard'], 'words')).toBe(
      '{{validTo.value}};{{itAccess.value}};{{idCard.value}};{{words.value}}',
    );
    expect(termsBody(['validTo'], 'words')).toBe('{{validTo.value}};-;-;{{words.value}}');
    const terms = { validTo: '2027-05-31', itAccess: 'student-like', idCard: 'no' };
    expect(readTerms('2027-05-31;student-like;no;')).toEqual({ terms, words: '' });
    // As a card sends it that was mailed before there was a note.
    expect(readTerms('2027-05-31;-;-\r\n')).toEqual({ terms: { validTo: '2027-05-31' }, words: '' });
    expect(readTerms('2027-05-31;student-like;no;Until May; then we see.\n;-;yes')).toEqual({
      terms,
      words: 'Until May; then we see.\n;-;yes',
    });
  });

  it.each([
    '',
    '2027-05-31',
    '2027-05-31;none',
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
    expect(readTerms(body)).toEqual({ terms: { validTo: body.slice(0, 300), ...nothing } });
  });

  it('should never come out of a date field as more than one of them', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (typed) => {
        const { itAccess, idCard } = readTerms(`${typed.replaceAll(';', ',')};none;no;;`).terms;
        expect([
          ['none', 'no'],
          ['', ''],
        ]).toContainEqual([itAccess, idCard]);
      }),
    );
  });
});

describe('a person as Outlook sends them', () => {
  it.each([
    ['with a note', `${'0'.repeat(8)}-0000-4000-8000-000000000001;Please; you know him.`, 'Please; you know him.'],
    ['without one', `${'0'.repeat(8)}-0000-4000-8000-000000000001;`, ''],
  ])('should be read by their id, %s', (_how, body, words) => {
    expect(personBody('to', 'words')).toBe('{{to.value}};{{words.value}}');
    expect(readPerson(body)).toEqual({ to: '00000000-0000-4000-8000-000000000001', words });
  });

  it.each(['', ';', 'not an id;a note', '{{to.value}};x'])('should be nobody where it is no id: %s', (body) => {
    expect(readPerson(body)).not.toHaveProperty('to');
  });
});
