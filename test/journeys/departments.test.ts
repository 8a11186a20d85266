import type { DepartmentAnswer, DepartmentSave, DepartmentsView, ImportAnswer } from '../../bot/channels/tab/department-contract';
import type { InMemoryDepartments } from '../fakes/in-memory-departments';
import type { InMemoryPeople } from '../fakes/in-memory-people';
import { samplePeople } from '../fakes/sample';
import { problemOf } from '../fakes/tab-person';
import { startWorld, type World } from '../fakes/world';
import { adminId } from '../make';
import { makesRequest } from './steps';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const admin = () => world.tab({ id: adminId });
const somebody = (role: string) => samplePeople.find((one) => one.role === role)!;

async function opened(id: string): Promise<DepartmentSave> {
  const department = (await admin().departments()).departments.find((one) => one.id === id)!;
  const { head, deputies, ...rest } = department;
  return { ...rest, ...(head && { head: head.id }), deputies: deputies.map((one) => one.id) };
}
function viewOf(answer: DepartmentAnswer): DepartmentsView {
  if (answer.kind !== 'saved') throw new Error(JSON.stringify(answer));
  return answer.view;
}

describe('a department', () => {
  it('should be shown with the names of its people, and changed', async () => {
    const before = await opened('computer-science');
    const stranger = somebody('stranger');
    const view = viewOf(await admin().savesDepartment({ ...before, head: stranger.id, validTo: '2027-12-17' }));
    expect(view.departments.find(({ id }) => id === 'computer-science')).toMatchObject({
      head: { id: stranger.id, name: stranger.name },
      validTo: '2027-12-17',
    });
    expect(view.history[0]).toMatchObject({
      department: 'School of Computer Science',
      by: somebody('admin').name,
      changes: [
        { label: 'Head', before: somebody('head').name, after: stranger.name },
        { label: 'Valid to', before: 'blank', after: '17 Dec 2027' },
      ],
    });
  });

  it('should ask its new head about what waits, and tell nobody else again', async () => {
    const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
    await makesRequest(world, sponsor);
    const successor = await world.person(somebody('stranger').id);
    const before = head.cards().length;
    viewOf(await admin().savesDepartment({ ...(await opened('computer-science')), head: successor.id }));
    await world.work();
    expect(JSON.stringify(successor.cards().at(-1))).toContain('Approve');
    expect(head.cards().length).toBe(before);
  });

  it('should be added under an id made from its name, be offered, and be closed and opened again', async () => {
    const typed = { id: '', name: 'School of Poëtry', kind: 'school' as const, deputies: [], validFrom: '', validTo: '', isClosed: false };
    viewOf(await admin().savesDepartment(typed));
    const offered = async (role: 'sponsor' | 'deputy' | 'stranger') => {
      const person = await world.somebody(role);
      await person.says('new visitor');
      return JSON.stringify(person.cards().at(-1)).includes('School of Poëtry');
    };
    expect(await offered('sponsor')).toBe(true);
    viewOf(await admin().savesDepartment({ ...(await opened('school-of-poetry')), isClosed: true }));
    expect(await offered('deputy')).toBe(false);
    const view = viewOf(await admin().savesDepartment({ ...(await opened('school-of-poetry')), isClosed: false }));
    expect(view.history.map(({ changes }) => changes[0]?.label)).toEqual(['Reopened', 'Closed', 'Added']);
    expect(await offered('stranger')).toBe(true);
  });

  it.each([
    ['name', { name: ' ' }, 'The name is empty.'],
    ['name', { name: 'school of CHEMISTRY' }, 'Enter another name: there is a department of this name already.'],
    ['validTo', { validTo: '31/07/2027' }, 'Valid to is not a date such as 2027-07-31.'],
    ['validTo', { validFrom: '2027-08-01', validTo: '2027-07-31' }, 'Valid to is before Valid from.'],
    [
      'head',
      { head: '00000000-0000-4000-8000-0000000000ff' },
      'Choose another head: this person is not known, has left, or is a guest or a visitor.',
    ],
    [
      'deputies',
      { deputies: ['00000000-0000-4000-8000-0000000000ff'] },
      'Choose other deputies: someone newly named is not a member of staff.',
    ],
    ['deputies', { deputies: [somebody('head').id] }, 'The list of deputies names the head too.'],
  ])('should say beside %s what is wrong with %j', async (field, change, text) => {
    const answer = await admin().savesDepartment({ ...(await opened('computer-science')), ...change });
    expect(answer).toEqual({ kind: 'wrong', mistakes: [{ field, text }] });
    expect((await admin().departments()).history).toEqual([]);
  });

  it('should tell the second of two admins, with what the first has made of it', async () => {
    const before = await opened('chemistry');
    viewOf(await admin().savesDepartment({ ...before, validTo: '2027-06-30' }));
    const second = await admin().savesDepartment({ ...before, validTo: '2027-05-31' });
    expect(second).toMatchObject({ kind: 'moved-on', department: { validTo: '2027-06-30' } });
    const departments = world.stores.departments as unknown as InMemoryDepartments;
    departments.beforeWrite = async () => {
      delete departments.beforeWrite;
      await departments.save({ ...(await departments.stored('chemistry'))!.value, validTo: '2027-04-30' });
    };
    const third = await admin().savesDepartment({ ...(await opened('chemistry')), validTo: '2027-05-31' });
    expect(third).toMatchObject({ kind: 'moved-on', department: { validTo: '2027-04-30' } });
  });
});

