import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RestError } from '@azure/data-tables';
import type { DepartmentTable } from '../../../bot/adapters/azure/department-table';
import { openDepartments } from '../../../bot/adapters/azure/storage';
import { writeCsv } from '../../../bot/adapters/csv';
import { writeSheet } from '../../../bot/domain/organisation/department-sheet';
import type { Department } from '../../../bot/domain/organisation/organisation';
import { CommandError } from '../../../functions/cli/command-error';
import { runDepartments } from '../../../functions/cli/department-command';
import { InMemoryDepartments } from '../../fakes/in-memory-departments';
import { StoryClock } from '../../fakes/story-clock';
import { deputyId, headId, makeDepartment, sponsorId } from '../../make';
import { openTestStorage, testConnection } from '../../setup/azurite-storage';

const music = makeDepartment({ id: 'music', name: 'Music' });
const estates: Department = { id: 'estates', name: '=Estates', kind: 'service', deputies: [] };
const header = 'id,name,kind,head,deputies,validFrom,validTo';

let folder: string;
let file: string;
let table: DepartmentTable;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-cli-'));
  file = join(folder, 'departments.csv');
  table = new InMemoryDepartments([music, makeDepartment()]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  let printed = '';
  const complaints: string[] = [];
  const code = await runDepartments(args, {
    open: () => table,
    print: (text) => void (printed += text),
    complain: (line) => void complaints.push(line),
  });
  return { code, printed, complaint: complaints.join('\n') };
}

function give(...departments: Department[]): void {
  writeFileSync(file, writeCsv(writeSheet(departments)));
}

