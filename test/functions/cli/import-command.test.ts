import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTakingOver } from '../../../bot/adapters/azure/storage';
import { viewRows } from '../../../bot/outbox/sync-views';
import { SettingsError } from '../../../bot/settings/settings';
import { CommandError } from '../../../functions/cli/command-error';
import { runImport } from '../../../functions/cli/import-command';
import { openAskedImport } from '../../../functions/cli/open-import';
import { type TakeOverPorts, takeOver } from '../../../functions/cli/take-over';
import { type DirectoryServer, presentUser, startDirectory } from '../../fakes/directory-server';
import { InMemoryRequestStore } from '../../fakes/in-memory-request-store';
import { InMemoryUsernames } from '../../fakes/in-memory-usernames';
import { InMemoryViewStore } from '../../fakes/in-memory-view-store';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { StoryClock } from '../../fakes/story-clock';
import { sponsorId } from '../../make';
import { openTestStorage, testConnection } from '../../setup/azurite-storage';

type Ports = TakeOverPorts & { requests: InMemoryRequestStore; views: InMemoryViewStore; usernames: InMemoryUsernames };

let folder: string;
let file: string;
let clock: StoryClock;
let server: DirectoryServer;
let ports: Ports;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alms-import-'));
  file = join(folder, 'visitors.csv');
  clock = new StoryClock();
  server = await startDirectory(clock);
  ports = open();
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
});

function open(test: TestPorts = makePorts()): Ports {
  return {
    ...test,
    clock,
    requests: new InMemoryRequestStore(),
    views: new InMemoryViewStore(),
    usernames: new InMemoryUsernames(),
    accounts: server.present,
    domain: 'bantshire.example',
    visitorTypes: ['visitor'],
  };
}

const header = 'Username,Object id,First name,Last name,Sponsor,Department,Reason,Valid from,Valid to,Level,Card';
const ottoline =
  'ofairweather,,Ottoline,Fairweather,marisol.okafor@bantshire.example,School of Computer Science,visiting-professor,2026-09-01,2027-08-31,staff-like,no';
const barnaby = ottoline.replace('ofairweather', 'bquill').replace('Ottoline,Fairweather', 'Barnaby,Quill');

const nameless = { displayName: '', givenName: null, surname: null };

function has(...names: string[]): string[] {
  return names.map(
    (name) => server.directory.add({ ...presentUser, ...nameless, userPrincipalName: `${name}@bantshire.example`, mailNickname: name }).id,
  );
}
const save = (...lines: string[]) => writeFileSync(file, `${[header, ...lines].join('\r\n')}\r\n`);
const marks = () => server.directory.users().map(({ employeeId }) => employeeId);
const writes = () => server.calls.filter((call) => !call.startsWith('GET'));

async function run(...args: string[]) {
  let printed = '';
  const complaints: string[] = [];
  const code = await runImport(args, {
    open: () => ports,
    print: (text) => void (printed += text),
    complain: (line) => void complaints.push(line),
  });
  return { code, printed, complaints };
}

