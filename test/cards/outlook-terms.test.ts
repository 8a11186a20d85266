import fc from 'fast-check';
import { personBody, readPerson, readTerms, termsBody } from '../../cards/outlook-terms';

const nothing = { itAccess: '', idCard: '' };

describe('the terms as Outlook sends them', () => {
  it('should be read as the body has them, with nothing for what was not asked', () => {
    expect(termsBody(['validTo', 'itAccess', 'idCard'], 'words')).toBe(
      '{{words.value}}\n{{validTo.value}};{{itAccess.value}};{{idCard.value}}',
    );
    expect(termsBody(['validTo'], 'words')).toBe('{{words.value}}\n{{validTo.value}};-;-');
    const terms = { validTo: '2027-05-31', itAccess: 'student-like', idCard: 'no' };
    expect(readTerms('\n2027-05-31;student-like;no')).toEqual({ terms, words: '' });
    // As a card sends it that was mailed before there was a note.
    expect(readTerms('2027-05-31;-;-\r\n')).toEqual({ terms: { validTo: '2027-05-31' }, words: '' });
    expect(readTerms('Until May;\n2028-05-31;staff-like;yes\n2027-05-31;student-like;no')).toEqual({
      terms,
      words: 'Until May;\n2028-05-31;staff-like;yes',
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
    '2027-05-31;none;no;yes',
    `2027-05-31;${'a'.repeat(21)};no`,
    `${'2'.repeat(301)};none;no`,
  ])('should be none without their form, what was sent kept: %s', (body) => {
    expect(readTerms(body)).toEqual({ terms: { validTo: body.slice(0, 300), ...nothing }, words: '' });
  });

  it('should never come out of a date field as more than one of them', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (typed) => {
        const { itAccess, idCard } = readTerms(`\n${typed};none;no`).terms;
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
    ['with a note', 'Please;\nyou know him.\n00000000-0000-4000-8000-000000000001', 'Please;\nyou know him.'],
    ['without one', '\n00000000-0000-4000-8000-000000000001', ''],
  ])('should be read by their id, %s', (_how, body, words) => {
    expect(personBody('to', 'words')).toBe('{{words.value}}\n{{to.value}}');
    expect(readPerson(body)).toEqual({ to: '00000000-0000-4000-8000-000000000001', words });
  });

  it.each(['', '\n', 'a note\nnot an id', '00000000-0000-4000-8000-000000000001\n'.repeat(2).concat('x'), 'x\n{{to.value}}'])(
    'should be nobody where it is no id: %s',
    (body) => {
      expect(readPerson(body)).not.toHaveProperty('to');
    },
  );
});