describe('whom an admin may name', () => {
  it('should be found by the beginnings of a name or by work address, and nobody else be', async () => {
    const { id, name, mail } = somebody('stranger');
    const beginnings = name.split(' ').map((word) => word.slice(0, 3));
    for (const typed of [` ${mail.toUpperCase()} `, mail.split('@')[0]!, name, beginnings.reverse().join(' ')])
      expect((await admin().findsPeople(typed)).people).toContainEqual(
        expect.objectContaining({ id, name, mail, department: expect.stringMatching(/^School of /) }),
      );
    for (const typed of [
      'nobody@bantshire.example',
      'Nobody Whatsoever',
      'x',
      '',
      '*',
      samplePeople.find(({ isEnabled }) => !isEnabled)!.mail,
    ])
      expect(await admin().findsPeople(typed)).toEqual({ people: [], sentence: expect.stringMatching(/^Nobody /) });
  });

  it('should be a member of staff as deputy or sponsor, and eight at most', async () => {
    const outsider = {
      ...samplePeople[0]!,
      id: 'aaaaaaaa-1111-4111-8111-000000000000',
      name: 'Wanda Visiting',
      mail: 'w.visiting@bantshire.example',
    };
    const directory = world.stores.people as unknown as InMemoryPeople;
    await directory.save({ ...outsider, isStaff: false });
    expect((await admin().findsPeople('wanda', 'head')).people).toHaveLength(1);
    for (const as of ['deputy', 'sponsor'] as const) expect((await admin().findsPeople('wanda', as)).people).toEqual([]);
    for (let count = 0; count < 10; count += 1) {
      const one = {
        ...outsider,
        id: `bbbbbbbb-1111-4111-8111-00000000000${count}`,
        name: `Many Namesakes ${count}`,
        mail: `m${count}@bantshire.example`,
      };
      await directory.save(one);
    }
    const { people, sentence } = await admin().findsPeople('namesakes');
    expect([people.length, sentence]).toEqual([8, expect.stringContaining('More people match')]);
  });

  it('should not be found while the directory is away, nor by anybody without the role', async () => {
    expect((await problemOf(world.tab(somebody('head')).findsPeople('marisol'))).status).toBe(403);
    const people = world.stores.people as unknown as InMemoryPeople;
    const search = people.search.bind(people);
    people.search = () => Promise.reject(new Error('away'));
    expect((await problemOf(admin().findsPeople('marisol'))).code).toBe('directory-away');
    people.search = search;
  });
});