describe('taking over a register', () => {
  it('should tell what it would do, in a table, and write nothing', async () => {
    has('ofairweather', 'bquill');
    save(ottoline, barnaby.replace('2027-08-31', '31/07/2027'));
    const { code, printed } = await run(file);
    expect([code, printed]).toEqual([
      0,
      `line  what    username              reference
2     new     ofairweather
3     new     bquill

Dates with the day first, as in 31/07/2027: 1, the first of them in line 3.
2 new, 0 the same, 0 different, 0 wrong. Nothing is written yet. To write what is new, repeat the command with --write.
`,
    ]);
    expect([ports.requests.all(), ports.usernames.taken.size, writes()]).toEqual([[], 0, []]);
  });

  it('should make a request of each that nobody has to approve, reserve the username, and mark the account', async () => {
    const [account] = has('ofairweather');
    save(ottoline);
    const { code, printed } = await run(file, '--write');
    expect([code, printed]).toEqual([0, expect.stringContaining('Written: 1 taken over, 1 marked. As before: 0.')]);
    const [request] = ports.requests.all();
    expect(request).toMatchObject({
      status: 'active',
      sponsor: sponsorId,
      involved: [sponsorId],
      isTakenOver: true,
      validFrom: '2026-09-01',
      validTo: '2027-08-31',
      answers: { firstName: 'Ottoline', department: 'computer-science', itAccess: 'staff-like', idCard: false },
      account: { directory: { userName: 'ofairweather@bantshire.example', objectId: account, state: 'enabled' } },
    });
    expect(request).not.toHaveProperty('decision');
    const { id } = request!;
    expect([...ports.usernames.taken]).toEqual([['ofairweather', id]]);
    expect(marks()).toEqual([id]);
    expect(writes()).toEqual([`PATCH /users/${account}`]);
    const aggregate = await ports.requests.readAll(id);
    expect(aggregate).toMatchObject({ todos: [], events: [{ verb: 'take-over', actor: 'clock', to: 'active' }] });
    for (const row of viewRows(request!))
      expect(await ports.views.read(row)).toMatchObject({ request: id, sponsorName: expect.any(String) });
    expect(await ports.views.hasWake('2027-08-01T08', id)).toBe(true);
  });

  it('should change nothing when the same file comes twice', async () => {
    has('ofairweather', 'bquill');
    save(ottoline, barnaby);
    await run(file, '--write');
    const before = [ports.requests.all(), [...ports.usernames.taken], marks()];
    server.calls.length = 0;
    const { code, printed } = await run(file, '--write');
    expect(code).toBe(0);
    expect(printed.match(/ same /g)).toHaveLength(2);
    expect(printed).toContain('Written: 0 taken over, 0 marked. As before: 2.');
    expect([ports.requests.all(), [...ports.usernames.taken], marks()]).toEqual(before);
    expect(writes()).toEqual([]);
  });

  it('should know an account again by its object id, also under another username cell', async () => {
    const [id] = has('ofairweather');
    save(ottoline);
    await run(file, '--write');
    save(ottoline.replace('ofairweather,', `,${id}`));
    expect((await run(file)).printed).toContain('0 new, 1 the same, 0 different, 0 wrong.');
  });

  it('should leave what was changed here since, and say in what it differs', async () => {
    has('ofairweather');
    save(ottoline);
    await run(file, '--write');
    save(ottoline.replace('2027-08-31', '2027-09-30').replace('staff-like', 'student-like'));
    const { code, printed } = await run(file, '--write');
    expect([code, printed]).toEqual([0, expect.stringMatching(/2 {5}differs ofairweather .* level, validTo: stays as it is here\n/)]);
    expect(ports.requests.all()).toMatchObject([{ validTo: '2027-08-31' }]);
  });

  it('should write nothing where a row is wrong, unless it is told to leave it out', async () => {
    has('ofairweather', 'bquill');
    save(ottoline, barnaby.replace('marisol.okafor', 'no.body'));
    const { code, printed, complaints } = await run(file, '--write');
    expect([code, complaints]).toEqual([
      1,
      ['line 3, column sponsor: There is nobody with the address “no.body@bantshire.example” in the directory.'],
    ]);
    expect(printed).toContain('3     wrong                                      sponsor\n');
    expect(printed).toContain('Nothing is written: mend what is wrong, or leave those rows out with --skip-wrong.');
    expect([ports.requests.all(), writes()]).toEqual([[], []]);
    const skipping = await run(file, '--write', '--skip-wrong');
    expect([skipping.code, skipping.printed]).toEqual([
      1,
      expect.stringContaining('Written: 1 taken over, 1 marked. As before: 0. Left out: 1.'),
    ]);
    expect(ports.requests.all()).toHaveLength(1);
  });

  it.each<[string, string[], string[]]>([
    ['a username twice', [ottoline, ottoline], ['line 3, column username: This is in line 2 too.']],
    [
      'nobody’s account',
      [ottoline.replace('ofairweather', 'nobody')],
      ['line 2, column username: There is no such account in the directory.'],
    ],
    [
      'an account of another name',
      [ottoline.replace('ofairweather,', 'other.name,d1f0a7c2-0000-4000-8000-000000000001')],
      ['line 2, column username: In the directory this account is called ofairweather.'],
    ],
    [
      'a sponsor who is no staff',
      [ottoline.replace('marisol.okafor', 'visiting.lecturer')],
      ['line 2, column sponsor: “visiting.lecturer@bantshire.example” may not sponsor a visitor: only enabled members of staff may.'],
    ],
  ])('should refuse %s', async (_what, lines, complaints) => {
    has('ofairweather');
    const { people } = ports;
    const byMail = async (address: string) => {
      const lecturer = { id: 'x', name: 'X', mail: address, isEnabled: true, isStaff: false, isAdmin: false };
      return address.startsWith('visiting') ? lecturer : await people.byMail(address);
    };
    ports.people = { byMail, person: (id) => people.person(id) };
    save(...lines);
    expect(await run(file, '--write')).toMatchObject({ code: 1, complaints });
  });

  it('should refuse an account that is somebody else’s, disabled, no visitor’s, or marked as of a request that is not here', async () => {
    const [somebodys, disabled, marked, staff] = has('ofairweather', 'bquill', 'cwren', 'ebrightwater');
    server.directory.change(staff!, { employeeType: 'Employee' });
    server.directory.change(somebodys!, { employeeId: '004711' });
    server.directory.change(disabled!, { accountEnabled: false });
    server.directory.change(marked!, { employeeId: 'VR-7K3M9QXA' });
    save(ottoline, barnaby, barnaby.replace('bquill', 'cwren'), barnaby.replace('bquill', 'ebrightwater'));
    const { complaints } = await run(file, '--write');
    expect(complaints).toEqual([
      'line 2, column username: The account has somebody else’s number as employeeId. If it is this visitor’s, empty it first.',
      'line 3, column username: The account is disabled in the directory: enable it, or leave out the row.',
      'line 4, column objectId: The account is marked as VR-7K3M9QXA, which is not known here.',
      'line 5, column username: The account is of the type “Employee” in the directory, and so no visitor’s.',
    ]);
    expect(writes()).toEqual([]);
  });

  it('should keep a reference that is given, and refuse one that another visitor has', async () => {
    has('ofairweather', 'bquill');
    const withReference = (line: string) => `${line},VR-7K3M9QXA`;
    writeFileSync(file, [`${header},reference`, withReference(ottoline)].join('\n'));
    await run(file, '--write');
    expect(ports.requests.all()).toMatchObject([{ id: 'VR-7K3M9QXA' }]);
    writeFileSync(file, [`${header},reference`, withReference(barnaby)].join('\n'));
    expect((await run(file, '--write')).complaints).toEqual(['line 2, column reference: VR-7K3M9QXA is another visitor here.']);
    writeFileSync(file, [`${header},reference`, `${ottoline},VR-7K3M9QX9`].join('\n'));
    expect((await run(file, '--write')).complaints).toEqual(['line 2, column reference: This account has the reference VR-7K3M9QXA here.']);
  });

  it('should read semicolons behind a byte-order mark', async () => {
    has('ofairweather');
    writeFileSync(file, `\uFEFF${[header, ottoline].join('\n').replaceAll(',', ';')}`);
    expect((await run(file)).printed).toContain('1 new, 0 the same, 0 different, 0 wrong.');
  });

  it('should keep retired usernames as hashes, and none that a live account has', async () => {
    has('ofairweather');
    const retired = join(folder, 'usernames.csv');
    writeFileSync(retired, 'oldfox\r\nolderfox@bantshire.example\r\n');
    save(ottoline);
    expect((await run(file, '--retired', retired)).printed).toContain('To write what is new and the retired usernames (2), repeat');
    expect(ports.usernames.taken.size).toBe(0);
    expect((await run(file, '--write', '--retired', retired)).printed).toContain(
      'Retired usernames: 2 reserved, 0 in the register already.',
    );
    expect(await ports.usernames.holder('olderfox')).toEqual({});
    writeFileSync(retired, 'ofairweather');
    expect((await run(file, '--retired', retired)).complaints).toEqual([
      'line 2, column username: This is in the file of retired usernames too.',
    ]);
  });

  it('should take over a username that was reserved with others, for the account that has it, and for no other', async () => {
    has('ofairweather');
    await ports.usernames.reserve('ofairweather');
    save(ottoline);
    expect((await run(file, '--write')).code).toBe(0);
    expect(await ports.usernames.holder('ofairweather')).toEqual({ request: ports.requests.all()[0]?.id });
    await ports.usernames.reserve('bquill');
    delete ports.accounts;
    save(barnaby);
    expect((await run(file, '--write')).complaints).toEqual([
      'line 2, column username: This username was retired here and is never given again.',
    ]);
  });

  it('should wait for a first day that is to come, and leave the account of a visitor without access alone', async () => {
    const [waiting] = has('ofairweather', 'bquill');
    server.directory.change(waiting!, { accountEnabled: false });
    save(ottoline.replace('2026-09-01', '2027-03-01'), barnaby.replace('staff-like,no', 'none,yes'));
    await run(file, '--write');
    const [first, second] = ports.requests.all();
    expect(first).toMatchObject({ status: 'approved', account: { directory: { state: 'made' } } });
    expect(first?.account?.directory).not.toHaveProperty('begun');
    expect(second).not.toHaveProperty('account');
    expect([marks(), ports.usernames.taken.get('bquill')]).toEqual([[first?.id, null], second?.id]);
  });

  it('should go on without a mark where another directory keeps the account, and say that a person has to put it there', async () => {
    const [id] = has('ofairweather');
    server.directory.change(id!, { onPremisesSyncEnabled: true });
    save(ottoline);
    const { printed } = await run(file, '--write');
    expect(printed).toContain('mark it by hand');
    expect(printed).toContain('Kept by another directory: 1.');
    expect(printed).toContain('Written: 1 taken over, 0 marked.');
    expect((await run(file)).printed).not.toContain('to be marked');
    expect([ports.requests.all().length, writes()]).toEqual([1, []]);
  });

  it('should say that the directory is away, of which nothing is written', async () => {
    has('ofairweather');
    save(ottoline);
    server.directory.fault = { kind: 'away' };
    const { code, printed, complaints } = await run(file, '--write');
    expect([code, complaints]).toEqual([
      1,
      ['The directory does not answer (ServiceUnavailable). Try again; what is written already is not written twice.'],
    ]);
    expect([printed.includes('Written'), ports.requests.all()]).toEqual([false, []]);
  });

  it('should say what was written before the directory refused, name what is still to be marked, and mark it in the end', async () => {
    const [, second] = has('ofairweather', 'bquill');
    save(ottoline, barnaby, ottoline.replace('ofairweather', 'cwren').replace('staff-like,no', 'none,yes'));
    const accounts = ports.accounts!;
    const mark: typeof accounts.mark = async (id, reference) => {
      if (id === second) server.directory.fault = { kind: 'refusing', when: 'PATCH' };
      return await accounts.mark(id, reference);
    };
    ports.accounts = { find: accounts.find.bind(accounts), mark };
    // One after the other, so that the first is marked before the second is refused.
    const putHistory = ports.requests.putHistory.bind(ports.requests);
    ports.requests.putHistory = async (history) => {
      while (history.request.answers.firstName === 'Barnaby' && marks()[0] === null) await new Promise((done) => setTimeout(done, 5));
      return await putHistory(history);
    };
    const refused = await run(file, '--write');
    expect([refused.code, refused.complaints]).toEqual([
      1,
      ['The directory refuses this (Authorization_RequestDenied): it takes the role User Administrator.'],
    ]);
    expect(refused.printed).toContain('Written: 3 taken over, 1 marked. The same command goes on from here.\n');

    const id = ports.requests.all().find(({ answers }) => answers.firstName === 'Barnaby')?.id;
    const looked = await run(file);
    expect(looked.code).toBe(0);
    expect(looked.printed).toContain(`3     same    bquill                ${id}  to be marked in the directory\n`);
    expect(looked.printed).toContain(
      '0 new, 3 the same, 0 different, 0 wrong, 1 to be marked in the directory. Nothing is written yet. ' +
        'To write what is new and the mark (1), repeat the command with --write.\n',
    );

    expect((await run(file, '--write')).printed).toContain('Written: 0 taken over, 0 marked. The same command goes on from here.');
    server.directory.fault = undefined;
    ports.accounts = accounts;
    save(ottoline, barnaby.replace('2027-08-31', '2027-09-30'));
    const marked = await run(file, '--write');
    expect(marked.printed).toMatch(/3 {5}differs bquill .* validTo: stays as it is here; to be marked in the directory\n/);
    expect([marked.code, marked.printed]).toEqual([0, expect.stringContaining('Written: 0 taken over, 1 marked. As before: 1.')]);
    expect(marks()[1]).toBe(id);
    expect((await run(file)).printed).toContain('0 new, 1 the same, 1 different, 0 wrong. Nothing is written yet.');
  });

  it('should be finished by the same file again, wherever it was killed', async () => {
    let calls = Number.POSITIVE_INFINITY;
    for (let left = 0; left < calls; left += 1) {
      const whole = open();
      for (const { id } of server.directory.users()) server.directory.change(id, { employeeId: null });
      if (left === 0) has('ofairweather', 'bquill');
      save(ottoline, barnaby);
      const life = { calls: 0 };
      const mortal = <T extends object>(target: T): T =>
        new Proxy(target, {
          get: (from, name) => {
            const member: unknown = Reflect.get(from, name);
            if (typeof member !== 'function' || !/^(take|put|mark)/.test(String(name))) return member;
            return (...given: unknown[]) => {
              if (life.calls >= left) throw new Error('SIGKILL');
              life.calls += 1;
              return Reflect.apply(member, from, given) as unknown;
            };
          },
        });
      const { requests, views, usernames, accounts } = whole;
      ports = { ...whole, requests: mortal(requests), views: mortal(views), usernames: mortal(usernames), accounts: mortal(accounts!) };
      await run(file, '--write');
      if (life.calls < left) calls = life.calls;
      ports = whole;
      expect((await run(file, '--write')).code).toBe(0);
      const all = requests.all();
      expect(all.map(({ answers }) => answers.firstName).sort()).toEqual(['Barnaby', 'Ottoline']);
      expect([...usernames.taken.values()].sort()).toEqual(all.map(({ id }) => id).sort());
      expect([...marks()].sort()).toEqual(all.map(({ id }) => id).sort());
    }
    // Of each row: the username, the wake-up, the rows of lists, the request and the mark.
    expect(calls).toBe(10);
  });

  it('should take the memory of a few rows, however many there are', async () => {
    delete ports.accounts;
    const count = 10_000;
    let [read, told, most] = [0, 0, 0];
    async function* rows() {
      yield { line: 1, cells: header.split(',') };
      for (; read < count; read += 1) {
        most = Math.max(most, read - told);
        yield { line: read + 2, cells: ottoline.replace('ofairweather', `visitor${read}`).split(',') };
      }
    }
    for await (const { kind } of takeOver(rows(), undefined, new Set(), ports)) {
      told += 1;
      if (kind !== 'new') throw new Error(`line ${told} is ${kind}`);
    }
    expect(told).toBe(count);
    expect(most).toBeLessThanOrEqual(16);
  });

  it('should reach the tables of the product', async () => {
    has('ofairweather');
    const { storage, prefix } = await openTestStorage();
    await storage.departments.save({ id: 'computer-science', name: 'School of Computer Science', kind: 'school', deputies: [] });
    await storage.people.save((await ports.people.person(sponsorId))!);
    const key = new Uint8Array(32).fill(7);
    const { directory: _none, ...tables } = openTakingOver({ connectionString: testConnection() }, { clock, prefix }, key);
    ports = { ...ports, ...tables } as unknown as Ports;
    save(ottoline);
    expect(await run(file, '--write')).toMatchObject({ code: 0, complaints: [] });
    expect((await run(file, '--write')).printed).toContain('Written: 0 taken over, 0 marked. As before: 1.');
    const { request: id } = (await storage.usernames(key).holder('ofairweather')) ?? {};
    const aggregate = await storage.requests.readAll(String(id));
    expect(aggregate).toMatchObject({ request: { value: { status: 'active' } }, events: [{ verb: 'take-over' }], todos: [] });
    expect((await storage.views.list(`sponsor:${sponsorId}`, 5)).rows).toMatchObject([{ request: id }]);
  });
});

