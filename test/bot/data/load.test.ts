import { Temporal } from 'temporal-polyfill';
import departmentsJson from '../../../bot/data/departments.json';
import { DataError, loadDepartments, loadPeople, loadPolicy, personaRoles } from '../../../bot/data/load';
import { localAppId, localTenantId } from '../../../bot/data/local-organisation';
import peopleJson from '../../../bot/data/people.json';
import policyJson from '../../../bot/data/policy.json';
import { cardFields } from '../../../bot/domain/organisation/card-system';

const id = '0ff9bb51-0944-4e0c-bdfb-369bab13dfae';
const otherId = '6fced11d-2bd8-41e6-b47a-8387cdde8d51';
const department = { id: 'physics', name: 'School of Physics', kind: 'school', head: id, deputies: [otherId] };
const person = { id, name: 'Ada Okafor', mail: 'ada.okafor@bantshire.example', isEnabled: true, isStaff: true, isAdmin: false };

function mistakes(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof DataError) return error.mistakes;
    throw error;
  }
  return [];
}

describe('loadDepartments', () => {
  it('should take a department as it is, with absent fields left absent', () => {
    const plain = { id: 'archive', name: 'Archive', kind: 'service', deputies: [] };
    expect(loadDepartments([department, plain])).toEqual([department, plain]);
  });

  it.each([
    ['an id that is none', { deputies: ['me'] }, 'departments[0].deputies[0]: not an id'],
    ['an id in upper case', { head: id.toUpperCase() }, 'departments[0].head: not an id'],
    ['a name that is missing', { name: undefined }, 'departments[0].name: missing'],
    ['an empty name', { name: '' }, 'departments[0].name: empty, or begins or ends with a space'],
    ['a name that is a number', { name: 7 }, 'departments[0].name: not a text'],
    ['another kind', { kind: 'club' }, 'departments[0].kind: neither "school" nor "service"'],
    ['a kind that is missing', { kind: undefined }, 'departments[0].kind: missing'],
    ['a slug with a space', { id: 'a b' }, 'departments[0].id: not a short word such as "computer-science"'],
    ['a day that no calendar has', { validTo: '2027-02-29' }, 'departments[0].validTo: not a date such as 2027-07-31'],
    ['a period that ends before it starts', { validFrom: '2027-03-01', validTo: '2027-02-28' }, 'departments[0].validTo: before validFrom'],
    ['a head who is a deputy too', { deputies: [id] }, 'departments[0].deputies: names the head too'],
    ['a deputy named twice', { deputies: [otherId, otherId] }, 'departments[0].deputies: names somebody twice'],
    ['a field that nobody reads', { haed: id }, 'departments[0]: has an unknown field: haed'],
  ])('should refuse %s', (_what, change, mistake) => {
    expect(mistakes(() => loadDepartments([{ ...department, ...change }]))).toEqual([mistake]);
  });

  it('should list every mistake of every row at once', () => {
    const rows = [
      { ...department, name: '', deputies: ['x', id, id], validFrom: '2027-03-01', validTo: '2027-02-28' },
      { ...department, kind: 'club' },
    ];
    expect([...mistakes(() => loadDepartments(rows))].sort()).toEqual([
      'departments[0].deputies: names somebody twice',
      'departments[0].deputies: names the head too',
      'departments[0].deputies[0]: not an id',
      'departments[0].name: empty, or begins or ends with a space',
      'departments[0].validTo: before validFrom',
      'departments[1].id: the same as in another row',
      'departments[1].kind: neither "school" nor "service"',
    ]);
  });

  it.each([[{}], ['x'], [null]])('should refuse %j in place of a list', (json) => {
    expect(mistakes(() => loadDepartments(json))).toEqual(['departments: not a list']);
  });
});