describe('a file of departments', () => {
  const header = 'id,name,kind,head,deputies,validFrom,validTo';
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const preview = (answer: ImportAnswer) => {
    if (answer.kind !== 'preview') throw new Error(JSON.stringify(answer));
    return answer;
  };

  it('should be exported so that it changes nothing when it comes back', async () => {
    const response = await admin().calls('GET', '/departments/export');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="departments-\d{4}-\d\d-\d\d\.csv"$/);
    const answer = preview(await admin().imports(new Uint8Array(await response.arrayBuffer())));
    expect([answer.added, answer.changed, answer.missing]).toEqual([0, 0, 0]);
  });

  it('should show what it would change, write nothing before it is confirmed, and then just that', async () => {
    const file = bytesOf(`${header}\npoetry,School of Poetry,school,,,,\nchemistry,School of Chemistry,service,,,,2027-06-30\n`);
    const shown = preview(await admin().imports(file));
    expect([shown.added, shown.changed]).toEqual([1, 1]);
    expect(shown.changes[0]).toEqual({ id: 'poetry', title: 'New: School of Poetry', words: [] });
    expect(shown.changes[1]?.words).toEqual(
      expect.arrayContaining([
        'Kind: School → Professional service',
        'Valid to: blank → 30 Jun 2027',
        expect.stringMatching(/^Head: .+ → nobody$/),
      ]),
    );
    expect((await admin().departments()).history).toEqual([]);
    const done = await admin().imports(file, shown.seen);
    expect(done).toMatchObject({ kind: 'imported', sentence: '2 departments imported. They apply everywhere within five minutes.' });
    expect((await admin().departments()).departments.find(({ id }) => id === 'chemistry')).toMatchObject({
      kind: 'service',
      validTo: '2027-06-30',
    });
    expect((await admin().departments()).history).toHaveLength(2);
  });

  it('should show anew what it changes where somebody has changed a department since the preview', async () => {
    const file = bytesOf(`${header}\nchemistry,School of Chemistry,service,,,,\n`);
    const { seen } = preview(await admin().imports(file));
    viewOf(await admin().savesDepartment({ ...(await opened('chemistry')), validTo: '2027-06-30' }));
    const again = preview(await admin().imports(file, seen));
    expect(again.hasMoved).toBe(true);
    expect(again.changes[0]?.words).toContain('Valid to: 30 Jun 2027 → blank');
    expect((await admin().imports(file, again.seen)).kind).toBe('imported');
  });

  it('should tell every mistake by line and column, and write nothing', async () => {
    const unknown = '00000000-0000-4000-8000-0000000000ff';
    const rows = [
      'Poetry!,,house,x,,,',
      'music,Music,school,,,,1.1.27',
      'music,Music,school,,,,',
      `history,School of Chemistry,school,${unknown},,,`,
    ];
    const answer = await admin().imports(bytesOf(`${header}\n${rows.join('\n')}\n`));
    expect(answer).toMatchObject({ kind: 'wrong', count: 7 });
    expect(answer.kind === 'wrong' && answer.mistakes.slice(0, 4)).toEqual([
      'line 2, column id: not a short word such as “computer-science”',
      'line 2, column name: empty',
      'line 2, column kind: neither “school” nor “service”',
      expect.stringMatching(/^line 2, column head: not an id/),
    ]);
    const second = await admin().imports(bytesOf(`${header}\nhistory,School of Chemistry,school,${unknown},,,\n`));
    expect(second).toEqual({
      kind: 'wrong',
      count: 2,
      mistakes: [
        'history has the name of chemistry, which is not in the file and stays',
        `history: the directory does not have ${unknown}`,
      ],
    });
    expect((await admin().departments()).history).toEqual([]);
  });

  it('should be read in each encoding and separator that a spreadsheet writes, and say why not otherwise', async () => {
    const text = `${header}\npoetry,School of Poëtry,school,,,,\n`;
    const files = {
      'UTF-8': bytesOf(text),
      'UTF-8 with a mark': bytesOf(`\uFEFF${text}`),
      'UTF-16': Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le'),
      'UTF-16, the other way round': Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
      semicolons: bytesOf(text.replaceAll(',', ';')),
    };
    for (const [name, file] of Object.entries(files))
      expect([name, preview(await admin().imports(file)).changes[0]?.title]).toEqual([name, 'New: School of Poëtry']);
    const unreadable = {
      'Latin-1': Buffer.from(text, 'latin1'),
      'UTF-16 without a mark': Buffer.from(text, 'utf16le'),
      cut: Buffer.from(`\uFEFF${text}`, 'utf16le').subarray(0, 21),
    };
    for (const [name, file] of Object.entries(unreadable))
      expect([name, await admin().imports(file)]).toEqual([
        name,
        {
          kind: 'wrong',
          count: 1,
          mistakes: ['The file cannot be read: it is not in UTF-8; in Excel, save it as “CSV UTF-8 (Comma delimited)”.'],
        },
      ]);
    expect(await admin().imports(bytesOf('id,"name\n'))).toMatchObject({ mistakes: ['line 1: a quote is opened and not closed'] });
    expect((await admin().imports(new Uint8Array())).kind).toBe('wrong');
  });

  it('should be taken with 10,000 rows, and refused where it is larger than any such file', async () => {
    const rows = Array.from({ length: 10_000 }, (_, place) => `unit-${place},Unit number ${place},service,,,,`);
    const file = bytesOf(`${header}\n${rows.join('\n')}\n`);
    const shown = preview(await admin().imports(file));
    expect([shown.added, shown.changes.length]).toEqual([10_000, 200]);
    expect((await admin().imports(file, shown.seen)).kind).toBe('imported');
    expect(await world.stores.departments.all()).toHaveLength(10_000 + shown.missing);
    expect((await problemOf(admin().imports(new Uint8Array(4 * 1024 * 1024)))).status).toBe(413);
  }, 120_000);

  it('should say how many were written where somebody else changes one in the middle, and write the rest the next time', async () => {
    const rows = Array.from({ length: 60 }, (_, place) => `unit-${place},Unit number ${place},service,,,,`);
    const file = bytesOf(`${header}\n${rows.join('\n')}\n`);
    const { seen } = preview(await admin().imports(file));
    const departments = world.stores.departments as unknown as InMemoryDepartments;
    departments.beforeWrite = async () => {
      departments.beforeWrite = async () => {
        delete departments.beforeWrite;
        await departments.save({ id: 'unit-55', name: 'Unit 55', kind: 'school', deputies: [] });
      };
    };
    expect(await admin().imports(file, seen)).toMatchObject({ sentence: expect.stringMatching(/^50 departments of 60 imported/) });
    const rest = preview(await admin().imports(file));
    expect([rest.added, rest.changed]).toEqual([9, 1]);
  });

  it('should leave a closed department closed', async () => {
    viewOf(await admin().savesDepartment({ ...(await opened('chemistry')), isClosed: true }));
    const answer = await admin().imports(bytesOf(`${header}\nchemistry,School of Chemistry,school,,,,\n`));
    expect(answer).toMatchObject({ kind: 'wrong', mistakes: ['chemistry is closed: reopen it on this page first'] });
  });
});