describe('the command line of the import', () => {
  it.each([
    [[], 'Which file?'],
    [['a', 'b'], 'One file at a time.'],
    [['a', '--force'], "Unknown option '--force'."],
    [['/nowhere/visitors.csv'], 'There is no file /nowhere/visitors.csv.'],
    [['/'], '/ cannot be read: EISDIR.'],
    [['a', '--retired', '/nowhere/usernames.csv'], 'There is no file /nowhere/usernames.csv.'],
  ])('should say what is wrong with %j', async (args, complaint) => {
    const { code, complaints } = await run(...args);
    expect([code, complaints.join('\n')]).toEqual([1, expect.stringContaining(complaint) as string]);
  });

  it.each([
    ['', 'line 1: The file is empty: the first line has the columns, of username, objectId,'],
    ['a,b\n"1', 'cannot be read. line 2: a quote is opened and not closed.'],
    ['Username,Building\n', 'line 1: “Building” is no column; the columns are username, objectId,'],
  ])('should say what is wrong with a file of %j', async (text, complaint) => {
    writeFileSync(file, text);
    const { code, complaints } = await run(file, '--write');
    expect([code, complaints.join('\n')]).toEqual([1, expect.stringContaining(complaint) as string]);
  });

  it.each([
    ['graph', true],
    ['it-queue', false],
  ])('should ask the directory where the accounts are kept by %s: %s', (adapter, isAsked) => {
    const guid = '5f1d0c7e-8a43-4b92-9c06-2e7d4a1b3f58';
    const groups = ['STAFF', 'ADMIN', 'CARD_OFFICE', 'IT', 'STAFF_LIKE', 'STUDENT_LIKE'].map((name) => [`ALMS_${name}_GROUP`, guid]);
    const opened = openAskedImport(folder, {
      ...Object.fromEntries(groups),
      ALMS_TABLES_URL: 'https://alms.table.core.windows.net',
      ALMS_ACCOUNTS: adapter,
      ALMS_ACCOUNT_DOMAIN: 'bantshire.example',
      ALMS_USERNAME_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    expect(opened.accounts !== undefined).toBe(isAsked);
  });

  it('should not be opened without the settings of accounts, nor where local mode does not run', () => {
    expect(() => openAskedImport(folder, { ALMS_TABLES_URL: 'https://alms.table.core.windows.net' })).toThrow(SettingsError);
    expect(() => openAskedImport(folder, { ALMS_MODE: 'local' })).toThrow(CommandError);
  });
});