describe('loadPeople', () => {
  it.each([
    ['somebody twice', [person, { ...person, mail: 'b@bantshire.example' }], 'people[1].id: the same as in another row'],
    ['one address for two people', [person, { ...person, id: otherId }], 'people[1].mail: the same as in another row'],
    [
      'a part played by two',
      [
        { ...person, role: 'head' },
        { ...person, id: otherId, mail: 'b@bantshire.example', role: 'head' },
      ],
      'people[1].role: the same as in another row',
    ],
    [
      'a part that nobody knows',
      [{ ...person, role: 'king' }],
      'people[0].role: not one of sponsor, head, deputy, stranger, admin, cardoffice, itservice',
    ],
    ['a word for yes', [{ ...person, isStaff: 'yes' }], 'people[0].isStaff: not true or false'],
    ['an address that is none', [{ ...person, mail: 'ada' }], 'people[0].mail: not a mail address'],
  ])('should refuse %s', (_what, rows, mistake) => {
    expect(mistakes(() => loadPeople(rows))).toEqual([mistake]);
  });
});

describe('loadPolicy', () => {
  const { cards } = policyJson;
  const column = { field: 'reference', heading: 'Reference' };
  it.each([
    ['no reasons', { reasons: [] }, 'policy.reasons: empty'],
    [
      'a reason for less than a month',
      { reasons: [{ id: 'a', label: 'A', needsEmployer: false, maxMonths: 0 }] },
      'policy.reasons[0].maxMonths: less than a month',
    ],
    [
      'a reason with half a month',
      { reasons: [{ id: 'a', label: 'A', needsEmployer: false, maxMonths: 1.5 }] },
      'policy.reasons[0].maxMonths: not a whole number',
    ],
    ['a zone that is none', { zone: 'Europe/Bantshire' }, 'policy.zone: not a time zone such as Europe/London'],
    ['a domain in upper case', { universityDomains: ['Bantshire.example'] }, 'policy.universityDomains[0]: not a domain in lower case'],
    ['a closure day twice', { closureDays: ['2027-01-01', '2027-01-01'] }, 'policy.closureDays: names a day twice'],
    ['another rule for short visits', { shortVisit: 'ignore' }, 'policy.shortVisit: neither "warn" nor "refuse"'],
    ['a period that ends before it starts', { validFrom: '2028-01-01' }, 'policy.validTo: before validFrom'],
    ['a reminder day without work', { reminderDay: 'sunday' }, 'policy.reminderDay: not a day from monday to friday'],
    ['drafts that go at once', { draftDays: 0 }, 'policy.draftDays: less than a day'],
    ['photos that go at once', { photoDays: 0 }, 'policy.photoDays: less than a day'],
    [
      'a card column that nobody knows',
      { cards: { ...cards, columns: [{ field: 'shoeSize', heading: 'Shoe' }] } },
      `policy.cards.columns[0].field: not one of ${cardFields.join(', ')}`,
    ],
    [
      'two card columns of one name',
      { cards: { ...cards, columns: [column, column] } },
      'policy.cards.columns[1].heading: the same as in another row',
    ],
    [
      'a card system’s dates without days',
      { cards: { ...cards, dateFormat: 'MM/YYYY' } },
      'policy.cards.dateFormat: not DD, MM and YYYY once each, such as DD/MM/YYYY',
    ],
    ['an encoding that is none', { cards: { ...cards, encoding: 'ebcdic' } }, 'policy.cards.encoding: not one of utf-8, utf-16le, latin1'],
    ['a number below 0', { maxDaysBack: -1 }, 'policy.maxDaysBack: less than 0'],
  ])('should refuse %s', (_what, change, mistake) => {
    expect(mistakes(() => loadPolicy({ ...policyJson, ...change }))).toEqual([mistake]);
  });
});

