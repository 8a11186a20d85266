import { type RegisterColumn, readRegisterRow, registerColumns, registerHeader } from '../../../../bot/domain/account/register-sheet';
import { mistakeInWords } from '../../../../bot/domain/organisation/sheet';
import { makeContext, makePolicy, sponsorId } from '../../../make';

const good: Partial<Record<RegisterColumn, string>> = {
  username: 'ofairweather',
  firstName: 'Ottoline',
  lastName: 'Fairweather',
  sponsor: 'marisol.okafor@bantshire.example',
  department: 'computer-science',
  reason: 'external-examiner',
  validFrom: '2026-09-01',
  validTo: '2027-08-31',
  level: 'staff-like',
  card: 'no',
};
const context = makeContext();

function read(values: Partial<Record<RegisterColumn, string>> = {}) {
  const cells = registerColumns.map((column) => ({ ...good, ...values })[column] ?? '');
  return readRegisterRow({ line: 7, cells }, registerColumns, context);
}
function told(values: Partial<Record<RegisterColumn, string>>): string[] {
  const result = read(values);
  return 'mistakes' in result ? result.mistakes.map(mistakeInWords) : [];
}

describe('a row of the register', () => {
  it('should be read with names and labels in place of ids, in any case', () => {
    const named = read({
      username: 'OFairweather@Bantshire.Example',
      department: 'school of COMPUTER science',
      reason: 'External EXAMINER',
      level: 'Staff',
      card: 'YES',
      objectId: sponsorId.toUpperCase(),
      preferredName: ' Otti ',
    });
    expect(named).toEqual({
      row: {
        line: 7,
        username: 'ofairweather',
        objectId: sponsorId,
        sponsor: 'marisol.okafor@bantshire.example',
        answers: {
          itAccess: 'staff-like',
          idCard: true,
          department: 'computer-science',
          reason: 'external-examiner',
          firstName: 'Ottoline',
          lastName: 'Fairweather',
          preferredName: 'Otti',
        },
        validFrom: '2026-09-01',
        validTo: '2027-08-31',
        dayFirst: [],
      },
    });
  });

  it('should take a date with the day first where there is no doubt, and say which', () => {
    expect(read({ validFrom: '13.9.2026', validTo: '31/07/2027' })).toMatchObject({
      row: { validFrom: '2026-09-13', validTo: '2027-07-31', dayFirst: ['validFrom', 'validTo'] },
    });
    expect(read({ validFrom: '09-09-2026' })).toMatchObject({ row: { validFrom: '2026-09-09' } });
  });

  it.each<[Partial<Record<RegisterColumn, string>>, string]>([
    [{ validTo: '03/04/2027' }, 'line 7, column validTo: “03/04/2027” can be two days. Write the year first, such as 2027-07-31.'],
    [{ validTo: '07/31/2027' }, 'line 7, column validTo: “07/31/2027” is not a date such as 2027-07-31 or 31/07/2027.'],
    [{ validTo: '31/07/27' }, 'line 7, column validTo: “31/07/27” is not a date such as 2027-07-31 or 31/07/2027.'],
    [{ validTo: '' }, 'line 7, column validTo: Give the date, such as 2027-07-31.'],
    [{ validTo: '2027-01-19' }, 'line 7, column validTo: Tue 19 Jan 2027 has passed: a live account ends today or later.'],
    [{ validFrom: '2027-09-01' }, 'line 7, column validTo: Tue 31 Aug 2027 is before validFrom, Wed 1 Sept 2027.'],
    [{ username: '' }, 'line 7, column username: Give the username or the object id of the account.'],
    [{ username: 'o fair' }, 'line 7, column username: This is not a username: it has no spaces and at most 64 characters.'],
    [{ objectId: 'x' }, 'line 7, column objectId: This is not an object id, such as 586e0478-1e9c-4ee4-99c7-2ce7542ba6e1.'],
    [{ reference: 'VR-1' }, 'line 7, column reference: This is not a reference, such as VR-7K3M9QXA. Leave it blank, and one is made.'],
    [{ department: 'Alchemy' }, 'line 7, column department: There is no school or service “Alchemy”.'],
    [{ level: 'full' }, 'line 7, column level: Give none, staff-like or student-like.'],
    [{ level: 'none' }, 'line 7, column level: There is neither IT access nor an ID card, so there is nothing to take over.'],
    [{ card: '1' }, 'line 7, column card: Give yes or no.'],
    [{ firstName: '' }, 'line 7, column firstName: Please give the visitor’s first name.'],
    [{ lastName: '—' }, 'line 7, column lastName: This needs at least one letter.'],
    [{ personalEmail: 'me' }, 'line 7, column personalEmail: This does not look like an email address, such as name@example.org.'],
    [{ reason: 'contractor-consultant' }, 'line 7, column employer: Please give the organisation that employs the visitor.'],
    [
      { sponsor: '' },
      'line 7, column sponsor: Give the work email or the object id of the member of staff who is responsible for the visitor.',
    ],
  ])('should be refused with %j by line and column, in a sentence', (values, sentence) => {
    expect(told(values)).toEqual([sentence]);
  });

  it('should have all its mistakes told, in the order of the columns, with nothing that rewrites a terminal', () => {
    expect(told({ card: '', firstName: '', reason: 'x\u001B[2J' }).map((one) => one.slice(0, 26))).toEqual([
      'line 7, column firstName: ',
      'line 7, column reason: “x ',
      'line 7, column card: Give ',
    ]);
    expect(told({ department: 'a\u202Eb' }).join()).not.toContain('\u202E');
  });

  it('should need no email where the organisation demands one of new visitors, and no photo for a card', () => {
    const strict = makeContext({ policy: makePolicy({ personalEmailRequired: true }) });
    const cells = registerColumns.map((column) => ({ ...good, card: 'yes' })[column] ?? '');
    expect(readRegisterRow({ line: 7, cells }, registerColumns, strict)).toHaveProperty('row');
  });
});

describe('the header of the register', () => {
  const header = (...cells: string[]) => registerHeader({ line: 1, cells });
  const needed = ['first name', 'LAST_NAME', 'Sponsor', 'department', 'Reason', 'Valid-From', 'valid to', 'level', 'card'];

  it('should be found in any order and case, with spaces or without', () => {
    expect(header(...needed, 'Object ID')).toEqual({
      columns: ['firstName', 'lastName', 'sponsor', 'department', 'reason', 'validFrom', 'validTo', 'level', 'card', 'objectId'],
    });
  });

  it.each([
    [needed, 'There has to be a column username or objectId: an account is known again by it.'],
    [['username', ...needed.slice(1)], 'missing'],
    [['username', ...needed, 'Building'], '“Building” is no column; the columns are '],
    [['username', ...needed, 'user name'], 'there twice'],
  ])('should be refused: %j', (cells, text) => {
    const result = header(...cells);
    expect('mistakes' in result && result.mistakes.map(mistakeInWords).join()).toContain(text);
  });
});