describe('import', () => {
  const { head: _head, ...headless } = music;
  const changed: Department = { ...headless, name: 'School of Music', deputies: [sponsorId], validTo: '2028-07-31' };

  it('should show what would change, and write nothing', async () => {
    give(changed, { ...estates, head: headId, deputies: [deputyId], validFrom: '2027-01-11' });
    const { code, printed } = await run('import', file);
    expect(printed).toBe(
      [
        'change       department        what',
        'changed      music             name: Music → School of Music',
        `                               head: ${headId} → (blank)`,
        '                               validTo: (blank) → 2028-07-31',
        `                               deputies: ${deputyId} leaves`,
        `                               deputies: ${sponsorId} joins`,
        'added        estates           name: =Estates',
        '                               kind: service',
        `                               head: ${headId}`,
        `                               deputies: ${deputyId}`,
        '                               validFrom: 2027-01-11',
        'not in file  computer-science  School of Computer Science',
        '',
        'The department that is not in the file stays, as requests may refer to it. --remove takes it away.',
        'Nothing is written yet. To write it (1 added, 1 changed), repeat the command with --apply.',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
    expect(await table.all()).toEqual([music, makeDepartment()]);
  });

  it('should write with --apply, keep what is not in the file, and say when it is seen', async () => {
    give(changed, estates);
    const { code, printed } = await run('import', file, '--apply');
    expect(printed).toMatch(/Written: 1 added, 1 changed\. Everybody sees it within 5 minutes\.\n$/);
    expect(code).toBe(0);
    expect(await table.all()).toEqual([estates, makeDepartment(), changed]);
  });

  it('should remove only when told twice, by --remove and --apply', async () => {
    give(estates);
    const shown = (await run('import', file, '--remove')).printed;
    expect(shown).toContain('removed  computer-science  School of Computer Science');
    expect(shown).toContain('Open requests to a department that is removed go to the administrators.');
    expect(await table.all()).toHaveLength(2);
    const { printed } = await run('import', file, '--remove', '--apply');
    expect(printed).toContain('Written: 1 added, 2 removed.');
    expect(await table.all()).toEqual([estates]);
  });

  it('should say so when nothing changes', async () => {
    give(music, makeDepartment());
    expect(await run('import', file, '--apply')).toEqual({ code: 0, printed: 'Nothing to change.\n', complaint: '' });
  });

  it('should show every mistake at once and write nothing of a file with one', async () => {
    writeFileSync(file, `${header}\nestates,Estates,service,,,,\nx,"a\nb",faculty,me,,,\ny,Y,school,,,2027-02-30,\n`);
    const { code, printed, complaint } = await run('import', file, '--apply', '--remove');
    expect(complaint.split('\n').map((line) => line.replace(/: .*/, ''))).toEqual([
      'line 3, column name',
      'line 3, column kind',
      'line 3, column head',
      'line 5, column validFrom',
      '',
      `${file} has 4 mistakes, so nothing is written.`,
    ]);
    expect([code, printed]).toEqual([1, '']);
    expect(await table.all()).toEqual([music, makeDepartment()]);
  });

  it('should refuse the name of a department that stays, until that one is removed', async () => {
    give({ ...music, id: 'music-school', name: 'MUSIC' }, makeDepartment());
    const { code, complaint } = await run('import', file, '--apply');
    expect(complaint).toContain('music-school has the name of music, which is not in the file and stays');
    expect(code).toBe(1);
    expect(await table.all()).toHaveLength(2);
    expect((await run('import', file, '--apply', '--remove')).code).toBe(0);
  });

  it.each<[string, Buffer | string, RegExp]>([
    [
      'another encoding',
      Buffer.from(`${header}\nx,Caf\xe9,school,,,,\n`, 'latin1'),
      /cannot be read: it is not in UTF-8; in Excel, save it as/,
    ],
    ['an open quote', `${header}\nx,"X,school,,,,\n`, /cannot be read\.\nline 2: a quote is opened and not closed$/],
    ['nothing', '', /^line 1: empty; the first line has the columns id, name/],
  ])('should refuse a file with %s', async (_what, content, sentence) => {
    writeFileSync(file, content);
    const { code, complaint } = await run('import', file);
    expect(complaint).toMatch(sentence);
    expect(code).toBe(1);
  });

  it('should take the file of an Excel that writes semicolons', async () => {
    writeFileSync(file, `\uFEFF${header.replaceAll(',', ';')}\r\nmusic;Music;school;${headId};"${deputyId}; ${sponsorId}";;\r\n;;;;;;\r\n`);
    await run('import', file, '--apply');
    expect((await table.all())[0]).toEqual({ ...music, deputies: [deputyId, sponsorId] });
  });

  it('should show no control character of what is stored', async () => {
    await table.save({ ...estates, name: 'Est\u001b[2Jates' });
    give(music, makeDepartment());
    expect((await run('import', file)).printed).toContain('estates     Est\uFFFD[2Jates');
  });
});

describe('export', () => {
  it('should write a file that import takes back without a change, formulas guarded', async () => {
    await table.save(estates);
    await table.save({ ...music, deputies: [deputyId, sponsorId], validFrom: '2027-01-11', validTo: '2027-07-31' });
    expect(await run('export', file)).toEqual({ code: 0, printed: `3 departments written to ${file}.\n`, complaint: '' });
    expect(readFileSync(file, 'utf8')).toContain("\r\nestates,'=Estates,service,,,,\r\n");
    expect((await run('import', file)).printed).toBe('Nothing to change.\n');
  });

  it('should print the same without a file', async () => {
    await run('export', file);
    expect((await run('export')).printed).toBe(readFileSync(file, 'utf8'));
  });

  it('should write over nothing', async () => {
    writeFileSync(file, 'the work of an hour');
    const { code, complaint } = await run('export', file);
    expect([code, complaint]).toEqual([1, `${file} is there already: give another name.`]);
    expect(readFileSync(file, 'utf8')).toBe('the work of an hour');
  });
});

describe('what is typed wrong', () => {
  it.each([
    [[], 'What shall it do?'],
    [['delete'], 'There is no such command.'],
    [['import'], 'Which file?'],
    [['import', 'a', 'b'], 'One file at a time.'],
    [['export', '--apply'], '--apply and --remove belong to import.'],
    [['import', 'a', '--force'], "Unknown option '--force'."],
  ])('should be answered with a sentence and the usage: %j', async (args, sentence) => {
    const { code, complaint } = await run(...args);
    expect(complaint).toMatch(/\n\nUsage:\n/);
    expect(complaint.startsWith(sentence)).toBe(true);
    expect(code).toBe(1);
  });

  it('should name a file that is not there, or is a folder', async () => {
    expect((await run('import', file)).complaint).toBe(`There is no file ${file}.`);
    expect((await run('import', folder)).complaint).toBe(`${folder} cannot be read: EISDIR.`);
    expect((await run('export', join(folder, 'no', 'x.csv'))).complaint).toMatch(/cannot be written: ENOENT\.$/);
  });
});

describe('faults', () => {
  const failing = (fault: Error) => ({ ...table, all: () => Promise.reject(fault) }) as DepartmentTable;
  const named = (name: string) => Object.assign(new Error('secret-body'), { name });

  it.each([
    [named('CredentialUnavailableError'), /az login/],
    [named('AggregateAuthenticationError'), /az login/],
    [new RestError('secret-body', { statusCode: 403 }), /Storage Table Data Contributor/],
    [new RestError('secret-body', { statusCode: 404 }), /right one/],
    [new RestError('secret-body', { statusCode: 503 }), /does not answer/],
    [new RestError('secret-body', { code: 'ECONNREFUSED' }), /does not answer/],
    [new TypeError('secret-body'), /does not know why \(TypeError\)/],
    [new CommandError('Start it first.'), /^Start it first\.$/],
  ])('should be told in words, without the body or a stack: %s', async (fault, sentence) => {
    table = failing(fault);
    const { code, printed, complaint } = await run('export');
    expect(complaint).toMatch(sentence);
    expect(complaint).not.toMatch(/secret-body|\n\s+at /);
    expect([code, printed]).toEqual([1, '']);
  });
});

it('should load, change and remove in tables, hundreds at once', async () => {
  const { storage, prefix } = await openTestStorage();
  await storage.departments.save(music);
  table = openDepartments({ connectionString: testConnection() }, { clock: new StoryClock(), prefix });
  const many = Array.from({ length: 300 }, (_, index) => makeDepartment({ id: `d-${index}`, name: `Department ${index}` }));
  give({ ...music, name: 'School of Music' }, ...many);
  expect((await run('import', file, '--apply')).printed).toContain('Written: 300 added, 1 changed.');
  give(...many);
  expect((await run('import', file, '--apply', '--remove')).printed).toContain('Written: 1 removed.');
  const stored = await storage.departments.all();
  expect(stored).toHaveLength(300);
  expect(stored).toEqual(expect.arrayContaining([many[0], many[299]]));
});