describe('the sample data of Bantshire University', () => {
  const departments = loadDepartments(departmentsJson);
  const people = loadPeople(peopleJson);
  const policy = loadPolicy(policyJson);
  const persona = (role: (typeof personaRoles)[number]) => people.find((one) => one.role === role)!;

  it('should have at least 64 departments, schools and services, in the order of their names', () => {
    expect(departments.length).toBeGreaterThanOrEqual(64);
    expect(new Set(departments.map(({ kind }) => kind))).toEqual(new Set(['school', 'service']));
    const names = departments.map(({ name }) => name.toLowerCase());
    expect(names).toEqual([...names].sort());
  });

  it('should know every head and deputy as enabled staff', () => {
    const staff = new Set(people.filter((one) => one.isEnabled && one.isStaff).map((one) => one.id));
    const deciders = departments.flatMap(({ head, deputies }) => [...(head ? [head] : []), ...deputies]);
    expect(deciders.filter((one) => !staff.has(one))).toEqual([]);
  });

  it('should place people in departments that there are', () => {
    const ids = departments.map((one) => one.id);
    expect(people.filter((one) => one.department && !ids.includes(one.department))).toEqual([]);
  });

  it('should hold every shape of a department: with deputies only, with nobody, with three deputies, with its own dates', () => {
    expect(departments.some(({ head, deputies }) => !head && deputies.length > 0)).toBe(true);
    expect(departments.some(({ head, deputies }) => !head && deputies.length === 0)).toBe(true);
    expect(departments.some(({ deputies }) => deputies.length === 3)).toBe(true);
    expect(departments.some(({ validFrom, validTo }) => validFrom && validTo)).toBe(true);
    expect(departments.some(({ validFrom, validTo }) => !validFrom && validTo)).toBe(true);
  });

  it('should have one persona for each part, with the decider of the sponsor’s department among them', () => {
    expect(people.flatMap(({ role }) => role ?? []).sort()).toEqual([...personaRoles].sort());
    const home = departments.find((one) => one.id === 'computer-science')!;
    expect(home.name).toBe('School of Computer Science');
    expect(persona('sponsor').department).toBe(home.id);
    expect(home.head).toBe(persona('head').id);
    expect(home.deputies).toEqual([persona('deputy').id]);
    expect(people.filter((one) => one.isAdmin).map((one) => one.role)).toEqual(['admin']);
  });

  it.each(['sponsor', 'stranger', 'admin', 'cardoffice'] as const)('should let the %s decide nowhere', (role) => {
    const { id: one } = persona(role);
    expect(departments.filter(({ head, deputies }) => head === one || deputies.includes(one))).toEqual([]);
  });

  it('should know a student and a disabled account', () => {
    expect(people.filter((one) => !one.isStaff)).toHaveLength(1);
    expect(people.filter((one) => !one.isEnabled)).toHaveLength(1);
  });

  it('should ask contractors and consultants alone for an employer', () => {
    expect(policy.reasons.length).toBeGreaterThanOrEqual(9);
    expect(policy.reasons.find(({ label }) => label === 'Visiting Professor')).toMatchObject({ needsEmployer: false, maxMonths: 36 });
    expect(policy.reasons.filter((reason) => reason.needsEmployer).map(({ label }) => label)).toEqual(['Contractor/Consultant']);
  });

  it('should offer an end for the whole organisation but no start', () => {
    expect(policy.validTo).toBe('2027-07-31');
    expect(policy).not.toHaveProperty('validFrom');
  });

  it('should close on the bank holidays of England until the end of 2028, and only on weekdays', () => {
    const bankHolidays = [
      '2026-12-25',
      '2026-12-28',
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-05-03',
      '2027-05-31',
      '2027-08-30',
      '2027-12-27',
      '2027-12-28',
      '2028-01-03',
      '2028-04-14',
      '2028-04-17',
      '2028-05-01',
      '2028-05-29',
      '2028-08-28',
      '2028-12-25',
      '2028-12-26',
    ];
    expect(policy.closureDays).toEqual(expect.arrayContaining(bankHolidays));
    expect(policy.closureDays).toEqual([...policy.closureDays].sort());
    expect(policy.closureDays.filter((day) => Temporal.PlainDate.from(day).dayOfWeek > 5)).toEqual([]);
  });

  it('should name nobody outside the university', () => {
    expect(people.filter(({ mail }) => !mail.endsWith('@bantshire.example'))).toEqual([]);
    expect(policy.universityDomains).toEqual(['bantshire.example']);
    expect([localTenantId, localAppId].filter((one) => people.some((somebody) => somebody.id === one))).toEqual([]);
  });
});
